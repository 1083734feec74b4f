import type { PricedCustomer, TaxRule } from '../contract.ts';
import { everyKey, itemKeys, type PricedItem } from './scope.ts';
import { holdsOn } from './world.ts';

/** Of each key that items answer to, the newest tax rule; of two that begin on one day the first by code. */
export type TaxIndex = ReadonlyMap<string, TaxRule>;

/** Looks once which taxes hold in the customer's country on the day. */
export function indexTaxes(taxes: readonly TaxRule[], customer: PricedCustomer, on: string): TaxIndex {
  const index = new Map<string, TaxRule>();
  for (const tax of taxes) {
    if (!tax.active || tax.country !== customer.country || !holdsOn(on, tax)) continue;
    for (const key of itemKeys(tax.items)) {
      const rival = index.get(key);
      if (rival === undefined || comesBefore(tax, rival)) index.set(key, tax);
    }
  }
  return index;
}

const comesBefore = (tax: TaxRule, rival: TaxRule): boolean => (tax.validFrom === rival.validFrom ? tax.code < rival.code : rival.validFrom < tax.validFrom);

/** The tax on an item: by the rule that names it most closely (SKU, brand, group, all); 0 without one. */
export function taxBpOf(index: TaxIndex, { sku, brand, group }: PricedItem): number {
  const named = (kind: string, value: string | null): TaxRule | undefined => (value === null || value === '' ? undefined : index.get(`${kind}:${value}`));
  const tax = index.get(`sku:${sku}`) ?? named('brand', brand) ?? named('group', group) ?? index.get(everyKey);
  return tax?.bp ?? 0;
}
