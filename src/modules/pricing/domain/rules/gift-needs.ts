import type { Refusal } from '../../../../kernel/result.ts';
import type { PricingRefusal, Scheme } from '../../contract.ts';
import type { Rule } from './rule.ts';

/** Refuses a scheme without the unit or the currency that its bands are counted in. */
export function giftRefusal(rule: Rule): Refusal<PricingRefusal> | null {
  if (rule.kind !== 'scheme') return null;
  const { uom, currency } = rule.body;
  if (needsUom(rule.body.gift) && (uom === null || uom === '')) return { code: 'bad_rule', facts: { field: 'uom', problem: 'missing' } };
  if (needsCurrency(rule.body.gift) && currency === null) return { code: 'bad_rule', facts: { field: 'currency', problem: 'missing' } };
  return null;
}

function needsUom(gift: Scheme['gift']): boolean {
  if (gift.kind === 'combo') return false;
  return gift.kind === 'percent_off' ? gift.basis === 'quantity' : true;
}

function needsCurrency(gift: Scheme['gift']): boolean {
  if (gift.kind === 'amount_off') return true;
  return gift.kind === 'percent_off' && gift.basis === 'value';
}
