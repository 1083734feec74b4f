import { addMs, type Instant } from '../../../kernel/time.ts';
import type { Reading } from '../../../engines/reading/index.ts';

/** When a conversation counts as finished. All of it is a setting of the company. */
export interface IntakePolicy {
  /** Silence after which several messages are one order. */
  readonly quietMs: number;
  /** A conversation that never falls silent is read at the latest this long after its first message. */
  readonly longestMs: number;
  /** A complete order from a known customer closes after this silence instead; null: never sooner. */
  readonly completeQuietMs: number | null;
  /** Questions to a customer before the desk takes over. */
  readonly questionsAtMost: number;
  /** An unanswered question goes to the desk after this. */
  readonly answerWithinMs: number;
}

/** What `quietUntil` looks at. */
export interface Quiet {
  readonly now: Instant;
  readonly openedAt: Instant;
  readonly reading: Pick<Reading, 'disposition' | 'ended' | 'lines' | 'intent'>;
  readonly customerKnown: boolean;
  /** A question of ours is waiting and this is the answer. */
  readonly answering: boolean;
}

/** The moment at which the conversation is read as one order, if nothing more is said until then. */
export function quietUntil(policy: IntakePolicy, quiet: Quiet): Instant {
  const { now, openedAt, reading } = quiet;
  const complete = reading.disposition === 'auto' && reading.lines.length > 0 && quiet.customerKnown;
  if (reading.ended || (quiet.answering && complete)) return now;
  const silence = complete && policy.completeQuietMs !== null ? Math.min(policy.completeQuietMs, policy.quietMs) : policy.quietMs;
  const latest = addMs(openedAt, policy.longestMs);
  const normal = addMs(now, silence);
  return normal < latest ? normal : latest < now ? now : latest;
}
