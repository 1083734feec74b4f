import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { OrderRefusal } from '../../contract.ts';
import type { Order } from '../../domain/order.ts';
import { mayBeReopened } from '../../domain/order-machine.ts';
import { mayWorkOrders } from '../../policy.ts';
import { lockOrder } from '../../store/order-store.ts';
import { changeState } from '../change-state.ts';

/**
 * A person takes back the end of an order that the ERP has never seen: it is at the desk again, as it was.
 * Refused: `forbidden`, `not_found`, `stale_version`, `wrong_state` (it has not ended, or the ERP knows it).
 */
export async function reopenOrder(ctx: Ctx, orderId: string, version: number): Promise<Result<Order, Refusal<OrderRefusal>>> {
  if (ctx.actor.kind !== 'person' || !mayWorkOrders(ctx.actor)) return refuse('forbidden');
  const order = await lockOrder(ctx, orderId);
  if (order === null) return refuse('not_found', { orderId });
  if (order.version !== version) return refuse('stale_version', { yours: version, current: order.version });
  if (!mayBeReopened(order.state) || order.erpNumber !== null) return refuse('wrong_state', { state: order.state });
  const facts = { was: order.state };
  const reopened = await changeState(ctx, order, { event: 'reopen', why: 'reopened', facts, waiting: { code: 'reopened', facts } });
  if (reopened === null) return refuse('wrong_state', { state: order.state });
  await ctx.publish({ type: 'order.reopened', subject: orderId, payload: { number: reopened.number, state: reopened.state } });
  return ok(reopened);
}
