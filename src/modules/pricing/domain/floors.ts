import type { CostRecord, Floor, LineFloor, PricedCustomer } from '../contract.ts';
import { keysOfRule } from './rule-keys.ts';
import { divide, fromText, lessBp, lessThan, multiply, ratio, subtract, one, toText, type Ratio } from '../../../kernel/ratio.ts';
import { keysOfCustomer, keysOfItem, type PricedItem } from './scope.ts';
import { baseUnitsIn, holdsOn, unitsIn, type ItemFacts, type MedianPrice } from './world.ts';

/** What a floor may stand on, per `uom` of the line; null: not known. */
export interface FloorFacts {
  readonly uom: string;
  readonly currency: string;
  readonly item: ItemFacts | undefined;
  readonly list: Ratio;
  readonly cost: Ratio | null;
  readonly medians: readonly MedianPrice[];
}

/** The strictest floor with its exact price. */
export interface StrictestFloor {
  readonly unit: Ratio;
  readonly shown: LineFloor;
}

/** Floors that can hold for this customer on this day, to be found by item. */
export type FloorIndex = ReadonlyMap<string, readonly Floor[]>;

/** Looks once which floors hold for the customer and the day. */
export function indexFloors(floors: readonly Floor[], customer: PricedCustomer, on: string): FloorIndex {
  const mine = new Set(keysOfCustomer(customer));
  const index = new Map<string, Floor[]>();
  for (const floor of floors) {
    const keys = keysOfRule({ kind: 'floor', body: floor });
    if (!floor.active || !holdsOn(on, floor) || !keys.customers.some((key) => mine.has(key))) continue;
    for (const key of keys.items) {
      const known = index.get(key);
      if (known) known.push(floor);
      else index.set(key, [floor]);
    }
  }
  return index;
}

/** Of all floors that fit an item the highest price wins; null when none fits, and then `factsOf` is not asked. A floor whose ground is not known (no cost, no sales) sets none. */
export function strictestFloor(index: FloorIndex, item: PricedItem, factsOf: () => FloorFacts): StrictestFloor | null {
  const fitting = [...new Set(keysOfItem(item).flatMap((key) => index.get(key) ?? []))];
  if (fitting.length === 0) return null;
  const facts = factsOf();
  const limits = fitting.flatMap((floor) => {
    const unit = limitOf(floor, facts);
    return unit === null ? [] : [{ floor, unit }];
  });
  limits.sort((a, b) => (lessThan(b.unit, a.unit) ? -1 : lessThan(a.unit, b.unit) ? 1 : a.floor.code < b.floor.code ? -1 : 1));
  const [first, ...others] = limits.map(({ floor, unit }) => ({ unit, code: floor.code, kind: floor.limit.kind, minor: toText(unit) }));
  if (first === undefined) return null;
  const { unit, ...shown } = first;
  return { unit, shown: { ...shown, others: others.map(({ code, kind, minor }) => ({ code, kind, minor })) } };
}

/** What one `uom` may not go under by a floor, whatever its scope and days are; null when its ground is not known. */
export function limitOf({ limit }: Pick<Floor, 'limit'>, facts: FloorFacts): Ratio | null {
  switch (limit.kind) {
    case 'absolute': {
      const factor = limit.currency === facts.currency ? unitsIn(facts.item?.units ?? [], limit.uom, facts.uom) : null;
      return factor === null ? null : multiply(ratio(limit.minor), factor);
    }
    case 'percent_below_list':
      return lessBp(facts.list, limit.bp);
    case 'margin_over_cost':
      return facts.cost === null ? null : divide(facts.cost, subtract(one, ratio(limit.bp, 10_000)));
    case 'last_days': {
      const median = facts.medians.find((one) => one.days === limit.days);
      const base = baseUnitsIn(facts.item?.units ?? [], facts.uom);
      const minor = median === undefined ? null : fromText(median.minor);
      return minor === null || base === null ? null : lessBp(multiply(minor, base), limit.bp);
    }
  }
}

/** What one `uom` costs us; null when no cost is known in this currency or the units do not convert. */
export function costOf(cost: CostRecord | undefined, uom: string, item: ItemFacts | undefined): Ratio | null {
  const factor = cost === undefined ? null : unitsIn(item?.units ?? [], cost.uom, uom);
  return cost === undefined || factor === null ? null : multiply(ratio(cost.minor), factor);
}
