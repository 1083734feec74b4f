import { msBetween, type Instant } from '../../../kernel/time.ts';
import type { OrderState } from '../contract.ts';
import { clockOwnerOf } from './order-machine.ts';

/** 0: waits for us; 1: waits for somebody else (customer, approver, ERP); 2: nobody has to do anything. */
export type UrgencyBand = 0 | 1 | 2;

/** Where an order stands in the queue: band first, then the higher score. */
export interface Urgency {
  readonly band: UrgencyBand;
  readonly score: number;
}

/** What the rank of an order depends on. */
export interface Ranked {
  readonly state: OrderState;
  readonly netMinor: number | null;
  readonly cutOffAt: Instant | null;
}

/** Numbers of the formula; the statement that ranks in the database takes them from here. */
export const urgencyScale = {
  /** An order without an amount counts as a usual small one: ten thousand of a currency with two decimals. */
  unpricedMinor: 1_000_000,
  /** More money than this makes no order more urgent: the score stays exact. */
  mostMinor: 100_000_000_000_000,
  /** Nearer than a quarter of an hour, or missed, is as near as it gets. */
  leastMin: 15,
  /** Nobody knows a cut-off: as if it were a day away. */
  unknownMin: 1_440,
} as const;

/** The band of a state. An order that is on its way to the ERP waits for the ERP, whoever's clock runs. */
export function bandOf(state: OrderState): UrgencyBand {
  if (clockOwnerOf[state] === null) return 2;
  return clockOwnerOf[state] === 'ours' && state !== 'posting' ? 0 : 1;
}

/**
 * Money × nearness of the cut-off: minor units an hour, `net × 60 ÷ whole minutes until the cut-off`, rounded down. ₹50,000 with an
 * hour to go goes before ₹3,00,000 with eight. What waits for others comes after everything that waits for us; amounts in several
 * currencies are compared by their minor units. An order that nobody has to touch scores 0.
 */
export function urgency(order: Ranked, asOf: Instant): Urgency {
  const band = bandOf(order.state);
  if (band === 2) return { band, score: 0 };
  const { unpricedMinor, mostMinor, leastMin, unknownMin } = urgencyScale;
  const amount = Math.min(Math.max(order.netMinor ?? unpricedMinor, 0), mostMinor);
  const minutes = order.cutOffAt === null ? unknownMin : Math.max(leastMin, Math.floor(msBetween(asOf, order.cutOffAt) / 60_000));
  return { band, score: Number((BigInt(amount) * 60n) / BigInt(minutes)) };
}
