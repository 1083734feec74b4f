import type { Instant } from '../../../kernel/time.ts';
import { msBetween } from '../../../kernel/time.ts';
import type { CommandState } from '../contract.ts';
import { breakerLimit } from './backoff.ts';

/** What is known of a command when a job wants to work on it. */
export interface Candidate {
  readonly state: CommandState;
  readonly notBefore: Instant;
  readonly leaseUntil: Instant | null;
  readonly sentAt: Instant | null;
  /** An earlier open command has the same ordering key. */
  readonly blocked: boolean;
  readonly connectionState: 'active' | 'paused';
  readonly breakerUntil: Instant | null;
  /** Failures in a row of the connection, and until when somebody tries whether it is back. */
  readonly failures: number;
  readonly probeUntil: Instant | null;
  /** The ERP is known to be away until then. */
  readonly downUntil: Instant | null;
}

/**
 * take: work on it (`crashed`: whoever sent it before is gone, and may have reached the ERP; `probe`: the connection has rested, and this one tries
 * whether the ERP is back, alone) · wait: a job should come back ·
 * leave: nothing to do here; somebody else will queue it (the command before it, the end of the pause, the sweep).
 */
export type Admission =
  { readonly kind: 'take'; readonly crashed: boolean; readonly probe: boolean } | { readonly kind: 'wait'; readonly ms: number } | { readonly kind: 'leave' };

const ended: ReadonlySet<CommandState> = new Set(['committed', 'rejected', 'cancelled']);

/** How long others wait for how the one fares that tries. */
export const probeWaitMs = 2_000;
const isResting = (failures: number): boolean => failures >= breakerLimit;

/** Whether a job may work on the command now. */
export function admit(candidate: Candidate, now: Instant): Admission {
  if (ended.has(candidate.state)) return { kind: 'leave' };
  if (candidate.blocked || candidate.connectionState === 'paused') return { kind: 'leave' };
  if (candidate.leaseUntil !== null && candidate.leaseUntil > now) return { kind: 'leave' };
  const probed = isResting(candidate.failures) ? candidate.probeUntil : null;
  const later = Math.max(...[candidate.notBefore, candidate.breakerUntil, candidate.downUntil].map((until) => (until === null ? 0 : msBetween(now, until))));
  if (later > 0) return { kind: 'wait', ms: later };
  if (probed !== null && probed > now) return { kind: 'wait', ms: probeWaitMs };
  return { kind: 'take', crashed: candidate.state === 'sending' && candidate.sentAt !== null, probe: isResting(candidate.failures) };
}

/**
 * Whether a document that a look-up did not find may be created (again).
 *
 * A look-up that finds nothing does not prove that nothing will be there: the request whose answer was lost may still be worked on inside
 * the ERP, and would commit after a second one had been sent. So after a send with unknown end, nothing new is sent until the ERP can no
 * longer be working on the old one: `settleMs` after we stopped waiting for it, and only if the look-up itself began after that moment.
 * `settleMs` must be longer than the ERP lets one request run; it is what makes "exactly once" true, together with the look-up.
 */
export function mayCreate(sentAt: Instant | null, lookedUpAt: Instant, settleMs: number): boolean {
  return sentAt === null || msBetween(sentAt, lookedUpAt) >= settleMs;
}
