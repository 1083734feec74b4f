import { addDays, businessDateIn, instantFromMs } from '../../../kernel/time.ts';
import { jsonFormat } from '../../kit/format.ts';
import { isRecord, queryOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { anyOf } from '../../kit/odata4/codec.ts';
import { readAllRows, readRawPage, watermarkOf } from '../../kit/odata4/paging.ts';
import type { PagedSet, RawPage } from '../../kit/odata4/paging.ts';
import type { CanonicalRecord, KeyPage, SnapshotPage } from '../../kit/types.ts';
import type { BcClient } from '../client.ts';
import type { BcSettings } from '../settings.ts';
import type { BcCompany } from './companies.ts';
import type { Tables } from './tables.ts';

/** What a reader of one connection works with. */
export interface Reading {
  readonly client: BcClient;
  readonly settings: BcSettings;
  readonly now: () => number;
  readonly companies: () => Promise<readonly BcCompany[]>;
  /** Small tables that many pages need, read once a while. */
  readonly tables: Tables;
}

/** One row in our words, or why it is none. */
export type Mapped<T> =
  { readonly kind: 'mapped'; readonly record: CanonicalRecord<T> } | { readonly kind: 'skipped'; readonly key: string; readonly why: string };

/** A row that cannot be said in our words. */
export const skipped = <T>(key: string, why: string): Mapped<T> => ({ kind: 'skipped', key, why });

/** A row in our words. */
export const mapped = <T>(key: string, version: string, data: T, extra: Readonly<Record<string, unknown>> = {}): Mapped<T> => ({
  kind: 'mapped',
  record: { key, version, data, extra },
});

/** The version of a row: when it was last changed. */
export const versionOf = (row: WireRecord): string => textOf(row, 'lastModifiedDateTime');

/** `YYYY-MM-DD` so many days ago, where the company is. */
export const dayBack = (reading: Reading, company: BcCompany, days: number): string =>
  addDays(businessDateIn(company.settings.zone, instantFromMs(reading.now())), -days);

/** Reads a page of one company. */
export type CompanyPage = (reading: Reading, company: BcCompany, cursor: string | null, since: string | null) => Promise<SnapshotPage>;
/** Reads a page of all companies. */
export type ReadPage = (reading: Reading, cursor: string | null, since: string | null) => Promise<SnapshotPage>;

/** One page of a set behind the cursor. Throws `ErpReadError`. */
export const rawPage = ({ client, settings, now }: Reading, set: Omit<PagedSet, 'pageSize'>, cursor: string | null): Promise<RawPage> =>
  readRawPage((step, path) => client.get(step, path), { ...set, pageSize: settings.pageSize }, cursor, now());

/** Sorts mapped rows into records and skipped ones. */
export const pageOf = <T>(rows: readonly Mapped<T>[], raw: Pick<RawPage, 'nextCursor' | 'total'>): SnapshotPage<T> => ({
  records: rows.flatMap((row) => (row.kind === 'mapped' ? [row.record] : [])),
  skipped: rows.flatMap((row) => (row.kind === 'skipped' ? [{ key: row.key, why: row.why }] : [])),
  nextCursor: raw.nextCursor,
  total: raw.total,
});

/** Where a read through companies and parts stands: a text that survives a restart. */
export interface Place {
  /** Which part of which company is read. */
  readonly company: number;
  readonly part: number;
  readonly cursor: string | null;
  /** When the whole read began: what the watermark is made from. */
  readonly startedMs: number;
}

/** Reads where a read stands; a text that is none starts from the beginning. */
export function placeFrom(text: string | null, nowMs: number): Place {
  const start: Place = { company: 0, part: 0, cursor: null, startedMs: nowMs };
  if (text === null) return start;
  const value = jsonFormat.decode(new TextEncoder().encode(text), '');
  if (!isRecord(value)) return start;
  const number = (field: string): number => (typeof value[field] === 'number' ? value[field] : 0);
  return {
    company: number('company'),
    part: number('part'),
    cursor: typeof value['cursor'] === 'string' ? value['cursor'] : null,
    startedMs: number('startedMs'),
  };
}

/** Reads the parts of each company one after the other; the last page carries the watermark. `first`: only of the first company. */
export function eachCompany(parts: readonly CompanyPage[], options: { readonly delta: boolean; readonly first?: boolean }): ReadPage {
  return async (reading, text, since) => {
    const all = await reading.companies();
    const companies = options.first ? all.slice(0, 1) : all;
    const place = placeFrom(text, reading.now());
    const company = companies[place.company];
    const part = parts[place.part];
    const page = company && part ? await part(reading, company, place.cursor, since) : { records: [], nextCursor: null, total: null };
    const next = nextPlace(place, page.nextCursor, parts.length, companies.length);
    const single = parts.length * companies.length === 1;
    return {
      ...page,
      nextCursor: next && JSON.stringify(next),
      total: single ? page.total : null,
      watermark: next === null && options.delta ? watermarkOf(place.startedMs) : null,
    };
  };
}

/** The same for pages of keys. */
export const eachCompanyKeys =
  (parts: readonly ((reading: Reading, company: BcCompany, cursor: string | null) => Promise<KeyPage>)[], first: boolean) =>
  async (reading: Reading, text: string | null): Promise<KeyPage> => {
    const all = await reading.companies();
    const companies = first ? all.slice(0, 1) : all;
    const place = placeFrom(text, reading.now());
    const company = companies[place.company];
    const page = (company && (await parts[place.part]?.(reading, company, place.cursor))) ?? { keys: [], nextCursor: null };
    const next = nextPlace(place, page.nextCursor, parts.length, companies.length);
    return { keys: page.keys, nextCursor: next && JSON.stringify(next) };
  };

/** Where reading goes on: in the same part, the next one, or the next company; null at the end. */
export function nextPlace(place: Place, cursor: string | null, parts: number, companies: number): Place | null {
  if (cursor !== null) return { ...place, cursor };
  if (place.part + 1 < parts) return { ...place, part: place.part + 1, cursor: null };
  return place.company + 1 < companies ? { ...place, company: place.company + 1, part: 0, cursor: null } : null;
}

/** Rows of a set or web service whose `field` is one of `values`, asked in groups so that no address gets too long. Throws `ErpReadError`. */
export async function rowsOfKeys(
  { client }: Reading,
  step: string,
  set: string,
  field: string,
  values: readonly string[],
  more: { readonly filter?: string; readonly select?: string; readonly expand?: string } = {},
): Promise<readonly WireRecord[]> {
  const rows: WireRecord[] = [];
  const distinct = [...new Set(values)].filter((value) => value !== '');
  for (let at = 0; at < distinct.length; at += 20) {
    const filter = [more.filter, anyOf(field, 'text', distinct.slice(at, at + 20))].filter((part) => part !== undefined).join(' and ');
    const query = queryOf({ $filter: filter, $select: more.select, $expand: more.expand });
    rows.push(...(await readAllRows((name, path) => client.get(name, path), step, `${set}${query}`, client.root)));
  }
  return rows;
}

/** Rows by the text of a field. */
export function grouped(rows: readonly WireRecord[], field: string): ReadonlyMap<string, readonly WireRecord[]> {
  const groups = new Map<string, WireRecord[]>();
  for (const row of rows) {
    const group = groups.get(textOf(row, field));
    if (group) group.push(row);
    else groups.set(textOf(row, field), [row]);
  }
  return groups;
}
