import type { Refusal } from '../../../../kernel/result.ts';
import type { PricingRefusal } from '../../contract.ts';
import { namedCurrency, namedItems, type NamedItem } from './named-things.ts';
import type { Rule } from './rule.ts';

/** What a rule may name: the company's currency, the currencies of its prices, and items with their units. */
export interface KnownThings {
  readonly currency: string;
  readonly currencies: ReadonlySet<string>;
  readonly units: ReadonlyMap<string, readonly string[]>;
}

/**
 * What stands against a rule that has the right form: `unknown_sku`, `bad_rule` for a unit that a named item does not have, `wrong_currency`
 * for one that is neither the company's nor that of any price. Null: it can be kept.
 */
export function unknownRefusal(rule: Rule, known: KnownThings): Refusal<PricingRefusal> | null {
  for (const named of namedItems(rule)) {
    const refusal = itemRefusal(named, known.units.get(named.sku));
    if (refusal !== null) return refusal;
  }
  const money = namedCurrency(rule);
  if (money === null || money.currency === known.currency || known.currencies.has(money.currency)) return null;
  return { code: 'wrong_currency', facts: { field: money.field, currency: money.currency, expected: known.currency } };
}

function itemRefusal(named: NamedItem, units: readonly string[] | undefined): Refusal<PricingRefusal> | null {
  if (units === undefined) return { code: 'unknown_sku', facts: { field: named.field, sku: named.sku } };
  if (named.uom === null || units.includes(named.uom)) return null;
  return { code: 'bad_rule', facts: { field: named.field, problem: 'no_such_unit', sku: named.sku, uom: named.uom, units } };
}
