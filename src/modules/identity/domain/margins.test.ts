import { describe, expect, it } from 'vitest';
import { seesMargins, withoutMargins } from './margins.ts';

describe('floors, costs and margins', () => {
  it('are for sales heads, owners and finance', () => {
    for (const role of ['sales_head', 'owner', 'finance']) expect(seesMargins(['order_desk', role]), role).toBe(true);
    for (const role of ['order_desk', 'planner', 'it', 'driver']) expect(seesMargins([role]), role).toBe(false);
    expect(seesMargins([])).toBe(false);
  });

  it('are hidden however deep they lie, and nothing else is', () => {
    const card = {
      lines: [
        { sku: 'SEV200', askedUnitMinor: 900, cost: '812.5', costAsOf: '2026-11-01', floor: '850', floorRule: 'F-1', marginAskBp: 972, verdict: 'below_floor' },
      ],
      customer: { margin12Bp: 1400, sales12Minor: 5 },
      rules: [{ code: 'below_floor', facts: { lineNo: 1, floorMinor: 850, costMinor: 813 } }],
    };
    expect(withoutMargins(card)).toEqual({
      lines: [{ sku: 'SEV200', askedUnitMinor: 900, cost: null, costAsOf: null, floor: null, floorRule: null, marginAskBp: null, verdict: 'below_floor' }],
      customer: { margin12Bp: null, sales12Minor: 5 },
      rules: [{ code: 'below_floor', facts: { lineNo: 1, floorMinor: null, costMinor: null } }],
    });
    expect(withoutMargins(null)).toBeNull();
  });
});
