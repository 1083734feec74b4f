import { refuse, type Refusal } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { ExceptionRefusal } from '../contract.ts';
import { forwardedRole, isRequester, tierOf, type Case, type Viewer } from './case.ts';
import { isOpen } from './case-machine.ts';

const because = (code: ExceptionRefusal, facts: Record<string, unknown> = {}): Refusal<ExceptionRefusal> => refuse(code, facts).refusal;

/**
 * True for those who were told of the present version at a tier that has been reached, in a role that they (or whom they stand in for) have,
 * and for those with a role of a tier above. Who was only shown the case is not among them.
 */
export function isAsked(file: Case, person: Viewer): boolean {
  const reached = tierOf(file);
  const told = file.tellings.some(
    (one) => one.person === person.id && one.tier <= reached && one.role !== forwardedRole && (one.insteadOf !== null || person.roles.includes(one.role)),
  );
  return told || file.steps.some((step) => step.tier > reached && step.roles.some((role) => person.roles.includes(role)));
}

/**
 * Why this person may not decide this case now, or null when they may: it is not open, its deadline passed (it is never approved then),
 * they asked for it themselves, they look after the customer, or they were not asked.
 */
export function whyNotDecide(file: Case, person: Viewer, now: Instant): Refusal<ExceptionRefusal> | null {
  if (file.state === 'expired' || (isOpen(file.state) && file.deadlineAt !== null && now >= file.deadlineAt))
    return because('expired', { deadlineAt: file.deadlineAt });
  if (!isOpen(file.state)) return because('wrong_state', { state: file.state });
  if (isRequester(file, person.id)) return because('own_request');
  if (file.customer !== null && person.customers.includes(file.customer)) return because('own_customer', { customer: file.customer });
  if (!isAsked(file, person)) return because('not_your_tier', { tier: tierOf(file), needs: file.steps.flatMap((step) => step.roles) });
  return null;
}
