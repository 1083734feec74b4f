import { addDays, type BusinessDate } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { listItems, listPriceGroup } from '../../masters/index.ts';
import type { PricedCustomer } from '../contract.ts';
import { priceHistory, type PriceHistory } from '../domain/price-history.ts';
import { loadPastApprovals } from '../store/approval-store.ts';
import { loadCosts } from '../store/cost-store.ts';
import { loadPrices } from '../store/price-store.ts';
import { loadSales } from '../store/sale-store.ts';

/** A customer's year before a day, its last discounts on these items, and what its price group gets: for whoever decides about a price. */
export async function getPriceHistory(
  ctx: Ctx,
  asked: { readonly customer: PricedCustomer; readonly skus: readonly string[]; readonly on: string },
): Promise<PriceHistory> {
  const { customer, skus, on } = asked;
  const since = (days: number): string => addDays(on as BusinessDate, -days);
  const { currency } = customer;
  const sales = await loadSales(ctx, { customers: [customer.code], skus: null, currency, from: since(365), before: on });
  const group = (await listPriceGroup(ctx, customer.company, customer.priceGroup)).filter((code) => code !== customer.code);
  const peerSales = group.length === 0 ? [] : await loadSales(ctx, { customers: group, skus, currency, from: since(90), before: on });
  const sold = [...new Set(sales.map((sale) => sale.sku))];
  const items = await listItems(ctx, [...new Set([...sold, ...skus])]);
  return priceHistory({
    ...asked,
    sales,
    peerSales,
    prices: await loadPrices(ctx, skus, [customer.priceList, '*']),
    costs: await loadCosts(ctx, sold, currency),
    items: new Map(items.map((item) => [item.sku, { sku: item.sku, group: item.itemGroup, brand: item.brand, units: item.uoms }])),
    approvals: await loadPastApprovals(ctx, customer.code, skus),
  });
}
