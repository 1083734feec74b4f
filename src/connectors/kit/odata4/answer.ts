import { isRecord } from '../odata/codec.ts';
import type { WireRecord } from '../odata/codec.ts';

/** A collection answer: `{"value":[…],"@odata.count":n,"@odata.nextLink":"…"}`, or the same in V3 names (`odata.count`). */
export interface V4Rows {
  readonly rows: readonly WireRecord[];
  readonly count: number | null;
  readonly next: string | null;
}

/** Reads a collection; null when the body is none. */
export function rowsOf(json: unknown): V4Rows | null {
  if (!isRecord(json) || !Array.isArray(json['value'])) return null;
  const count = json['@odata.count'] ?? json['odata.count'];
  const next = json['@odata.nextLink'] ?? json['odata.nextLink'];
  return {
    rows: json['value'].filter(isRecord),
    count: (typeof count === 'string' || typeof count === 'number') && /^\d{1,15}$/.test(String(count)) ? Number(count) : null,
    next: typeof next === 'string' && next !== '' ? next : null,
  };
}

/** Reads a single entity; null when the body is none. */
export const entityOf = (json: unknown): WireRecord | null => (isRecord(json) && !Array.isArray(json['value']) && !isRecord(json['error']) ? json : null);

/** The version of an entity as its body says it; empty when it says none. */
export function etagOf(row: WireRecord): string {
  const etag = row['@odata.etag'] ?? row['odata.etag'];
  return typeof etag === 'string' ? etag : '';
}

/** What an OData error body says. `inner`: the message of `innererror`, where some ERPs put the one that helps. */
export interface V4Error {
  readonly code: string;
  readonly text: string;
  readonly target: string | null;
  readonly inner: string;
}

/** Reads `{"error":{code,message,target,details,innererror}}`; the message may be a text (V4) or `{value}` (V3), the code a number. Null when the body is none. */
export function errorOf(json: unknown): V4Error | null {
  const error = isRecord(json) ? (json['error'] ?? json['odata.error']) : undefined;
  if (!isRecord(error)) return null;
  const details = Array.isArray(error['details']) ? error['details'].filter(isRecord) : [];
  const first = details.find((detail) => messageOf(detail['message']) !== '');
  const text = messageOf(error['message']);
  return {
    code: wordOf(error['code']),
    text: text !== '' || !first ? text : messageOf(first['message']),
    target: wordOf(error['target']) || wordOf(first?.['target']) || null,
    inner: deepest(error['innererror']),
  };
}

/** The message of the innermost `innererror` / `internalexception`. */
function deepest(inner: unknown, depth = 0): string {
  if (!isRecord(inner) || depth > 5) return '';
  return deepest(inner['internalexception'] ?? inner['innererror'], depth + 1) || messageOf(inner['message']);
}

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');
const messageOf = (value: unknown): string => (isRecord(value) ? wordOf(value['value']) : wordOf(value));
