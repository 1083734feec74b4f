import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { ExceptionEvents, PriceCardLine } from '../../../exceptions/contract.ts';
import { getCustomer } from '../../../masters/index.ts';
import { getApprovalPolicy } from '../../../pricing/index.ts';
import { counteredLines, counterOf, inQuantities, type Counters, ourOwn, type PriceRequest } from '../../domain/price-request/offer.ts';
import type { Order } from '../../domain/order.ts';
import { machineCtx } from '../../policy.ts';
import { lockOrder } from '../../store/order-store.ts';
import { loadPriceRequestOfCase, savePriceRequest } from '../../store/price-request-store.ts';
import { confirmOrder } from '../confirm-order.ts';
import { quoteAtOurs, quoteAtPrices } from '../load-facts.ts';
import { offerPrices } from './offer-prices.ts';
import { sendToDesk } from '../send-to-desk.ts';
import { grantLine } from './grant-line.ts';
import { withinAsked } from './ladder.ts';

type Decided = ExceptionEvents['case.decided'];

/** Somebody decided on a price: what was let pass is kept, and the order goes on, or the customer is offered another price. */
export async function settlePriceRequest(ctx: Ctx, caseId: string, decided: Decided): Promise<void> {
  const request = await loadPriceRequestOfCase(ctx, caseId);
  const order = request === null ? null : await lockOrder(ctx, request.orderId);
  if (request === null || order === null || order.state !== 'price_hold') return;
  const machine = machineCtx(ctx);
  if (decided.choice === 'approve' || decided.choice === 'approve_until') return approve(machine, order, request, decided);
  if (decided.choice === 'counter') return counter(machine, order, request, decided);
  await offerPrices(machine, order, request, Object.fromEntries(request.lines.map((line) => [line.lineId, ourOwn])), 'declined');
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

/** The approver's own price, perhaps for another quantity: let pass for this order, and put to the customer. */
async function counter(ctx: Ctx, order: Order, request: PriceRequest, decided: Decided): Promise<void> {
  const open = request.lines.filter((line) => !line.settled);
  const counters = counterOf(decided.terms, open);
  const lines = counters === null ? null : await weighCounter(ctx, order, request, counters);
  if (counters === null || lines === null) return void (await sendToDesk(ctx, order, 'counter_impossible'));
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
  await offerPrices(ctx, order, request, Object.fromEntries(offered), 'counter');
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
