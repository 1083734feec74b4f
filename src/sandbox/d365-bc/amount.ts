/** Exact sums and products of decimal texts, nine digits behind the point: more than Business Central shows. */

const digits = 9;
const one = 10n ** BigInt(digits);

/** A decimal text as an integer of 10^-9; digits beyond are cut. What is no number is zero. */
export function scaled(text: unknown): bigint {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(typeof text === 'string' || typeof text === 'number' ? String(text) : '0');
  if (!match) return 0n;
  const size = BigInt(`${match[2]}${(match[3] ?? '').slice(0, digits).padEnd(digits, '0')}`);
  return match[1] === '-' ? -size : size;
}

/** Back to the shortest text. */
export function unscaled(value: bigint): string {
  const size = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
  const fraction = size.slice(size.length - digits).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${size.slice(0, size.length - digits)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Rounded half away from zero to `places` digits. */
export function rounded(value: bigint, places: number): bigint {
  const unit = 10n ** BigInt(digits - places);
  const half = value < 0n ? -unit / 2n : unit / 2n;
  return ((value + half) / unit) * unit;
}

/** `a × b` of scaled values, scaled. */
export const times = (a: bigint, b: bigint): bigint => (a * b) / one;

/** `a / b` of scaled values, scaled; zero for b = 0. */
export const over = (a: bigint, b: bigint): bigint => (b === 0n ? 0n : (a * one) / b);

/** The sum of decimal texts, as text. */
export const sum = (...texts: readonly unknown[]): string => unscaled(texts.reduce<bigint>((total, text) => total + scaled(text), 0n));

/** Thousandths of the seed as text. */
export const fromMilli = (milli: number): string => unscaled(BigInt(milli) * 10n ** BigInt(digits - 3));
/** Minor units of the seed (two digits) as text. */
export const fromMinor = (minor: number): string => unscaled(BigInt(minor) * 10n ** BigInt(digits - 2));
