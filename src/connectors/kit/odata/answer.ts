import { isRecord } from './codec.ts';
import type { WireRecord } from './codec.ts';

/** A collection answer: `{"d":{"results":[…],"__count":"n","__next":"…"}}`. */
export interface ODataRows {
  readonly rows: readonly WireRecord[];
  readonly count: number | null;
  readonly next: string | null;
}

/** Reads a collection; null when the body is none. */
export function rowsOf(json: unknown): ODataRows | null {
  const body = isRecord(json) ? json['d'] : undefined;
  const results: unknown = isRecord(body) ? body['results'] : body;
  if (!Array.isArray(results)) return null;
  const meta: WireRecord = isRecord(body) ? body : {};
  const count = typeof meta['__count'] === 'string' && /^\d+$/.test(meta['__count']) ? Number(meta['__count']) : null;
  return { rows: results.filter(isRecord), count, next: typeof meta['__next'] === 'string' ? meta['__next'] : null };
}

/** Reads a single entity; null when the body is none. */
export function entityOf(json: unknown): WireRecord | null {
  const body = isRecord(json) ? json['d'] : undefined;
  return isRecord(body) && !Array.isArray(body['results']) ? body : null;
}

/** What an OData V2 error body says. */
export interface ODataError {
  readonly code: string;
  readonly text: string;
  readonly target: string | null;
}

/** Reads `{"error":{code,message:{value},innererror:{errordetails:[…]}}}`; prefers the first detail of severity error. Null when the body is none. */
export function errorOf(json: unknown): ODataError | null {
  const error = isRecord(json) ? json['error'] : undefined;
  if (!isRecord(error)) return null;
  const head = { code: wordOf(error['code']), text: messageOf(error['message']), target: nullable(error['target']) };
  const inner = error['innererror'];
  const details = isRecord(inner) && Array.isArray(inner['errordetails']) ? inner['errordetails'].filter(isRecord) : [];
  // The head is often the collective "exceptions occurred" of the gateway; the message that helps is among the details.
  const detail = details.find((row) => row['severity'] === 'error' && !wordOf(row['code']).startsWith('/IWBEP/'));
  if (!detail || !head.code.startsWith('/IWBEP/')) return { ...head, target: head.target ?? (detail ? nullable(detail['target']) : null) };
  return { code: wordOf(detail['code']), text: messageOf(detail['message']), target: nullable(detail['target']) };
}

/** Warnings that a success carries in its `sap-message` header. */
export function warningsOf(header: string | null): readonly string[] {
  if (!header) return [];
  try {
    const message: unknown = JSON.parse(header);
    if (!isRecord(message)) return [header.slice(0, 300)];
    const details = Array.isArray(message['details']) ? message['details'].filter(isRecord) : [];
    return [message, ...details]
      .filter((row) => row['severity'] !== 'success')
      .map((row) => `${wordOf(row['code'])} ${messageOf(row['message'])}`.trim().slice(0, 300));
  } catch {
    return [header.slice(0, 300)];
  }
}

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');
const nullable = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const messageOf = (value: unknown): string => (isRecord(value) ? wordOf(value['value']) : wordOf(value));
