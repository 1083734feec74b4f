/**
 * Exact arithmetic on decimal texts. ERPs write the same number in many ways (`1260`, `1260.00`, `1260.000000000`, `.5`, `12-`),
 * and more digits than a float holds, so numbers are compared as scaled integers.
 */
interface Scaled {
  readonly value: bigint;
  readonly digits: number;
}

function scaled(text: string): Scaled | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(-?)$/.exec(text.trim());
  if (!match || (match[2] === '' && (match[3] ?? '') === '')) return null;
  const fraction = match[3] ?? '';
  const size = BigInt(`${match[2]}${fraction}` || '0');
  return { value: match[1] === '-' || match[4] === '-' ? -size : size, digits: fraction.length };
}

/** The shortest form: no sign for zero, no zeros at the end. Null when the text is no number. */
export function normalDecimal(text: string): string | null {
  const number = scaled(text);
  if (!number) return null;
  const sign = number.value < 0n ? '-' : '';
  const digits = (number.value < 0n ? -number.value : number.value).toString().padStart(number.digits + 1, '0');
  const whole = digits.slice(0, digits.length - number.digits);
  const fraction = number.digits === 0 ? '' : digits.slice(digits.length - number.digits).replace(/0+$/, '');
  return fraction === '' && whole === '0' ? '0' : `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Whether two texts are the same number; a text that is no number equals nothing. */
export function sameDecimal(a: string, b: string): boolean {
  const left = normalDecimal(a);
  return left !== null && left === normalDecimal(b);
}

/** `a / b` when it ends within `digits` decimal places, else null: nothing is rounded. */
export function divideExact(a: string, b: string, digits: number): string | null {
  const x = scaled(a);
  const y = scaled(b);
  if (!x || !y || y.value === 0n) return null;
  const numerator = x.value * 10n ** BigInt(y.digits + digits);
  const denominator = y.value * 10n ** BigInt(x.digits);
  if (numerator % denominator !== 0n) return null;
  return textOfScaled(numerator / denominator, digits);
}

/** `a + b` with all its digits; null when one is no number. */
export function sumExact(a: string, b: string): string | null {
  const x = scaled(a);
  const y = scaled(b);
  if (!x || !y) return null;
  const digits = Math.max(x.digits, y.digits);
  return textOfScaled(x.value * 10n ** BigInt(digits - x.digits) + y.value * 10n ** BigInt(digits - y.digits), digits);
}

/** `a × b` with all its digits; null when one is no number. */
export function multiplyExact(a: string, b: string): string | null {
  const x = scaled(a);
  const y = scaled(b);
  return x && y ? textOfScaled(x.value * y.value, x.digits + y.digits) : null;
}

/** `a × b` rounded half away from zero to `digits` decimal places, as ERPs round a line amount; null when one is no number. */
export function multiplyRounded(a: string, b: string, digits: number): string | null {
  const x = scaled(a);
  const y = scaled(b);
  if (!x || !y) return null;
  const product = x.value * y.value * 10n ** BigInt(digits);
  const divisor = 10n ** BigInt(x.digits + y.digits);
  const half = product < 0n ? -divisor : divisor;
  return textOfScaled((2n * product + half) / (2n * divisor), digits);
}

function textOfScaled(value: bigint, digits: number): string {
  const size = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
  const text = `${value < 0n ? '-' : ''}${size.slice(0, size.length - digits)}.${size.slice(size.length - digits)}`;
  return normalDecimal(text) ?? '0';
}
