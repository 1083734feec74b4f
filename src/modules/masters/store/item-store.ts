import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { MastersTables } from '../tables.ts';

/** Which of the skus are items. */
export async function knownItems(ctx: Ctx, skus: readonly string[]): Promise<ReadonlySet<string>> {
  if (skus.length === 0) return new Set();
  const rows = await on<MastersTables>(ctx)
    .selectFrom('masters.item')
    .select('sku')
    .where('sku', 'in', [...new Set(skus)])
    .execute();
  return new Set(rows.map((row) => row.sku));
}
