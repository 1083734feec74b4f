import { describe, expect, it } from 'vitest';
import { addMs } from '../../../../kernel/time.ts';
import { draft, fine, sev, sevLine, shree, sixTwelve } from '../../test/samples.ts';
import type { Order } from '../order.ts';
import type { OrderFacts } from './check.ts';
import { checks, runChecks } from './index.ts';

const outcomes = (order: Order, facts: OrderFacts): Record<string, string> =>
  Object.fromEntries(runChecks(order, facts).flatMap((result) => (result.outcome === 'pass' ? [] : [[result.code, result.outcome]])));

describe('the checks of an order', () => {
  it('all run and all say something, also when nothing is wrong', () => {
    const results = runChecks(draft, fine);
    expect(new Set(results.map((result) => result.code)).size).toBe(checks.length);
    expect(results.every((result) => result.outcome === 'pass')).toBe(true);
  });

  it('show every problem of an order at once', () => {
    const line = { ...sevLine, quantityMilli: -5_000, uom: 'TON', priceMinor: null, netMinor: null };
    const facts = { ...fine, quotes: new Map([['l1', { lineId: 'l1', code: 'no_price', sku: 'SEV200', uom: 'TON' } as const]]), customer: { ...shree, blocked: true } };
    expect(outcomes({ ...draft, lines: [line], netMinor: null, requestedDate: '2026-11-16' as Order['requestedDate'] }, facts)).toEqual({
      V02: 'block',
      V07: 'block',
      V08: 'desk',
      V17: 'ask',
      V18: 'desk',
    });
  });

  it('send an unknown sender to the desk', () => {
    expect(outcomes({ ...draft, customer: null }, { ...fine, customer: null })).toEqual({ V01: 'desk' });
  });

  it('ask about a quantity four times above the largest ever, with the usual one', () => {
    const order = { ...draft, netMinor: null, lines: [{ ...sevLine, quantityMilli: 500_000, netMinor: null }] };
    const found = runChecks(order, fine).find((result) => result.code === 'V12');
    expect(found).toMatchObject({ outcome: 'ask', lineNo: 1, facts: { quantity: '500', usual: '40' } });
  });

  it('only warn about a quantity that a person has settled', () => {
    const order = { ...draft, netMinor: null, lines: [{ ...sevLine, quantityMilli: 500_000, via: 'answer', netMinor: null }] };
    expect(outcomes(order, fine)).toEqual({ V12: 'warn' });
  });

  it('ask before booking half a carton', () => {
    const found = runChecks({ ...draft, netMinor: null, lines: [{ ...sevLine, quantityMilli: 11_500, netMinor: null }] }, fine).find(
      (result) => result.code === 'V09',
    );
    expect(found).toMatchObject({ outcome: 'ask', facts: { below: 11, above: 12 } });
  });

  it('offer the successor of an item that is no longer made', () => {
    const facts = { ...fine, items: new Map([[sev.sku, { ...sev, active: false, replacedBy: 'SEV210' }]]) };
    expect(runChecks(draft, facts).find((result) => result.code === 'V06')).toMatchObject({ outcome: 'ask', facts: { replacedBy: 'SEV210' } });
  });

  it('hold an order over the credit limit and say by how much', () => {
    const facts = { ...fine, customer: { ...shree, openOrdersMinor: 8_000_000 } };
    expect(runChecks(draft, facts).find((result) => result.code === 'V22')).toMatchObject({
      outcome: 'hold',
      facts: { overMinor: 4_270_000, afterMinor: 54_270_000 },
    });
  });

  it('ask about the same lines within 24 hours, and let a meant repeat pass with a warning', () => {
    const twin = { id: 'x', number: 'K-000000', erpNumber: '100017', poNumber: null, createdAt: addMs(sixTwelve, -3_600_000), lines: draft.lines };
    expect(outcomes(draft, { ...fine, earlier: [twin] })).toEqual({ V14: 'ask' });
    expect(outcomes(draft, { ...fine, earlier: [twin], repeatMeant: 'yes' })).toEqual({ V14: 'warn' });
    expect(outcomes(draft, { ...fine, earlier: [{ ...twin, createdAt: addMs(sixTwelve, -25 * 3_600_000) }] })).toEqual({});
  });

  it('block a PO number that was used before, whenever that was', () => {
    const old = { id: 'x', number: 'K-000000', erpNumber: '1', poNumber: 'MB-88431', createdAt: addMs(sixTwelve, -90 * 86_400_000), lines: [] };
    expect(outcomes({ ...draft, poNumber: 'MB-88431' }, { ...fine, earlier: [old] })).toEqual({ V14: 'block' });
  });

  it('block totals that do not add up: that is our own defect', () => {
    expect(outcomes({ ...draft, netMinor: 5_040_001 }, fine)).toEqual({ V32: 'block' });
  });
});
