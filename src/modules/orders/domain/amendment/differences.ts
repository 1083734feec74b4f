import { sameGifts, type FreeGood } from '../free-goods.ts';
import type { PricedLine } from '../order.ts';
import type { Amendable } from './after-state.ts';

/** What became of one line. `grows`: more of it, or something else, is wanted than was promised. */
export interface LineDifference {
  readonly lineId: string;
  readonly before: PricedLine | null;
  readonly after: PricedLine | null;
  readonly grows: boolean;
  /** It becomes less, or goes. */
  readonly shrinks: boolean;
}

/** The lines that differ, in the order in which they stand; those that are gone come last. */
export function differencesOf(before: Amendable, after: Amendable): readonly LineDifference[] {
  const was = new Map(before.lines.map((line) => [line.lineId, line]));
  const stays = new Set(after.lines.map((line) => line.lineId));
  const kept = after.lines.flatMap((line) => differenceOf(was.get(line.lineId) ?? null, line));
  return [...kept, ...before.lines.filter((line) => !stays.has(line.lineId)).flatMap((line) => differenceOf(line, null))];
}

function differenceOf(before: PricedLine | null, after: PricedLine | null): readonly LineDifference[] {
  if (before === null) return after === null ? [] : [{ lineId: after.lineId, before, after, grows: true, shrinks: false }];
  const { lineId } = before;
  if (after === null) return [{ lineId, before, after, grows: false, shrinks: true }];
  const more = milliOf(after) - milliOf(before);
  if (sameGoods(before, after) && more === 0 && before.priceMinor === after.priceMinor && sameGifts(before, after)) return [];
  const other = !sameGoods(before, after);
  return [{ lineId, before, after, grows: other || more > 0 || moreGifts(before, after), shrinks: other || more < 0 || moreGifts(after, before) }];
}

const sameGoods = (before: PricedLine, after: PricedLine): boolean => before.sku === after.sku && before.uom === after.uom;

const moreGifts = (from: PricedLine, to: PricedLine): boolean => moreGoods(from.free ?? [], to.free ?? []);

/** Whether there is something in `to` that is not in `from`, or not so much of it. */
const moreGoods = (from: readonly FreeGood[], to: readonly FreeGood[]): boolean =>
  to.some((good) => !from.some((one) => one.sku === good.sku && one.uom === good.uom && one.scheme === good.scheme && one.quantityMilli >= good.quantityMilli));

const milliOf = (line: PricedLine): number => line.quantityMilli ?? 0;
