import type { Property, Value } from './model.ts';

/** Numeric text without leading zeros, as SAP's conversion exits show it ("000010" → "10"). */
export const withoutZeros = (text: string): string => text.replace(/^0+(?=\d)/, '');

/** Text as the ERP stores it in this field: upper case where the field says so; ten-digit numbers (ALPHA conversion) without leading zeros. */
export function stored(property: Property, text: string): string {
  if (property.kind === 'digits') return withoutZeros(text);
  if (property.kind !== 'upper') return text;
  return property.maxLength === 10 && /^\d+$/.test(text) ? withoutZeros(text) : text.toUpperCase();
}

/** Decimal text with exactly `scale` digits after the point; digits beyond are cut. */
export function fixedDecimal(text: string, scale: number): string {
  const [whole = '0', fraction = ''] = text.split('.');
  return scale === 0 ? whole : `${whole}.${fraction.slice(0, scale).padEnd(scale, '0')}`;
}

/** Midnight UTC of `YYYY-MM-DD` in ms. */
export const dateMs = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** A property's value as the V2 JSON format writes it. */
export function toWire(property: Property, value: Value): Value {
  if (value === null) return null;
  switch (property.kind) {
    case 'decimal':
      return fixedDecimal(String(value), property.scale ?? 0);
    case 'date':
      return `/Date(${dateMs(String(value))})/`;
    case 'stamp':
      return `/Date(${value}+0000)/`;
    case 'upper':
    case 'string':
    case 'digits':
      return String(value);
    default:
      return value;
  }
}

/** A moment as it stands in an ETag or a filter: `2026-11-17T00:42:00.123Z`. */
export const stampText = (ms: number): string => new Date(ms).toISOString();

/** Compares decimal texts exactly, however many digits they have. Null when one is no number. */
export function compareDecimals(a: string, b: string): number | null {
  const parsed = [a, b].map((text) => /^\s*([+-]?)(\d+)(?:\.(\d*))?\s*$/.exec(text));
  const [left, right] = parsed;
  if (!left || !right) return null;
  const digits = Math.max(left[3]?.length ?? 0, right[3]?.length ?? 0);
  const scaled = (match: RegExpExecArray): bigint => {
    const value = BigInt(`${match[2] ?? '0'}${(match[3] ?? '').padEnd(digits, '0')}`);
    return match[1] === '-' ? -value : value;
  };
  const x = scaled(left);
  const y = scaled(right);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Orders two values of one property; empty dates and moments come first. */
export function compareValues(property: Property, a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (property.kind === 'decimal') return compareDecimals(String(a), String(b)) ?? 0;
  if (property.kind === 'digits') return Number(a) - Number(b) || 0;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}
