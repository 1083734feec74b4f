import type { Ctx } from '../../../platform/runtime/ctx.ts';

/** Tells that something of these items changed; without any, nothing. Gives them, each once. */
export async function noteStockChange(ctx: Ctx, changed: readonly string[]): Promise<{ readonly skus: readonly string[] }> {
  const skus = [...new Set(changed)].sort();
  const [first] = skus;
  if (first !== undefined) await ctx.publish({ type: 'stock.changed', subject: skus.length === 1 ? first : '*', payload: { skus } });
  return { skus };
}
