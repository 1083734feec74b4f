import { parseScaled, scaledToText } from './money.ts';

/** Quantities are integers in thousandths of a unit (the scale that every supported ERP has), kept beside a unit code. */

/** `numerator` base units are `denominator` of this unit: 1 CAR = 30 PC is 30/1. */
export interface UomFactor {
  readonly uom: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** Reads "12" or "2.5" as thousandths; null when it is no number or has more than three digits after the point. */
export const parseMilli = (text: string): number | null => parseScaled(text, 3);

/** Thousandths as the shortest decimal text: 12000 → "12", 2500 → "2.5". */
export const milliToText = (milli: number): string => scaledToText(milli, 3);

/**
 * Converts between two units of one item through its base unit, exactly.
 * Null when the result is not a whole number of thousandths: the caller must ask, not round.
 */
export function convertMilli(milli: number, from: UomFactor, to: UomFactor): number | null {
  const numerator = BigInt(milli) * BigInt(from.numerator) * BigInt(to.denominator);
  const denominator = BigInt(from.denominator) * BigInt(to.numerator);
  if (denominator === 0n || numerator % denominator !== 0n) return null;
  const value = Number(numerator / denominator);
  return Number.isSafeInteger(value) ? value : null;
}

/** minor units per unit × thousandths → minor units, rounded half away from zero at the line's end. */
export function extendPrice(minorPerUnit: number, milli: number): number {
  const product = BigInt(minorPerUnit) * BigInt(milli);
  const half = product < 0n ? -500n : 500n;
  return Number((product + half) / 1000n);
}
