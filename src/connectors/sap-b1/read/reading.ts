import { businessDateIn, instantFromMs, minuteOfDayIn, addDays } from '../../../kernel/time.ts';
import type { CanonicalRecord, SnapshotPage } from '../../kit/types.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { readRawPage, watermarkOf } from '../../kit/odata4/paging.ts';
import type { PagedSet, RawPage } from '../../kit/odata4/paging.ts';
import type { B1Client } from '../client.ts';
import type { B1Settings } from '../settings.ts';
import type { Tables } from './tables.ts';

/** What a reader of one connection works with. */
export interface Reading {
  readonly client: B1Client;
  readonly settings: B1Settings;
  readonly now: () => number;
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

/** `YYYY-MM-DD` so many days ago. */
export const dayBack = (reading: Reading, days: number): string => addDays(businessDateIn(reading.settings.serverZone, instantFromMs(reading.now())), -days);

const filters = new WeakMap<B1Settings, { readonly watermark: string; readonly filter: string }>();

/** Changed at or after the watermark, by the server's own clock. Worked out once for all pages of a delta. */
export function sinceFilter(settings: B1Settings, watermark: string): string {
  const known = filters.get(settings);
  if (known?.watermark === watermark) return known.filter;
  const instant = instantFromMs(Date.parse(watermark));
  const day = businessDateIn(settings.serverZone, instant);
  const minute = minuteOfDayIn(settings.serverZone, instant);
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`;
  const filter = `(UpdateDate gt '${day}' or (UpdateDate eq '${day}' and UpdateTime ge '${time}'))`;
  filters.set(settings, { watermark, filter });
  return filter;
}

/** One page of a set behind the cursor. Throws `ErpReadError`. */
export const rawPage = ({ client, settings, now }: Reading, set: Omit<PagedSet, 'pageSize'>, cursor: string | null): Promise<RawPage> =>
  readRawPage((step, path) => client.get(step, path), { ...set, pageSize: settings.pageSize }, cursor, now());

/** Sorts mapped rows into records and skipped ones; the last page of a read carries the watermark for the next delta. */
export function pageOf<T>(rows: readonly Mapped<T>[], raw: Pick<RawPage, 'nextCursor' | 'total' | 'startedMs'>, delta: boolean): SnapshotPage<T> {
  return {
    records: rows.flatMap((row) => (row.kind === 'mapped' ? [row.record] : [])),
    skipped: rows.flatMap((row) => (row.kind === 'skipped' ? [{ key: row.key, why: row.why }] : [])),
    nextCursor: raw.nextCursor,
    total: raw.total,
    watermark: raw.nextCursor === null && delta ? watermarkOf(raw.startedMs) : null,
  };
}

/** The version of a row: when it was last changed. */
export const versionOf = (row: WireRecord): string => [row['UpdateDate'], row['UpdateTime']].filter((part) => typeof part === 'string').join(' ');
