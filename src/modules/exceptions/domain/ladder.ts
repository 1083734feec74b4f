import { addMs, msBetween, type Instant } from '../../../kernel/time.ts';
import type { CaseStep } from '../contract.ts';
import type { Case } from './case.ts';
import { isOpen } from './case-machine.ts';

const minuteMs = 60_000;

/** What the clock of a case has to do now. */
export type Due = 'expire' | 'escalate' | 'remind';

type Timed = Pick<Case, 'state' | 'versionAt' | 'steps' | 'stepsAsked' | 'stepAt' | 'reminded' | 'deadlineAt'>;

/** Steps in the order in which they are asked: by their minutes, then by their tier. */
export const inOrder = (steps: readonly CaseStep[]): readonly CaseStep[] => steps.toSorted((a, b) => a.afterMin - b.afterMin || a.tier - b.tier);

/** When the next step is asked: its minutes after this version was raised. Null when all have been. */
const escalationAt = (file: Timed): Instant | null => {
  const next = file.steps[file.stepsAsked];
  return next === undefined ? null : addMs(file.versionAt, next.afterMin * minuteMs);
};

const earliest = (...moments: readonly (Instant | null)[]): Instant | null => moments.filter((one) => one !== null).toSorted()[0] ?? null;

/** Half of the time that the people of the present step have; null when they were reminded or have no end. */
function reminderAt(file: Timed): Instant | null {
  const end = earliest(escalationAt(file), file.deadlineAt);
  if (file.reminded || end === null || file.stepsAsked === 0) return null;
  return addMs(file.stepAt, Math.floor(msBetween(file.stepAt, end) / 2));
}

/** What is to be done at `now`, the most important first; null when nothing is. A case that nobody is to decide any more has no clock. */
export function whatIsDue(file: Timed, now: Instant): Due | null {
  if (!isOpen(file.state)) return null;
  const passed = (moment: Instant | null): boolean => moment !== null && moment <= now;
  if (passed(file.deadlineAt)) return 'expire';
  if (passed(escalationAt(file))) return 'escalate';
  return passed(reminderAt(file)) ? 'remind' : null;
}

/** When the clock has something to do next; null when never. */
export const nextDueAt = (file: Timed): Instant | null => (isOpen(file.state) ? earliest(file.deadlineAt, escalationAt(file), reminderAt(file)) : null);
