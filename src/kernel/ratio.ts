/** Exact fractions. Money is rounded once, at the end; everything before is one of these. `d` is always positive. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

/** A whole number, or `n` over a positive `d`. */
export const ratio = (n: number, d = 1): Ratio => ({ n: BigInt(n), d: BigInt(d) });

export const zero: Ratio = { n: 0n, d: 1n };
export const one: Ratio = { n: 1n, d: 1n };

/** Exact sum, over the smaller common denominator: sums of many lines must not grow. */
export function add(a: Ratio, b: Ratio): Ratio {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  const shared = commonDivisor(a.d, b.d);
  return { n: a.n * (b.d / shared) + b.n * (a.d / shared), d: (a.d / shared) * b.d };
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [high, low] = [a, b];
  while (low !== 0n) [high, low] = [low, high % low];
  return high;
}

/** Exact difference. */
export const subtract = (a: Ratio, b: Ratio): Ratio => (a.d === b.d ? { n: a.n - b.n, d: a.d } : { n: a.n * b.d - b.n * a.d, d: a.d * b.d });
/** Exact product. */
export const multiply = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.n, d: a.d * b.d });

/** `b` must not be zero. */
export const divide = (a: Ratio, b: Ratio): Ratio => (b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n });

/** Negative, zero or positive as `a` is less than, equal to or more than `b`. */
export function compare(a: Ratio, b: Ratio): number {
  const alike = a.d === b.d;
  const left = alike ? a.n : a.n * b.d;
  const right = alike ? b.n : b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether `a` is strictly less than `b`. */
export const lessThan = (a: Ratio, b: Ratio): boolean => compare(a, b) < 0;

/** What `bp` basis points off leave of it. */
export const lessBp = (a: Ratio, bp: number): Ratio => ({ n: a.n * BigInt(10_000 - bp), d: a.d * 10_000n });

/** The nearest whole number, half away from zero. */
export function rounded(a: Ratio): number {
  if (a.d === 1n) return Number(a.n);
  const twice = a.n < 0n ? a.n * 2n - a.d : a.n * 2n + a.d;
  return Number(twice / (a.d * 2n));
}

/** The next whole number upwards. */
export function roundedUp(a: Ratio): number {
  const down = a.n / a.d;
  return Number(a.n > 0n && a.n % a.d !== 0n ? down + 1n : down);
}

/** The next whole number downwards. */
export function roundedDown(a: Ratio): number {
  const up = a.n / a.d;
  return Number(a.n < 0n && a.n % a.d !== 0n ? up - 1n : up);
}

/** What share `part` is of `whole` (not zero), in basis points and exact. */
export const shareBp = (part: Ratio, whole: Ratio): Ratio => divide(multiply(part, ratio(10_000)), whole);

/**
 * Margin of a price over a cost, as a share of the price, in whole basis points: the nearest, half away from zero. Everywhere the same, so that what an
 * approver reads on a card is what the quote says. Null when nothing is left to take a margin of.
 */
export const marginBp = (price: Ratio, cost: Ratio): number | null => (price.n <= 0n ? null : rounded(shareBp(subtract(price, cost), price)));

/** How many times `b` (positive) goes into `a` (not negative), whole. */
export const wholeTimes = (a: Ratio, b: Ratio): number => Number((a.n * b.d) / (a.d * b.n));

const scale = 1_000_000n;

/** Shortest decimal text with at most six digits after the point, cut towards zero: what is read back is never more than it was. */
export function toText(a: Ratio): string {
  if (a.d === 1n) return a.n.toString();
  const scaled = (a.n * scale) / a.d;
  const sign = scaled < 0n ? '-' : '';
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '');
  return `${sign}${digits.slice(0, -6)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Reads decimal text; null when it is none. */
export function fromText(text: string): Ratio | null {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text);
  if (!match) return null;
  const fraction = match[3] ?? '';
  const value = BigInt(`${match[2]}${fraction}`);
  return { n: match[1] === '-' ? -value : value, d: 10n ** BigInt(fraction.length) };
}
