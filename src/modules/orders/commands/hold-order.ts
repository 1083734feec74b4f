import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { OrderRefusal } from '../contract.ts';
import type { Order } from '../domain/order.ts';
import { isMachine, mayWorkOrders } from '../policy.ts';
import { lockOrder } from '../store/order-store.ts';
import { changeState } from './change-state.ts';

/**
 * Puts a draft on hold for whoever must act next: the customer (a question has been put) or the desk.
 * Refused: `forbidden`, `not_found`, `wrong_state`.
 */
export async function holdOrder(
  ctx: Ctx,
  input: { readonly orderId: string; readonly until: 'customer' | 'desk'; readonly why: string },
): Promise<Result<Order, Refusal<OrderRefusal>>> {
  if (!isMachine(ctx.actor) && !mayWorkOrders(ctx.actor)) return refuse('forbidden');
  const order = await lockOrder(ctx, input.orderId);
  if (order === null) return refuse('not_found', { orderId: input.orderId });
  const code = input.until === 'customer' ? 'needs_customer' : 'needs_desk';
  const facts = { ...order.waiting?.facts, why: input.why };
  const held = await changeState(ctx, order, { event: input.until === 'customer' ? 'ask' : 'send_to_desk', why: input.why, waiting: { code, facts } });
  if (held === null) return refuse('wrong_state', { state: order.state });
  await ctx.publish({ type: 'order.held', subject: held.id, payload: { number: held.number, state: held.state, refusal: code, facts } });
  return ok(held);
}
