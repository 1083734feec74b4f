import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../platform/runtime/ctx.ts';
import { mayAnswer, mayRaise, mayReadAll, mayReadCase } from '../policy.ts';

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

  it('shows costs and margins to the roles that need them, and a case to those whom it concerns', () => {
    expect(mayReadAll(person('x', 'driver'))).toBe(false);
    expect(mayReadAll(person('x', 'finance'))).toBe(true);
    expect(mayReadCase(person('asha', 'operator'), page)).toBe(true);
    expect(mayReadCase(person('salim', 'driver'), page)).toBe(true);
    expect(mayReadCase(person('neha', 'planner'), page)).toBe(true);
    expect(mayReadCase(person('deepak', 'driver'), page)).toBe(false);
    expect(mayReadCase(customer, page)).toBe(false);
  });
});
