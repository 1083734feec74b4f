import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Order } from '../domain/order.ts';
import { changeState } from './change-state.ts';

/** An order that waits for something else goes to the desk instead, which is told why; null when its state does not let it. */
export async function sendToDesk(ctx: Ctx, order: Order, why: string): Promise<Order | null> {
  const held = await changeState(ctx, order, { event: 'send_to_desk', why, waiting: { code: 'needs_desk', facts: { ...order.waiting?.facts, why } } });
  if (held === null) return null;
  await ctx.publish({ type: 'order.held', subject: held.id, payload: { number: held.number, state: held.state, refusal: 'needs_desk', facts: { why } } });
  return held;
}
