import type { Floor, Sale } from '../../contract.ts';
import type { History } from '../back-test/history.ts';
import { floorLimits } from '../back-test/limits.ts';
import { lessThan, type Ratio } from '../../../../kernel/ratio.ts';
import { customerKeys, itemKeys, keysOfCustomer, keysOfItem } from '../scope.ts';

/** A version of a floor with the business day from which it stood. */
export interface FloorVersion {
  readonly version: number;
  readonly since: string;
  readonly floor: Floor;
}

/** A floor as it stood from a day to a day, both included. */
interface StandingFloor {
  readonly floor: Floor;
  readonly from: string;
  readonly to: string;
  readonly customers: ReadonlySet<string>;
}

/** The strictest floor of a sold line on its day. */
export interface DayFloor {
  readonly code: string;
  readonly limit: Ratio;
}

/** Floors as they stood, day by day. Sales must be told item by item, and those of one item by day. */
export interface FloorsOfDays {
  floorOf(sale: Sale): DayFloor | null;
}

/** A version stands until the day before the next one; of two versions of one day the later one counts. */
function standing(versions: readonly FloorVersion[]): readonly StandingFloor[] {
  const ordered = [...versions].sort((a, b) => (a.floor.code < b.floor.code ? -1 : a.floor.code > b.floor.code ? 1 : a.version - b.version));
  return ordered.flatMap((version, i) => {
    const next = ordered[i + 1];
    const ends = next !== undefined && next.floor.code === version.floor.code ? next.since : null;
    const { floor } = version;
    const from = floor.validFrom > version.since ? floor.validFrom : version.since;
    const to = ends !== null && ends <= floor.validTo ? ends : floor.validTo;
    // the next version takes over on its own first day
    const over = ends !== null && ends <= from;
    return !floor.active || over || from > to
      ? []
      : [{ floor, from, to: ends !== null && to === ends ? dayBefore(ends) : to, customers: new Set(customerKeys(floor.customers)) }];
  });
}

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The floors of each day, from every version that there was. */
export function floorsOfDays(versions: readonly FloorVersion[], history: History): FloorsOfDays {
  const byItemKey = new Map<string, StandingFloor[]>();
  for (const each of standing(versions)) for (const key of itemKeys(each.floor.items)) byItemKey.set(key, [...(byItemKey.get(key) ?? []), each]);
  const backs = [...byItemKey.values()].flat().flatMap(({ floor }) => (floor.limit.kind === 'last_days' ? [floor.limit.days] : []));
  const limits = floorLimits(history, [...new Set(backs)]);
  const ofItem = new Map<string, readonly StandingFloor[]>();
  const ofCustomer = new Map<string, readonly string[]>();
  const floorsOf = (sale: Sale): readonly StandingFloor[] => {
    const item = history.items.get(sale.sku);
    const found = ofItem.get(sale.sku) ?? (item === undefined ? [] : [...new Set(keysOfItem(item).flatMap((key) => byItemKey.get(key) ?? []))]);
    ofItem.set(sale.sku, found);
    return found;
  };
  const keysFor = (sale: Sale): readonly string[] => {
    const customer = history.customers.get(sale.customer);
    const found = ofCustomer.get(sale.customer) ?? (customer === undefined ? [] : keysOfCustomer(customer));
    ofCustomer.set(sale.customer, found);
    return found;
  };
  return {
    floorOf: (sale) => {
      const fitting = floorsOf(sale).filter((each) => each.from <= sale.on && sale.on <= each.to && keysFor(sale).some((key) => each.customers.has(key)));
      const strictest = fitting.reduce<DayFloor | null>((best, { floor }) => {
        const limit = limits.limitOf(floor, sale);
        return limit === null || (best !== null && !lessThan(best.limit, limit)) ? best : { code: floor.code, limit };
      }, null);
      limits.tell(sale);
      return strictest;
    },
  };
}
