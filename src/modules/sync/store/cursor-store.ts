import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { SyncTables } from '../tables.ts';

/** Where the reading of one object stands. `records`: rows of the last complete reading. */
export interface ReadState {
  readonly object: string;
  readonly complete: boolean;
  readonly records: number;
  readonly startedAt: string | null;
  readonly place: ReadPlace | null;
}

/** How far the running reading has come. */
export interface ReadPlace {
  readonly page: string | null;
  readonly seen: number;
  readonly skipped: number;
  readonly total: number | null;
}

/** The state of every object that was ever begun. */
export async function loadReadStates(ctx: Ctx, connection: string): Promise<readonly ReadState[]> {
  const rows = await on<SyncTables>(ctx).selectFrom('sync.cursor').selectAll().where('connection', '=', connection).execute();
  return rows.map((row) => ({
    object: row.object,
    complete: row.complete,
    records: row.records,
    startedAt: row.started_at,
    place: row.cursor === null ? null : (JSON.parse(row.cursor) as ReadPlace),
  }));
}

/** Begins a new reading of these objects; what the last complete one counted stays. */
export async function beginReading(ctx: Ctx, connection: string, objects: readonly string[]): Promise<void> {
  if (objects.length === 0) return;
  await on<SyncTables>(ctx)
    .insertInto('sync.cursor')
    .values(objects.map((object) => ({ connection, object, cursor: null, watermark: null, complete: false, started_at: ctx.now(), finished_at: null })))
    .onConflict((conflict) =>
      conflict.columns(['connection', 'object']).doUpdateSet({ cursor: null, complete: false, started_at: ctx.now(), finished_at: null }),
    )
    .execute();
}

/** Keeps the place reached; `records` is written when the reading is complete. */
export async function savePlace(ctx: Ctx, connection: string, object: string, place: ReadPlace, complete: boolean): Promise<void> {
  await on<SyncTables>(ctx)
    .updateTable('sync.cursor')
    .set({ cursor: JSON.stringify(place), complete, ...(complete ? { records: place.seen, finished_at: ctx.now() } : {}) })
    .where('connection', '=', connection)
    .where('object', '=', object)
    .execute();
}

/** Forgets the place: the next reading of the object starts at its beginning. */
export async function dropPlace(ctx: Ctx, connection: string, object: string): Promise<void> {
  await on<SyncTables>(ctx)
    .updateTable('sync.cursor')
    .set({ cursor: null, started_at: ctx.now() })
    .where('connection', '=', connection)
    .where('object', '=', object)
    .execute();
}
