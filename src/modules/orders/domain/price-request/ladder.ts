import type { CaseStep, PriceCardLine } from '../../../exceptions/contract.ts';
import type { ApprovalPolicy } from '../../../pricing/contract.ts';

/** Who is asked for a price, in which order, and how many different people must agree. */
export interface Ladder {
  readonly steps: readonly CaseStep[];
  readonly personsNeeded: number;
  /** After this many minutes nobody has decided in time. */
  readonly totalMin: number;
}

const underFloor = (line: PriceCardLine): boolean => line.verdict === 'below_floor' || line.verdict === 'below_cost';

/**
 * The ladder of a request: from the first tier that may decide every line of it. A tier decides up to its discount, and under the floor only
 * where the policy says so. When no tier may, the last one is asked: somebody must at least decline.
 */
export function ladderOf(policy: ApprovalPolicy, lines: readonly PriceCardLine[]): Ladder {
  const open = lines.filter((line) => !line.settled);
  const below = open.some(underFloor);
  const most = Math.max(0, ...open.map((line) => line.askedDiscountBp));
  const tiers = policy.tiers.toSorted((a, b) => a.tier - b.tier);
  const able = tiers.filter((tier) => tier.upToBp >= most && (!below || tier.belowFloor));
  const asked = able.length > 0 ? able : tiers.slice(-1);
  let afterMin = 0;
  const steps = asked.map((tier): CaseStep => {
    const step = { tier: tier.tier, roles: [...tier.roles], afterMin };
    afterMin += tier.minutes;
    return step;
  });
  return { steps, personsNeeded: below ? policy.personsBelowFloor : 1, totalMin: afterMin };
}
