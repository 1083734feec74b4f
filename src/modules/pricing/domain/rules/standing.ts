import type { RuleStanding } from '../../contract.ts';

/** What of any rule's body says when it holds. Approval policies say nothing: they always do. */
interface Dated {
  readonly active?: unknown;
  readonly validFrom?: unknown;
  readonly validTo?: unknown;
}

/** How a rule stands on a day. */
export function standingOf(body: Dated, today: string): RuleStanding {
  if (body.active === false) return 'off';
  if (typeof body.validFrom === 'string' && today < body.validFrom) return 'will_work';
  return typeof body.validTo === 'string' && body.validTo < today ? 'over' : 'works';
}
