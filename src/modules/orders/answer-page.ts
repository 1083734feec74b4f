import { ok, refuse, type Result } from '../../kernel/result.ts';
import type { Ctx } from '../../platform/runtime/ctx.ts';
import type { OrderPage } from './contract.ts';
import { mayReadMargins, mayReadOrders } from './policy.ts';
import { getOrderPage } from './queries/get-order-page.ts';

/** The answer of a route to a command: its refusal, or the order as it now is. */
export async function thenPage(ctx: Ctx, orderId: string, result: Result<unknown>): Promise<Result<OrderPage>> {
  if (!result.ok) return result;
  return pageOf(ctx, orderId);
}

/** The order's page for whoever may read orders. Refused: `forbidden`, `not_found`. */
export async function pageOf(ctx: Ctx, orderId: string): Promise<Result<OrderPage>> {
  if (!mayReadOrders(ctx.actor)) return refuse('forbidden');
  const page = await getOrderPage(ctx, orderId, { seesMargins: mayReadMargins(ctx.actor) });
  return page === null ? refuse('not_found', { orderId }) : ok(page);
}
