import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { OrderRefusal, RejectOrder } from '../contract.ts';
import type { Order } from '../domain/order.ts';
import { isMachine, mayWorkOrders } from '../policy.ts';
import { lockOrder, lockOrderOfConversation } from '../store/order-store.ts';
import { changeState } from './change-state.ts';

type Ended = Result<Order, Refusal<OrderRefusal>>;

/** A clerk ends an order that must not reach the ERP; it stays visible. Refused: `forbidden`, `not_found`, `stale_version`, `wrong_state`. */
export async function rejectOrder(ctx: Ctx, orderId: string, input: RejectOrder): Promise<Ended> {
  if (!mayWorkOrders(ctx.actor)) return refuse('forbidden');
  const order = await lockOrder(ctx, orderId);
  if (order === null) return refuse('not_found', { orderId });
  if (order.version !== input.version) return refuse('stale_version', { yours: input.version, current: order.version });
  const event = input.reason === 'duplicate' ? 'find_duplicate' : input.reason === 'customer_withdrew' ? 'cancel' : 'reject';
  return end(ctx, order, event, input.reason, { note: input.note });
}

/** The customer took everything back before it was posted. Refused: `forbidden`, `not_found`, `wrong_state` (it is with the ERP already). */
export async function withdrawOrder(ctx: Ctx, conversationId: string): Promise<Ended> {
  if (!isMachine(ctx.actor)) return refuse('forbidden');
  const order = await lockOrderOfConversation(ctx, conversationId);
  if (order === null) return refuse('not_found', { conversationId });
  return end(ctx, order, 'cancel', 'customer_withdrew', {});
}

async function end(ctx: Ctx, order: Order, event: 'reject' | 'cancel' | 'find_duplicate', reason: string, facts: Record<string, unknown>): Promise<Ended> {
  const ended = await changeState(ctx, order, { event, why: reason, waiting: { code: reason, facts }, facts });
  if (ended === null) return refuse('wrong_state', { state: order.state });
  await ctx.publish({ type: 'order.ended', subject: ended.id, payload: { number: ended.number, state: ended.state, reason } });
  return ok(ended);
}
