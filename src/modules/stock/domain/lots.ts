/** What lies free at one place in one lot. Empty `lot`: not kept by lots. */
export interface Lot {
  readonly place: string;
  readonly lot: string;
  readonly baseMilli: number;
  /** Last day of use; null: it does not spoil. */
  readonly expiresOn: string | null;
}

/** What somebody takes of an item. `place` null: from anywhere; `neededOn` null: any lot that is still good will do. */
export interface Demand {
  readonly place: string | null;
  readonly baseMilli: number;
  readonly neededOn: string | null;
}

const never = '9999-12-31';
const lastDay = (lot: Pick<Lot, 'expiresOn'>): string => lot.expiresOn ?? never;
const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Whether the lot can still be used on that day. */
export const lastsUntil = (lot: Pick<Lot, 'expiresOn'>, day: string): boolean => lastDay(lot) >= day;

/** First expired, first out; lots that do not spoil last. */
export const soonestFirst = (a: Pick<Lot, 'expiresOn' | 'lot'>, b: Pick<Lot, 'expiresOn' | 'lot'>): number =>
  compare(lastDay(a), lastDay(b)) || compare(a.lot, b.lot);

/** Who is served first: those that are bound to a place, then by the day on which they need it. */
export const servedFirst = (a: Demand, b: Demand): number => Number(a.place === null) - Number(b.place === null) || compare(a.neededOn ?? '', b.neededOn ?? '');

/** Takes a demand from lots that last until it is needed, in the order of the lots; gives what is left and what it lacks. */
export function takeFrom(lots: readonly Lot[], demand: Demand): { readonly lots: readonly Lot[]; readonly lackingMilli: number } {
  let lackingMilli = demand.baseMilli;
  const left = lots.map((lot) => {
    const fits = (demand.place === null || lot.place === demand.place) && lastsUntil(lot, demand.neededOn ?? '');
    const part = fits ? Math.min(lot.baseMilli, lackingMilli) : 0;
    lackingMilli -= part;
    return part === 0 ? lot : { ...lot, baseMilli: lot.baseMilli - part };
  });
  return { lots: left, lackingMilli };
}

/**
 * What others leave of the lots, soonest to expire first. Each takes first expired, first out of what lasts until its day. A promise that no
 * lot can keep still weighs on what there is at its place: nothing is given to the next one as if the promise had not been made.
 */
export function remainingLots(lots: readonly Lot[], others: readonly Demand[]): readonly Lot[] {
  const start: readonly Lot[] = lots.toSorted(soonestFirst);
  const left = others.toSorted(servedFirst).reduce((before, demand) => {
    const first = takeFrom(before, demand);
    return takeFrom(first.lots, { ...demand, neededOn: null, baseMilli: first.lackingMilli }).lots;
  }, start);
  return left.filter((lot) => lot.baseMilli > 0);
}
