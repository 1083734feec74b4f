import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { CostRecord } from '../contract.ts';
import type { PricingTables } from '../tables.ts';

/** Costs of these items in a currency. */
export async function loadCosts(ctx: Ctx, skus: readonly string[], currency: string): Promise<readonly CostRecord[]> {
  if (skus.length === 0) return [];
  const rows = await on<PricingTables>(ctx)
    .selectFrom('pricing.cost')
    .selectAll()
    .where('sku', '=', sql<string>`any(${[...skus]}::text[])`)
    .where('currency', '=', currency)
    .execute();
  return rows.map((row) => ({ sku: row.sku, currency: row.currency, uom: row.uom, minor: row.minor, asOf: row.as_of }));
}

/** Saves costs in one statement; an older figure never replaces a newer one. Gives how many items now cost something else. Keys must differ. */
export async function upsertCosts(ctx: Ctx, costs: readonly CostRecord[]): Promise<number> {
  if (costs.length === 0) return 0;
  const result = await sql<{ changed: boolean }>`
    with old as (select sku, currency, uom, minor from pricing.cost)
    insert into pricing.cost as t (sku, currency, uom, minor, as_of)
    select r.sku, r.currency, r.uom, r.minor, r."asOf"
    from jsonb_to_recordset(${JSON.stringify(costs)}::jsonb) as r(sku text, currency text, uom text, minor bigint, "asOf" date)
    order by r.sku, r.currency
    on conflict (sku, currency) do update set uom = excluded.uom, minor = excluded.minor, as_of = excluded.as_of
      where t.as_of <= excluded.as_of and (t.uom, t.minor, t.as_of) is distinct from (excluded.uom, excluded.minor, excluded.as_of)
    returning not exists (select 1 from old where (old.sku, old.currency, old.uom, old.minor) = (t.sku, t.currency, t.uom, t.minor)) as changed
  `.execute(on<PricingTables>(ctx));
  return result.rows.filter((row) => row.changed).length;
}
