import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Item } from '../../masters/contract.ts';
import { listItems } from '../../masters/index.ts';
import type { OrderQuote, QuoteRequest, Scheme } from '../contract.ts';
import { listsOf } from '../domain/base-price.ts';
import type { QuoteAt } from '../domain/invoice-price.ts';
import { quote } from '../domain/quote.ts';
import type { ItemFacts, PriceWorld } from '../domain/world.ts';
import { loadFacts } from '../store/facts-store.ts';
import { loadRuleBook } from '../store/load-rules.ts';
import { loadMedians } from '../store/sale-store.ts';

const factsOf = (item: Item): ItemFacts => ({ sku: item.sku, group: item.itemGroup, brand: item.brand, units: item.uoms });

/** Everything that a quote of these lines looks at, in a number of statements that does not grow with the lines. */
async function worldOf(ctx: Ctx, request: QuoteRequest, read: ReadonlyMap<string, Item>): Promise<PriceWorld> {
  const { customer, on, orderId } = request;
  const skus = [...new Set(request.lines.map((line) => line.sku))];
  const known = new Map(skus.flatMap((sku) => read.get(sku) ?? []).map((item) => [item.sku, factsOf(item)]));
  await addItems(
    ctx,
    known,
    skus.filter((sku) => !read.has(sku)),
  );
  const priced = skus.map((sku) => known.get(sku) ?? { sku, group: '', brand: null });
  const rules = (await loadRuleBook(ctx, customer.company)).fitting(priced, customer);
  const gifts = [...new Set(rules.schemes.flatMap(giftOf))].filter((sku) => !skus.includes(sku));
  const days = [...new Set(rules.floors.flatMap(({ limit }) => (limit.kind === 'last_days' ? [limit.days] : [])))];
  const medians = await loadMedians(ctx, [...known.values()], { days, currency: customer.currency, on });
  await addItems(ctx, known, gifts);
  const wanted = { skus, gifts, lists: listsOf(customer), customer: customer.code, currency: customer.currency, on, orderId };
  return { items: known, rules, medians, ...(await loadFacts(ctx, wanted)) };
}

/** The item that a scheme gives along, if it is another one than what is bought. */
const giftOf = ({ gift }: Scheme): readonly string[] => (gift.kind === 'free_goods' && gift.sku !== null ? [gift.sku] : []);

async function addItems(ctx: Ctx, known: Map<string, ItemFacts>, skus: readonly string[]): Promise<void> {
  for (const item of skus.length === 0 ? [] : await listItems(ctx, skus)) known.set(item.sku, factsOf(item));
}

/**
 * Prices a whole order as the rules stand: a quote or a gap a line, with its trace. `asked`: lines with an asked price that is lower than ours are
 * priced at it and judged, for whoever is to decide about it. `read`: items that the caller has read already, by SKU.
 */
export async function findOrderQuote(
  ctx: Ctx,
  request: QuoteRequest,
  at: QuoteAt = 'ours',
  read: ReadonlyMap<string, Item> = new Map<string, Item>(),
): Promise<OrderQuote> {
  return quote(request, await worldOf(ctx, request, read), at);
}
