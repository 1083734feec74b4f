import { exactJsonFormat } from '../kit/format.ts';
import type { WireFormat } from '../kit/format.ts';
import { isRecord, textOf } from '../kit/odata/codec.ts';
import type { WireRecord } from '../kit/odata/codec.ts';

/** JSON with exact numbers; errors of framework version 1 are plain text and are read as `{ plain }`. */
export const oracleFormat: WireFormat = {
  ...exactJsonFormat,
  decode: (bytes, contentType) =>
    exactJsonFormat.decode(bytes, contentType) ?? (/^text\/plain/i.test(contentType) ? { plain: new TextDecoder().decode(bytes).slice(0, 2_000) } : undefined),
};

/** A page of a collection. */
export interface OracleRows {
  readonly rows: readonly WireRecord[];
  readonly hasMore: boolean;
  readonly total: number | null;
}

const countOf = (value: unknown): number | null => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : null);

/** Reads a collection; null when the body is none. */
export function rowsOf(json: unknown): OracleRows | null {
  if (!isRecord(json) || !Array.isArray(json['items'])) return null;
  return { rows: json['items'].filter(isRecord), hasMore: json['hasMore'] === true, total: countOf(json['totalResults']) };
}

/** An expanded child: its rows so far, and whether there are more. Bare arrays (framework before 3) are complete; null: not expanded. */
export function childOf(row: WireRecord, name: string): OracleRows | null {
  const value = row[name];
  if (Array.isArray(value)) return { rows: value.filter(isRecord), hasMore: false, total: null };
  return rowsOf(value);
}

/** Rows of a child that was read whole. */
export const childRows = (row: WireRecord, name: string): readonly WireRecord[] => childOf(row, name)?.rows ?? [];

/** The address of a link of a row: addresses are followed, never built, where keys are hashes. */
export function linkOf(row: WireRecord, rel: string, name?: string): string | null {
  const links: readonly unknown[] = Array.isArray(row['links']) ? row['links'] : [];
  const link = links.filter(isRecord).find((one) => one['rel'] === rel && (name === undefined || one['name'] === name));
  return link && typeof link['href'] === 'string' ? link['href'] : null;
}

/** The version of a row, for If-Match; null when it carries none. */
export function changeIndicatorOf(row: WireRecord): string | null {
  const links: readonly unknown[] = Array.isArray(row['links']) ? row['links'] : [];
  for (const link of links.filter(isRecord)) {
    const properties = link['properties'];
    if (isRecord(properties) && typeof properties['changeIndicator'] === 'string') return properties['changeIndicator'];
  }
  return null;
}

/** A flag, in any of the ways that Oracle writes one. */
export const flagOf = (row: WireRecord, field: string): boolean => row[field] === true || /^(true|y|yes|1)$/i.test(textOf(row, field));

/** The day of a date or moment; null when there is none. */
export const dayOf = (row: WireRecord, field: string): string | null => /^(\d{4}-\d\d-\d\d)/.exec(textOf(row, field))?.[1] ?? null;

/** A text of `q`: apostrophes doubled. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A condition of `q`: the field is one of the values. */
export const anyOf = (field: string, values: readonly string[]): string => `${field} in (${values.map(quoted).join(',')})`;

/** What Oracle says in an error body. */
export interface OracleProblem {
  readonly code: string;
  readonly text: string;
  readonly path: string | null;
}

const plainProblem = (text: string): OracleProblem | null =>
  text === '' ? null : { code: /^([A-Z]{2,}-\d+)/.exec(text)?.[1] ?? 'plain_text', text, path: null };

/** Reads `o:errorDetails`, `title`/`detail`, or plain text; null when the body says nothing. */
export function problemOf(json: unknown): OracleProblem | null {
  if (!isRecord(json)) return null;
  if (typeof json['plain'] === 'string') return plainProblem(json['plain'].trim());
  const details = Array.isArray(json['o:errorDetails']) ? json['o:errorDetails'].filter(isRecord) : [];
  const texts = details.map((one) => textOf(one, 'detail')).filter((text) => text !== '');
  const text = texts.length > 0 ? texts.join(' · ').slice(0, 2_000) : [textOf(json, 'title'), textOf(json, 'detail')].filter((part) => part !== '').join(': ');
  if (text === '') return null;
  const first = details[0] ?? {};
  return { code: textOf(first, 'o:errorCode') || textOf(json, 'o:errorCode') || textOf(json, 'status'), text, path: textOf(first, 'o:errorPath') || null };
}
