import { addMs, businessDateIn } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { getCustomer, getMastersVersion, listItems } from '../../masters/index.ts';
import type { Customer, Item } from '../../masters/contract.ts';
import { quoteOrder } from '../../pricing/index.ts';
import type { LineQuote, PricedCustomer, PriceGap } from '../../pricing/contract.ts';
import type { OrderFacts } from '../domain/checks/check.ts';
import { pastUseInBase } from '../domain/past-use.ts';
import type { DraftLine } from '../contract.ts';
import type { Order, PricedLine } from '../domain/order.ts';
import { loadPastUse } from '../store/history-store.ts';
import { loadEarlierOrders } from '../store/order-store.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The items that the lines name, by SKU. */
export async function loadItems(ctx: Ctx, lines: readonly DraftLine[]): Promise<ReadonlyMap<string, Item>> {
  const skus = [...new Set(lines.flatMap((line) => (line.sku === null ? [] : [line.sku])))];
  const items = skus.length === 0 ? [] : await listItems(ctx, skus);
  return new Map(items.map((item) => [item.sku, item]));
}

/** Prices the lines that can be priced; the others keep null. */
export async function priceLines(
  ctx: Ctx,
  customer: Customer | null,
  lines: readonly DraftLine[],
  orderId: string | null,
): Promise<{ readonly lines: readonly PricedLine[]; readonly quotes: ReadonlyMap<string, LineQuote | PriceGap> }> {
  const askable = lines.flatMap((line) => {
    const { sku, quantityMilli, uom } = line;
    return sku === null || uom === null || quantityMilli === null || quantityMilli <= 0 ? [] : [{ line, sku, quantityMilli, uom }];
  });
  const quotes = new Map<string, LineQuote | PriceGap>();
  if (customer !== null && askable.length > 0) {
    const on = businessDateIn(customer.zone, ctx.now());
    const asked = askable.map(({ line, sku, uom, quantityMilli }) => ({ lineId: line.lineId, sku, uom, quantityMilli, askedMinor: null, ownBp: 0 }));
    const request = { customer: pricedCustomer(customer), on, orderId, lines: asked, cashDiscountBp: 0, freightMinor: 0 };
    const answers = (await quoteOrder(ctx, request)).lines;
    askable.forEach(({ line }, index) => {
      const answer = answers[index];
      if (answer !== undefined) quotes.set(line.lineId, answer);
    });
  }
  return { quotes, lines: lines.map((line) => withQuote(line, quotes.get(line.lineId))) };
}

function withQuote(line: DraftLine, quote: LineQuote | PriceGap | undefined): PricedLine {
  const priced = quote !== undefined && 'unitMinor' in quote ? quote : null;
  return { ...line, priceMinor: priced?.unitMinor ?? null, priceTrace: priced?.steps ?? null, netMinor: priced?.netMinor ?? null };
}

const pricedCustomer = (customer: Customer): PricedCustomer => ({
  code: customer.code,
  company: customer.company,
  priceList: customer.priceList,
  priceGroup: customer.priceGroup,
  region: customer.region,
  channel: customer.channel,
  country: customer.country,
  currency: customer.currency,
});

/** Everything that the checks look at, read once. Locks the customer, so that two orders cannot both fit one credit limit. */
export async function loadFacts(
  ctx: Ctx,
  order: Order,
  repeatMeant: OrderFacts['repeatMeant'],
): Promise<{ readonly facts: OrderFacts; readonly lines: readonly PricedLine[] }> {
  const customer = order.customer === null ? null : await getCustomer(ctx, order.customer, { lock: true });
  const items = await loadItems(ctx, order.lines);
  const { lines, quotes } = await priceLines(ctx, customer, order.lines, order.id);
  const now = ctx.now();
  const earlier = await loadEarlierOrders(ctx, order, addMs(now, -dayMs));
  const pastUse = pastUseInBase(customer === null ? [] : await loadPastUse(ctx, customer.code, [...items.keys()]), items);
  return { lines, facts: { now, mastersVersion: await getMastersVersion(ctx), customer, items, quotes, pastUse, earlier, repeatMeant } };
}
