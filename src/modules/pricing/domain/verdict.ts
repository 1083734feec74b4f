import type { ApprovalPolicy, PriceVerdict } from '../contract.ts';
import { add, lessBp, lessThan, ratio, type Ratio } from '../../../kernel/ratio.ts';

/** What a line brings against what it must. All per `uom`. */
export interface Weighed {
  readonly netNet: Ratio;
  /** What rules alone would leave: after schemes, before anybody gives anything. */
  readonly byRules: Ratio;
  readonly floor: Ratio | null;
  readonly cost: Ratio | null;
}

/** Why somebody must look at a price; null: nobody must. The half minor unit that rounding may take is nobody's discount. */
export function needOf({ netNet, byRules, floor, cost }: Weighed, policy: ApprovalPolicy): 'below_cost' | 'below_floor' | 'over_authority' | null {
  if (cost !== null && lessThan(netNet, cost)) return 'below_cost';
  if (floor !== null && lessThan(netNet, floor)) return 'below_floor';
  return lessThan(add(netNet, ratio(1, 2)), lessBp(byRules, policy.autoUpToBp)) ? 'over_authority' : null;
}

/** Whether a price that is asked is lower than ours by more than what is no request. */
export const asksLess = (askedMinor: number | null, unitMinor: number, policy: ApprovalPolicy): boolean =>
  askedMinor !== null && lessThan(ratio(askedMinor), lessBp(ratio(unitMinor), policy.toleranceBp));

/** Who is asked, one step after the other, and how many different people must agree. In the form of a case's steps. */
export interface Authority {
  readonly tier: number;
  readonly steps: readonly { readonly tier: number; readonly roles: readonly string[]; readonly afterMin: number }[];
  readonly personsNeeded: number;
}

/**
 * Who decides about a line; null when nobody need. The first tier that may give the discount is asked at once, each further one when the former
 * has let its minutes pass. Under the floor only tiers that may go there are asked. The last tier decides what no tier covers.
 */
export function tierFor(policy: ApprovalPolicy, line: { readonly verdict: PriceVerdict; readonly discountBp: number }): Authority | null {
  if (line.verdict === 'ok' || line.verdict === 'approved') return null;
  const under = line.verdict === 'below_floor' || line.verdict === 'below_cost';
  const tiers = [...policy.tiers].sort((a, b) => a.tier - b.tier).filter((tier) => !under || tier.belowFloor);
  const first = tiers.findIndex((tier) => line.discountBp <= tier.upToBp);
  const asked = first === -1 ? tiers.slice(-1) : tiers.slice(first);
  let afterMin = 0;
  const steps = asked.map((tier) => {
    const step = { tier: tier.tier, roles: tier.roles, afterMin };
    afterMin += tier.minutes;
    return step;
  });
  return { tier: steps[0]?.tier ?? 0, steps, personsNeeded: under ? policy.personsBelowFloor : 1 };
}
