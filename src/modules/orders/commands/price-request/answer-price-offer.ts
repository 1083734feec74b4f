import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { Order } from '../../domain/order.ts';
import { pricesOf, takenLines, type Offer } from '../../domain/price-request/offer.ts';
import { isMachine } from '../../policy.ts';
import { appendLife, keepVersion } from '../../store/life-store.ts';
import { lockOrder, replaceLines, updateOrder } from '../../store/order-store.ts';
import { loadPriceRequest, savePriceRequest } from '../../store/price-request-store.ts';

/**
 * What the customer answered to our price. A yes makes it the price asked for, in the quantity for which it was offered, so that the next check run finds
 * it settled; a no leaves the order to the desk. An answer to nothing (no offer is open) changes nothing. Gives whether the order may go on.
 */
export async function answerPriceOffer(ctx: Ctx, orderId: string, answer: 'yes' | 'no'): Promise<'agreed' | 'refused' | 'no_offer'> {
  const order = isMachine(ctx.actor) ? await lockOrder(ctx, orderId) : null;
  const request = order === null ? null : await loadPriceRequest(ctx, orderId);
  if (order === null || request === null || request.state !== 'offered') return 'no_offer';
  const agreed = answer === 'yes';
  await savePriceRequest(ctx, {
    ...request,
    state: agreed ? 'agreed' : 'refused_by_customer',
    agreed: agreed ? { ...request.agreed, ...pricesOf(request.offered) } : request.agreed,
  });
  if (agreed) await takeQuantities(ctx, order, request.offered);
  await appendLife(ctx, orderId, [
    { kind: 'milestone', why: agreed ? 'price_agreed' : 'price_refused', facts: { lines: Object.keys(request.offered).length } },
  ]);
  return agreed ? 'agreed' : 'refused';
}

/** The quantities that the customer takes for the sake of the price become those of the order: a version of its own. */
async function takeQuantities(ctx: Ctx, order: Order, offered: Offer): Promise<void> {
  const lines = takenLines(order.lines, offered);
  if (lines.every((line, index) => line === order.lines[index])) return;
  const changed: Order = { ...order, lines, version: order.version + 1, updatedAt: ctx.now() };
  await updateOrder(ctx, changed);
  await replaceLines(ctx, changed);
  await keepVersion(ctx, changed, 'quantity_agreed');
}
