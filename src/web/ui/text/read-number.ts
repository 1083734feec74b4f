import { parseMinor, parseScaled } from '../../../kernel/money.ts';
import { parseMilli } from '../../../kernel/quantity.ts';

/**
 * Reads a quantity as a person types it, in Latin, Arabic-Indic, Persian or Devanagari digits: `40`, `2.5`, `१२`, `٢٠`.
 * Group separators are refused rather than guessed (is 1,500 one and a half?). Null when it is no positive quantity.
 */
export function readQuantity(typed: string): number | null {
  const milli = parseMilli(latinNumber(typed));
  return milli !== null && milli > 0 ? milli : null;
}

/** Reads an amount of money in the same manner. Null when it is no positive amount of the currency. */
export function readMoney(typed: string, currency: string): number | null {
  const minor = parseMinor(latinNumber(typed), currency);
  return minor !== null && minor > 0 ? minor : null;
}

/** Reads a discount in percent, in the same manner, as basis points. Null when it is none between nothing and all, or finer than a basis point. */
export function readDiscount(typed: string): number | null {
  const bp = parseScaled(latinNumber(typed), 2);
  return bp !== null && bp >= 0 && bp < 10_000 ? bp : null;
}

const latinNumber = (typed: string): string => [...typed.trim()].map(latinDigit).join('').replace('٫', '.');

const zeros = [0x660, 0x6f0, 0x966] as const;

function latinDigit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const zero = zeros.find((start) => code >= start && code <= start + 9);
  return zero === undefined ? character : String(code - zero);
}
