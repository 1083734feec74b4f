import type { Reader } from '../../kit/assemble.ts';
import type { CanonicalRecord, SnapshotPage } from '../../kit/types.ts';
import type { TrytonClient } from '../client.ts';
import type { TrytonSettings } from '../settings.ts';
import type { Row } from '../wire.ts';
import { idOf, moment, momentFrom } from '../wire.ts';

/** A row in our words, or why it cannot be said in them. */
export type Mapped = { readonly data: unknown; readonly extra?: Readonly<Record<string, unknown>> } | { readonly why: string };

/** One kind of record, read by its number. */
export interface RecordSet {
  readonly model: string;
  readonly domain: readonly unknown[];
  readonly fields: readonly string[];
  /** Links whose changes count as changes of the record: an address is not written on its party. */
  readonly parts: readonly string[];
  readonly keyOf: (row: Row) => string;
  readonly map: (row: Row) => Mapped;
}

interface Cursor {
  readonly after: number;
  readonly newest: string;
}

const stamps = ['create_date', 'write_date'] as const;

/** What is new or changed since a moment: `write_date` is empty until the first change. */
const changedSince = (parts: readonly string[], at: string): readonly unknown[] => [
  'OR',
  ...['', ...parts.map((part) => `${part}.`)].flatMap((part) => stamps.map((stamp) => [[`${part}${stamp}`, '>=', moment(at)]])),
];

const newestOf = (row: Row, parts: readonly string[]): string => {
  const rows = [row, ...parts.flatMap((part) => [row[`${part}.`]].flat().filter((one): one is Row => typeof one === 'object' && one !== null))];
  return rows.flatMap((one) => stamps.map((stamp) => momentFrom(one, stamp))).reduce((a, b) => (a > b ? a : b), '');
};

/** A watermark moved back, so that changes that were committed late, under an earlier moment, are read again. */
function earlier(at: string, overlapS: number): string {
  const ms = Date.parse(`${at.slice(0, 23)}Z`);
  return Number.isNaN(ms) ? at : `${new Date(ms - overlapS * 1_000).toISOString().slice(0, 23)}000`;
}

/** Reads a set page by page in the order of record numbers, as a whole or what has changed. Moments are Tryton's own, so our clock plays no part. */
export function setReader(set: RecordSet, client: TrytonClient, settings: TrytonSettings): Reader {
  const fields = [...set.fields, ...stamps, ...set.parts.flatMap((part) => stamps.map((stamp) => `${part}.${stamp}`))];
  const page = async (cursor: string | null, since: string | null): Promise<SnapshotPage> => {
    const from: Cursor = cursor === null ? { after: 0, newest: since ?? '' } : (JSON.parse(cursor) as Cursor);
    const changed = since === null || since === '' ? [] : [changedSince(set.parts, earlier(since, settings.overlapS))];
    const rows = await client.rows({
      model: set.model,
      domain: [...set.domain, ...changed, ['id', '>', from.after]],
      fields,
      limit: settings.pageSize,
      context: { active_test: false },
    });
    const newest = rows.map((row) => newestOf(row, set.parts)).reduce((a, b) => (a > b ? a : b), from.newest);
    const last = rows.at(-1);
    const more = last !== undefined && rows.length >= settings.pageSize;
    const mapped = rows.map((row) => ({ row, key: set.keyOf(row), said: set.map(row) }));
    return {
      records: mapped.flatMap(({ row, key, said }): CanonicalRecord[] =>
        'data' in said ? [{ key, version: newestOf(row, set.parts), data: said.data, extra: said.extra ?? {} }] : [],
      ),
      skipped: mapped.flatMap(({ key, said }) => ('why' in said ? [{ key, why: said.why }] : [])),
      nextCursor: more ? JSON.stringify({ after: idOf(last), newest }) : null,
      total: null,
      watermark: more ? null : newest,
    };
  };
  return {
    page,
    keys: async (cursor) => {
      const found = await page(cursor, null);
      return { keys: [...found.records.map((record) => record.key), ...(found.skipped ?? []).map((row) => row.key)], nextCursor: found.nextCursor };
    },
  };
}
