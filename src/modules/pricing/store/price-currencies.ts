import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { PricingTables } from '../tables.ts';

/** The currencies that prices are kept in. */
export async function listPriceCurrencies(ctx: Ctx): Promise<readonly string[]> {
  const rows = await on<PricingTables>(ctx).selectFrom('pricing.price').select('currency').distinct().execute();
  return rows.map((row) => row.currency);
}
