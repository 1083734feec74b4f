import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../platform/runtime/ctx.ts';
import { mayAnswer, maySeeMargins, mayRaise, mayReadAll, mayReadCase, shownTo } from '../policy.ts';
import type { CasePage } from '../contract.ts';
import { presentPage } from '../present.ts';
import { noon, request } from './samples.ts';

const person = (id: string, ...roles: string[]): Actor => ({ kind: 'person', id, name: id, roles });
const machine: Actor = { kind: 'system', id: 'system:test' };
const customer: Actor = { kind: 'customer', id: '+911' };
const page = {
  requestedBy: 'person:asha',
  tellings: [
    { person: 'salim', name: 'Salim', role: 'forwarded', tier: 1, insteadOf: null, toldAt: '2026-11-23T06:30:00.000Z', remindedAt: null, ackedAt: null },
  ],
  steps: [{ tier: 1, roles: ['planner'], afterMin: 0 }],
};

describe('who may do what with cases', () => {
  it('lets modules raise in whose name ever they act, but for customers', () => {
    expect(mayRaise(machine).ok && mayRaise(person('a', 'order_desk')).ok).toBe(true);
    expect(mayRaise(customer)).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  });

  it('lets only people answer', () => {
    expect(mayAnswer(person('a', 'owner')).ok).toBe(true);
    expect(mayAnswer(machine)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(mayAnswer(customer)).toMatchObject({ refusal: { code: 'forbidden' } });
  });

  it('shows all cases to the roles that need them, and a case to those whom it concerns', () => {
    expect(mayReadAll(person('x', 'driver'))).toBe(false);
    expect(mayReadAll(person('x', 'finance'))).toBe(true);
    expect(mayReadCase(person('asha', 'operator'), page)).toBe(true);
    expect(mayReadCase(person('salim', 'driver'), page)).toBe(true);
    expect(mayReadCase(person('neha', 'planner'), page)).toBe(true);
    expect(mayReadCase(person('deepak', 'driver'), page)).toBe(false);
    expect(mayReadCase(customer, page)).toBe(false);
  });

  const card = {
    lines: [{ sku: 'SEV200', askedUnitMinor: 900, cost: '812.5', costAsOf: '2026-11-01', floor: '850', marginAskBp: 972, verdict: 'below_floor' }],
    rules: [{ code: 'below_floor', facts: { lineNo: 1, floor: '850', cost: '812.5' } }],
  };
  const whole = (): CasePage =>
    presentPage(
      request({ card, audiences: [{ role: 'finance', question: 'approve_price', facts: { orderNumber: 'K-000001', marginBp: 972 } }] }),
      [{ seq: 1, at: noon, actor: 'person:asha', what: 'raised', facts: { floorMinor: 850 } }],
      { viewer: null, names: new Map(), customers: new Map([['C-1042', 'Shree Traders']]), now: noon },
    );

  it('hides floors, costs and margins from the order desk, which sees the case, and shows them to a sales head', () => {
    const shown = shownTo(['order_desk'], whole());
    expect(JSON.stringify(shown)).not.toMatch(/812|850|972/);
    expect(shown).toMatchObject({
      customerName: 'Shree Traders',
      seesMargins: false,
      card: { lines: [{ sku: 'SEV200', askedUnitMinor: 900, cost: null, verdict: 'below_floor' }] },
      audiences: [{ facts: { orderNumber: 'K-000001', marginBp: null } }],
    });
    for (const role of ['sales_head', 'finance', 'owner']) expect(shownTo([role], whole()), role).toEqual(whole());
  });

  it('shows them to whoever is asked to decide, whatever their role is elsewhere', () => {
    expect(maySeeMargins(['planner'], page)).toBe(true);
    expect(maySeeMargins(['order_desk'], page)).toBe(false);
    expect(maySeeMargins([], page)).toBe(false);
  });
});
