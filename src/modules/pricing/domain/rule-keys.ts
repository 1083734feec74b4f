import type { Floor, RuleKind, Scheme, TaxRule } from '../contract.ts';
import { customerKeys, everyKey, itemKeys } from './scope.ts';

/** A rule's contents, by kind. */
export type RuleBody =
  | { readonly kind: 'scheme'; readonly body: Scheme }
  | { readonly kind: 'floor'; readonly body: Floor }
  | { readonly kind: 'tax'; readonly body: TaxRule }
  | { readonly kind: Extract<RuleKind, 'policy'>; readonly body: object };

/** What a rule is found by, so that an order reads only the rules that could fit it. */
export function keysOfRule(rule: RuleBody): { readonly items: readonly string[]; readonly customers: readonly string[] } {
  switch (rule.kind) {
    case 'scheme':
      return { items: schemeItems(rule.body), customers: customerKeys(rule.body.customers) };
    case 'floor':
      return { items: itemKeys(rule.body.items), customers: customerKeys(rule.body.customers) };
    case 'tax':
      return { items: itemKeys(rule.body.items), customers: [`country:${rule.body.country}`] };
    case 'policy':
      return { items: [everyKey], customers: [everyKey] };
  }
}

/** A combo is found by the items that it needs. */
const schemeItems = (scheme: Scheme): readonly string[] =>
  scheme.gift.kind === 'combo' ? [...new Set(scheme.gift.needs.map((need) => `sku:${need.sku}`))].sort() : itemKeys(scheme.items);
