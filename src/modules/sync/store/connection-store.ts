import { sql } from 'kysely';
import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { SyncTables } from '../tables.ts';

/** A connection row as stored. */
export interface ConnectionRecord {
  readonly id: string;
  readonly connector: string;
  readonly settings: unknown;
  readonly secrets: Uint8Array | null;
  readonly state: string;
  /** It rests until then. */
  readonly restsUntil: string | null;
}

/** Writes a connection; one with this id is replaced and active again. */
export async function upsertConnection(ctx: Ctx, connection: { id: string; connector: string; settings: object; secrets: Buffer }): Promise<void> {
  const settings = JSON.stringify(connection.settings);
  const changing = {
    connector: connection.connector,
    settings,
    secrets: connection.secrets,
    state: 'active',
    paused_why: null,
    breaker_until: null,
    probe_until: null,
    failures: 0,
  };
  await on<SyncTables>(ctx)
    .insertInto('sync.connection')
    .values({ id: connection.id, last_ok_at: null, ...changing })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
    .execute();
}

/** One connection, null when unknown. */
export async function loadConnection(ctx: Ctx, id: string): Promise<ConnectionRecord | null> {
  const row = await on<SyncTables>(ctx)
    .selectFrom('sync.connection')
    .select(['id', 'connector', 'settings', 'secrets', 'state', 'breaker_until as restsUntil'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Active connections with which something has worked before: a reading to its end, or an order. */
export async function loadProvenConnections(ctx: Ctx): Promise<readonly string[]> {
  const rows = await on<SyncTables>(ctx)
    .selectFrom('sync.connection')
    .select('id')
    .where('state', '=', 'active')
    .where('last_ok_at', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** All connections, by id. */
export async function loadConnections(ctx: Ctx): Promise<readonly ConnectionRecord[]> {
  return on<SyncTables>(ctx)
    .selectFrom('sync.connection')
    .select(['id', 'connector', 'settings', 'secrets', 'state', 'breaker_until as restsUntil'])
    .orderBy('id')
    .execute();
}

/** How many ERPs are connected. */
export async function countConnections(ctx: Ctx): Promise<number> {
  const row = await on<SyncTables>(ctx)
    .selectFrom('sync.connection')
    .select((eb) => eb.fn.countAll().as('connections'))
    .executeTakeFirstOrThrow();
  return Number(row.connections);
}

/** A good sign: the breaker is closed. Written at most every ten seconds, because every order passes here. */
export async function noteSuccess(ctx: Ctx, id: string, staleBefore: Instant): Promise<void> {
  await on<SyncTables>(ctx)
    .updateTable('sync.connection')
    .set({ failures: 0, breaker_until: null, probe_until: null, last_ok_at: ctx.now() })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('failures', '>', 0), eb('last_ok_at', 'is', null), eb('last_ok_at', '<', staleBefore)]))
    .execute();
}

/** Counts a failure; gives how many there are in a row now. */
export async function countFailure(ctx: Ctx, id: string): Promise<number> {
  const row = await on<SyncTables>(ctx)
    .updateTable('sync.connection')
    .set({ failures: sql<number>`failures + 1` })
    .where('id', '=', id)
    .returning('failures')
    .executeTakeFirstOrThrow();
  return row.failures;
}

/** Rests the connection until `until`, or longer where it rests already. */
export async function restConnection(ctx: Ctx, id: string, until: Instant): Promise<void> {
  await on<SyncTables>(ctx)
    .updateTable('sync.connection')
    .set({ breaker_until: until })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('breaker_until', 'is', null), eb('breaker_until', '<', until)]))
    .execute();
}

/** Makes one command the one that tries whether a rested ERP is back; false: another one does, until its time is over. */
export async function takeProbe(ctx: Ctx, id: string, until: Instant): Promise<boolean> {
  const result = await on<SyncTables>(ctx)
    .updateTable('sync.connection')
    .set({ probe_until: until })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('probe_until', 'is', null), eb('probe_until', '<=', ctx.now())]))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The one that tried has no clear answer: the next one may. */
export async function endProbe(ctx: Ctx, id: string): Promise<void> {
  await on<SyncTables>(ctx).updateTable('sync.connection').set({ probe_until: null }).where('id', '=', id).where('probe_until', 'is not', null).execute();
}

/** Pauses the connection; false when it was paused already. */
export async function pauseConnection(ctx: Ctx, id: string, why: string): Promise<boolean> {
  const result = await on<SyncTables>(ctx)
    .updateTable('sync.connection')
    .set({ state: 'paused', paused_why: why })
    .where('id', '=', id)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Makes the connection active; false when there is none. */
export async function activateConnection(ctx: Ctx, id: string): Promise<boolean> {
  const result = await on<SyncTables>(ctx)
    .updateTable('sync.connection')
    .set({ state: 'active', paused_why: null, breaker_until: null, probe_until: null, failures: 0 })
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Open commands of the connection, oldest first. */
export async function openCommandsOf(ctx: Ctx, id: string, most: number): Promise<readonly string[]> {
  const rows = await on<SyncTables>(ctx)
    .selectFrom('sync.command')
    .select('id')
    .where('connection', '=', id)
    .where('state', 'in', ['new', 'sending', 'unknown'])
    .orderBy('created_at')
    .limit(most)
    .execute();
  return rows.map((row) => row.id);
}
