import { addMs, businessDateIn } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { getCustomer, listItems, orderTerms } from '../../masters/index.ts';
import type { Customer, Item } from '../../masters/contract.ts';
import { quoteOrder } from '../../pricing/index.ts';
import type { LineQuote, PriceGap, PricedCustomer, QuoteRequest } from '../../pricing/contract.ts';
import { getAvailability } from '../../stock/index.ts';
import type { OrderFacts } from '../domain/checks/check.ts';
import { pastUseInBase } from '../domain/past-use.ts';
import type { CheckOutcome, DraftLine, OrderRule } from '../contract.ts';
import { skusOfGoods } from '../domain/free-goods.ts';
import type { Order, PricedLine } from '../domain/order.ts';
import type { PriceTrace } from '../price-trace.ts';
import { askedFor, type Agreed } from '../domain/price-request/offer.ts';
import { joinRules } from '../domain/settings.ts';
import { loadPastUse, loadUsualItems } from '../store/history-store.ts';
import { loadErpRefusals, loadGrants } from '../store/life-store.ts';
import { countRouteOrders, loadEarlierOrders, sumUnseenByErp } from '../store/order-store.ts';
import { loadPriceRequest } from '../store/price-request-store.ts';
import { loadCheckSettings, loadOrderRules } from '../store/rules-store.ts';
import { stockOwner } from './take-stock.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** So many of a customer's newest orders say what is usual. */
const usualOrders = 8;

/** The items that the lines name, those that go along free too, by SKU; `known` ones are not read again. */
export async function loadItems(
  ctx: Ctx,
  lines: readonly (DraftLine & Pick<PricedLine, 'free'>)[],
  known: ReadonlyMap<string, Item> = new Map(),
): Promise<ReadonlyMap<string, Item>> {
  const skus = skusOfGoods(lines).filter((sku) => !known.has(sku));
  const items = skus.length === 0 ? [] : await listItems(ctx, skus);
  return new Map([...known, ...items.map((item) => [item.sku, item] as const)]);
}

/** What pricing must know of a customer. */
export const pricedCustomer = (customer: Customer): PricedCustomer => ({
  code: customer.code,
  company: customer.company,
  priceList: customer.priceList,
  priceGroup: customer.priceGroup,
  region: customer.region,
  channel: customer.channel,
  country: customer.country,
  currency: customer.currency,
});

/** What is priced, for which order, with the prices that the customer has agreed to, and the items if they have been read already. */
interface Priceable {
  readonly orderId: string | null;
  readonly lines: readonly DraftLine[];
  readonly agreed: Agreed;
  readonly items?: ReadonlyMap<string, Item>;
}

function requestOf(ctx: Ctx, customer: Customer, { orderId, lines, agreed }: Omit<Priceable, 'items'>): QuoteRequest {
  const askable = lines.flatMap((line): QuoteRequest['lines'] => {
    const { lineId, sku, quantityMilli, uom } = line;
    if (sku === null || uom === null || quantityMilli === null || quantityMilli <= 0) return [];
    return [{ lineId, sku, uom, quantityMilli, askedMinor: askedFor(agreed, lineId, line.askedMinor ?? null), ownBp: 0 }];
  });
  return { customer: pricedCustomer(customer), on: businessDateIn(customer.zone, ctx.now()), orderId, lines: askable, cashDiscountBp: 0, freightMinor: 0 };
}

/** Prices the lines that can be priced; the others keep null. */
export async function priceLines(
  ctx: Ctx,
  customer: Customer | null,
  priceable: Priceable,
): Promise<{ readonly lines: readonly PricedLine[]; readonly quotes: OrderFacts['quotes']; readonly rulesVersion: number }> {
  const request = customer === null ? null : requestOf(ctx, customer, priceable);
  const answer = request === null || request.lines.length === 0 ? null : await quoteOrder(ctx, request, 'ours', priceable.items);
  const quotes = new Map((answer?.lines ?? []).map((line) => [line.lineId, line]));
  return { quotes, rulesVersion: answer?.rulesVersion ?? 0, lines: priceable.lines.map((line) => withQuote(line, quotes.get(line.lineId))) };
}

/** The lines that can be priced at the prices asked, `units` in the place of what was asked of a line; by line id. */
export async function quoteAtPrices(
  ctx: Ctx,
  order: Order,
  customer: Customer,
  units: Readonly<Record<string, number>>,
): Promise<ReadonlyMap<string, LineQuote>> {
  const agreed = (await loadPriceRequest(ctx, order.id))?.agreed ?? {};
  const answer = await quoteOrder(ctx, requestOf(ctx, customer, { orderId: order.id, lines: order.lines, agreed: { ...agreed, ...units } }), 'asked');
  return quotesById(answer.lines);
}

/** The lines that can be priced at our own prices, by line id. */
export async function quoteAtOurs(ctx: Ctx, order: Order, customer: Customer, agreed: Agreed): Promise<ReadonlyMap<string, LineQuote>> {
  const answer = await quoteOrder(ctx, requestOf(ctx, customer, { orderId: order.id, lines: order.lines, agreed }));
  return quotesById(answer.lines);
}

