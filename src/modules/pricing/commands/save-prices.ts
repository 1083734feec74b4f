import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { noteMastersChange } from '../../masters/index.ts';
import type { PriceRecord } from '../contract.ts';
import { upsertPrices } from '../store/price-store.ts';

/** Saves price records; of two with the same key the last one counts. Gives how many were new or differed. Called by sync only. */
export async function savePrices(ctx: Ctx, records: readonly (PriceRecord & { readonly source?: object })[]): Promise<number> {
  const distinct = new Map(
    records.map((record) => [
      [record.sku, record.priceList, record.currency, record.uom, record.validFrom, record.fromMilli ?? 0].join('\u0000'),
      { ...record, source: record.source ?? {} },
    ]),
  );
  const changed = await upsertPrices(ctx, [...distinct.values()]);
  if (changed > 0) await noteMastersChange(ctx, 'price');
  return changed;
}
