import type { CustomerScope, ItemScope, PricedCustomer } from '../contract.ts';

/** What pricing must know of an item. */
export interface PricedItem {
  readonly sku: string;
  readonly group: string;
  readonly brand: string | null;
}

/** The key of rules that are for everything. */
export const everyKey = '*';

/** What a rule for these items can be found by. */
export function itemKeys(scope: ItemScope): readonly string[] {
  const keys = [...scope.skus.map((sku) => `sku:${sku}`), ...scope.groups.map((group) => `group:${group}`), ...scope.brands.map((brand) => `brand:${brand}`)];
  return keys.length === 0 ? [everyKey] : [...new Set(keys)].sort();
}

/** What a rule for these customers can be found by. */
export function customerKeys(scope: CustomerScope): readonly string[] {
  const keys = [
    ...scope.customers.map((code) => `customer:${code}`),
    ...scope.priceGroups.map((group) => `price_group:${group}`),
    ...scope.regions.map((region) => `region:${region}`),
    ...scope.channels.map((channel) => `channel:${channel}`),
  ];
  return keys.length === 0 ? [everyKey] : [...new Set(keys)].sort();
}

/** All keys that an item answers to. */
export const keysOfItem = (item: PricedItem): readonly string[] => [
  everyKey,
  `sku:${item.sku}`,
  ...(item.group === '' ? [] : [`group:${item.group}`]),
  ...(item.brand === null || item.brand === '' ? [] : [`brand:${item.brand}`]),
];

/** All keys that a customer answers to. */
export const keysOfCustomer = (customer: PricedCustomer): readonly string[] => [
  everyKey,
  `customer:${customer.code}`,
  ...(customer.priceGroup === '' ? [] : [`price_group:${customer.priceGroup}`]),
  ...(customer.region === '' ? [] : [`region:${customer.region}`]),
  ...(customer.channel === '' ? [] : [`channel:${customer.channel}`]),
  `country:${customer.country}`,
];
