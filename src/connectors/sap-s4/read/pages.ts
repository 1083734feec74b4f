import { instantFromMs } from '../../../kernel/time.ts';
import { rowsOf } from '../../kit/odata/answer.ts';
import { queryOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { afterFilter, cursorFromText, cursorToText, keyOf } from '../../kit/odata/paging.ts';
import type { KeyField } from '../../kit/odata/paging.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { SnapshotPage } from '../../kit/types.ts';
import type { SapClient } from '../client.ts';
import type { Mapped } from '../map/mapped.ts';

/** A set to be read page by page in the order of its key. */
export interface PagedSet {
  readonly object: string;
  readonly service: string;
  readonly set: string;
  readonly key: readonly KeyField[];
  readonly filter?: string;
  readonly expand?: string;
  readonly select?: string;
  readonly pageSize: number;
  /** Whether the ERP's own count is asked; default yes. */
  readonly count?: boolean;
}

/** Rows of one page, and where the next one begins. */
export interface RawPage {
  readonly rows: readonly WireRecord[];
  readonly nextCursor: string | null;
  readonly total: number | null;
  /** When the read that the page belongs to began. */
  readonly startedMs: number;
}

/** Clocks differ, and what is being saved now shows later: a delta looks back this much further. */
const overlapMs = 5 * 60_000;

/** One page of the set behind `cursor`. The ERP's count is asked with the first page and kept in the cursor. Throws `ErpReadError`. */
export async function readRawPage(client: SapClient, set: PagedSet, cursor: string | null, nowMs: number): Promise<RawPage> {
  const from = cursorFromText(cursor);
  const filter = [set.filter, from ? afterFilter(set.key, from.after) : undefined].filter((part) => part !== undefined && part !== '').join(' and ');
  const query = queryOf({
    $filter: filter || undefined,
    $orderby: set.key.map((field) => field.name).join(','),
    $top: set.pageSize,
    $expand: set.expand,
    $select: selected(set),
    $inlinecount: from || set.count === false ? undefined : 'allpages',
  });
  const found = await rowsFrom(client, `read ${set.object}`, set.service, `${set.set}${query}`);
  const total = from ? from.total : found.count;
  const last = found.rows.at(-1);
  // A server that cuts pages shorter than asked says so with __next.
  const more = last !== undefined && (found.rows.length >= set.pageSize || found.next !== null);
  const startedMs = from?.startedMs ?? nowMs;
  return { rows: found.rows, nextCursor: more ? cursorToText({ after: keyOf(set.key, last), total, startedMs }) : null, total, startedMs };
}

/** What is expanded must be among what is selected. */
const selected = ({ select, expand = '' }: PagedSet): string | undefined =>
  select === undefined ? undefined : [select, ...expand.split(',').filter((link) => link !== '' && !select.includes(`${link}/`))].join(',');

/** Every row of `path`, for small sets and for the rows that belong to one page; follows the server's own pages. Throws `ErpReadError`. */
export async function readAllRows(client: SapClient, object: string, service: string, path: string): Promise<readonly WireRecord[]> {
  const rows: WireRecord[] = [];
  let at: string | null = path;
  while (at !== null) {
    const found: { rows: readonly WireRecord[]; next: string | null } = await rowsFrom(client, `read ${object}`, service, at);
    rows.push(...found.rows);
    at = found.next === null ? null : localPath(found.next, service);
  }
  return rows;
}

/** Rows whose `field` is one of `values`, asked in groups so that no address gets too long. */
export async function readByKeys(
  client: SapClient,
  object: string,
  service: string,
  set: string,
  field: string,
  values: readonly string[],
  expand: string,
): Promise<readonly WireRecord[]> {
  const rows: WireRecord[] = [];
  const distinct = [...new Set(values)];
  for (let i = 0; i < distinct.length; i += 25) {
    const filter = distinct
      .slice(i, i + 25)
      .map((value) => `${field} eq '${value.replaceAll("'", "''")}'`)
      .join(' or ');
    rows.push(...(await readAllRows(client, object, service, `${set}${queryOf({ $filter: filter, $expand: expand === '' ? undefined : expand })}`)));
  }
  return rows;
}

/** Sorts mapped rows into records and skipped ones; with `delta` the last page carries the watermark for the next one. */
export function pageOf<T>(mapped: readonly Mapped<T>[], raw: Pick<RawPage, 'nextCursor' | 'total' | 'startedMs'>, delta = false): SnapshotPage<T> {
  return {
    records: mapped.flatMap((row) => (row.kind === 'mapped' ? [row.record] : [])),
    skipped: mapped.flatMap((row) => (row.kind === 'skipped' ? [{ key: row.key, why: row.why }] : [])),
    nextCursor: raw.nextCursor,
    total: raw.total,
    ...(delta && raw.nextCursor === null ? { watermark: instantFromMs(raw.startedMs - overlapMs) } : {}),
  };
}

async function rowsFrom(client: SapClient, step: string, service: string, path: string) {
  const answer = await client.get(step, service, path);
  if (answer.kind !== 'ok') throw new ErpReadError(answer);
  const found = rowsOf(answer.json);
  if (!found) throw new ErpReadError({ kind: 'transient', why: 'no_collection' });
  return found;
}

/** The part of a `__next` address behind the service: its host is not trusted, and may be a proxy's inner name. */
function localPath(next: string, service: string): string | null {
  // some systems leave the version of the service out of the address
  const name = service.split(';')[0] ?? service;
  const at = new RegExp(`/${name}(;v=\\d+)?/`).exec(next);
  const path = at === null ? (next.includes('://') ? null : next) : next.slice(at.index + at[0].length);
  return path === null ? null : path.replace(/([?&])sap-client=\d{3}(&|$)/, (_all, before: string, after: string) => (after === '&' ? before : ''));
}
