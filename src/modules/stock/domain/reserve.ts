import type { Reservation, Reserved, Shortage } from '../contract.ts';
import type { ItemStock } from './availability.ts';
import { lotsLeft } from './availability.ts';
import type { Lot } from './lots.ts';
import { servedFirst, takeFrom } from './lots.ts';

type Line = Reservation['lines'][number];

/**
 * What a reservation takes of what others leave. An item whose stock was never read is taken as asked: nothing is known against it.
 * `overbook` takes as asked too, and says all the same what is short.
 */
export function decideReservation(lines: readonly Line[], stocks: ReadonlyMap<string, ItemStock>, today: string, overbook: boolean): Reserved {
  const left = new Map<string, readonly Lot[]>([...stocks].filter(([, stock]) => stock.asOf !== null).map(([sku, stock]) => [sku, lotsLeft(stock, today)]));
  const lacking = new Map<Line, number>();
  for (const line of lines.toSorted(servedFirst)) {
    const lots = left.get(line.sku);
    if (lots === undefined) continue;
    const taken = takeFrom(lots, line);
    left.set(line.sku, taken.lots);
    lacking.set(line, taken.lackingMilli);
  }
  const got = (line: Line): number => line.baseMilli - (overbook ? 0 : (lacking.get(line) ?? 0));
  return { lines: lines.map((line) => ({ ...line, baseMilli: got(line) })), short: shortages(lines, lacking) };
}

/** The items of which an owner has not the same lines before and after. */
export function changedSkus(before: readonly Line[], after: readonly Line[]): readonly string[] {
  const said = (lines: readonly Line[], sku: string): string =>
    JSON.stringify(lines.filter((line) => line.sku === sku).map(({ place, baseMilli, neededOn }) => [place, baseMilli, neededOn]));
  return [...new Set([...before, ...after].map((line) => line.sku))].filter((sku) => said(before, sku) !== said(after, sku));
}

function shortages(lines: readonly Line[], lacking: ReadonlyMap<Line, number>): readonly Shortage[] {
  const bySku = new Map<string, Shortage>();
  for (const line of lines) {
    const before = bySku.get(line.sku) ?? { sku: line.sku, askedMilli: 0, shortMilli: 0 };
    bySku.set(line.sku, { ...before, askedMilli: before.askedMilli + line.baseMilli, shortMilli: before.shortMilli + (lacking.get(line) ?? 0) });
  }
  return [...bySku.values()].filter((shortage) => shortage.shortMilli > 0);
}
