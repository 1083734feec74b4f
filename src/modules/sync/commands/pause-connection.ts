import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { SyncRefusal } from '../contract.ts';
import { mayManageConnections } from '../policy.ts';
import { loadConnection, pauseConnection } from '../store/connection-store.ts';

const byHand = 'by_hand';

/**
 * Rests a connection until somebody resumes it: nothing more is sent or read, and what is accepted meanwhile waits.
 * Refused: not by this actor, unknown, paused already.
 */
export async function pauseByHand(ctx: Ctx, connection: string): Promise<Result<{ id: string }, Refusal<SyncRefusal>>> {
  if (!mayManageConnections(ctx.actor)) return refuse('forbidden');
  if (!(await loadConnection(ctx, connection))) return refuse('not_found', { connection });
  if (!(await pauseConnection(ctx, connection, byHand))) return refuse('wrong_state', { state: 'paused' });
  await ctx.publish({ type: 'erp_connection.paused', subject: connection, payload: { why: byHand } });
  return ok({ id: connection });
}
