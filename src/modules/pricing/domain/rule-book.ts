import { keysOfRule, type RuleBody } from './rule-keys.ts';
import { keysOfCustomer, keysOfItem, type PricedItem } from './scope.ts';
import type { PricedCustomer } from '../contract.ts';
import type { Rules } from './world.ts';

/** All rules of a company as they stand, with a register by item. Never changed once it is made. */
export interface RuleBook {
  readonly rules: Rules;
  /** The rules that could fit any of these items for this customer, in the order of the book. */
  readonly fitting: (items: readonly PricedItem[], customer: PricedCustomer) => Rules;
}

/** Finds the rules of one kind by the keys of items, for a customer. */
type Finder<T> = (items: ReadonlySet<string>, customer: ReadonlySet<string>) => readonly T[];

/** Opens a register over rules: looking something up costs what is found, not what is kept. */
export function ruleBook(rules: Rules): RuleBook {
  const schemes = finderOf(rules.schemes, (body) => ({ kind: 'scheme', body }));
  const floors = finderOf(rules.floors, (body) => ({ kind: 'floor', body }));
  const taxes = finderOf(rules.taxes, (body) => ({ kind: 'tax', body }));
  return {
    rules,
    fitting: (items, customer) => {
      const keys = new Set(items.flatMap(keysOfItem));
      const own = new Set(keysOfCustomer(customer));
      return { ...rules, schemes: schemes(keys, own), floors: floors(keys, own), taxes: taxes(keys, own) };
    },
  };
}

function finderOf<T>(rules: readonly T[], bodyOf: (rule: T) => RuleBody): Finder<T> {
  const customers: (readonly string[])[] = [];
  const byItem = new Map<string, number[]>();
  for (const [index, rule] of rules.entries()) {
    const keys = keysOfRule(bodyOf(rule));
    customers.push(keys.customers);
    for (const key of keys.items) {
      const known = byItem.get(key);
      if (known) known.push(index);
      else byItem.set(key, [index]);
    }
  }
  return (items, customer) => {
    const found = new Set<number>();
    for (const key of items) for (const index of byItem.get(key) ?? []) if (customers[index]?.some((one) => customer.has(one))) found.add(index);
    return [...found].sort((a, b) => a - b).flatMap((index) => rules[index] ?? []);
  };
}
