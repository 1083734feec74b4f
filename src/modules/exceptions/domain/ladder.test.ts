import { describe, expect, it } from 'vitest';
import { later, noon, request } from '../test/samples.ts';
import { inOrder, nextDueAt, whatIsDue } from './ladder.ts';

describe('the clock of a case', () => {
  it('reminds at half of the step’s time, then asks the next tier', () => {
    expect(whatIsDue(request(), later(4))).toBeNull();
    expect(nextDueAt(request())).toBe(later(5));
    expect(whatIsDue(request(), later(5))).toBe('remind');
    const reminded = request({ reminded: true });
    expect(whatIsDue(reminded, later(9))).toBeNull();
    expect(nextDueAt(reminded)).toBe(later(10));
    expect(whatIsDue(reminded, later(10))).toBe('escalate');
  });

  it('counts the last step up to the deadline', () => {
    const last = request({ stepsAsked: 3, stepAt: later(20) });
    expect(nextDueAt(last)).toBe(later(32.5));
    expect(whatIsDue(last, later(45))).toBe('expire');
  });

  it('lets a case lapse before anything else that was missed', () => {
    expect(whatIsDue(request(), later(60))).toBe('expire');
  });

  it('asks the next tier rather than remind the one before, when both were missed', () => {
    expect(whatIsDue(request(), later(15))).toBe('escalate');
  });

  it('stands still without an end, and when nobody is to decide any more', () => {
    expect(nextDueAt(request({ stepsAsked: 3, deadlineAt: null }))).toBeNull();
    for (const state of ['decided', 'expired', 'withdrawn', 'closed'] as const) {
      expect(nextDueAt(request({ state }))).toBeNull();
      expect(whatIsDue(request({ state }), later(100))).toBeNull();
    }
  });

  it('knows the steps in the order in which they are asked', () => {
    const mixed = [
      { tier: 2, roles: ['owner'], afterMin: 20 },
      { tier: 1, roles: ['sales_head'], afterMin: 0 },
    ];
    expect(inOrder(mixed).map((step) => step.tier)).toEqual([1, 2]);
    expect(noon < later(1)).toBe(true);
  });
});
