import type { CallRecord } from '../../../connectors/kit/types.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { SyncTables } from '../tables.ts';

/** Keeps the calls of one attempt. */
export async function insertCalls(ctx: Ctx, commandId: string, calls: readonly CallRecord[]): Promise<void> {
  if (calls.length === 0) return;
  const rows = calls.map((call) => ({ id: ctx.newId(), command_id: commandId, ...call }));
  await on<SyncTables>(ctx).insertInto('sync.erp_call').values(rows).execute();
}
