import { dateLiteral, stringLiteral, textOf, dateFromWire } from './codec.ts';
import type { WireRecord } from './codec.ts';

/**
 * Paging by key: each page asks for what follows the last key of the page before. Rows that are inserted or deleted meanwhile
 * neither shift nor double others, and a read can go on days later, which neither `$skip` nor a server's `$skiptoken` promise.
 */
export interface KeyField {
  readonly name: string;
  readonly type: 'text' | 'date';
}

/** Where a read stands: the last key seen, and the count that the server gave with the first page. */
export interface PageCursor {
  readonly after: readonly string[];
  readonly total: number | null;
  /** When the read began, ms: what a later delta goes by. */
  readonly startedMs?: number;
}

const literalOf = (field: KeyField, value: string): string => (field.type === 'date' ? dateLiteral(value) : stringLiteral(value));

/** `(a gt 'x' or (a eq 'x' and (b gt 'y' or …)))`: everything behind `after` in the order of the fields. */
export function afterFilter(fields: readonly KeyField[], after: readonly string[]): string {
  const [field, ...rest] = fields;
  if (!field) return '';
  const literal = literalOf(field, after[0] ?? '');
  const inner = rest.length === 0 ? '' : ` or (${field.name} eq ${literal} and ${afterFilter(rest, after.slice(1))})`;
  return `(${field.name} gt ${literal}${inner})`;
}

/** The key of a row as texts, in the order of the fields. */
export const keyOf = (fields: readonly KeyField[], row: WireRecord): readonly string[] =>
  fields.map((field) => (field.type === 'date' ? (dateFromWire(row[field.name]) ?? '') : textOf(row, field.name)));

/** Cursor to text and back; a text that is none starts from the beginning. */
export const cursorToText = (cursor: PageCursor): string => JSON.stringify(cursor);

/** Reads a cursor that `cursorToText` wrote; null for none. */
export function cursorFromText(text: string | null): PageCursor | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('after' in value) || !Array.isArray(value.after)) return null;
    const total = 'total' in value && typeof value.total === 'number' ? value.total : null;
    const startedMs = 'startedMs' in value && typeof value.startedMs === 'number' ? { startedMs: value.startedMs } : {};
    return { after: value.after.map(String), total, ...startedMs };
  } catch {
    return null;
  }
}
