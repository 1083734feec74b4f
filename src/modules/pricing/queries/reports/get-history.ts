import { on } from '../../../../platform/db/on.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { Company } from '../../../masters/contract.ts';
import { listCustomerPlaces, listItems } from '../../../masters/index.ts';
import type { CostRecord, PriceRecord } from '../../contract.ts';
import type { History } from '../../domain/back-test/history.ts';
import type { PricingTables } from '../../tables.ts';

/** What past sales of a company are held against: customers, items, list prices and costs. */
export async function getHistory(ctx: Ctx, company: Pick<Company, 'code' | 'currency'>): Promise<History> {
  const customers = await listCustomerPlaces(ctx, { company: company.code });
  const items = await listItems(ctx);
  const lists = [...new Set(['*', ...[...customers.values()].map((customer) => customer.priceList)])];
  return {
    company: company.code,
    currency: company.currency,
    customers: new Map([...customers].map(([code, place]) => [code, { code, ...place }])),
    items: new Map(items.map(({ sku, name, itemGroup, brand, uoms }) => [sku, { sku, name, group: itemGroup, brand, units: uoms }])),
    prices: bySku(await listPrices(ctx, lists)),
    costs: bySku(await listCosts(ctx)),
  };
}

/** Every price of every list, contracts and promotions included, by SKU: what past orders are priced anew with. */
export const getAllPrices = async (ctx: Ctx): Promise<ReadonlyMap<string, readonly PriceRecord[]>> => bySku(await listPrices(ctx, null));

/** The prices of these lists; null: of all. */
async function listPrices(ctx: Ctx, lists: readonly string[] | null): Promise<readonly PriceRecord[]> {
  const rows = await on<PricingTables>(ctx)
    .selectFrom('pricing.price')
    .select(['sku', 'price_list', 'currency', 'uom', 'minor', 'valid_from', 'valid_to', 'from_milli'])
    .$if(lists !== null, (query) => query.where('price_list', 'in', lists ?? []))
    .execute();
  return rows.map((row) => ({
    sku: row.sku,
    priceList: row.price_list,
    currency: row.currency,
    uom: row.uom,
    minor: row.minor,
    fromMilli: row.from_milli,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }));
}

async function listCosts(ctx: Ctx): Promise<readonly CostRecord[]> {
  return on<PricingTables>(ctx).selectFrom('pricing.cost').select(['sku', 'currency', 'uom', 'minor', 'as_of as asOf']).execute();
}

function bySku<T extends { readonly sku: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.sku);
    if (group === undefined) groups.set(row.sku, [row]);
    else group.push(row);
  }
  return groups;
}
