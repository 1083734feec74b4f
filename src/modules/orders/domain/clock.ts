import { msBetween, type Instant } from '../../../kernel/time.ts';
import type { Clock, ClockOwner, LifeEvent } from '../contract.ts';
import { clockOwnerOf } from './order-machine.ts';

/** The milestone at which a posting order stops being ours: the first call to the ERP has left. */
export const erpStarted = 'erp_started';

/**
 * Splits an order's whole life among those who held it. The clock never stops silently: every millisecond from the
 * first message at the door to the end (or to `now`) belongs to exactly one owner.
 */
export function splitClock(life: readonly LifeEvent[], now: Instant): Clock {
  const held: Record<ClockOwner, number> = { ours: 0, customer: 0, approver: 0, erp: 0 };
  let running: ClockOwner | null = null;
  let since: Instant | null = null;
  let quietWindow = 0;
  for (const event of life) {
    const at = event.at as Instant;
    if (typeof event.facts['quietMs'] === 'number') quietWindow += event.facts['quietMs'];
    const owner: ClockOwner | null = ownerAfter(event, running);
    if (owner === running && since !== null) continue;
    if (running !== null && since !== null) held[running] += Math.max(0, msBetween(since, at));
    running = owner;
    since = at;
  }
  if (running !== null && since !== null) held[running] += Math.max(0, msBetween(since, now));
  return { ...held, running, quietWindow };
}

function ownerAfter(event: LifeEvent, running: ClockOwner | null): ClockOwner | null {
  if (event.kind === 'state' && event.toState !== null) return clockOwnerOf[event.toState];
  if (event.kind === 'milestone' && event.why === erpStarted && running !== null) return 'erp';
  return running;
}

/** Life events whose `at` is the moment at which a message reached our door. */
export const arrivals: ReadonlySet<string> = new Set(['message_received', 'message_edited', 'message_deleted', 'answer_received']);

const asInstant = (event: LifeEvent | undefined): Instant | null => (event === undefined ? null : (event.at as Instant));

/**
 * Milliseconds of each stage that has ended: `read` (newest message at the door → draft), `quiet_window`, `checks`, `erp_wait`
 * (accepted → first ERP call), `erp` (first call → number known), `reply`. `door_to_erp` is all of it from the newest message
 * on, without the quiet window.
 */
export function stageTimes(life: readonly LifeEvent[]): Record<string, number> {
  const last = (is: (event: LifeEvent) => boolean): Instant | null => asInstant(life.findLast(is));
  const received = last((event) => arrivals.has(event.why));
  const drafted = last((event) => event.why === 'drafted');
  const closing = life.findLast((event) => event.why === 'conversation_closed');
  const accepted = last((event) => event.toState === 'posting');
  const confirmed = last((event) => event.toState === 'confirmed');
  const started = last((event) => event.why === erpStarted);
  const quietMs = typeof closing?.facts['quietMs'] === 'number' ? closing.facts['quietMs'] : null;
  const whole = between(received, confirmed);
  const stages = {
    read: between(received, drafted),
    quiet_window: quietMs,
    checks: between(asInstant(closing), accepted),
    erp_wait: between(accepted, started),
    erp: between(started, confirmed),
    reply: between(
      confirmed,
      last((event) => event.why === 'reply_sent'),
    ),
    door_to_erp: whole === null ? null : Math.max(0, whole - (quietMs ?? 0)),
  };
  return Object.fromEntries(Object.entries(stages).flatMap(([stage, ms]) => (ms === null ? [] : [[stage, ms]])));
}

const between = (from: Instant | null, to: Instant | null): number | null => (from === null || to === null ? null : Math.max(0, msBetween(from, to)));
