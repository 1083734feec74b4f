import type { Instant } from '../../../kernel/time.ts';

/** What an order's sleep depends on. */
export interface Sleeper {
  readonly version: number;
  readonly snoozedVersion: number | null;
  readonly snoozedUntil: Instant | null;
}

/** Whether an order sleeps: only while it is the version that was put to sleep, and only until its time if it has one. */
export const sleeps = (order: Sleeper, now: Instant): boolean =>
  order.snoozedVersion === order.version && (order.snoozedUntil === null || order.snoozedUntil > now);
