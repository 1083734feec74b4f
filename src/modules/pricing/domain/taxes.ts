import type { PricedCustomer, TaxRule } from '../contract.ts';
import { itemKeys, keysOfItem, type PricedItem } from './scope.ts';
import { holdsOn } from './world.ts';

const closeness = (key: string): number => (key.startsWith('sku:') ? 3 : key.startsWith('brand:') ? 2 : key.startsWith('group:') ? 1 : 0);

/** The tax on an item for a customer of that country: the rule that names the item most closely (SKU, brand, group, all), of those the newest; 0 without one. */
export function taxBpOf(taxes: readonly TaxRule[], customer: PricedCustomer, on: string, item: PricedItem): number {
  const keys = new Set(keysOfItem(item));
  const fitting = taxes.flatMap((tax) => {
    if (!tax.active || tax.country !== customer.country || !holdsOn(on, tax)) return [];
    const hits = itemKeys(tax.items).filter((key) => keys.has(key));
    return hits.length === 0 ? [] : [{ tax, close: Math.max(...hits.map(closeness)) }];
  });
  fitting.sort(
    (a, b) => b.close - a.close || (a.tax.validFrom === b.tax.validFrom ? (a.tax.code < b.tax.code ? -1 : 1) : a.tax.validFrom < b.tax.validFrom ? 1 : -1),
  );
  return fitting[0]?.tax.bp ?? 0;
}
