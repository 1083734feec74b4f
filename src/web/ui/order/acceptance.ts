import type { CheckResult, LifeEvent, OrderState } from '../../../modules/orders/contract.ts';
import { corrections, draftStates, indispensable, settledByCase } from '../../../modules/orders/domain/index.ts';

/** What stands between an order and its acceptance. */
export interface Acceptance {
  /** Must be put right first. */
  readonly blockers: readonly CheckResult[];
  /** The clerk may take these on: seen, understood, booked anyway. */
  readonly toAccept: readonly CheckResult[];
}

/** Sorts open checks into what must be put right and what this person may take on. Credit is released by sales heads and owners only; prices and a frozen plan by their own cases. */
export function acceptanceOf(checks: readonly CheckResult[], mayReleaseCredit: boolean): Acceptance {
  const open = checks.filter((check) => check.outcome !== 'pass' && check.outcome !== 'warn');
  const needsMore = (check: CheckResult): boolean =>
    (check.outcome === 'approval' && (settledByCase.has(check.code) || !mayReleaseCredit)) || (check.outcome === 'hold' && !mayReleaseCredit);
  const blocks = (check: CheckResult): boolean => check.outcome === 'block' || indispensable.has(check.code) || needsMore(check);
  return { blockers: open.filter(blocks), toAccept: open.filter((check) => !blocks(check)) };
}

/** Codes to send along, each once. */
export const codesOf = (checks: readonly CheckResult[]): readonly string[] => [...new Set(checks.map((check) => check.code))];

/** Whether the clerk's newest act was a correction, so that there is something to undo. */
export function canUndo(life: readonly LifeEvent[]): boolean {
  return corrections.has(life.findLast((event) => event.kind === 'version')?.why ?? '');
}

/** States in which an order can still be changed at the desk. */
export const isDraft = (state: OrderState): boolean => draftStates.has(state);
