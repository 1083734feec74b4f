import type { BusinessDate } from '../../../kernel/time.ts';
import { instantFromMs } from '../../../kernel/time.ts';

/** OData V2 wire forms. Decimal and Int64 travel as texts and stay texts. */

/** A string literal of a filter or key: apostrophes doubled. */
export const stringLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** `datetime'2026-11-22T00:00:00'`, the literal of an Edm.DateTime. */
export const dateLiteral = (date: string): string => `datetime'${date}T00:00:00'`;

/** The JSON form of a calendar day in an Edm.DateTime: `/Date(ms)/` at midnight UTC. */
export const dateToWire = (date: string): string => `/Date(${Date.parse(`${date}T00:00:00Z`)})/`;

/** Epoch milliseconds of `/Date(ms)/` or `/Date(ms+offset)/`; null when it is none. The offset only says which clock wrote it. */
export function msFromWire(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const match = /^\/Date\((-?\d{1,15})(?:[+-]\d{1,4})?\)\/$/.exec(value);
  return match ? Number(match[1]) : null;
}

/** The calendar day of an Edm.DateTime (its UTC day: SAP stores days as midnight UTC); null when empty. */
export function dateFromWire(value: unknown): BusinessDate | null {
  const ms = msFromWire(value);
  return ms === null || !Number.isFinite(new Date(ms).getTime()) ? null : (instantFromMs(ms).slice(0, 10) as BusinessDate);
}

/** A query string with the spaces and quotes of OData escaped. */
export function queryOf(options: Readonly<Record<string, string | number | undefined>>): string {
  const parts = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** A plain object of a JSON answer. */
export type WireRecord = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object with fields. */
export const isRecord = (value: unknown): value is WireRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

const unstorable = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Without NUL and halves of surrogate pairs, which no database takes: one of them would stop the whole page. */
export const cleanText = (text: string): string => text.replace(unstorable, (sign) => (sign === '\u0000' ? '' : '\ufffd'));

/** Text of a field; empty when absent or no text. Blanks at the end are the ERP's padding. */
export function textOf(record: WireRecord, field: string): string {
  const value = record[field];
  if (typeof value === 'string') return cleanText(value).trimEnd();
  return typeof value === 'number' ? String(value) : '';
}

/** Records of an expanded navigation property; none when it was not expanded. */
export function expandedOf(record: WireRecord, field: string): readonly WireRecord[] {
  const value = record[field];
  const rows = isRecord(value) ? value['results'] : value;
  return Array.isArray(rows) ? rows.filter(isRecord) : [];
}

/** The single record of an expanded to-one navigation property. */
export function expandedOneOf(record: WireRecord, field: string): WireRecord | null {
  const value = record[field];
  return isRecord(value) && !('__deferred' in value) && !('results' in value) ? value : (expandedOf(record, field)[0] ?? null);
}
