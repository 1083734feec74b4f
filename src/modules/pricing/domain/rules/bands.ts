import type { Refusal } from '../../../../kernel/result.ts';
import type { PricingRefusal } from '../../contract.ts';
import type { Rule } from './rule.ts';

/** The first place where numbers that must rise do not; null when all rise. */
const notRising = (values: readonly number[]): number | null => {
  const at = values.findIndex((value, i) => i > 0 && value <= (values[i - 1] ?? -1));
  return at === -1 ? null : at;
};

/**
 * Refuses bands of a scheme that do not begin one above the other, and tiers of an approval policy whose numbers or limits do not rise:
 * of two that overlap nobody could say which one holds.
 */
export function bandsRefusal(rule: Rule): Refusal<PricingRefusal> | null {
  if (rule.kind === 'policy') return tiersRefusal(rule.body.autoUpToBp, rule.body.tiers);
  if (rule.kind !== 'scheme') return null;
  const { gift } = rule.body;
  if (gift.kind !== 'percent_off' && gift.kind !== 'amount_off') return null;
  const at = notRising(gift.bands.map((band) => band.from));
  return at === null ? null : { code: 'overlapping_bands', facts: { field: `gift.bands.${at}.from`, band: at + 1 } };
}

function tiersRefusal(autoUpToBp: number, tiers: readonly { readonly tier: number; readonly upToBp: number }[]): Refusal<PricingRefusal> | null {
  const numbers = notRising(tiers.map((tier) => tier.tier));
  if (numbers !== null) return { code: 'overlapping_bands', facts: { field: `tiers.${numbers}.tier`, band: numbers + 1 } };
  const limits = notRising([autoUpToBp, ...tiers.map((tier) => tier.upToBp)]);
  return limits === null ? null : { code: 'overlapping_bands', facts: { field: `tiers.${limits - 1}.upToBp`, band: limits } };
}
