import { queryOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { CanonicalRecord, SnapshotPage } from '../../kit/types.ts';
import type { CallSink, OracleClient } from '../client.ts';
import type { OracleSettings } from '../settings.ts';
import { anyOf, childOf, linkOf, quoted, rowsOf } from '../wire.ts';
import type { OracleRows } from '../wire.ts';

/** What a reader of one connection works with. */
export interface Reading {
  readonly client: OracleClient;
  readonly settings: OracleSettings;
  readonly now: () => number;
}

/** A row in our words, or why it cannot be said in them. */
export type Mapped<T> =
  { readonly kind: 'mapped'; readonly record: CanonicalRecord<T> } | { readonly kind: 'skipped'; readonly key: string; readonly why: string };

/** A field of the key by which pages follow each other. */
export interface KeyField {
  readonly name: string;
  readonly type: 'number' | 'text';
}

/** Children to expand, level by level. */
export interface Children {
  readonly [name: string]: Children;
}

/** A resource to be read page by page in the order of its key. */
export interface PagedSet {
  readonly object: string;
  /** Address of the collection. */
  readonly path: string;
  readonly key: readonly KeyField[];
  readonly q?: string;
  readonly children?: Children;
  /** Attribute that says when a row was last saved; a delta goes by it. */
  readonly changed?: string;
  /** Only these attributes, for sweeps. */
  readonly fields?: readonly string[];
}

/** Where a read stands: the last key seen, the count of the first page, when the read began by our clock. */
export interface PageCursor {
  readonly after: readonly string[];
  readonly total: number | null;
  readonly beganMs: number;
}

/** Reads a cursor of ours; null for none and for texts that are none: the read starts from the beginning. */
export function cursorFrom<T extends object = PageCursor>(text: string | null): T | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'after' in value && Array.isArray(value.after) ? (value as T) : null;
  } catch {
    return null;
  }
}

const literal = (field: KeyField, value: string): string => (field.type === 'number' ? (/^-?\d+$/.test(value) ? value : '0') : quoted(value));

/** `(a > 'x' or (a = 'x' and (b > 'y')))`: everything behind `after` in the order of the fields. */
export function afterCondition(fields: readonly KeyField[], after: readonly string[]): string {
  const [field, ...rest] = fields;
  if (!field) return '';
  const value = literal(field, after[0] ?? '');
  const inner = rest.length === 0 ? '' : ` or (${field.name} = ${value} and ${afterCondition(rest, after.slice(1))})`;
  return `(${field.name} > ${value}${inner})`;
}

const expandOf = (children: Children, above = ''): readonly string[] =>
  Object.entries(children).flatMap(([name, deeper]) => {
    const path = `${above}${name}`;
    return [path, ...expandOf(deeper, `${path}.`)];
  });

/** Rows of one page, and where the next one begins. `beganMs` is of the first page. */
export interface RawPage {
  readonly rows: readonly WireRecord[];
  readonly nextCursor: string | null;
  readonly total: number | null;
  readonly beganMs: number;
}

/** The query of a page, but for its size. */
function queryFor(set: PagedSet, from: PageCursor | null, since: string | null): Record<string, string | undefined> {
  const delta = since !== null && set.changed !== undefined ? `${set.changed} >= ${quoted(since)}` : '';
  const conditions = [set.q ?? '', delta, from ? afterCondition(set.key, from.after) : ''].filter((part) => part !== '');
  const orUndefined = (text: string): string | undefined => (text === '' ? undefined : text);
  return {
    q: orUndefined(conditions.join(' and ')),
    orderBy: set.key.map((field) => field.name).join(','),
    expand: orUndefined(expandOf(set.children ?? {}).join(',')),
    fields: set.fields?.join(','),
    onlyData: set.fields ? 'true' : undefined,
    totalResults: from ? undefined : 'true',
  };
}

