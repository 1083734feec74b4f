import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { ExceptionEvents } from '../../../exceptions/contract.ts';
import { getCustomer } from '../../../masters/index.ts';
import type { PriceOffer } from '../../contract.ts';
import { counteredLines, counterOf, type Offer, type PriceRequest } from '../../domain/price-request/offer.ts';
import type { Order } from '../../domain/order.ts';
import { machineCtx } from '../../policy.ts';
import { lockOrder } from '../../store/order-store.ts';
import { loadPriceRequestOfCase, savePriceRequest } from '../../store/price-request-store.ts';
import { changeState } from '../change-state.ts';
import { confirmOrder } from '../confirm-order.ts';
import { quoteAtPrices } from '../load-facts.ts';
import { sendToDesk } from '../send-to-desk.ts';
import { grantLine } from './grant-line.ts';

type Decided = ExceptionEvents['case.decided'];

/** Somebody decided on a price: what was let pass is kept, and the order goes on, or the customer is offered another price. */
export async function settlePriceRequest(ctx: Ctx, caseId: string, decided: Decided): Promise<void> {
  const request = await loadPriceRequestOfCase(ctx, caseId);
  const order = request === null ? null : await lockOrder(ctx, request.orderId);
  if (request === null || order === null || order.state !== 'price_hold') return;
  const machine = machineCtx(ctx);
  if (decided.choice === 'approve' || decided.choice === 'approve_until') return approve(machine, order, request, decided);
  if (decided.choice === 'counter') return counter(machine, order, request, decided);
  await offer(machine, order, request, Object.fromEntries(request.lines.map((line) => [line.lineId, null])), 'declined');
}

/** Nobody decided in time: nothing was approved. The desk tells the customer, or asks anew. */
export async function lapsePriceRequest(ctx: Ctx, caseId: string): Promise<void> {
  const request = await loadPriceRequestOfCase(ctx, caseId);
  const order = request === null ? null : await lockOrder(ctx, request.orderId);
  if (request === null || order === null || order.state !== 'price_hold') return;
  await savePriceRequest(ctx, { ...request, state: 'expired' });
  await sendToDesk(machineCtx(ctx), order, 'price_expired');
}

async function approve(ctx: Ctx, order: Order, request: PriceRequest, decided: Decided): Promise<void> {
  const until = decided.choice === 'approve_until' ? decided.until : null;
  for (const line of request.lines.filter((each) => !each.settled)) await grantLine(ctx, order, { because: request.caseId ?? '', by: decided.by, line, until });
  await savePriceRequest(ctx, { ...request, state: 'approved' });
  await confirmOrder(ctx, { orderId: order.id });
}

/** The approver's own price, not under cost, not under what was asked and not over ours: let pass for this order, and put to the customer. */
async function counter(ctx: Ctx, order: Order, request: PriceRequest, decided: Decided): Promise<void> {
  const units = counterOf(decided.terms, request.lines.filter((line) => !line.settled).map((line) => line.lineId)); // prettier-ignore
  const customer = order.customer === null ? null : await getCustomer(ctx, order.customer);
  const quotes = units === null || customer === null ? null : await quoteAtPrices(ctx, order, customer, units);
  const lines = units === null || quotes === null ? null : counteredLines(request.lines, units, quotes);
  if (units === null || lines === null) return void (await sendToDesk(ctx, order, 'counter_impossible'));
  for (const line of lines) await grantLine(ctx, order, { because: request.caseId ?? '', by: decided.by, line, until: null });
  // what the approver left out of the counter-offer was not let pass: our own price stands there
  const offered = Object.fromEntries(request.lines.filter((line) => !line.settled).map((line) => [line.lineId, units[line.lineId] ?? null]));
  await offer(ctx, order, request, offered, 'counter');
}

/** Puts prices to the customer; without a conversation the desk must. */
async function offer(ctx: Ctx, order: Order, request: PriceRequest, offered: Offer, kind: PriceOffer['kind']): Promise<void> {
  await savePriceRequest(ctx, { ...request, state: 'offered', offered });
  if (order.conversationId === null) return void (await sendToDesk(ctx, order, kind === 'counter' ? 'price_countered' : 'price_declined'));
  const lines = request.lines.flatMap((line) => {
    const at = order.lines.find((each) => each.lineId === line.lineId);
    if (at === undefined || !Object.hasOwn(offered, line.lineId)) return [];
    return [
      {
        lineId: line.lineId,
        words: at.words,
        itemName: line.itemName,
        uom: line.uom,
        unitMinor: offered[line.lineId] ?? line.ourUnitMinor,
        askedMinor: line.askedUnitMinor,
      },
    ];
  });
  const waiting = { code: 'needs_customer', facts: { why: 'price_offer', kind, lines } };
  const asked = await changeState(ctx, order, { event: 'ask', why: 'price_offer', waiting });
  if (asked === null) return;
  const payload: PriceOffer = { number: order.number, conversationId: order.conversationId, kind, currency: order.currency ?? '', lines };
  await ctx.publish({ type: 'order.price_offered', subject: order.id, payload });
}
