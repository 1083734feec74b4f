import type { WireRecord } from '../odata/codec.ts';
import { queryOf, textOf } from '../odata/codec.ts';
import { ErpReadError } from '../read-error.ts';
import type { ErpFailure } from '../types.ts';
import { rowsOf, type V4Rows } from './answer.ts';
import { dayOf, decimalOf, literalOf, type LiteralType } from './codec.ts';

/** A field of the key by which a set is paged. */
export interface KeyField {
  readonly name: string;
  readonly type: LiteralType;
}

/**
 * A set of rows to page through in the order of its key. Each page asks for what follows the last key of the page before: rows that are
 * inserted or deleted meanwhile neither shift nor double others, and a read can go on days later, which a server's own next link does not promise.
 */
export interface PagedSet {
  /** For the record of calls: `read item`. */
  readonly step: string;
  readonly set: string;
  readonly key: readonly KeyField[];
  readonly filter?: string;
  readonly select?: string;
  readonly expand?: string;
  readonly pageSize: number;
  /** Asked with the first page and kept in the cursor; default true. */
  readonly count?: boolean;
  /** Further options without `$`, such as `cross-company=true`. */
  readonly options?: Readonly<Record<string, string>>;
}

/** Where a read stands: the last key seen, the server's count, and when the read began. Self-contained: a text that survives a restart. */
export interface PageCursor {
  readonly after: readonly string[];
  readonly total: number | null;
  readonly startedMs: number;
}

/** Rows of one page, and where the next one begins. */
export interface RawPage {
  readonly rows: readonly WireRecord[];
  readonly nextCursor: string | null;
  readonly total: number | null;
  /** When the first page of this read was asked for: what a watermark is made from. */
  readonly startedMs: number;
}

/** Reads one address below the service; what a connector's client has. */
export type ReadPath = (step: string, path: string) => Promise<{ readonly kind: 'ok'; readonly json: unknown } | ErpFailure>;

/** `(a gt 1 or (a eq 1 and b gt 'y'))`: everything behind `after` in the order of the fields. */
export function afterFilter(fields: readonly KeyField[], after: readonly string[]): string {
  const [field, ...rest] = fields;
  if (!field) return '';
  const literal = literalOf(field.type, after[0] ?? '');
  const inner = rest.length === 0 ? '' : ` or (${field.name} eq ${literal} and ${afterFilter(rest, after.slice(1))})`;
  return `(${field.name} gt ${literal}${inner})`;
}

/** The key of a row as texts, in the order of the fields. Texts keep blanks at their end: the server compares with them. */
export const keyOf = (fields: readonly KeyField[], row: WireRecord): readonly string[] =>
  fields.map((field) => {
    const value = row[field.name];
    if (field.type === 'text' && typeof value === 'string') return value;
    if (field.type === 'number') return decimalOf(row, field.name) ?? '';
    return field.type === 'date' ? (dayOf(row, field.name) ?? '') : textOf(row, field.name);
  });

/** Reads a cursor; null for none, or for a text that is none: reading starts from the beginning. */
export function cursorFromText(text: string | null): PageCursor | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<PageCursor> | null;
    if (!Array.isArray(value?.after) || typeof value.startedMs !== 'number') return null;
    return { after: value.after.map(String), total: typeof value.total === 'number' ? value.total : null, startedMs: value.startedMs };
  } catch {
    return null;
  }
}

/** One page of the set behind `cursor`. Throws `ErpReadError`. */
export async function readRawPage(read: ReadPath, set: PagedSet, cursor: string | null, nowMs: number): Promise<RawPage> {
  const from = cursorFromText(cursor);
  const filters = [set.filter, from ? afterFilter(set.key, from.after) : undefined].filter((part) => part !== undefined && part !== '');
  const query = queryOf({
    ...set.options,
    $filter: filters.length === 0 ? undefined : filters.join(' and '),
    $orderby: set.key.map((field) => field.name).join(','),
    $select: set.select,
    $expand: set.expand,
    $top: set.pageSize,
    $count: from || set.count === false ? undefined : 'true',
  });
  const found = await rowsAt(read, set.step, `${set.set}${query}`);
  const total = from ? from.total : found.count;
  const startedMs = from?.startedMs ?? nowMs;
  const last = found.rows.at(-1);
  // a server that cuts pages shorter than asked says so with a next link
  const more = last !== undefined && (found.rows.length >= set.pageSize || found.next !== null);
  const next: PageCursor | null = more ? { after: keyOf(set.key, last), total, startedMs } : null;
  return { rows: found.rows, nextCursor: next && JSON.stringify(next), total, startedMs };
}

/** Every row of `path`, for small sets and for the rows that belong to one page; follows the server's next links. Throws `ErpReadError`. */
export async function readAllRows(read: ReadPath, step: string, path: string, baseUrl: string): Promise<readonly WireRecord[]> {
  const rows: WireRecord[] = [];
  const seen = new Set<string>();
  let at: string | null = path;
  while (at !== null) {
    if (seen.has(at)) throw new ErpReadError({ kind: 'transient', why: 'next_link_turns_in_a_circle' });
    seen.add(at);
    const found: V4Rows = await rowsAt(read, step, at);
    rows.push(...found.rows);
    at = found.next === null ? null : nextPathOf(found.next, baseUrl);
  }
  return rows;
}

/** Rows whose `field` is one of `values`, asked in groups so that no address gets too long. Throws `ErpReadError`. */
export async function readByKeys(
  read: ReadPath,
  step: string,
  query: {
    readonly set: string;
    readonly field: KeyField;
    readonly select?: string;
    readonly expand?: string;
    readonly options?: Readonly<Record<string, string>>;
  },
  values: readonly string[],
  baseUrl: string,
): Promise<readonly WireRecord[]> {
  const rows: WireRecord[] = [];
  const distinct = [...new Set(values)];
  for (let at = 0; at < distinct.length; at += 20) {
    const filter = distinct.slice(at, at + 20).map((value) => `${query.field.name} eq ${literalOf(query.field.type, value)}`);
    const path = `${query.set}${queryOf({ ...query.options, $filter: filter.join(' or '), $select: query.select, $expand: query.expand })}`;
    rows.push(...(await readAllRows(read, step, path, baseUrl)));
  }
  return rows;
}

/**
 * The part of a next link below the service at `baseUrl`. A link to another host or out of the service is refused (throws `ErpReadError`):
 * our session would go there.
 */
export function nextPathOf(next: string, baseUrl: string): string {
  const base = new URL(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
  const url = URL.canParse(next, base) ? new URL(next, base) : null;
  if (!url || url.host !== base.host || !url.pathname.startsWith(base.pathname))
    throw new ErpReadError({ kind: 'rejected', code: 'foreign_next_link', text: 'the next page would be read from another host', field: null });
  return `${url.pathname.slice(base.pathname.length)}${url.search}`;
}

async function rowsAt(read: ReadPath, step: string, path: string): Promise<V4Rows> {
  const answer = await read(step, path);
  if (answer.kind !== 'ok') throw new ErpReadError(answer);
  const found = rowsOf(answer.json);
  if (!found) throw new ErpReadError({ kind: 'transient', why: 'no_collection' });
  return found;
}

const overlapMs = 5 * 60_000;

/** From where the next delta is read: five minutes before this read began, so that clocks that differ and saves under way lose nothing. */
export const watermarkOf = (startedMs: number): string => new Date(startedMs - overlapMs).toISOString();
