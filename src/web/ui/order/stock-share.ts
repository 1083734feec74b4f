import { z } from 'zod';
import type { CheckResult, OrderLine } from '../../../modules/orders/contract.ts';

const shortageSchema = z.object({
  sku: z.string(),
  uom: z.string(),
  neededMilli: z.int().positive(),
  freeMilli: z.int().nonnegative(),
  shortMilli: z.int(),
  asOf: z.string().optional(),
});

/** An item that stock does not cover: what the line needs and what is free, in its smallest unit. */
export interface Shortage extends z.output<typeof shortageSchema> {
  readonly line: OrderLine;
  /** What is short: the line's item, or one that goes along free with it. */
  readonly name: string;
  /** What of the line could go now, in whole units of the line; null when nothing, or when several lines share the item. */
  readonly takeMilli: number | null;
}

/** What is short, line by line, as the stock check found it. */
export function shortagesOf(checks: readonly CheckResult[], lines: readonly OrderLine[]): readonly Shortage[] {
  return checks.flatMap((check) => {
    const facts = shortageSchema.safeParse(check.facts);
    const line = lines.find((each) => each.lineNo === check.lineNo);
    if (check.code !== 'V25' || check.outcome === 'pass' || line === undefined || !facts.success) return [];
    const { sku } = facts.data;
    const gift = lines.flatMap((each) => each.free ?? []).find((good) => good.sku === sku);
    const name = line.sku === sku ? line.itemName : (gift?.itemName ?? null);
    // what goes along free is short too: less of the line alone would not tell how much of it is left
    const shared = line.sku !== sku || gift !== undefined || lines.filter((each) => each.sku === sku).length > 1;
    return [{ ...facts.data, line, name: name ?? sku, takeMilli: shared ? null : shareOf(line.quantityMilli, facts.data) }];
  });
}

/** free ÷ needed of the ordered quantity, rounded down to whole units. Exact. */
function shareOf(quantityMilli: number | null, { freeMilli, neededMilli }: { readonly freeMilli: number; readonly neededMilli: number }): number | null {
  if (quantityMilli === null || freeMilli >= neededMilli) return null;
  const units = (BigInt(quantityMilli) * BigInt(freeMilli)) / (BigInt(neededMilli) * 1000n);
  return units === 0n ? null : Number(units) * 1000;
}
