import { addDays, type BusinessDate } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { listCustomerPlaces, listItems } from '../../masters/index.ts';
import type { PricedCustomer, Sale } from '../contract.ts';
import type { PriceHistory } from '../contract.ts';
import { priceHistory } from '../domain/price-history.ts';
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
  const peerSales =
    customer.priceGroup === '' ? [] : await peersOf(ctx, customer, await loadSales(ctx, { customers: null, skus, currency, from: since(90), before: on }));
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

/** Sales of the other customers of the price group. */
async function peersOf(ctx: Ctx, customer: PricedCustomer, sales: readonly Sale[]): Promise<readonly Sale[]> {
  const places = await listCustomerPlaces(ctx, [...new Set(sales.map((sale) => sale.customer))]);
  return sales.filter((sale) => {
    const place = places.get(sale.customer);
    return sale.customer !== customer.code && place?.company === customer.company && place.priceGroup === customer.priceGroup;
  });
}
