import { addMs, businessDateIn, type Instant } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../../identity/index.ts';
import type { PriceCard } from '../../../exceptions/contract.ts';
import type { Customer } from '../../../masters/contract.ts';
import { getApprovalPolicy, getPriceHistory } from '../../../pricing/index.ts';
import type { LineQuote, PriceGap } from '../../../pricing/contract.ts';
import type { OrderFacts } from '../../domain/checks/check.ts';
import type { Order } from '../../domain/order.ts';
import { priceCardOf } from '../../domain/price-request/card.ts';
import { mustRaise } from '../holds/must-raise.ts';
import { ladderOf } from './ladder.ts';
import { offerPrices } from './offer-prices.ts';
import { instantIn } from '../../domain/cut-off.ts';
import { holdKey, ourOwn, wasRefused, type PriceRequest, type RefusedAsk } from '../../domain/price-request/offer.ts';
import { isMachine } from '../../policy.ts';
import { listRefusedAsks, loadPriceRequest, savePriceRequest } from '../../store/price-request-store.ts';
import { pricedCustomer, quoteAtPrices } from '../load-facts.ts';
import { sendToDesk } from '../send-to-desk.ts';

const minuteMs = 60_000;

/**
 * Puts the price of an order before those who may decide on it, with everything that they must see. The same order again renews the request:
 * what had been let pass and has not changed needs nobody again, and what was refused the same day is not asked again for the customer. Gives the order as it waits then: where the policy lets nobody decide, at the desk.
 */
export async function raisePriceRequest(ctx: Ctx, order: Order, facts: OrderFacts): Promise<Order> {
  const { customer } = facts;
  if (customer === null) return order;
  const before = await loadPriceRequest(ctx, order.id);
  const request = before ?? { ...unasked, orderId: order.id, requestedBy: isMachine(ctx.actor) ? `customer:${customer.code}` : auditedBy(ctx.actor) };
  const card = await cardOf(ctx, order, facts, customer, request);
  const ladder = ladderOf(await getApprovalPolicy(ctx, order.company), card.lines);
  if (ladder.steps.length === 0) return (await sendToDesk(ctx, order, 'nobody_may_decide')) ?? order;
  const byPerson = request.requestedBy.startsWith('person:');
  if (isMachine(ctx.actor) && !byPerson && wasRefused(card.lines, await refusedToday(ctx, order, customer)))
    return standByOurs(ctx, order, { ...request, lines: card.lines }, before?.state === 'refused_by_customer');
  const raised = await mustRaise(ctx, {
    kind: 'price_request',
    key: holdKey(order.id),
    company: order.company,
    subject: { noun: 'order', id: order.id, label: order.number },
    customer: customer.code,
    amountMinor: card.givenMinor,
    currency: customer.currency,
    requestedBy: request.requestedBy,
    card,
    audiences: ladder.steps.flatMap((step) => step.roles.map((role) => ({ role, question: 'approve_price', facts: { orderNumber: order.number } }))),
    steps: ladder.steps,
    choices: ['approve', 'approve_until', 'counter', 'decline', 'ask', 'forward'],
    personsNeeded: ladder.personsNeeded,
    deadlineAt: deadlineOf(ctx.now(), ladder.totalMin),
  });
  await savePriceRequest(ctx, { ...request, state: 'asked', caseId: raised.id, lines: card.lines });
  return order;
}

const refusedToday = (ctx: Ctx, order: Order, customer: Customer): Promise<readonly RefusedAsk[]> =>
  listRefusedAsks(ctx, { orderId: order.id, customer: customer.code, since: instantIn(customer.zone, businessDateIn(customer.zone, ctx.now()), 0) });

/** The same price asked again: our own is put to the customer; who has said no to it already is for the desk, which may ask anew. */
async function standByOurs(ctx: Ctx, order: Order, request: PriceRequest, saidNo: boolean): Promise<Order> {
  if (saidNo) return (await sendToDesk(ctx, order, 'price_refused')) ?? order;
  const ours = Object.fromEntries(request.lines.filter((line) => !line.settled).map((line) => [line.lineId, ourOwn]));
  return offerPrices(ctx, order, request, ours, 'declined');
}

const unasked: Omit<PriceRequest, 'orderId' | 'requestedBy'> = {
  state: 'asked',
  reason: 'customer_asked',
  note: '',
  caseId: null,
  lines: [],
  offered: {},
  agreed: {},
};

/** When everybody on the ladder has had the time that the policy gives. */
const deadlineOf = (now: Instant, totalMin: number): Instant => addMs(now, totalMin * minuteMs);

async function cardOf(ctx: Ctx, order: Order, facts: OrderFacts, customer: Customer, request: PriceRequest): Promise<PriceCard> {
  const skus = [...facts.items.keys()];
  const asked = await quoteAtPrices(ctx, order, customer, {});
  const history = await getPriceHistory(ctx, { customer: pricedCustomer(customer), skus, on: businessDateIn(customer.zone, ctx.now()) });
  return priceCardOf({
    order,
    customer,
    ours: new Map([...facts.quotes].filter((entry): entry is [string, LineQuote] => isQuote(entry[1]))),
    asked,
    itemNames: new Map([...facts.items.values()].map((item) => [item.sku, item.name])),
    history,
    ordersAYear: new Map([...facts.pastUse].map(([sku, use]) => [sku, use.orders])),
    stock: skus.map((sku) => {
      const known = facts.stock.get(sku);
      return { sku, freeMilli: known === undefined || known.asOf === null ? null : known.freeMilli, uom: facts.items.get(sku)?.baseUom ?? '' };
    }),
    overdue: { minor: facts.terms.customer?.overdueMinor ?? null, days: facts.terms.customer?.overdueDays ?? null },
    why: { reason: request.reason, text: request.note },
  });
}

const isQuote = (quote: LineQuote | PriceGap): quote is LineQuote => 'verdict' in quote;
