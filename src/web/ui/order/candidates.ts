import type { OrderLine } from '../../../modules/orders/contract.ts';

/** One thing that a line may be, with the key that picks it. */
export interface Candidate {
  readonly sku: string;
  readonly name: string;
  readonly differsBy: readonly string[];
  readonly chosen: boolean;
}

/** What digits 1–5 pick for a line: what it is read as first, then its rivals; each SKU once. */
export function candidatesOf(line: OrderLine): readonly Candidate[] {
  const rivals = line.rivals.map((rival) => ({ sku: rival.sku, name: rival.name, differsBy: tersely(rival.differsBy), chosen: rival.sku === line.sku }));
  const listed = rivals.some((rival) => rival.chosen);
  const own = line.sku === null || listed || rivals.length === 0 ? [] : [{ sku: line.sku, name: line.itemName ?? line.sku, differsBy: [], chosen: true }];
  const seen = new Set<string>();
  return [...own, ...rivals]
    .filter((candidate) => {
      if (seen.has(candidate.sku)) return false;
      seen.add(candidate.sku);
      return true;
    })
    .slice(0, 5);
}

/** Without what another entry says already: `400` beside `400 g`. */
const tersely = (differences: readonly string[]): readonly string[] =>
  differences.filter((one) => !differences.some((other) => other !== one && other.toLowerCase().split(/\s+/).includes(one.toLowerCase())));

/** Whether a line still needs somebody: it is not settled, or something of it is missing. */
export const isOpenLine = (line: OrderLine): boolean => line.decision !== 'auto' || line.sku === null || line.quantityMilli === null || line.uom === null;
