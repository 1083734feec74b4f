import type { Clock, ClockOwner } from '../../../modules/orders/contract.ts';
import { ownerOrder } from '../status.ts';

/** One party's part of the whole time. */
export interface ClockShare {
  readonly owner: ClockOwner;
  readonly ms: number;
  /** 0…1 of the whole. */
  readonly share: number;
  readonly running: boolean;
}

/** The clock `sinceMs` after it was read: whoever holds the order has held it that much longer. */
export function clockNow(clock: Clock, sinceMs: number): Clock {
  if (clock.running === null) return clock;
  return { ...clock, [clock.running]: clock[clock.running] + Math.max(0, Math.round(sinceMs)) };
}

/** Milliseconds of everybody together. */
export const clockTotal = (clock: Clock): number => ownerOrder.reduce((sum, owner) => sum + clock[owner], 0);

/** The parts of the bar in fixed order; parties that never held the order are left out unless they hold it now. */
export function clockShares(clock: Clock): readonly ClockShare[] {
  const total = clockTotal(clock);
  return ownerOrder
    .map((owner) => ({ owner, ms: clock[owner], share: total === 0 ? 0 : clock[owner] / total, running: clock.running === owner }))
    .filter((part) => part.ms > 0 || part.running);
}
