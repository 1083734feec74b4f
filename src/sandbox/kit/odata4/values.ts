import { Digits } from './json.ts';
import type { Field, Value } from './model.ts';

interface Decimal {
  readonly value: bigint;
  readonly digits: number;
}

/** `-12.50`, `1E+2`, `.5` as a scaled integer; null when it is no number. */
function decimalOf(text: string): Decimal | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text.trim());
  if (!match || (match[2] === '' && (match[3] ?? '') === '')) return null;
  const fraction = match[3] ?? '';
  const exponent = Number(match[4] ?? 0);
  const raised = exponent > fraction.length ? '0'.repeat(exponent - fraction.length) : '';
  const size = BigInt(`${match[2]}${fraction}${raised}` || '0');
  return { value: match[1] === '-' ? -size : size, digits: Math.max(0, fraction.length - exponent) };
}

/** A decimal text without exponent, sign of zero or zeros at the end; null when it is no number. */
export function plainDecimal(text: string): string | null {
  const number = decimalOf(text);
  if (!number) return null;
  const size = (number.value < 0n ? -number.value : number.value).toString().padStart(number.digits + 1, '0');
  const whole = size.slice(0, size.length - number.digits);
  const fraction = size.slice(size.length - number.digits).replace(/0+$/, '');
  return `${number.value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Orders two decimal texts exactly. */
export function compareDecimals(a: string, b: string): number {
  const [x, y] = [decimalOf(a) ?? { value: 0n, digits: 0 }, decimalOf(b) ?? { value: 0n, digits: 0 }];
  const difference = x.value * 10n ** BigInt(y.digits) - y.value * 10n ** BigInt(x.digits);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Orders two values of one field; null comes first. `anyCase`: texts as a database does that does not tell cases apart. */
export function compareValues(field: Field, a: Value, b: Value, anyCase: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  switch (field.type) {
    case 'decimal':
    case 'double':
    case 'long':
      return compareDecimals(String(a), String(b));
    case 'int':
      return Number(a) - Number(b);
    case 'instant':
      return Date.parse(String(a)) - Date.parse(String(b));
    case 'bool':
      return Number(a) - Number(b);
    default:
      return compareTexts(String(a), String(b), anyCase && field.type === 'text');
  }
}

function compareTexts(a: string, b: string, anyCase: boolean): number {
  const [left, right] = anyCase ? [a.toLowerCase(), b.toLowerCase()] : [a, b];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A plain value as JSON says it: decimals as numbers with their digits, days as the field wants them. */
export function toWire(field: Field, value: Value): unknown {
  if (value === null) return null;
  switch (field.type) {
    case 'decimal':
    case 'double':
      return new Digits(String(value));
    case 'long':
      return new Digits(String(value));
    case 'date':
      return field.midnight ? `${String(value)}T00:00:00Z` : value;
    default:
      return value;
  }
}

const dayPattern = /^\d{4}-\d\d-\d\d$/;

/** Whether a text is a calendar day that exists. */
export function isDay(text: string): boolean {
  const ms = dayPattern.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
}

const dayPart = (text: string): string | null => {
  const [, day = ''] = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? [];
  return isDay(day) ? day : null;
};

/** Reads a JSON value as one of the field's type; undefined when it is none. Enumerations are checked by the caller. */
export function fromWire(field: Field, value: unknown): Value | undefined {
  if (value === null) return null;
  switch (field.type) {
    case 'int':
      return value instanceof Digits && /^-?\d{1,10}$/.test(value.text) ? Number(value.text) : undefined;
    case 'long':
      return value instanceof Digits && /^-?\d{1,19}$/.test(value.text) ? value.text : undefined;
    case 'decimal':
    case 'double':
      return value instanceof Digits ? (plainDecimal(value.text) ?? undefined) : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    default:
      return typeof value === 'string' ? fromText(field, value) : undefined;
  }
}

function fromText(field: Field, text: string): Value | undefined {
  if (field.type === 'date') return dayPart(text) ?? undefined;
  if (field.type === 'instant') return /^\d{4}-\d\d-\d\dT/.test(text) && Number.isFinite(Date.parse(text)) ? new Date(text).toISOString() : undefined;
  if (field.type === 'guid') return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined;
  return text;
}
