import type { FreeGoodRow, OrderLine } from '../../../modules/orders/contract.ts';

/** What became of one line between two versions of an order. */
export interface LineChange {
  readonly lineId: string;
  readonly kind: 'same' | 'added' | 'removed' | 'changed';
  readonly before: OrderLine | null;
  readonly after: OrderLine | null;
  /** Which parts differ, for marking. */
  readonly parts: readonly ('item' | 'quantity' | 'uom' | 'price')[];
}

/** Before and after, line by line: the lines of `after` in their order, then those that are gone. */
export function diffLines(before: readonly OrderLine[], after: readonly OrderLine[]): readonly LineChange[] {
  const old = new Map(before.map((line) => [line.lineId, line]));
  const now = new Set(after.map((line) => line.lineId));
  const kept = after.map((line): LineChange => {
    const was = old.get(line.lineId);
    if (was === undefined) return { lineId: line.lineId, kind: 'added', before: null, after: line, parts: [] };
    const parts = changedParts(was, line);
    return { lineId: line.lineId, kind: parts.length === 0 ? 'same' : 'changed', before: was, after: line, parts };
  });
  const gone = before
    .filter((line) => !now.has(line.lineId))
    .map((line): LineChange => ({ lineId: line.lineId, kind: 'removed', before: line, after: null, parts: [] }));
  return [...kept, ...gone];
}

function changedParts(was: OrderLine, is: OrderLine): LineChange['parts'] {
  const parts: LineChange['parts'][number][] = [];
  if (was.sku !== is.sku) parts.push('item');
  if (was.quantityMilli !== is.quantityMilli) parts.push('quantity');
  if (was.uom !== is.uom) parts.push('uom');
  if (was.priceMinor !== is.priceMinor) parts.push('price');
  return parts;
}

/** What of the goods that go along free differs: more, less, new or gone (null: none of them). */
export interface GiftChange {
  readonly good: FreeGoodRow;
  /** Number of the line with which they go. */
  readonly lineNo: number;
  readonly beforeMilli: number | null;
  readonly afterMilli: number | null;
}

/** Before and after of what goes along free, line by line; what stays as it was is left out. */
export function diffGifts(before: readonly OrderLine[], after: readonly OrderLine[]): readonly GiftChange[] {
  const keyOf = (line: OrderLine, good: FreeGoodRow): string => `${line.lineId} ${good.sku} ${good.uom} ${good.scheme}`;
  const giftsOf = (lines: readonly OrderLine[]) =>
    new Map(lines.flatMap((line) => (line.free ?? []).map((good) => [keyOf(line, good), { good, lineNo: line.lineNo }] as const)));
  const [was, is] = [giftsOf(before), giftsOf(after)];
  return [...new Map([...was, ...is])].flatMap(([key, { good, lineNo }]) => {
    const [beforeMilli, afterMilli] = [was.get(key)?.good.quantityMilli ?? null, is.get(key)?.good.quantityMilli ?? null];
    return beforeMilli === afterMilli ? [] : [{ good, lineNo, beforeMilli, afterMilli }];
  });
}
