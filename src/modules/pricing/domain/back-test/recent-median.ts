import { addDays, type BusinessDate } from '../../../../kernel/time.ts';
import { lessThan, type Ratio } from '../../../../kernel/ratio.ts';

/** The median of what was told for the last days. Days must be told in order, and a day only looks at days before it. */
export interface RecentMedian {
  tell(on: string, value: Ratio): void;
  /** Null: nothing was told for those days. Of two in the middle the lower one. */
  at(on: string): Ratio | null;
}

interface Told {
  readonly on: string;
  readonly value: Ratio;
}

/** Looks back over so many days. */
export function recentMedian(days: number): RecentMedian {
  const sorted: Ratio[] = [];
  let inside: Told[] = [];
  let coming: Told[] = [];
  let moved = '';
  const move = (on: string): void => {
    if (on === moved) return;
    moved = on;
    const first = addDays(on as BusinessDate, -days);
    const entering = coming.filter((told) => told.on < on);
    coming = coming.filter((told) => told.on >= on);
    for (const { value } of entering) sorted.splice(placeOf(sorted, value), 0, value);
    inside = [...inside, ...entering];
    const leaving = inside.findIndex((told) => told.on >= first);
    const gone = inside.splice(0, leaving === -1 ? inside.length : leaving);
    for (const { value } of gone) sorted.splice(placeOf(sorted, value), 1);
  };
  return {
    tell: (on, value) => void coming.push({ on, value }),
    at: (on) => {
      move(on);
      return sorted[(sorted.length - 1) >> 1] ?? null;
    },
  };
}

/** Where a value stands, or would stand, among sorted ones. */
function placeOf(sorted: readonly Ratio[], value: Ratio): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lessThan(sorted[middle] ?? value, value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
