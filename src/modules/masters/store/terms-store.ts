import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Calendar, CustomerTerms, ItemRule, Route } from '../contract.ts';
import type { MastersTables } from '../tables.ts';

/** Writes how an item may be ordered; false when there is no such item. */
export async function updateItemRule(ctx: Ctx, rule: ItemRule): Promise<boolean> {
  const result = await on<MastersTables>(ctx)
    .updateTable('masters.item')
    .set({
      min_order_milli: rule.minOrderMilli,
      order_multiple_milli: rule.orderMultipleMilli,
      max_order_milli: rule.maxOrderMilli,
      shelf_life_days: rule.shelfLifeDays,
      licence_required: rule.licenceRequired,
    })
    .where('sku', '=', rule.sku)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Writes what orders must know of a customer. */
export async function updateCustomerTerms(ctx: Ctx, terms: CustomerTerms): Promise<void> {
  await on<MastersTables>(ctx)
    .updateTable('masters.customer')
    .set({
      route: terms.route,
      licence_number: terms.licenceNumber,
      licence_until: terms.licenceUntil,
      overdue_minor: terms.overdueMinor,
      overdue_days: terms.overdueDays,
    })
    .where('code', '=', terms.customer)
    .execute();
}

/** The company of a customer; null when unknown. */
export async function companyOfCustomer(ctx: Ctx, customer: string): Promise<string | null> {
  const row = await on<MastersTables>(ctx).selectFrom('masters.customer').select('company').where('code', '=', customer).executeTakeFirst();
  return row?.company ?? null;
}

/** Whether the group has the company. */
export async function isCompany(ctx: Ctx, company: string): Promise<boolean> {
  return (await on<MastersTables>(ctx).selectFrom('masters.company').select('code').where('code', '=', company).executeTakeFirst()) !== undefined;
}

/** Writes a route, new or changed. */
export async function upsertRoute(ctx: Ctx, route: Route): Promise<void> {
  const values = { name: route.name, weekdays: [...route.weekdays], cut_off: route.cutOff, lead_days: route.leadDays, capacity: route.capacity };
  await on<MastersTables>(ctx)
    .insertInto('masters.route')
    .values({ company: route.company, code: route.code, ...values })
    .onConflict((conflict) => conflict.columns(['company', 'code']).doUpdateSet(values))
    .execute();
}

/** Whether the company has the route. */
export async function isRoute(ctx: Ctx, company: string, code: string): Promise<boolean> {
  const row = await on<MastersTables>(ctx)
    .selectFrom('masters.route')
    .select('code')
    .where('company', '=', company)
    .where('code', '=', code)
    .executeTakeFirst();
  return row !== undefined;
}

/** Replaces weekend and holidays of a company. */
export async function replaceCalendar(ctx: Ctx, calendar: Calendar): Promise<void> {
  const db = on<MastersTables>(ctx);
  const { company, weekend } = calendar;
  await db
    .updateTable('masters.company')
    .set({ weekend: weekend === null ? null : [...weekend] })
    .where('code', '=', company)
    .execute();
  await db.deleteFrom('masters.holiday').where('company', '=', company).execute();
  const rows = [...new Map(calendar.holidays.map((each) => [each.day, { company, day: each.day, name: each.name, closes_at: each.closesAt }])).values()];
  if (rows.length > 0) await db.insertInto('masters.holiday').values(rows).execute();
}
