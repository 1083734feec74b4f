import type { Floor, Sale } from '../../contract.ts';
import { limitOf } from '../floors.ts';
import { divide, toText, zero, type Ratio } from '../../../../kernel/ratio.ts';
import { baseUnitsIn } from '../world.ts';
import { costOf, listOf, unitOf, type History } from './history.ts';
import { recentMedian, type RecentMedian } from './recent-median.ts';

/** How low one unit of a sold line might have gone under a floor; null: nothing to measure it by on that day. Scope and validity are not looked at. */
export interface FloorLimits {
  /** A line that was sold: later lines of the item look back on it. Sales of one item must be told by day. */
  tell(sale: Sale): void;
  limitOf(floor: Pick<Floor, 'limit'>, sale: Sale): Ratio | null;
}

/** The limits of floors over a history. Remembers recent prices only for as many days as `days` names. */
export function floorLimits(history: History, days: readonly number[]): FloorLimits {
  const medians = new Map<string, RecentMedian>();
  const medianOf = (sale: Sale, back: number): RecentMedian => {
    const key = `${sale.sku}\u0000${sale.currency}\u0000${back}`;
    const found = medians.get(key) ?? recentMedian(back);
    medians.set(key, found);
    return found;
  };
  const medianText = (sale: Sale, back: number): string | null => {
    const median = medianOf(sale, back).at(sale.on);
    return median === null ? null : toText(median);
  };
  return {
    tell: (sale) => {
      const [unit, base] = [unitOf(sale), baseUnitsIn(history.items.get(sale.sku)?.units ?? [], sale.uom)];
      if (unit !== null && base !== null) for (const back of days) medianOf(sale, back).tell(sale.on, divide(unit, base));
    },
    limitOf: (floor, sale) => {
      const { limit } = floor;
      const list = limit.kind === 'percent_below_list' ? listOf(history, sale) : zero;
      if (list === null) return null;
      const minor = limit.kind === 'last_days' ? medianText(sale, limit.days) : null;
      return limitOf(floor, {
        ...{ uom: sale.uom, currency: sale.currency, item: history.items.get(sale.sku), list },
        cost: limit.kind === 'margin_over_cost' ? costOf(history, sale) : null,
        medians: minor === null || limit.kind !== 'last_days' ? [] : [{ sku: sale.sku, days: limit.days, minor }],
      });
    },
  };
}
