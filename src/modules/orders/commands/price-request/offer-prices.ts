import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { PriceOffer } from '../../contract.ts';
import type { Offer, PriceRequest } from '../../domain/price-request/offer.ts';
import type { Order } from '../../domain/order.ts';
import { savePriceRequest } from '../../store/price-request-store.ts';
import { changeState } from '../change-state.ts';
import { sendToDesk } from '../send-to-desk.ts';

/** Puts prices to the customer; without a conversation the desk must. Gives the order as it waits then. */
export async function offerPrices(ctx: Ctx, order: Order, request: PriceRequest, offered: Offer, kind: PriceOffer['kind']): Promise<Order> {
  await savePriceRequest(ctx, { ...request, state: 'offered', offered });
  if (order.conversationId === null) return (await sendToDesk(ctx, order, kind === 'counter' ? 'price_countered' : 'price_declined')) ?? order;
  const lines = request.lines.flatMap((line) => {
    const at = order.lines.find((each) => each.lineId === line.lineId);
    const own = offered[line.lineId];
    if (at === undefined || own === undefined) return [];
    const { lineId, itemName, uom, askedUnitMinor: askedMinor } = line;
    return [{ lineId, words: at.words, itemName, uom, unitMinor: own.unitMinor ?? line.ourUnitMinor, askedMinor, quantityMilli: own.quantityMilli }];
  });
  const waiting = { code: 'needs_customer', facts: { why: 'price_offer', kind, lines } };
  const asked = await changeState(ctx, order, { event: 'ask', why: 'price_offer', waiting });
  if (asked === null) return order;
  const payload: PriceOffer = { number: order.number, conversationId: order.conversationId, kind, currency: order.currency ?? '', lines };
  await ctx.publish({ type: 'order.price_offered', subject: order.id, payload });
  return asked;
}
