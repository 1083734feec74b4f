import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs, type Instant } from '../../../kernel/time.ts';
import { orderStates } from '../contract.ts';
import { clockOwnerOf } from './order-machine.ts';
import { bandOf, urgency, urgencyScale } from './urgency.ts';

const now = '2026-11-17T06:00:00.000Z' as Instant;
const hours = (count: number): Instant => addMs(now, count * 3_600_000);
const rank = (netMinor: number | null, cutOffAt: Instant | null, state: (typeof orderStates)[number] = 'needs_desk') =>
  urgency({ state, netMinor, cutOffAt }, now);

describe('urgency', () => {
  it('is minor units an hour until the cut-off', () => {
    expect(rank(5_000_000, hours(1))).toEqual({ band: 0, score: 5_000_000 });
    expect(rank(30_000_000, hours(8))).toEqual({ band: 0, score: 3_750_000 });
  });

  it('takes a missed cut-off for one that is a quarter of an hour away', () => {
    expect(rank(1_000_000, hours(-3))).toEqual(rank(1_000_000, addMs(now, 60_000)));
  });

  it('takes an unknown cut-off for a day, and an unknown amount for a usual small order', () => {
    expect(rank(2_000_000, null)).toEqual(rank(2_000_000, hours(24)));
    expect(rank(null, hours(2))).toEqual(rank(urgencyScale.unpricedMinor, hours(2)));
  });

  it('puts what waits for others after what waits for us, whatever the money', () => {
    for (const state of ['needs_customer', 'price_hold', 'credit_hold', 'posting', 'post_unknown'] as const) expect(rank(9e13, hours(0), state).band).toBe(1);
    for (const state of ['assembling', 'needs_desk', 'stock_decision'] as const) expect(rank(0, null, state).band).toBe(0);
  });

  it('asks nothing for an order that nobody holds', () => {
    for (const state of orderStates.filter((each) => clockOwnerOf[each] === null)) {
      expect(bandOf(state)).toBe(2);
      expect(rank(9e9, hours(1), state).score).toBe(0);
    }
  });

  it('never sinks with more money or less time, and stays exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e14 }), fc.nat(1e12), fc.integer({ min: -5000, max: 50_000 }), fc.nat(5000), (net, more, minutes, less) => {
        const { score } = rank(net, addMs(now, minutes * 60_000));
        expect(Number.isSafeInteger(score)).toBe(true);
        expect(rank(net + more, addMs(now, minutes * 60_000)).score).toBeGreaterThanOrEqual(score);
        expect(rank(net, addMs(now, (minutes - less) * 60_000)).score).toBeGreaterThanOrEqual(score);
      }),
    );
  });
});
