import { addMs } from '../../../kernel/time.ts';
import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { SyncTables } from '../tables.ts';

/** Where the reading of one object stands. `records`: rows of the last complete reading. */
export interface ReadState {
  readonly object: string;
  readonly complete: boolean;
  readonly records: number;
  readonly startedAt: string | null;
  /** When it was last read to the end, as a whole or for changes: what we hold of it was true then. */
  readonly finishedAt: string | null;
  readonly sweptAt: string | null;
  readonly skipped: number;
  /** How many rows were skipped for which reason. */
  readonly skippedWhy: Readonly<Record<string, number>>;
  /** Why the last reading stopped, null when it came to its end. */
  readonly trouble: { readonly code: string; readonly facts: Readonly<Record<string, unknown>>; readonly at: string } | null;
  /** Somebody reads it until then, as far as is known. */
  readonly busyUntil: string | null;
  /** Where a reading of changes begins; null when none can. */
  readonly watermark: string | null;
  /** The next page of a reading of changes that was cut short. */
  readonly changesPage: string | null;
  readonly place: ReadPlace | null;
}

/** How far the running reading has come. `reading` tells its keys from those of another. */
export interface ReadPlace {
  readonly reading: string;
  readonly page: string | null;
  readonly seen: number;
  readonly skipped: number;
  readonly skippedWhy: Readonly<Record<string, number>>;
  readonly total: number | null;
  /** Version of the mapping with which the reading began: with another one it begins anew. */
  readonly mapping: number;
}

/** What of a connection is read. */
interface Of {
  readonly connection: string;
  readonly object: string;
}

/** Longer than one page takes, with all its repetitions; a reader that is silent for longer is dead. */
const busyMs = 300_000;
const busy = (ctx: Ctx): { readonly busy_until: Instant } => ({ busy_until: addMs(ctx.now(), busyMs) });

/** The state of every object that was ever begun. */
export async function loadReadStates(ctx: Ctx, connection: string): Promise<readonly ReadState[]> {
  const rows = await on<SyncTables>(ctx).selectFrom('sync.cursor').selectAll().where('connection', '=', connection).execute();
  return rows.map((row) => ({
    object: row.object,
    complete: row.complete,
    records: row.records,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    sweptAt: row.swept_at,
    skipped: row.skipped,
    skippedWhy: row.skipped_why as ReadState['skippedWhy'],
    trouble: row.trouble as ReadState['trouble'],
    busyUntil: row.busy_until,
    watermark: row.watermark,
    changesPage: row.changes_page,
    place: row.cursor === null ? null : placeOf(row.cursor),
  }));
}

/** A place that was kept by an older version says nothing of reasons and mappings. */
const placeOf = (cursor: string): ReadPlace => ({ skippedWhy: {}, mapping: 0, ...(JSON.parse(cursor) as Omit<ReadPlace, 'skippedWhy' | 'mapping'>) });

/** Begins a new reading of these objects; what the last complete one counted stays. */
export async function beginReading(ctx: Ctx, connection: string, objects: readonly string[]): Promise<void> {
  if (objects.length === 0) return;
  const begun = { cursor: null, complete: false, started_at: ctx.now(), finished_at: null, changes_page: null, ...busy(ctx) };
  await on<SyncTables>(ctx)
    .insertInto('sync.cursor')
    .values(objects.map((object) => ({ connection, object, watermark: null, ...begun })))
    .onConflict((conflict) => conflict.columns(['connection', 'object']).doUpdateSet(begun))
    .execute();
}

const cursorOf = (ctx: Ctx, { connection, object }: Of) =>
  on<SyncTables>(ctx).updateTable('sync.cursor').where('connection', '=', connection).where('object', '=', object);

/** Keeps the place reached; on the last page (`watermark` is what it came with) the count, and from where changes are read, too. */
export async function savePlace(ctx: Ctx, of: Of, place: ReadPlace, watermark: string | null): Promise<void> {
  const complete = place.page === null;
  const counted = { records: place.seen, skipped: place.skipped, skipped_why: JSON.stringify(place.skippedWhy) };
  const ended = { ...counted, finished_at: ctx.now(), swept_at: ctx.now(), watermark, busy_until: null, trouble: null };
  await cursorOf(ctx, of)
    .set({ cursor: JSON.stringify(place), complete, ...(complete ? ended : busy(ctx)) })
    .execute();
}

/** Keeps where a reading of changes stands: its next page, or with the last one the watermark for the next reading. */
export async function saveChangesPlace(ctx: Ctx, of: Of, page: string | null, watermark: string | null): Promise<void> {
  const ended = { finished_at: ctx.now(), busy_until: null, trouble: null, ...(watermark === null ? {} : { watermark }) };
  await cursorOf(ctx, of)
    .set({ changes_page: page, ...(page === null ? ended : busy(ctx)) })
    .execute();
}

/** Keeps why a reading stopped. */
export async function noteTrouble(ctx: Ctx, of: Of, trouble: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }): Promise<void> {
  await cursorOf(ctx, of)
    .set({ trouble: JSON.stringify({ ...trouble, at: ctx.now() }), busy_until: null })
    .execute();
}

/** Notes that the keys of the object have just been compared with the ERP's. */
export async function noteSwept(ctx: Ctx, of: Of): Promise<void> {
  await cursorOf(ctx, of).set({ swept_at: ctx.now() }).execute();
}

/** Forgets the place: the next reading of the object starts at its beginning. */
export async function dropPlace(ctx: Ctx, of: Of): Promise<void> {
  await cursorOf(ctx, of).set({ cursor: null, started_at: ctx.now(), busy_until: null }).execute();
}
