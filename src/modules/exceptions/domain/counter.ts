import { extendPrice } from '../../../kernel/quantity.ts';
import { add, divide, fromText, lessThan, marginBp, multiply, ratio, roundedDown, roundedUp, shareBp, subtract, type Ratio } from '../../../kernel/ratio.ts';
import type { PriceCardLine } from '../contract.ts';

/** What of a line of a price request the arithmetic of a counter-offer needs. */
export type CounterLine = Pick<
  PriceCardLine,
  'quantityMilli' | 'listMinor' | 'ourUnitMinor' | 'askedUnitMinor' | 'askedNetNet' | 'floor' | 'cost' | 'givenMinor'
>;

/** What a unit price would mean. What is rounded is rounded against us, net-net down and discount up; the margin to the nearest, as in every quote. */
export interface CounterFigures {
  readonly unitMinor: number;
  /** What one unit would bring at least, after everything that goes off beside the invoice. */
  readonly netNetMinor: number;
  /** Of the net-net price; null: the cost is not known, or nothing is left to take a margin of. */
  readonly marginBp: number | null;
  /** Off list, of the net-net price. */
  readonly discountBp: number;
  /** Given away against list on the whole line. */
  readonly givenMinor: number;
  /** How far the net-net price of one unit is above the floor; negative: under it. Null: the item has no floor. */
  readonly overFloorMinor: number | null;
  readonly standing: 'above_floor' | 'below_floor' | 'below_cost';
}

/** The unit prices that a counter-offer may name, in minor units. */
export interface CounterRange {
  /** The lowest one that is not below cost. */
  readonly lowestMinor: number;
  /** The price asked, or the lowest one that is not below cost where that is more: nobody offers less than was asked. */
  readonly leastMinor: number;
  /** Our own price: nobody counters above it. Less than `leastMinor` when no price is possible. */
  readonly highestMinor: number;
  /** The lowest one at which the floor holds; null: the item has no floor. */
  readonly floorMinor: number | null;
}

const exact = (text: string | null): Ratio | null => (text === null ? null : fromText(text));

const asked = (line: CounterLine): { readonly unit: Ratio; readonly netNet: Ratio } => {
  const unit = ratio(line.askedUnitMinor);
  return { unit, netNet: exact(line.askedNetNet) ?? unit };
};

/**
 * What a unit price brings net-net. The card tells it at the price asked only: how much of the difference is a share of the price (cash
 * discount, free goods) and how much a sum (freight) is not in it. Of the two the lesser is taken, so what is shown is never more than true;
 * at the price asked both are the figure of the card. (Where that price brings nothing at all, no share of it can be taken.)
 */
function netNetAt(line: CounterLine, unitMinor: number): Ratio {
  const { unit, netNet } = asked(line);
  const asSum = add(ratio(unitMinor), subtract(netNet, unit));
  if (unit.n <= 0n || netNet.n <= 0n) return asSum;
  const asShare = divide(multiply(ratio(unitMinor), netNet), unit);
  return lessThan(asShare, asSum) ? asShare : asSum;
}

/** The lowest unit price that brings at least `target` net-net. */
function lowestFor(line: CounterLine, target: Ratio): number {
  const { unit, netNet } = asked(line);
  const asSum = roundedUp(add(target, subtract(unit, netNet)));
  if (unit.n <= 0n || netNet.n <= 0n) return Math.max(1, asSum);
  return Math.max(1, asSum, roundedUp(divide(multiply(target, unit), netNet)));
}

/** Which unit prices may be offered instead of the one asked. */
export function counterRange(line: CounterLine): CounterRange {
  const cost = exact(line.cost);
  const floor = exact(line.floor);
  const lowestMinor = cost === null ? 1 : lowestFor(line, cost);
  return {
    lowestMinor,
    leastMinor: Math.max(lowestMinor, line.askedUnitMinor),
    highestMinor: line.ourUnitMinor,
    floorMinor: floor === null ? null : lowestFor(line, floor),
  };
}

/** What a unit price would mean: margin, discount, money given away, distance to the floor. Exact; the server has the last word. */
export function counterAt(line: CounterLine, unitMinor: number): CounterFigures {
  const netNet = netNetAt(line, unitMinor);
  const cost = exact(line.cost);
  const floor = exact(line.floor);
  const list = ratio(line.listMinor);
  const belowCost = cost !== null && lessThan(netNet, cost);
  return {
    unitMinor,
    netNetMinor: roundedDown(netNet),
    marginBp: cost === null ? null : marginBp(netNet, cost),
    discountBp: list.n <= 0n ? 0 : roundedUp(shareBp(subtract(list, netNet), list)),
    givenMinor: line.givenMinor + extendPrice(line.askedUnitMinor - unitMinor, line.quantityMilli),
    overFloorMinor: floor === null ? null : roundedDown(subtract(netNet, floor)),
    standing: belowCost ? 'below_cost' : floor !== null && lessThan(netNet, floor) ? 'below_floor' : 'above_floor',
  };
}
