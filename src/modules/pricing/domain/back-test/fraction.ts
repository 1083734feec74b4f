import type { UomFactor } from '../../../../kernel/quantity.ts';

/** An exact number; the denominator is above zero. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** A fraction of two whole numbers; null when the lower one is not above zero. */
export const fraction = (n: number | bigint, d: number | bigint = 1n): Fraction | null => (BigInt(d) > 0n ? { n: BigInt(n), d: BigInt(d) } : null);

/** Below zero when `a` is smaller, zero when they are the same. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `value` times `n`/`d`. */
export const timesFraction = ({ n, d }: Fraction, by: number | bigint, over: number | bigint = 1n): Fraction => ({ n: n * BigInt(by), d: d * BigInt(over) });

/** The nearest whole number, halves away from zero. */
export function roundFraction({ n, d }: Fraction): number {
  const twice = 2n * (n < 0n ? -n : n) + d;
  const rounded = twice / (2n * d);
  return Number(n < 0n ? -rounded : rounded);
}

/** Decimal text with two digits, rounded half away from zero: minor units as they are shown. */
export function fractionText(value: Fraction): string {
  const hundredths = BigInt(roundFraction(timesFraction(value, 100)));
  const size = hundredths < 0n ? -hundredths : hundredths;
  return `${hundredths < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
}

/** The price of one `from` as the price of one `to`, exactly; null when one of them is not a unit of the item. */
export function priceInUnit(price: Fraction, from: string, to: string, units: readonly UomFactor[]): Fraction | null {
  if (from === to) return price;
  const [has, wants] = [units.find((unit) => unit.uom === from), units.find((unit) => unit.uom === to)];
  if (has === undefined || wants === undefined) return null;
  return timesFraction(price, BigInt(wants.numerator) * BigInt(has.denominator), BigInt(wants.denominator) * BigInt(has.numerator));
}
