import { describe, expect, it } from 'vitest';
import { defaultApprovalPolicy as policy } from './policy-default.ts';
import { tierFor } from './verdict.ts';

describe('who decides', () => {
  it('nobody when nothing is wrong', () => {
    expect(tierFor(policy, { verdict: 'ok', discountBp: 900 })).toBeNull();
    expect(tierFor(policy, { verdict: 'approved', discountBp: 900 })).toBeNull();
  });
  it('the first tier that may, the next when its minutes have passed', () => {
    expect(tierFor(policy, { verdict: 'over_authority', discountBp: 600 })).toEqual({
      tier: 1,
      steps: [
        { tier: 1, roles: ['sales_head'], afterMin: 0 },
        { tier: 2, roles: ['owner'], afterMin: 10 },
      ],
      personsNeeded: 1,
    });
    expect(tierFor(policy, { verdict: 'asks_less', discountBp: 1_001 })).toMatchObject({ tier: 2, personsNeeded: 1 });
  });
  it('under the floor only who may go there, and two of them', () => {
    for (const verdict of ['below_floor', 'below_cost'] as const)
      expect(tierFor(policy, { verdict, discountBp: 100 })).toEqual({ tier: 2, steps: [{ tier: 2, roles: ['owner'], afterMin: 0 }], personsNeeded: 2 });
  });
  it('the last tier decides what none covers', () => {
    const low = { ...policy, tiers: policy.tiers.map((tier) => ({ ...tier, upToBp: 600 })) };
    expect(tierFor(low, { verdict: 'over_authority', discountBp: 5_000 })).toMatchObject({ tier: 2, steps: [{ tier: 2 }] });
  });
});
