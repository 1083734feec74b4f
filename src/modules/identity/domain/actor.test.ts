import { describe, expect, it } from 'vitest';
import { auditedBy, knownRoles, personIdOf, requireRole } from './actor.ts';

const clerk = { kind: 'person', id: 'p1', roles: ['order_desk'] } as const;

describe('requireRole', () => {
  it('passes a person with one of the roles', () => {
    expect(requireRole(clerk, ['sales_head', 'order_desk'])).toEqual({ ok: true, value: null });
  });

  it('refuses a person without any of them and names the roles that may', () => {
    expect(requireRole(clerk, ['it'])).toEqual({ ok: false, refusal: { code: 'forbidden', facts: { needs: ['it'] } } });
  });

  it('refuses a person when nobody is allowed', () => {
    expect(requireRole(clerk, []).ok).toBe(false);
  });

  it('refuses customers, whatever they call themselves', () => {
    expect(requireRole({ kind: 'customer', id: 'order_desk' }, ['order_desk']).ok).toBe(false);
  });

  it('passes the system', () => {
    expect(requireRole({ kind: 'system', id: 'system:intake' }, ['it']).ok).toBe(true);
  });
});

describe('auditedBy', () => {
  it('writes each kind of actor so that it can be told apart again', () => {
    expect(auditedBy(clerk)).toBe('person:p1');
    expect(auditedBy({ kind: 'system', id: 'system:intake' })).toBe('system:intake');
    expect(auditedBy({ kind: 'customer', id: '919812345678' })).toBe('customer:919812345678');
    expect(personIdOf(auditedBy(clerk))).toBe('p1');
    expect(personIdOf('system:person:1')).toBeNull();
  });
});

describe('knownRoles', () => {
  it('drops a role that this version does not know', () => {
    expect(knownRoles(['it', 'wizard'])).toEqual(['it']);
  });
});
