import type { Floor, FloorLimit, Sale } from '../../contract.ts';
import { priceInUnit, timesFraction, type Fraction } from './fraction.ts';
import { costOf, listOf, unitOf, type History } from './history.ts';
import { recentMedian, type RecentMedian } from './recent-median.ts';

/** How low one unit of a sold line might have gone under a floor; null: nothing to measure it by on that day. Scope and validity are not looked at. */
export interface FloorLimits {
  /** A line that was sold: later lines of the item look back on it. Sales of one item must be told by day. */
  tell(sale: Sale): void;
  limitOf(floor: Pick<Floor, 'limit'>, sale: Sale): Fraction | null;
}

const whole = 10_000;

/** The limits of floors over a history. Remembers recent prices only for as many days as `days` names. */
export function floorLimits(history: History, days: readonly number[]): FloorLimits {
  const medians = new Map<string, RecentMedian>();
  const medianOf = (sale: Sale, back: number): RecentMedian => {
    const key = `${sale.sku}\u0000${sale.currency}\u0000${back}`;
    const found = medians.get(key) ?? recentMedian(back);
    medians.set(key, found);
    return found;
  };
  const inBase = (sale: Sale, price: Fraction, back: boolean): Fraction | null => {
    const item = history.items.get(sale.sku);
    const base = item?.uoms.find((unit) => unit.numerator === unit.denominator)?.uom ?? sale.uom;
    return back ? priceInUnit(price, base, sale.uom, item?.uoms ?? []) : priceInUnit(price, sale.uom, base, item?.uoms ?? []);
  };
  return {
    tell: (sale) => {
      if (days.length === 0) return;
      const unit = unitOf(sale);
      const price = unit === null ? null : inBase(sale, unit, false);
      if (price !== null) for (const back of days) medianOf(sale, back).tell(sale.on, price);
    },
    limitOf: ({ limit }, sale) => {
      if (limit.kind !== 'last_days') return limitOfKind(history, limit, sale);
      const median = medianOf(sale, limit.days).at(sale.on);
      const unit = median === null ? null : inBase(sale, median, true);
      return unit === null ? null : timesFraction(unit, whole - limit.bp, whole);
    },
  };
}

function limitOfKind(history: History, limit: Exclude<FloorLimit, { kind: 'last_days' }>, sale: Sale): Fraction | null {
  if (limit.kind === 'absolute') {
    if (limit.currency !== sale.currency) return null;
    return priceInUnit({ n: BigInt(limit.minor), d: 1n }, limit.uom, sale.uom, history.items.get(sale.sku)?.uoms ?? []);
  }
  if (limit.kind === 'percent_below_list') {
    const list = listOf(history, sale);
    return list === null ? null : timesFraction(list, whole - limit.bp, whole);
  }
  const cost = costOf(history, sale);
  return cost === null ? null : timesFraction(cost, whole, whole - limit.bp);
}
