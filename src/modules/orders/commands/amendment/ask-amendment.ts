import { ok, refuse } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { isMachine, mayWorkOrders } from '../../policy.ts';
import { loadAmendment, saveAmendment } from '../../store/amendment-store.ts';
import { lockOrder } from '../../store/order-store.ts';
import type { Amended } from './request-amendment.ts';

/** Notes in which conversation the customer is asked to agree. Refused: `forbidden`, `not_found`, `wrong_state` (it asks for nobody's consent). */
export async function askAmendmentIn(ctx: Ctx, input: { readonly amendmentId: string; readonly conversationId: string }): Promise<Amended> {
  if (!isMachine(ctx.actor) && !mayWorkOrders(ctx.actor)) return refuse('forbidden');
  const found = await loadAmendment(ctx, input.amendmentId);
  const order = found === null ? null : await lockOrder(ctx, found.orderId);
  if (found === null || order === null) return refuse('not_found', { amendmentId: input.amendmentId });
  if (found.state !== 'proposed') return refuse('wrong_state', { state: found.state });
  const asked = { ...found, conversationId: input.conversationId };
  await saveAmendment(ctx, asked);
  return ok(asked);
}
