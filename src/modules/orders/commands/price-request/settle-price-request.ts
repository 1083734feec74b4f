import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { ExceptionEvents, PriceCardLine } from '../../../exceptions/contract.ts';
import { getCustomer } from '../../../masters/index.ts';
import type { PriceOffer } from '../../contract.ts';
import { getApprovalPolicy } from '../../../pricing/index.ts';
import { counteredLines, counterOf, inQuantities, type Counters, type Offer, type OfferedLine, type PriceRequest } from '../../domain/price-request/offer.ts';
import type { Order } from '../../domain/order.ts';
import { machineCtx } from '../../policy.ts';
import { lockOrder } from '../../store/order-store.ts';
import { loadPriceRequestOfCase, savePriceRequest } from '../../store/price-request-store.ts';
import { changeState } from '../change-state.ts';
import { confirmOrder } from '../confirm-order.ts';
import { quoteAtOurs, quoteAtPrices } from '../load-facts.ts';
import { grantLine } from './grant-line.ts';
import { withinAsked } from './ladder.ts';

type Decided = ExceptionEvents['case.decided'];

/** Our own price for what was ordered. */
const ourOwn: OfferedLine = { unitMinor: null, quantityMilli: null };

/** Somebody decided on a price: what was let pass is kept, and the order goes on, or the customer is offered another price. */
export async function settlePriceRequest(ctx: Ctx, caseId: string, decided: Decided): Promise<void> {
  const request = await loadPriceRequestOfCase(ctx, caseId);
  const order = request === null ? null : await lockOrder(ctx, request.orderId);
  if (request === null || order === null || order.state !== 'price_hold') return;
  const machine = machineCtx(ctx);
  if (decided.choice === 'approve' || decided.choice === 'approve_until') return approve(machine, order, request, decided);
  if (decided.choice === 'counter') return counter(machine, order, request, decided);
  await offer(machine, order, request, Object.fromEntries(request.lines.map((line) => [line.lineId, ourOwn])), 'declined');
}

/** Nobody decided in time: nothing was approved. The desk tells the customer, or asks anew. */
export async function lapsePriceRequest(ctx: Ctx, caseId: string): Promise<void> {
  const request = await loadPriceRequestOfCase(ctx, caseId);
  const order = request === null ? null : await lockOrder(ctx, request.orderId);
  if (request === null || order === null || order.state !== 'price_hold') return;
  await savePriceRequest(ctx, { ...request, state: 'expired' });
  await toDesk(machineCtx(ctx), order, 'price_expired');
}

async function approve(ctx: Ctx, order: Order, request: PriceRequest, decided: Decided): Promise<void> {
  const until = decided.choice === 'approve_until' ? decided.until : null;
  for (const line of request.lines.filter((each) => !each.settled)) await grantLine(ctx, order, { because: request.caseId ?? '', by: decided.by, line, until });
  await savePriceRequest(ctx, { ...request, state: 'approved' });
  await confirmOrder(ctx, { orderId: order.id });
}

/** The approver's own price, perhaps for another quantity: let pass for this order, and put to the customer. */
async function counter(ctx: Ctx, order: Order, request: PriceRequest, decided: Decided): Promise<void> {
  const open = request.lines.filter((line) => !line.settled);
  const counters = counterOf(decided.terms, open);
  const lines = counters === null ? null : await weighCounter(ctx, order, request, counters);
  if (counters === null || lines === null) return toDesk(ctx, order, 'counter_impossible');
  const quantityOf = new Map(open.map((line) => [line.lineId, line.quantityMilli]));
  for (const line of lines) {
    const bound = line.quantityMilli !== quantityOf.get(line.lineId);
    await grantLine(ctx, order, { because: request.caseId ?? '', by: decided.by, line, until: null, bound });
  }
  // what the approver left out of the counter-offer was not let pass: our own price stands there
  const offered = open.map(({ lineId, quantityMilli }) => {
    const own = counters[lineId];
    return [lineId, { unitMinor: own?.unitMinor ?? null, quantityMilli: own === undefined || own.quantityMilli === quantityMilli ? null : own.quantityMilli }];
  });
  await offer(ctx, order, request, Object.fromEntries(offered), 'counter');
}

/** The lines that a counter-offer lets pass; null when it must not be offered, or would need somebody above those who were asked. */
async function weighCounter(ctx: Ctx, order: Order, request: PriceRequest, counters: Counters): Promise<readonly PriceCardLine[] | null> {
  const customer = order.customer === null ? null : await getCustomer(ctx, order.customer);
  if (customer === null) return null;
  const changed = { ...order, lines: inQuantities(order.lines, counters) };
  const units = Object.fromEntries(Object.entries(counters).map(([lineId, { unitMinor }]) => [lineId, unitMinor]));
  const quotes = { asked: await quoteAtPrices(ctx, changed, customer, units), ours: await quoteAtOurs(ctx, changed, customer, request.agreed) };
  const lines = counteredLines(request.lines, counters, quotes, new Map(order.lines.map((line) => [line.lineId, line.quantityMilli])));
  return lines !== null && withinAsked(await getApprovalPolicy(ctx, order.company), lines, request.lines) ? lines : null;
}

/** Puts prices to the customer; without a conversation the desk must. */
async function offer(ctx: Ctx, order: Order, request: PriceRequest, offered: Offer, kind: PriceOffer['kind']): Promise<void> {
  await savePriceRequest(ctx, { ...request, state: 'offered', offered });
  if (order.conversationId === null) return toDesk(ctx, order, kind === 'counter' ? 'price_countered' : 'price_declined');
  const lines = request.lines.flatMap((line) => {
    const at = order.lines.find((each) => each.lineId === line.lineId);
    const own = offered[line.lineId];
    if (at === undefined || own === undefined) return [];
    const { lineId, itemName, uom, askedUnitMinor: askedMinor } = line;
    return [{ lineId, words: at.words, itemName, uom, unitMinor: own.unitMinor ?? line.ourUnitMinor, askedMinor, quantityMilli: own.quantityMilli }];
  });
  const waiting = { code: 'needs_customer', facts: { why: 'price_offer', kind, lines } };
  const asked = await changeState(ctx, order, { event: 'ask', why: 'price_offer', waiting });
  if (asked === null) return;
  const payload: PriceOffer = { number: order.number, conversationId: order.conversationId, kind, currency: order.currency ?? '', lines };
  await ctx.publish({ type: 'order.price_offered', subject: order.id, payload });
}

async function toDesk(ctx: Ctx, order: Order, why: string): Promise<void> {
  const held = await changeState(ctx, order, { event: 'send_to_desk', why, waiting: { code: 'needs_desk', facts: { ...order.waiting?.facts, why } } });
  if (held === null) return;
  await ctx.publish({ type: 'order.held', subject: held.id, payload: { number: held.number, state: held.state, refusal: 'needs_desk', facts: { why } } });
}
