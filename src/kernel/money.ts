/** Money is an integer in minor units (paise, halalas, fils) beside a currency code. Never a float. */

const threeDigits = new Set(['KWD', 'BHD', 'OMR', 'TND', 'JOD', 'IQD', 'LYD']);
const noDigits = new Set(['JPY', 'KRW', 'VND']);

/** Digits after the point of a currency (ISO 4217 for the currencies that we meet; 2 otherwise). */
export const currencyDigits = (currency: string): number => (threeDigits.has(currency) ? 3 : noDigits.has(currency) ? 0 : 2);

/**
 * Reads a decimal text ("1260.00") as minor units. Null when it is no number, has more digits than the currency,
 * or leaves the range in which integers are exact.
 */
export function parseMinor(text: string, currency: string): number | null {
  return parseScaled(text, currencyDigits(currency));
}

/** Minor units to decimal text ("1260.00"), the form that goes to an ERP. */
export const minorToText = (minor: number, currency: string): string => scaledToText(minor, currencyDigits(currency), true);

/** Reads decimal text as an integer times 10^-digits; trailing zeros beyond `digits` are allowed. */
export function parseScaled(text: string, digits: number): number | null {
  const match = /^(-?)(\d{1,20})(?:\.(\d{1,20}))?$/.exec(text.trim());
  if (!match) return null;
  const fraction = match[3] ?? '';
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const value = Number(`${match[2]}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(value)) return null;
  return match[1] && value !== 0 ? -value : value;
}

/** An integer times 10^-digits as decimal text; `fixed` keeps trailing zeros. */
export function scaledToText(value: number, digits: number, fixed = false): string {
  const sign = value < 0 ? '-' : '';
  const text = String(Math.abs(value)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = digits === 0 ? '' : text.slice(text.length - digits);
  const shown = fixed ? fraction : fraction.replace(/0+$/, '');
  return `${sign}${whole}${shown ? `.${shown}` : ''}`;
}
