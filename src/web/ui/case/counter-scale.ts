import type { PriceCardLine } from '../../../modules/exceptions/contract.ts';
import { counterRange } from '../../../modules/exceptions/domain/index.ts';

/** The scale on which a counter-offer is chosen. */
export interface CounterScale {
  readonly lowMinor: number;
  readonly highMinor: number;
  /** How far one press of an arrow key moves: a round amount, about a hundredth of the scale. */
  readonly stepMinor: number;
  /** Where a price stands: 0 at the low end, 1 at the high end, never outside. */
  share(minor: number): number;
}

/** The scale of a line: from a little under the lowest of cost, floor and ask up to list. */
export function scaleOf(line: PriceCardLine): CounterScale {
  const { lowestMinor, highestMinor, floorMinor } = counterRange(line);
  const marks = [line.askedUnitMinor, ...(floorMinor === null ? [] : [floorMinor]), ...(line.cost === null ? [] : [lowestMinor])];
  const lowest = Math.min(highestMinor, ...marks);
  const span = Math.max(1, highestMinor - lowest);
  const stepMinor = 10 ** Math.max(0, Math.floor(Math.log10(span / 50)));
  // steps are counted from the low end, so that end is a round amount too
  const lowMinor = Math.max(0, Math.floor((lowest - span / 16) / stepMinor) * stepMinor);
  const highMinor = Math.max(highestMinor, lowMinor + 1);
  return { lowMinor, highMinor, stepMinor, share: (minor) => Math.max(0, Math.min(1, (minor - lowMinor) / (highMinor - lowMinor))) };
}
