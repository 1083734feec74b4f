import { describe, expect, it } from 'vitest';
import { clockNow, clockShares, clockTotal } from './clock.ts';

const clock = { ours: 3000, customer: 9000, approver: 0, erp: 0, running: 'customer' as const, quietWindow: 2000 };

describe('the clock on the screen', () => {
  it('runs on for the party that holds the order, and for nobody else', () => {
    expect(clockNow(clock, 1500)).toMatchObject({ ours: 3000, customer: 10_500 });
    expect(clockNow({ ...clock, running: null }, 1500)).toMatchObject({ ours: 3000, customer: 9000 });
  });

  it('never runs backwards when the page is ahead of the answer', () => {
    expect(clockNow(clock, -500)).toEqual(clock);
  });

  it('shares add up to the whole', () => {
    expect(clockTotal(clock)).toBe(12_000);
    expect(clockShares(clock).map((part) => [part.owner, part.share])).toEqual([
      ['ours', 0.25],
      ['customer', 0.75],
    ]);
  });

  it('shows the party that has just got it', () => {
    expect(clockShares({ ...clock, customer: 0, ours: 0, running: 'ours' })).toEqual([{ owner: 'ours', ms: 0, share: 0, running: true }]);
  });
});
