import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { isMachine } from '../../policy.ts';
import { appendLife } from '../../store/life-store.ts';
import { lockOrder } from '../../store/order-store.ts';
import { loadPriceRequest, savePriceRequest } from '../../store/price-request-store.ts';

/**
 * What the customer answered to our price. A yes makes it the price asked for, so that the next check run finds it settled; a no leaves the
 * order to the desk. An answer to nothing (no offer is open) changes nothing. Gives whether the order may go on.
 */
export async function answerPriceOffer(ctx: Ctx, orderId: string, answer: 'yes' | 'no'): Promise<'agreed' | 'refused' | 'no_offer'> {
  if (!isMachine(ctx.actor) || (await lockOrder(ctx, orderId)) === null) return 'no_offer';
  const request = await loadPriceRequest(ctx, orderId);
  if (request === null || request.state !== 'offered') return 'no_offer';
  const agreed = answer === 'yes';
  await savePriceRequest(ctx, {
    ...request,
    state: agreed ? 'agreed' : 'refused_by_customer',
    agreed: agreed ? { ...request.agreed, ...request.offered } : request.agreed,
  });
  await appendLife(ctx, orderId, [
    { kind: 'milestone', why: agreed ? 'price_agreed' : 'price_refused', facts: { lines: Object.keys(request.offered).length } },
  ]);
  return agreed ? 'agreed' : 'refused';
}
