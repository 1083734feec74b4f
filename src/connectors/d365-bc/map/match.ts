import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { lineMark, lineNoOf } from './line-text.ts';

/** Lines of ours beside the lines of the document that they are. */
export interface Matched<L> {
  readonly pairs: readonly { readonly line: L; readonly row: WireRecord | undefined }[];
  /** Lines of the document that are none of ours. */
  readonly others: readonly WireRecord[];
}

/**
 * Which line of the document is which of ours. Business Central numbers lines itself, so a number by place alone proves nothing: first the line
 * with our number and item, then the first one left with our item. A line that says its number is no other, and goods that go along free are bought by
 * nobody.
 */
export function matchLines<L extends { readonly erpLine: number; readonly sku: string; readonly freeWith?: number | null | undefined }>(
  lines: readonly L[],
  rows: readonly WireRecord[],
): Matched<L> {
  const taken = new Map<L, WireRecord>();
  const left = new Set(rows);
  const take = (line: L, fits: (row: WireRecord) => boolean): void => {
    const row = taken.has(line) ? undefined : [...left].find((one) => textOf(one, 'lineObjectNumber') === line.sku && fits(one));
    if (!row) return;
    taken.set(line, row);
    left.delete(row);
  };
  lines.forEach((line) => take(line, (row) => lineNoOf(row) === line.erpLine));
  lines.filter((line) => !line.freeWith).forEach((line) => take(line, (row) => lineMark(row) === null));
  return { pairs: lines.map((line) => ({ line, row: taken.get(line) })), others: [...left] };
}
