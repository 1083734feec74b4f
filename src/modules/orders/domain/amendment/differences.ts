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
  const otherGoods = before.sku !== after.sku || before.uom !== after.uom;
  const more = milliOf(after) - milliOf(before);
  if (!otherGoods && more === 0 && before.priceMinor === after.priceMinor) return [];
  return [{ lineId, before, after, grows: otherGoods || more > 0, shrinks: otherGoods || more < 0 }];
}

const milliOf = (line: PricedLine): number => line.quantityMilli ?? 0;
