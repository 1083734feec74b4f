import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { PriceRecord } from '../contract.ts';
import type { PricingTables } from '../tables.ts';

/** Records of these items on these lists and on all promotions, valid or not, in every currency. */
export async function loadPrices(ctx: Ctx, skus: readonly string[], lists: readonly string[]): Promise<readonly PriceRecord[]> {
  if (skus.length === 0) return [];
  const rows = await on<PricingTables>(ctx)
    .selectFrom('pricing.price')
    .select(['sku', 'price_list', 'currency', 'uom', 'minor', 'from_milli', 'valid_from', 'valid_to'])
    .where('sku', '=', sql<string>`any(${[...new Set(skus)]}::text[])`)
    .where((or) => or.or([or('price_list', '=', sql<string>`any(${[...lists]}::text[])`), or('price_list', 'like', 'promotion:%')]))
    .execute();
  return rows.map((row) => ({
    sku: row.sku,
    priceList: row.price_list,
    currency: row.currency,
    uom: row.uom,
    minor: row.minor,
    fromMilli: row.from_milli,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }));
}

/**
 * Inserts and updates in one statement; gives how many rows were new or differed. A list's price of one unit and tier that begins on the
 * same day replaces the old one. Records must not hold the same key twice.
 */
export async function upsertPrices(ctx: Ctx, rows: readonly (PriceRecord & { readonly source: object })[]): Promise<number> {
  if (rows.length === 0) return 0;
  const result = await sql<{ sku: string }>`
    insert into pricing.price as t (sku, price_list, currency, uom, minor, from_milli, valid_from, valid_to, source)
    select r.sku, r."priceList", r.currency, r.uom, r.minor, coalesce(r."fromMilli", 0), r."validFrom", r."validTo", r.source
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(sku text, "priceList" text, currency text, uom text, minor bigint, "fromMilli" bigint, "validFrom" date, "validTo" date, source jsonb)
    order by r.sku, r."priceList", r.currency, r.uom, r."validFrom", coalesce(r."fromMilli", 0)
    on conflict (sku, price_list, currency, uom, valid_from, from_milli) do update
      set minor = excluded.minor, valid_to = excluded.valid_to, source = excluded.source
      where (t.minor, t.valid_to, t.source->>'key') is distinct from (excluded.minor, excluded.valid_to, excluded.source->>'key')
    returning t.sku`.execute(on<PricingTables>(ctx));
  return result.rows.length;
}

/** Deletes the prices of a connection that have these keys there; gives how many. */
export async function deletePricesFrom(ctx: Ctx, connection: string, keys: readonly string[]): Promise<number> {
  const result = await on<PricingTables>(ctx)
    .deleteFrom('pricing.price')
    .where(sql<boolean>`source->>'connection' = ${connection} and source->>'key' = any(${[...keys]}::text[])`)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