/** One page of the set behind `cursor`, only what changed since the moment `since`, with all rows of its children. Throws `ErpReadError`. */
export async function readRawPage({ client, settings, now }: Reading, set: PagedSet, cursor: string | null, since: string | null = null): Promise<RawPage> {
  const from = cursorFrom(cursor);
  const beganMs = from?.beganMs ?? now();
  const query = queryOf({ ...queryFor(set, from, since), limit: settings.pageSize });
  const found = await collection(client, `read ${set.object}`, `${set.path}${query}`);
  const rows: WireRecord[] = [];
  for (const row of found.rows) rows.push(await whole(client, settings, set.object, row, set.children ?? {}));
  const last = rows.at(-1);
  const total = from ? from.total : found.total;
  const next: PageCursor | null = last !== undefined && found.hasMore ? { after: set.key.map((field) => textOf(last, field.name)), total, beganMs } : null;
  return { rows, nextCursor: next === null ? null : JSON.stringify(next), total, beganMs };
}

/** A row whose expanded children are complete: Oracle sends only the first rows of each with the page. */
async function whole(client: OracleClient, settings: OracleSettings, object: string, row: WireRecord, children: Children): Promise<WireRecord> {
  const complete: Record<string, unknown> = { ...row };
  for (const [name, deeper] of Object.entries(children)) {
    const first = childOf(row, name);
    const href = linkOf(row, 'child', name);
    // part of a document is no document
    if (first?.hasMore && href === null) throw new ErpReadError({ kind: 'transient', why: `no_link_to_${name}` });
    const rows = first && !first.hasMore ? first.rows : href === null ? [] : await readAll(client, settings, object, href, expandOf(deeper).join(','));
    const done: WireRecord[] = [];
    for (const one of rows) done.push(await whole(client, settings, object, one, deeper));
    complete[name] = done;
  }
  return complete;
}

/** Every row of a collection, for small ones and for what belongs to one page. Throws `ErpReadError`. */
export async function readAll(client: OracleClient, settings: OracleSettings, object: string, path: string, expand = ''): Promise<readonly WireRecord[]> {
  const rows: WireRecord[] = [];
  for (;;) {
    const query = queryOf({ limit: settings.pageSize, offset: rows.length, expand: expand === '' ? undefined : expand });
    const found = await collection(client, `read ${object}`, `${path}${path.includes('?') ? query.replace('?', '&') : query}`);
    rows.push(...found.rows);
    if (!found.hasMore || found.rows.length === 0) return rows;
  }
}

/** Rows whose `field` is one of `values`, asked in groups so that no address gets too long. `more` is one more condition. */
export async function readWhere(
  reading: Reading,
  object: string,
  path: string,
  field: string,
  values: readonly string[],
  more = '',
  expand = '',
): Promise<readonly WireRecord[]> {
  const rows: WireRecord[] = [];
  const distinct = [...new Set(values)];
  for (let at = 0; at < distinct.length; at += 40) {
    const q = [anyOf(field, distinct.slice(at, at + 40)), more].filter((part) => part !== '').join(' and ');
    rows.push(...(await readAll(reading.client, reading.settings, object, `${path}${queryOf({ q })}`, expand)));
  }
  return rows;
}

async function collection(client: OracleClient, step: string, path: string, record?: CallSink): Promise<OracleRows> {
  const answer = await client.get(step, path, record);
  if (answer.kind !== 'ok') throw new ErpReadError(answer);
  const found = rowsOf(answer.json);
  if (!found) throw new ErpReadError({ kind: 'transient', why: 'no_collection' });
  return found;
}

/** Sorts mapped rows into records and skipped ones; the last page says from when a delta may follow. */
export function pageOf<T>(mapped: readonly Mapped<T>[], raw: Omit<RawPage, 'rows'>, settings: OracleSettings): SnapshotPage<T> {
  return {
    records: mapped.flatMap((row) => (row.kind === 'mapped' ? [row.record] : [])),
    skipped: mapped.flatMap((row) => (row.kind === 'skipped' ? [{ key: row.key, why: row.why }] : [])),
    nextCursor: raw.nextCursor,
    total: raw.total,
    watermark: raw.nextCursor === null ? momentText(raw.beganMs - settings.deltaOverlapMinutes * 60_000) : null,
  };
}

/** A moment as `q` takes it. */
export const momentText = (ms: number): string => new Date(ms).toISOString().replace('Z', '+00:00');
