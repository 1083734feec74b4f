import { sql, type Selectable } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Calendar, CustomerTerms, ItemRule, OrderTerms, Route } from '../contract.ts';
import { loadVersion } from '../store/version-store.ts';
import type { MastersTables } from '../tables.ts';

/** Whose order, for which items, and from which day on holidays matter. */
export interface TermsAsked {
  readonly company: string;
  readonly customer: string | null;
  readonly skus: readonly string[];
  readonly from: string;
}

/** What an order needs beside the ERP's own master records. Items without any rule are missing. A handful of statements, whatever the number of items. */
export async function getOrderTerms(ctx: Ctx, asked: TermsAsked): Promise<OrderTerms> {
  const { customer, route } = asked.customer === null ? { customer: null, route: null } : await loadCustomerTerms(ctx, asked.customer);
  const calendar = await getCalendar(ctx, asked.company, asked.from);
  return {
    mastersVersion: await loadVersion(ctx),
    items: await loadItemRules(ctx, asked.skus),
    customer,
    route,
    weekend: calendar.weekend,
    holidays: calendar.holidays,
  };
}

async function loadItemRules(ctx: Ctx, skus: readonly string[]): Promise<ReadonlyMap<string, ItemRule>> {
  if (skus.length === 0) return new Map();
  const rows = await on<MastersTables>(ctx)
    .selectFrom('masters.item')
    .select(['sku', 'min_order_milli', 'order_multiple_milli', 'max_order_milli', 'shelf_life_days', 'licence_required'])
    .where('sku', '=', sql<string>`any(${[...skus]}::text[])`)
    .where(
      sql<boolean>`(min_order_milli is not null or order_multiple_milli is not null or max_order_milli is not null
      or shelf_life_days is not null or licence_required)`,
    )
    .execute();
  return new Map(
    rows.map((row) => [
      row.sku,
      {
        sku: row.sku,
        minOrderMilli: row.min_order_milli,
        orderMultipleMilli: row.order_multiple_milli,
        maxOrderMilli: row.max_order_milli,
        shelfLifeDays: row.shelf_life_days,
        licenceRequired: row.licence_required,
      },
    ]),
  );
}

async function loadCustomerTerms(ctx: Ctx, code: string): Promise<{ readonly customer: CustomerTerms | null; readonly route: Route | null }> {
  const row = await on<MastersTables>(ctx)
    .selectFrom('masters.customer as c')
    .leftJoin('masters.route as r', (join) => join.onRef('r.company', '=', 'c.company').onRef('r.code', '=', 'c.route'))
    .select(['c.code', 'c.route', 'c.licence_number', 'c.licence_until', 'c.overdue_minor', 'c.overdue_days'])
    .select(['r.company', 'r.code as route_code', 'r.name', 'r.weekdays', 'r.cut_off', 'r.lead_days', 'r.capacity'])
    .where('c.code', '=', code)
    .executeTakeFirst();
  if (row === undefined) return { customer: null, route: null };
  const customer = {
    customer: row.code,
    route: row.route,
    licenceNumber: row.licence_number,
    licenceUntil: row.licence_until,
    overdueMinor: row.overdue_minor,
    overdueDays: row.overdue_days,
  };
  if (row.company === null || row.route_code === null) return { customer, route: null };
  const { company, route_code: routeCode, name, weekdays, cut_off: cutOff, lead_days: leadDays, capacity } = row;
  return { customer, route: { company, code: routeCode, name: name ?? '', weekdays: weekdays ?? [], cutOff, leadDays: leadDays ?? 0, capacity } };
}

/** When a company does not work, holidays from a day on. */
export async function getCalendar(ctx: Ctx, company: string, from: string): Promise<Calendar> {
  const db = on<MastersTables>(ctx);
  const head = await db.selectFrom('masters.company').select('weekend').where('code', '=', company).executeTakeFirst();
  const days = await db
    .selectFrom('masters.holiday')
    .select(['day', 'name', 'closes_at'])
    .where('company', '=', company)
    .where('day', '>=', from)
    .orderBy('day')
    .limit(400)
    .execute();
  return { company, weekend: head?.weekend ?? null, holidays: days.map((row) => ({ day: row.day, name: row.name, closesAt: row.closes_at })) };
}

/** The routes of a company, by code. */
export async function listRoutes(ctx: Ctx, company: string): Promise<readonly Route[]> {
  const rows = await on<MastersTables>(ctx).selectFrom('masters.route').selectAll().where('company', '=', company).orderBy('code').execute();
  return rows.map(routeOf);
}

const routeOf = (row: Selectable<MastersTables['masters.route']>): Route => ({
  company: row.company,
  code: row.code,
  name: row.name,
  weekdays: row.weekdays,
  cutOff: row.cut_off,
  leadDays: row.lead_days,
  capacity: row.capacity,
});
