import type { PriceCardLine } from '../contract.ts';

/** What of a line of a price request the arithmetic of a counter-offer needs. */
export type CounterLine = Pick<PriceCardLine, 'quantityMilli' | 'listMinor' | 'askedUnitMinor' | 'askedNetNet' | 'floor' | 'cost' | 'givenMinor'>;

/** What a unit price would mean. Whatever is rounded is rounded against us: margin and net-net down, discount up. */
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
  /** The list price: nobody counters above it. Less than `lowestMinor` when no price is possible. */
  readonly highestMinor: number;
  /** The lowest one at which the floor holds; null: the item has no floor. */
  readonly floorMinor: number | null;
}

interface Ratio {
  readonly n: bigint;
  /** Above zero. */
  readonly d: bigint;
}

const whole = (value: number): Ratio => ({ n: BigInt(value), d: 1n });
const plus = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const minus = (a: Ratio, b: Ratio): Ratio => plus(a, { n: -b.n, d: b.d });
const times = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.n, d: a.d * b.d });
/** `b` must be above zero. */
const over = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.d, d: a.d * b.n });
const less = (a: Ratio, b: Ratio): boolean => a.n * b.d < b.n * a.d;
const floorOf = ({ n, d }: Ratio): bigint => (n >= 0n ? n / d : -((-n + d - 1n) / d));
const ceilOf = (value: Ratio): bigint => -floorOf({ n: -value.n, d: value.d });
const down = (value: Ratio): number => Number(floorOf(value));
const up = (value: Ratio): number => Number(ceilOf(value));
/** Half away from zero, as money of a line is rounded. */
const nearest = ({ n, d }: Ratio): number => Number(n >= 0n ? (2n * n + d) / (2n * d) : -((-2n * n + d) / (2n * d)));

/** Decimal text as a ratio; null when it is none. */
function ratioOf(text: string | null): Ratio | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text ?? '');
  if (match === null) return null;
  const fraction = match[3] ?? '';
  const digits = BigInt(`${match[2] ?? ''}${fraction}`);
  return { n: match[1] === '-' ? -digits : digits, d: 10n ** BigInt(fraction.length) };
}

const asked = (line: CounterLine): { readonly unit: Ratio; readonly netNet: Ratio } => {
  const unit = whole(line.askedUnitMinor);
  return { unit, netNet: ratioOf(line.askedNetNet) ?? unit };
};

/**
 * What a unit price brings net-net. The card tells it at the price asked only: how much of the difference is a share of the price (cash
 * discount, free goods) and how much a sum (freight) is not in it. Of the two the lesser is taken, so what is shown is never more than true;
 * at the price asked both are the figure of the card. (Where that price brings nothing at all, no share of it can be taken.)
 */
function netNetAt(line: CounterLine, unitMinor: number): Ratio {
  const { unit, netNet } = asked(line);
  const asSum = plus(whole(unitMinor), minus(netNet, unit));
  if (unit.n <= 0n || netNet.n <= 0n) return asSum;
  const asShare = over(times(whole(unitMinor), netNet), unit);
  return less(asShare, asSum) ? asShare : asSum;
}

/** The lowest unit price that brings at least `target` net-net. */
function lowestFor(line: CounterLine, target: Ratio): number {
  const { unit, netNet } = asked(line);
  const asSum = up(plus(target, minus(unit, netNet)));
  if (unit.n <= 0n || netNet.n <= 0n) return Math.max(1, asSum);
  return Math.max(1, asSum, up(over(times(target, unit), netNet)));
}

/** Which unit prices may be offered instead of the one asked. */
export function counterRange(line: CounterLine): CounterRange {
  const cost = ratioOf(line.cost);
  const floor = ratioOf(line.floor);
  return {
    lowestMinor: cost === null ? 1 : lowestFor(line, cost),
    highestMinor: line.listMinor,
    floorMinor: floor === null ? null : lowestFor(line, floor),
  };
}

/** What a unit price would mean: margin, discount, money given away, distance to the floor. Exact; the server has the last word. */
export function counterAt(line: CounterLine, unitMinor: number): CounterFigures {
  const netNet = netNetAt(line, unitMinor);
  const cost = ratioOf(line.cost);
  const floor = ratioOf(line.floor);
  const list = whole(line.listMinor);
  const quantity: Ratio = { n: BigInt(line.quantityMilli), d: 1000n };
  const bp = whole(10_000);
  const belowCost = cost !== null && less(netNet, cost);
  return {
    unitMinor,
    netNetMinor: down(netNet),
    marginBp: cost === null || netNet.n <= 0n ? null : down(over(times(minus(netNet, cost), bp), netNet)),
    discountBp: list.n <= 0n ? 0 : up(over(times(minus(list, netNet), bp), list)),
    givenMinor: line.givenMinor + nearest(times(whole(line.askedUnitMinor - unitMinor), quantity)),
    overFloorMinor: floor === null ? null : down(minus(netNet, floor)),
    standing: belowCost ? 'below_cost' : floor !== null && less(netNet, floor) ? 'below_floor' : 'above_floor',
  };
}
