import { createHash } from 'node:crypto';
import type { CompanySeed, SeedCustomer, SeedItem } from '../../kit/index.ts';

/** A GUID that is always the same for the same words. */
export function guidOf(...words: readonly string[]): string {
  const hex = createHash('sha1').update(words.join('\u0000')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** No day, no GUID, as Business Central writes them. */
export const noDay = '0001-01-01';
export const noGuid = '00000000-0000-0000-0000-000000000000';

/** The day of a moment. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** What of the seed belongs to one company. */
export interface CompanyView {
  readonly seed: CompanySeed;
  readonly company: CompanySeed['companies'][number];
  readonly plants: ReadonlySet<string>;
  readonly items: readonly SeedItem[];
  readonly itemBySku: ReadonlyMap<string, SeedItem>;
  readonly customers: readonly SeedCustomer[];
  readonly customerByCode: ReadonlyMap<string, SeedCustomer>;
  /** A GUID of this company's. */
  readonly id: (table: string, key: string) => string;
}

/** The companies of the seed. Plants that no sales organisation works from belong to the first. */
export function viewsOf(seed: CompanySeed): readonly CompanyView[] {
  const itemBySku = new Map(seed.items.map((item) => [item.sku, item]));
  return seed.companies.map((company, index) => {
    const orgs = seed.salesOrgs.filter((org) => org.company === company.code);
    const codes = new Set(orgs.map((org) => org.code));
    const others = seed.salesOrgs.filter((org) => org.company !== company.code).map((org) => org.plant);
    const customers = seed.customers.filter((customer) => codes.has(customer.salesOrg));
    const all = [...seed.stocks, ...seed.workCentres, ...seed.productionOrders].map((one) => one.plant);
    const plants = new Set([...orgs.map((org) => org.plant), ...(index === 0 ? all.filter((plant) => !others.includes(plant)) : [])]);
    return {
      seed,
      company,
      plants,
      items: seed.items,
      itemBySku,
      customers,
      customerByCode: new Map(customers.map((customer) => [customer.code, customer])),
      id: (table, key) => guidOf(company.code, table, key),
    };
  });
}

/** How many base units one `uom` of the item is: numerator and denominator. */
export function factorOf(item: SeedItem | undefined, uom: string): { readonly numerator: number; readonly denominator: number } {
  const found = item?.uoms.find((one) => one.uom === uom);
  return { numerator: found?.numerator ?? 1, denominator: found?.denominator ?? 1 };
}

/** The location of goods: codes hold ten characters. Held goods lie in locations of their own. */
export const locationOf = (plant: string, location: string, status: 'free' | 'quality' | 'blocked' = 'free'): string =>
  `${plant}${status === 'free' ? location : status === 'quality' ? 'QC01' : 'BL01'}`.slice(0, 10);

/** The location of finished goods from which a company works. */
export function mainLocation(view: CompanyView): string {
  const { seed, company } = view;
  const plant = seed.salesOrgs.find((org) => org.company === company.code)?.plant ?? '';
  return locationOf(plant, seed.stocks.find((stock) => stock.plant === plant)?.location ?? 'FG01');
}
