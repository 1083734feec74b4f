import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../../identity/index.ts';
import type { OrderRefusal } from '../../contract.ts';
import { mayReadOrders } from '../../policy.ts';
import { dropOldPresence, dropPresence, renewPresence } from '../../store/desk-store.ts';
import { loadOrderNumber } from '../../store/order-store.ts';

type Done = Result<null, Refusal<OrderRefusal>>;

/** A person is looking at an order, for the next half minute. Screens are told only when somebody comes or goes. Refused: `forbidden`, `not_found`. */
export async function lookAtOrder(ctx: Ctx, orderId: string): Promise<Done> {
  if (!mayReadOrders(ctx.actor) || ctx.actor.kind !== 'person') return refuse('forbidden');
  if ((await loadOrderNumber(ctx, orderId)) === null) return refuse('not_found', { orderId });
  const gone = await dropOldPresence(ctx, orderId);
  const came = await renewPresence(ctx, orderId, auditedBy(ctx.actor));
  if (came || gone > 0) await ctx.publish({ type: 'order.presence_changed', subject: orderId, payload: {} });
  return ok(null);
}

/** A person has turned away from an order. Refused: `forbidden`. */
export async function leaveOrder(ctx: Ctx, orderId: string): Promise<Done> {
  if (!mayReadOrders(ctx.actor) || ctx.actor.kind !== 'person') return refuse('forbidden');
  if (await dropPresence(ctx, orderId, auditedBy(ctx.actor))) await ctx.publish({ type: 'order.presence_changed', subject: orderId, payload: {} });
  return ok(null);
}
