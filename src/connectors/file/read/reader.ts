import { join } from 'node:path';
import type { Reader } from '../../kit/assemble.ts';
import { createSingleFlight } from '../../kit/gate.ts';
import type { CanonicalRecord, ConnectorDeps, ErpObject, SnapshotPage } from '../../kit/types.ts';
import { notReadable } from '../content/table.ts';
import { lying, reading } from '../client.ts';
import type { FileSettings } from '../settings.ts';
import { looksOf, readSnapshot, tablesOf } from './snapshot.ts';
import type { Spool, SpoolLine } from './spool.ts';
import { createSpool, linesOf } from './spool.ts';

interface Cursor {
  readonly spool: string;
  readonly at: number;
  readonly total: number | null;
  readonly mark: string;
}

/** While the ERP is at work in the folder, nothing is read. Throws `ErpReadError` `locked`. */
export async function mustBeUnlocked(settings: FileSettings): Promise<void> {
  if (settings.lockFile !== null && (await lying(settings.folder, settings.lockFile)) !== null) throw notReadable('locked');
}

/**
 * Reads one kind of record from its files. A snapshot is taken into our own folder when its files are whole; pages come from there, so a
 * cursor is good after a kill and when the files have been replaced meanwhile. A delta is the difference of two snapshots, with what is gone.
 * A kind for which no files are declared is empty.
 */
export function createReader(object: ErpObject, settings: FileSettings, deps: Pick<ConnectorDeps, 'now'>, guard: () => Promise<void>): Reader {
  const spool = createSpool(join(settings.folder, settings.state, 'read', object));
  let last: { readonly looks: string; readonly checksum: string } | null = null;

  const current = createSingleFlight(async (): Promise<string> => {
    await mustBeUnlocked(settings);
    const looks = await looksOf(object, settings);
    if (last?.looks === looks && (await spool.has(last.checksum))) return last.checksum;
    const snapshot = await readSnapshot(object, settings, deps.now());
    if (!(await spool.has(snapshot.checksum))) {
      await spool.write(snapshot.checksum, linesOf(snapshot.make()));
      await spool.prune(6);
    }
    last = { looks, checksum: snapshot.checksum };
    return snapshot.checksum;
  });

  const begin = async (since: string | null): Promise<Cursor> => {
    const checksum = await current();
    const delta = since === null ? null : await deltaOf(spool, since, checksum);
    return { spool: delta ?? checksum, at: 0, total: delta === null ? await countOf(spool, checksum) : null, mark: checksum };
  };

  return {
    page: (cursor, since) =>
      reading(async () => {
        await guard();
        if (tablesOf(object, settings).length === 0) return { records: [], nextCursor: null, total: 0, watermark: null };
        const from = cursor === null ? await begin(since) : (JSON.parse(cursor) as Cursor);
        const page = await spool.page(from.spool, from.at, settings.pageSize);
        // The spool of an old cursor was cleared away: the reading begins anew.
        if (page === null) throw notReadable('snapshot_gone');
        return pageOf(page.lines, page.next === null ? null : { ...from, at: page.next }, from);
      }),
    keys: (cursor) =>
      reading(async () => {
        await guard();
        if (tablesOf(object, settings).length === 0) return { keys: [], nextCursor: null };
        const from = cursor === null ? await begin(null) : (JSON.parse(cursor) as Cursor);
        const page = await spool.page(from.spool, from.at, settings.pageSize);
        if (page === null) throw notReadable('snapshot_gone');
        const keys = page.lines.flatMap((line) => ('k' in line ? [line.k] : 's' in line ? [line.s.split(' @ ')[0] ?? ''] : []));
        return { keys, nextCursor: page.next === null ? null : JSON.stringify({ ...from, at: page.next }) };
      }),
  };
}

function pageOf(lines: readonly SpoolLine[], next: Cursor | null, from: Cursor): SnapshotPage {
  return {
    records: lines.flatMap((line): CanonicalRecord[] => ('k' in line ? [{ key: line.k, version: line.h, data: line.d, extra: line.x }] : [])),
    skipped: lines.flatMap((line) => ('s' in line ? [{ key: line.s, why: line.w }] : [])),
    deleted: lines.flatMap((line) => ('g' in line ? [line.g] : [])),
    nextCursor: next === null ? null : JSON.stringify(next),
    total: from.total,
    watermark: next === null ? from.mark : null,
  };
}

/** All lines of a spool, a part at a time. */
async function* linesFrom(spool: Spool, name: string): AsyncIterable<SpoolLine> {
  for (let at: number | null = 0; at !== null;) {
    const page: Awaited<ReturnType<Spool['page']>> = await spool.page(name, at, 5_000);
    yield* page?.lines ?? [];
    at = page?.next ?? null;
  }
}

async function countOf(spool: Spool, name: string): Promise<number> {
  let count = 0;
  for await (const _line of linesFrom(spool, name)) count += 1;
  return count;
}

/** The spool of what is new, changed or gone since an older one; null when that one is no longer there: then everything is told again. */
async function deltaOf(spool: Spool, since: string, checksum: string): Promise<string | null> {
  if (!/^[0-9a-f]{32}$/.test(since)) return null;
  const name = `${checksum}-from-${since}`;
  if (await spool.has(name)) return name;
  const before = await spool.index(since);
  const now = await spool.index(checksum);
  if (before === null || now === null) return null;
  const changed: SpoolLine[] = [];
  const unread = new Set<string>();
  for await (const line of linesFrom(spool, checksum)) {
    if ('k' in line && before.get(line.k) !== line.h) changed.push(line);
    if ('s' in line) unread.add(line.s.split(' @ ')[0] ?? '');
  }
  // A row that cannot be read now is not gone: its record stays as it was.
  const gone = [...before.keys()].filter((key) => !now.has(key) && !unread.has(key)).map((key) => ({ g: key }));
  await spool.write(name, [...gone, ...changed]);
  return name;
}
