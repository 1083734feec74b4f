import type { Rule } from './rule.ts';

/** An item that a rule names, with the unit in which it counts it; null: in no unit of its own. */
export interface NamedItem {
  readonly sku: string;
  readonly uom: string | null;
  /** Where in the rule. */
  readonly field: string;
}

/** Every item that a rule names: a rule about an item that does not exist would never hold, and nobody would notice. */
export function namedItems(rule: Rule): readonly NamedItem[] {
  if (rule.kind === 'policy') return [];
  const uom = rule.kind === 'scheme' ? rule.body.uom : rule.kind === 'floor' && rule.body.limit.kind === 'absolute' ? rule.body.limit.uom : null;
  const scoped = rule.body.items.skus.map((sku) => ({ sku, uom, field: 'items.skus' }));
  if (rule.kind !== 'scheme') return scoped;
  const { gift } = rule.body;
  if (gift.kind === 'combo') return [...scoped, ...gift.needs.map((need, i) => ({ sku: need.sku, uom: need.uom, field: `gift.needs.${i}.sku` }))];
  return gift.kind === 'free_goods' && gift.sku !== null ? [...scoped, { sku: gift.sku, uom: gift.freeUom, field: 'gift.sku' }] : scoped;
}

/** The currency that a rule's amounts are in; null when it has none. */
export function namedCurrency(rule: Rule): { readonly currency: string; readonly field: string } | null {
  if (rule.kind === 'scheme' && rule.body.currency !== null) return { currency: rule.body.currency, field: 'currency' };
  if (rule.kind === 'floor' && rule.body.limit.kind === 'absolute') return { currency: rule.body.limit.currency, field: 'limit.currency' };
  return null;
}
