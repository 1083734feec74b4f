import { addDays, businessDateIn, instantFromMs } from '../../../kernel/time.ts';
import { queryOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { rowsOf } from '../../kit/odata4/answer.ts';
import { anyOf, literalOf } from '../../kit/odata4/codec.ts';
import { nextPathOf, readAllRows, readRawPage, type KeyField, type PagedSet, type RawPage, type ReadPath } from '../../kit/odata4/paging.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { SnapshotPage } from '../../kit/types.ts';
import type { FoClient } from '../client.ts';
import type { Mapped } from '../map/mapped.ts';
import { dataAreas, type FoSettings } from '../settings.ts';
import type { Tables } from './tables.ts';

/** What a reader of one connection works with. */
export interface Reading {
  readonly client: FoClient;
  readonly settings: FoSettings;
  readonly now: () => number;
  /** Small tables that many pages need, read once a while. */
  readonly tables: Tables;
}

const readPath =
  (client: FoClient): ReadPath =>
  (step, path) =>
    client.get(step, path);

/** `YYYY-MM-DD` today in the first company's zone. */
export function todayOf({ settings, now }: Pick<Reading, 'settings' | 'now'>): string {
  const zone = Object.values(settings.companies)[0]?.zone ?? 'UTC';
  return businessDateIn(zone, instantFromMs(now()));
}

/** A moment so many days ago, as filters want it. */
export const daysBack = (reading: Pick<Reading, 'settings' | 'now'>, days: number): string =>
  `${addDays(businessDateIn('UTC', instantFromMs(reading.now())), -days)}T00:00:00Z`;

/** Rows of our companies only: without it a call across companies gives those of all. */
export const ourCompanies = (settings: FoSettings, only: readonly string[] = dataAreas(settings)): string => anyOf('dataAreaId', 'text', only);

/** `A and B` of the parts that say something. */
export const both = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join(' and ');

/** The literal of an enumeration. */
export const member = (type: string, name: string): string => `Microsoft.Dynamics.DataEntities.${type}'${name}'`;

/** One page of a set behind the cursor. Throws `ErpReadError`. */
export const rawPage = ({ client, settings, now }: Reading, set: Omit<PagedSet, 'pageSize'>, cursor: string | null): Promise<RawPage> =>
  readRawPage(readPath(client), { ...set, pageSize: settings.pageSize }, cursor, now());

/** What is read along with the rows of a page. */
export interface Along {
  readonly step: string;
  readonly set: string;
  readonly field: string;
  readonly filter?: string;
  readonly select?: string;
}

/** More rows than this for each value mean that most of them are of others. */
const crowded = 40;
const atOnce = 20;

/** Every row at a path. Throws `ErpReadError`. */
export const readWhole = ({ client }: Pick<Reading, 'client'>, step: string, path: string): Promise<readonly WireRecord[]> =>
  readAllRows(readPath(client), step, path, client.root);

/**
 * Rows whose field is one of `values`, which are in the server's own order (a page's). They are asked for as one range from the first value to
 * the last; where that holds mostly rows of others, value by value. Throws `ErpReadError`.
 */
export async function readAlong(reading: Pick<Reading, 'client'>, along: Along, values: readonly string[]): Promise<readonly WireRecord[]> {
  const distinct = [...new Set(values)];
  const [first, last] = [distinct[0], distinct.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (distinct.length <= atOnce) return readMany(reading, along, distinct);
  const { client } = reading;
  const filter = both(`${along.field} ge ${literalOf('text', first)}`, `${along.field} le ${literalOf('text', last)}`, along.filter);
  const path = `${along.set}${queryOf({ $filter: filter, $select: along.select, $count: 'true' })}`;
  const answer = await client.get(along.step, path);
  if (answer.kind !== 'ok') throw new ErpReadError(answer);
  const page = rowsOf(answer.json);
  if (!page) throw new ErpReadError({ kind: 'transient', why: 'no_collection' });
  if ((page.count ?? Infinity) > crowded * distinct.length && page.next !== null) return readMany(reading, along, distinct);
  const rest = page.next === null ? [] : await readAllRows(readPath(client), along.step, nextPathOf(page.next, client.root), client.root);
  const wanted = new Set(distinct.map((value) => value.toLowerCase()));
  return [...page.rows, ...rest].filter((row) => wanted.has(textOf(row, along.field).toLowerCase()));
}

/** Rows whose field is one of `values`, in groups so that no address gets too long. Throws `ErpReadError`. */
export async function readMany({ client }: Pick<Reading, 'client'>, along: Along, values: readonly string[]): Promise<readonly WireRecord[]> {
  const distinct = [...new Set(values)];
  const groups = Array.from({ length: Math.ceil(distinct.length / atOnce) }, (_unused, index) => distinct.slice(index * atOnce, (index + 1) * atOnce));
  const read = await Promise.all(
    groups.map((group) => {
      const query = queryOf({ $filter: both(anyOf(along.field, 'text', group), along.filter), $select: along.select });
      return readAllRows(readPath(client), along.step, `${along.set}${query}`, client.root);
    }),
  );
  return read.flat();
}

/** Rows by a text that is made of them. */
export function groupBy(rows: readonly WireRecord[], keyOf: (row: WireRecord) => string): ReadonlyMap<string, readonly WireRecord[]> {
  const groups = new Map<string, WireRecord[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Sorts mapped rows into records and skipped ones. No delta can follow: the ERP's entities do not say when they were changed. */
export function pageOf<T>(rows: readonly Mapped<T>[], raw: Pick<RawPage, 'nextCursor' | 'total'>): SnapshotPage<T> {
  return {
    records: rows.flatMap((row) => (row.kind === 'mapped' ? [row.record] : [])),
    skipped: rows.flatMap((row) => (row.kind === 'skipped' ? [{ key: row.key, why: row.why }] : [])),
    nextCursor: raw.nextCursor,
    total: raw.total,
    watermark: null,
  };
}

/** A text field of a key. */
export const textKey = (...names: readonly string[]): readonly KeyField[] => names.map((name) => ({ name, type: 'text' }));
