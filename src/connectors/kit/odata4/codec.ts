import type { BusinessDate } from '../../../kernel/time.ts';
import { normalDecimal } from '../decimal.ts';
import { stringLiteral } from '../odata/codec.ts';
import type { WireRecord } from '../odata/codec.ts';

/** OData V4 wire forms. Amounts are JSON numbers there: read them with `exactJsonFormat`, where they are texts with all their digits. */

/** How a value stands in a filter or key. `date`: a bare day; `instant`: a bare moment; `number`, `guid`: bare; `text`: quoted. */
export type LiteralType = 'text' | 'number' | 'guid' | 'date' | 'instant';

/** A literal of a filter or key. A value that its type does not allow becomes a quoted text, so that it can never break out of the filter. */
export function literalOf(type: LiteralType, value: string): string {
  return type !== 'text' && bare[type].test(value) ? value : stringLiteral(value);
}

const bare: Readonly<Record<Exclude<LiteralType, 'text'>, RegExp>> = {
  number: /^-?\d+(\.\d+)?$/,
  guid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
};

/** One field of a key predicate. */
export type KeyPart = readonly [name: string, type: LiteralType, value: string];

/** `Set('a')`, `Set(7)`, `Set(x='a',y=7)`, fit for an address. */
export function entityPath(set: string, ...key: readonly KeyPart[]): string {
  const [only] = key;
  const literal = ([, type, value]: KeyPart): string => encodeURIComponent(literalOf(type, value));
  return key.length === 1 && only ? `${set}(${literal(only)})` : `${set}(${key.map((part) => `${part[0]}=${literal(part)}`).join(',')})`;
}

/** A filter: the field is one of the values; written with `or`, which every server knows. Without values it is never true. */
export const anyOf = (field: string, type: LiteralType, values: readonly string[]): string =>
  values.length === 0 ? `(${field} eq null and ${field} ne null)` : `(${values.map((value) => `${field} eq ${literalOf(type, value)}`).join(' or ')})`;

/** A decimal field without exponent and zeros at the end (`1E+2` is `100`); null when it is empty or no number. */
export function decimalOf(record: WireRecord, field: string): string | null {
  const value = record[field];
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const [, mantissa = '', exponent] = /^([^eE]*)(?:[eE]([+-]?\d{1,3}))?$/.exec(String(value).trim()) ?? [];
  return exponent === undefined ? normalDecimal(mantissa) : shifted(mantissa, Number(exponent));
}

function shifted(mantissa: string, by: number): string | null {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(mantissa);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = whole + fraction;
  const point = whole.length + by;
  const text = point <= 0 ? `0.${'0'.repeat(-point)}${digits}` : `${digits.padEnd(point, '0').slice(0, point)}.${digits.slice(point)}`;
  return normalDecimal(`${sign}${text}`);
}

/** A whole number; null when it is none or larger than a float holds exactly. */
export function intOf(record: WireRecord, field: string): number | null {
  const text = decimalOf(record, field);
  const number = text === null ? NaN : Number(text);
  return Number.isSafeInteger(number) ? number : null;
}

/** Days before this year are how some servers write "no day" (`0001-01-01`, `1753-01-01`, `1900-01-01`). */
const firstYear = 1901;

/** The calendar day of a date (`2026-11-22`) or of a moment at the day's start (`2026-11-22T00:00:00Z`); null when empty or no day. */
export function dayOf(record: WireRecord, field: string): BusinessDate | null {
  const value = record[field];
  const day = typeof value === 'string' ? (/^(\d{4}-\d\d-\d\d)(?:$|T)/.exec(value)?.[1] ?? '') : '';
  const ms = day === '' ? NaN : Date.parse(`${day}T00:00:00Z`);
  const real = Number.isFinite(ms) && new Date(ms).toISOString().startsWith(day) && Number(day.slice(0, 4)) >= firstYear;
  return real ? (day as BusinessDate) : null;
}

/** Epoch milliseconds of a moment with its zone; null when it is empty or none. */
export function msOf(record: WireRecord, field: string): number | null {
  const value = record[field];
  const ms = typeof value === 'string' && /T.*(?:Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : NaN;
  return Number.isFinite(ms) && new Date(ms).getUTCFullYear() >= firstYear ? ms : null;
}
