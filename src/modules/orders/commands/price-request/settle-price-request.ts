import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { ExceptionEvents } from '../../../exceptions/contract.ts';
import { getCustomer } from '../../../masters/index.ts';
import { counteredLines, counterOf, type PriceRequest } from '../../domain/price-request/offer.ts';
import type { Order } from '../../domain/order.ts';
import { machineCtx } from '../../policy.ts';
import { lockOrder } from '../../store/order-store.ts';
import { loadPriceRequestOfCase, savePriceRequest } from '../../store/price-request-store.ts';
import { confirmOrder } from '../confirm-order.ts';
import { quoteAtPrices } from '../load-facts.ts';
import { offerPrices } from './offer-prices.ts';
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
  await offerPrices(machine, order, request, Object.fromEntries(request.lines.map((line) => [line.lineId, null])), 'declined');
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
  await offerPrices(ctx, order, request, offered, 'counter');
}
