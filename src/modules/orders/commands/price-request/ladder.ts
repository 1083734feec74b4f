import type { CaseStep, PriceCardLine } from '../../../exceptions/contract.ts';
import type { ApprovalPolicy, PriceVerdict } from '../../../pricing/contract.ts';
import { tierFor } from '../../../pricing/domain/index.ts';

/** Who is asked for a price, in which order, and how many different people must agree. */
export interface Ladder {
  readonly steps: readonly CaseStep[];
  readonly personsNeeded: number;
  /** After this many minutes nobody has decided in time. */
  readonly totalMin: number;
}

/** The ladder of a whole request: the one of its line that needs the highest authority, and as many people as any line needs. */
export function ladderOf(policy: ApprovalPolicy, lines: readonly PriceCardLine[]): Ladder {
  const needs = lines
    .filter((line) => !line.settled)
    .flatMap((line) => tierFor(policy, { verdict: line.verdict as PriceVerdict, discountBp: line.askedDiscountBp }) ?? []);
  const highest = needs.reduce<(typeof needs)[number] | null>((best, need) => (best === null || need.tier > best.tier ? need : best), null);
  const steps = (highest?.steps ?? []).map((step) => ({ tier: step.tier, roles: [...step.roles], afterMin: step.afterMin }));
  const last = policy.tiers.find((tier) => tier.tier === steps.at(-1)?.tier);
  return { steps, personsNeeded: Math.max(1, ...needs.map((need) => need.personsNeeded)), totalMin: (steps.at(-1)?.afterMin ?? 0) + (last?.minutes ?? 0) };
}

/** Whether letting these lines pass takes no higher authority, and no more people, than what was asked did. */
export const withinAsked = (policy: ApprovalPolicy, lines: readonly PriceCardLine[], asked: readonly PriceCardLine[]): boolean => {
  const [needed, had] = [ladderOf(policy, lines), ladderOf(policy, asked)];
  return (needed.steps[0]?.tier ?? 0) <= (had.steps[0]?.tier ?? 0) && needed.personsNeeded <= had.personsNeeded;
};

/** Whether a clerk may give these prices himself: a small discount, nothing under a floor. Logged like any other approval. */
export const withinOwnAuthority = (policy: ApprovalPolicy, lines: readonly PriceCardLine[]): boolean =>
  lines.every(
    (line) =>
      line.settled ||
      (line.askedDiscountBp <= policy.autoUpToBp && line.verdict !== 'below_floor' && line.verdict !== 'below_cost' && line.verdict !== 'over_authority'),
  );
