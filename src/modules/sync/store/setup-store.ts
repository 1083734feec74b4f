import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { SyncTables } from '../tables.ts';
import type { ConnectionRecord } from './connection-store.ts';

/** One connection, locked for a change; null when there is none. */
export async function lockConnection(ctx: Ctx, id: string): Promise<ConnectionRecord | null> {
  const row = await on<SyncTables>(ctx)
    .selectFrom('sync.connection')
    .select(['id', 'connector', 'settings', 'secrets', 'state', 'breaker_until as restsUntil'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Puts a cancelled command back to those that wait for a person. */
export async function uncancelCommand(ctx: Ctx, id: string): Promise<void> {
  await on<SyncTables>(ctx).updateTable('sync.command').set({ state: 'rejected', settled_by: null, settled_why: null }).where('id', '=', id).execute();
}