const quotesById = (lines: readonly (LineQuote | PriceGap)[]): ReadonlyMap<string, LineQuote> =>
  new Map(lines.flatMap((line) => ('verdict' in line ? [[line.lineId, line] as const] : [])));

function withQuote({ free: _before, ...line }: DraftLine & Pick<PricedLine, 'free'>, quote: LineQuote | PriceGap | undefined): PricedLine {
  if (quote === undefined || !('unitMinor' in quote)) return { ...line, priceMinor: null, priceTrace: null, netMinor: null, tax: null };
  const { unitMinor, netMinor, taxBp, taxMinor, free } = quote;
  return {
    ...{ ...line, priceMinor: unitMinor, priceTrace: traceOf(quote), netMinor, tax: { bp: taxBp, minor: taxMinor } },
    ...(free.length === 0 ? {} : { free }),
  };
}

/** What is kept of a quote beside its price; how it is read: price-trace.ts. */
const traceOf = ({ listMinor, steps, floor, cost, marginBp }: LineQuote): PriceTrace => ({ listMinor, steps, floor: floor?.minor ?? null, cost, marginBp });

/** What company and customer want: the joined rule, and the newest outcome of each check that differs from its own. */
export async function loadWishes(
  ctx: Ctx,
  company: string,
  customer: string | null,
): Promise<{ readonly rule: OrderRule; readonly settings: ReadonlyMap<string, CheckOutcome> }> {
  const rules = await loadOrderRules(ctx, company, customer);
  const settings = await loadCheckSettings(ctx, company, customer);
  const ruleOf = (own: boolean): OrderRule | null => rules.find((each) => (each.customer !== null) === own)?.rule ?? null;
  // the company's come first, so that the customer's own take their place
  const ordered = settings.toSorted((left, right) => Number(left.customer !== null) - Number(right.customer !== null));
  const wanted = new Map<string, CheckOutcome>();
  for (const { code, outcome } of ordered) if (outcome !== null) wanted.set(code, outcome);
  return { rule: joinRules(ruleOf(false), ruleOf(true)), settings: wanted };
}

/** Everything that the checks look at, read once. Locks the customer, so that two orders cannot both fit one credit limit. */
export async function loadFacts(
  ctx: Ctx,
  order: Order,
  repeatMeant: OrderFacts['repeatMeant'],
): Promise<{ readonly facts: OrderFacts; readonly lines: readonly PricedLine[] }> {
  const customer = order.customer === null ? null : await getCustomer(ctx, order.customer, { lock: true });
  const ordered = await loadItems(ctx, order.lines);
  const agreed = (await loadPriceRequest(ctx, order.id))?.agreed ?? {};
  const { lines, quotes, rulesVersion } = await priceLines(ctx, customer, { orderId: order.id, lines: order.lines, agreed, items: ordered });
  const items = await loadItems(ctx, lines, ordered);
  const now = ctx.now();
  const today = businessDateIn(customer?.zone ?? 'UTC', now);
  const skus = [...items.keys()];
  const facts: OrderFacts = {
    ...{ now, today, rulesVersion, customer, items, quotes, repeatMeant },
    ...(await loadWishes(ctx, order.company, customer?.code ?? null)),
    ...(await loadTerms(ctx, order, customer, { skus, from: today })),
    ...(await loadCustomerPast(ctx, customer, items)),
    stock: await getAvailability(ctx, { skus, owner: stockOwner(order.id), on: order.requestedDate }),
    earlier: await loadEarlierOrders(ctx, order, addMs(now, -dayMs)),
    erpRefusals: await loadErpRefusals(ctx, order.id),
    granted: await loadGrants(ctx, order.splitFrom === null ? [order.id] : [order.id, order.splitFrom]),
  };
  return { lines, facts };
}

/** On which terms the order would go, and how full its route is on that day. */
async function loadTerms(
  ctx: Ctx,
  order: Order,
  customer: Customer | null,
  of: { readonly skus: readonly string[]; readonly from: string },
): Promise<Pick<OrderFacts, 'terms' | 'routeOrders'>> {
  const terms = await orderTerms.getOrderTerms(ctx, { company: order.company, customer: customer?.code ?? null, ...of });
  const routed = terms.route !== null && order.requestedDate !== null;
  return { terms, routeOrders: routed ? await countRouteOrders(ctx, order, terms.route.code) : null };
}

/** What the customer has ordered before: of these items, usually, and beyond the ERP's credit figures. Nothing of an unknown customer. */
async function loadCustomerPast(
  ctx: Ctx,
  customer: Customer | null,
  items: OrderFacts['items'],
): Promise<Pick<OrderFacts, 'unseenMinor' | 'pastUse' | 'usual'>> {
  if (customer === null) return { unseenMinor: 0, pastUse: new Map(), usual: [] };
  return {
    unseenMinor: customer.creditLimitMinor === null ? 0 : await sumUnseenByErp(ctx, customer.code, customer.creditAsOf),
    pastUse: pastUseInBase(await loadPastUse(ctx, customer.code, [...items.keys()]), items),
    usual: await loadUsualItems(ctx, customer.code, usualOrders),
  };
}
