import { jsonNumber } from '../kit/format.ts';

/** A record of Tryton as it comes: numbers are texts with all their digits; `party.` holds the record behind `party`, `lines.` those behind `lines`. */
export type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text, number or decimal of a record; empty where there is none. */
export function text(row: Row, field: string): string {
  const value = row[field];
  if (typeof value === 'string') return value;
  return isRow(value) && typeof value['decimal'] === 'string' ? value['decimal'] : '';
}

/** Yes or no: some databases answer 1 and 0. */
export const flag = (row: Row, field: string): boolean => row[field] === true || row[field] === '1';

/** The record behind a link; empty where there is none. */
export function linked(row: Row, ...fields: string[]): Row {
  let at = row;
  for (const field of fields) {
    const next = at[`${field}.`];
    at = isRow(next) ? next : {};
  }
  return at;
}

/** The records behind a list. */
export function listed(row: Row, field: string): readonly Row[] {
  const value = row[`${field}.`];
  return Array.isArray(value) ? value.filter(isRow) : [];
}

/** Record number of a row or of a link that was read as a number; 0 where there is none. */
export const idOf = (row: Row, field = 'id'): number => Number(text(row, field)) || 0;

const two = (value: unknown): string => String(value ?? '').padStart(2, '0');

/** `YYYY-MM-DD` of a date or moment; null where there is none. */
export function dayFrom(row: Row, field: string): string | null {
  const value = row[field];
  return isRow(value) && typeof value['year'] === 'string' ? `${value['year'].padStart(4, '0')}-${two(value['month'])}-${two(value['day'])}` : null;
}

/** A moment as text that sorts, with microseconds, UTC; empty where there is none. */
export function momentFrom(row: Row, field: string): string {
  const value = row[field];
  const day = dayFrom(row, field);
  if (!isRow(value) || day === null) return '';
  return `${day}T${two(value['hour'])}:${two(value['minute'])}:${two(value['second'])}.${String(value['microsecond'] ?? '0').padStart(6, '0')}`;
}

/** A decimal as Tryton wants it. */
export const decimal = (value: string): Row => ({ __class__: 'Decimal', decimal: value });
/** A quantity: a number with just these digits. */
export const quantity = (value: string): string => jsonNumber(value);
/** A day as Tryton wants it. */
export function date(day: string): Row {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
  return { __class__: 'date', year, month, day: dayOfMonth };
}
/** A moment as Tryton wants it, from what `momentFrom` gave. */
export function moment(at: string): Row {
  const [hour = 0, minute = 0, second = 0] = at.slice(11, 19).split(':').map(Number);
  const microsecond = Number(at.slice(20, 26).padEnd(6, '0')) || 0;
  return { ...date(at.slice(0, 10)), __class__: 'datetime', hour, minute, second, microsecond };
}
