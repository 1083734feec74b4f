import type { Connector } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Look, SyncRefusal } from '../contract.ts';
import { lookKind } from '../job-kinds.ts';
import { mayManageConnections } from '../policy.ts';
import { loadConnection } from '../store/connection-store.ts';

/**
 * Queues a look at an ERP that somebody asks for: reading anew, reconciling, the doctor. `erp_connection.looked` tells when it is over.
 * Refused: not by this actor, no such connection, an object that its connector does not read.
 */
export async function askLook(ctx: Ctx, connectors: readonly Connector[], id: string, look: Look): Promise<Result<{ id: string }, Refusal<SyncRefusal>>> {
  if (!mayManageConnections(ctx.actor)) return refuse('forbidden');
  const stored = await loadConnection(ctx, id);
  const connector = connectors.find((one) => one.id === stored?.connector);
  if (!connector) return refuse('not_found', { connection: id });
  const unknown = look.what === 'read' ? look.objects.filter((object) => !(object in connector.capabilities.read)) : [];
  if (unknown.length > 0) return refuse('unknown_object', { objects: unknown });
  await ctx.enqueue(lookKind, { connection: id, look });
  return ok({ id });
}
