import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Item } from '../../masters/contract.ts';
import { listItems } from '../../masters/index.ts';
import type { OrderQuote, QuoteRequest } from '../contract.ts';
import { listsOf } from '../domain/base-price.ts';
import type { QuoteAt } from '../domain/invoice-price.ts';
import { quote } from '../domain/quote.ts';
import { keysOfCustomer, keysOfItem } from '../domain/scope.ts';
import type { ItemFacts, PriceWorld } from '../domain/world.ts';
import { loadApprovals } from '../store/approval-store.ts';
import { loadCosts } from '../store/cost-store.ts';
import { loadRules } from '../store/load-rules.ts';
import { loadPrices } from '../store/price-store.ts';
import { loadMedians } from '../store/sale-store.ts';

const factsOf = (item: Item): ItemFacts => ({ sku: item.sku, group: item.itemGroup, brand: item.brand, units: item.uoms });

async function itemFacts(ctx: Ctx, skus: readonly string[]): Promise<readonly ItemFacts[]> {
  return (await listItems(ctx, skus)).map(factsOf);
}

/** Everything that a quote of these lines looks at, in a number of statements that does not grow with the lines. */
async function worldOf(ctx: Ctx, request: QuoteRequest, read: ReadonlyMap<string, Item>): Promise<PriceWorld> {
  const { customer, on, orderId } = request;
  const skus = [...new Set(request.lines.map((line) => line.sku))];
  const ahead = skus.flatMap((sku) => read.get(sku) ?? []).map(factsOf);
  const known = [
    ...ahead,
    ...(await itemFacts(
      ctx,
      skus.filter((sku) => !read.has(sku)),
    )),
  ];
  const keys = new Set([...known.flatMap(keysOfItem), ...skus.map((sku) => `sku:${sku}`), '*']);
  const rules = await loadRules(ctx, customer.company, { items: [...keys], customers: keysOfCustomer(customer) });
  const gifts = rules.schemes.flatMap(({ gift }) => (gift.kind === 'free_goods' && gift.sku !== null && !skus.includes(gift.sku) ? [gift.sku] : []));
  const items = [...known, ...(await itemFacts(ctx, [...new Set(gifts)]))];
  const days = [...new Set(rules.floors.flatMap(({ limit }) => (limit.kind === 'last_days' ? [limit.days] : [])))];
  return {
    items: new Map(items.map((item) => [item.sku, item])),
    rules,
    prices: await loadPrices(ctx, [...skus, ...gifts], listsOf(customer)),
    costs: await loadCosts(ctx, skus, customer.currency),
    medians: await loadMedians(ctx, known, { days, currency: customer.currency, on }),
    approvals: await loadApprovals(ctx, { customer: customer.code, skus, on, orderId }),
  };
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
