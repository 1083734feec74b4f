import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Sale } from '../contract.ts';
import type { ItemFacts, MedianPrice } from '../domain/world.ts';
import type { PricingTables } from '../tables.ts';

/** Saves sold lines in one statement; gives how many were new or differed. Keys must differ. */
export async function upsertSales(ctx: Ctx, sales: readonly Sale[]): Promise<number> {
  if (sales.length === 0) return 0;
  const result = await sql<{ line_no: number }>`
    insert into pricing.sale as t (erp_number, line_no, customer, sold_on, sku, uom, quantity_milli, net_minor, currency)
    select r."erpNumber", r."lineNo", r.customer, r."on", r.sku, r.uom, r."quantityMilli", r."netMinor", r.currency
    from jsonb_to_recordset(${JSON.stringify(sales)}::jsonb)
      as r("erpNumber" text, "lineNo" int, customer text, "on" date, sku text, uom text, "quantityMilli" bigint, "netMinor" bigint, currency text)
    order by 1, 2
    on conflict (erp_number, line_no) do update
      set customer = excluded.customer, sold_on = excluded.sold_on, sku = excluded.sku, uom = excluded.uom,
          quantity_milli = excluded.quantity_milli, net_minor = excluded.net_minor, currency = excluded.currency
      where (t.customer, t.sold_on, t.sku, t.uom, t.quantity_milli, t.net_minor, t.currency)
        is distinct from (excluded.customer, excluded.sold_on, excluded.sku, excluded.uom, excluded.quantity_milli, excluded.net_minor, excluded.currency)
    returning t.line_no`.execute(on<PricingTables>(ctx));
  return result.rows.length;
}

/** Sales of customers (null: all) on items (null: all), from a day to before another, oldest first. */
export async function loadSales(
  ctx: Ctx,
  wanted: {
    readonly customers: readonly string[] | null;
    readonly skus: readonly string[] | null;
    readonly currency: string;
    readonly from: string;
    readonly before: string;
  },
): Promise<readonly Sale[]> {
  const rows = await on<PricingTables>(ctx)
    .selectFrom('pricing.sale')
    .selectAll()
    .where('sold_on', '>=', wanted.from)
    .where('sold_on', '<', wanted.before)
    .where('currency', '=', wanted.currency)
    .$if(wanted.customers !== null, (query) => query.where('customer', '=', sql<string>`any(${[...(wanted.customers ?? [])]}::text[])`))
    .$if(wanted.skus !== null, (query) => query.where('sku', '=', sql<string>`any(${[...(wanted.skus ?? [])]}::text[])`))
    .orderBy('sold_on')
    .orderBy('erp_number')
    .orderBy('line_no')
    .execute();
  return rows.map((row) => ({
    erpNumber: row.erp_number,
    lineNo: row.line_no,
    customer: row.customer,
    on: row.sold_on,
    sku: row.sku,
    uom: row.uom,
    quantityMilli: row.quantity_milli,
    netMinor: row.net_minor,
    currency: row.currency,
  }));
}

/** The (lower) median price of one base unit of items over each number of days before a day. Items without sales are missing. */
export async function loadMedians(
  ctx: Ctx,
  items: readonly ItemFacts[],
  wanted: { readonly days: readonly number[]; readonly currency: string; readonly on: string },
): Promise<readonly MedianPrice[]> {
  if (items.length === 0 || wanted.days.length === 0) return [];
  const units = items.flatMap((item) => item.units.map(({ uom, numerator, denominator }) => ({ sku: item.sku, uom, numerator, denominator })));
  const result = await sql<{ sku: string; days: number; minor: string }>`
    select s.sku, d.days,
      trim_scale(round(percentile_disc(0.5) within group (order by s.net_minor::numeric * 1000 * u.denominator / (s.quantity_milli::numeric * u.numerator)), 6))::text as minor
    from unnest(${[...wanted.days]}::int[]) as d(days)
    join pricing.sale s on s.sold_on >= ${wanted.on}::date - d.days and s.sold_on < ${wanted.on}::date
    join jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u(sku text, uom text, numerator bigint, denominator bigint) on u.sku = s.sku and u.uom = s.uom
    where s.sku = any(${items.map((item) => item.sku)}::text[]) and s.currency = ${wanted.currency} and s.net_minor > 0
    group by s.sku, d.days
    order by s.sku, d.days`.execute(on<PricingTables>(ctx));
  return result.rows;
}
