import type { Refusal } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { noteMastersChange } from '../../masters/index.ts';
import { costRecordSchema, priceRecordSchema } from '../contract.ts';
import type { CostRecord, PriceRecord, PricingRefusal, Sale } from '../contract.ts';
import { upsertCosts } from '../store/cost-store.ts';
import { deletePricesFrom, upsertPrices } from '../store/price-store.ts';
import { upsertSales } from '../store/sale-store.ts';

/** How many records were new or differed, and which could not be taken. */
export interface SavedRecords {
  readonly changed: number;
  readonly refused: readonly Refusal<PricingRefusal>[];
}

type Door<T> = { readonly taken: readonly T[]; readonly refused: readonly Refusal<PricingRefusal>[] };

/** Of two records with the same key the last one counts. */
function atDoor<T>(records: readonly T[], keyOf: (record: T) => readonly unknown[], refusalOf: (record: T) => PricingRefusal | null): Door<T> {
  const taken = new Map<string, T>();
  const refused: Refusal<PricingRefusal>[] = [];
  for (const record of records) {
    const code = refusalOf(record);
    if (code === null) taken.set(JSON.stringify(keyOf(record)), record);
    else refused.push({ code, facts: { key: keyOf(record) } });
  }
  return { taken: [...taken.values()], refused };
}

/**
 * Saves price records; what is not positive or begins after its end is refused and the rest is saved. Called by sync only, as are costs and sales.
 */
export async function savePrices(ctx: Ctx, records: readonly (PriceRecord & { readonly source?: object })[]): Promise<SavedRecords> {
  const { taken, refused } = atDoor(
    records,
    (record) => [record.sku, record.priceList, record.currency, record.uom, record.validFrom, record.fromMilli ?? 0],
    (record) => {
      if (!(record.minor > 0)) return 'not_positive';
      return priceRecordSchema.safeParse(record).success && record.validFrom <= record.validTo ? null : 'bad_rule';
    },
  );
  const changed = await upsertPrices(
    ctx,
    taken.map((record) => ({ ...record, source: record.source ?? {} })),
  );
  if (changed > 0) await noteMastersChange(ctx, 'price');
  return { changed, refused };
}

/** Removes prices that the ERP has no more, by the keys under which it held them. Called by sync only. */
export async function endPrices(ctx: Ctx, from: { readonly connection: string; readonly keys: readonly string[] }): Promise<void> {
  if ((await deletePricesFrom(ctx, from.connection, from.keys)) > 0) await noteMastersChange(ctx, 'price');
}

/** Saves what items cost us; an older figure never replaces a newer one. What is not positive is refused. */
export async function saveCosts(ctx: Ctx, records: readonly CostRecord[]): Promise<SavedRecords> {
  const { taken, refused } = atDoor(
    records,
    (record) => [record.sku, record.currency],
    (record) => (!(record.minor > 0) ? 'not_positive' : costRecordSchema.safeParse(record).success ? null : 'bad_rule'),
  );
  const changed = await upsertCosts(ctx, taken);
  if (changed > 0) await noteMastersChange(ctx, 'cost');
  return { changed, refused };
}

/** Keeps lines that were sold; the same line again is the same line. Returns (nothing or less sold) are refused. */
export async function recordSales(ctx: Ctx, sales: readonly Sale[]): Promise<SavedRecords> {
  const { taken, refused } = atDoor(
    sales,
    (sale) => [sale.erpNumber, sale.lineNo],
    (sale) => (sale.quantityMilli > 0 && sale.netMinor >= 0 ? null : 'not_positive'),
  );
  return { changed: await upsertSales(ctx, taken), refused };
}
