import type { Availability, Position } from '../contract.ts';
import type { Demand, Lot } from './lots.ts';
import { lastsUntil, remainingLots, soonestFirst } from './lots.ts';

/** All that is known of one item. `asOf` null: its stock was never read. */
export interface ItemStock {
  readonly sku: string;
  readonly positions: readonly Position[];
  /** What others than the asker have reserved. */
  readonly others: readonly Demand[];
  readonly asOf: string | null;
}

const total = (parts: readonly { readonly baseMilli: number }[]): number => parts.reduce((sum, part) => sum + part.baseMilli, 0);

/**
 * What is left for the asker, place by place, soonest to expire first. What is held or has expired is never there; a place that the ERP
 * shows below zero owes that much.
 */
export function lotsLeft(stock: ItemStock, today: string): readonly Lot[] {
  const free = stock.positions.filter((position) => position.status === 'free');
  const owed = free.filter((position) => position.baseMilli < 0).map(({ place, baseMilli }) => ({ place, baseMilli: -baseMilli, neededOn: null }));
  const good = free.filter((position) => position.baseMilli > 0 && lastsUntil(position, today));
  return remainingLots(good, [...owed, ...stock.others]);
}

/** What there is of the item for the asker on that day: lots that expire before it do not count. Never below zero. */
export function availabilityOf(stock: ItemStock, today: string, on: string): Availability {
  const lots = new Map<string, Availability['lots'][number]>();
  for (const { lot, expiresOn, baseMilli } of lotsLeft(stock, today).filter((one) => lastsUntil(one, on))) {
    const key = `${lot}\u0000${expiresOn}`;
    lots.set(key, { lot, expiresOn, baseMilli: baseMilli + (lots.get(key)?.baseMilli ?? 0) });
  }
  const longestFirst = [...lots.values()].sort((a, b) => soonestFirst(b, a));
  return {
    sku: stock.sku,
    freeMilli: total(longestFirst),
    heldMilli: total(stock.positions.filter((position) => position.status !== 'free')),
    reservedMilli: total(stock.others),
    lots: longestFirst,
    asOf: stock.asOf,
  };
}
