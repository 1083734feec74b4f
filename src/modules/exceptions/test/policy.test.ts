import { describe, expect, it } from 'vitest';
import { mayChange } from '../policy.ts';

describe('who may change exceptions', () => {
  it('denies a person without the role, and customers', () => {
    expect(mayChange({ kind: 'person', id: 'p1', name: 'Asha', roles: ['sales'] })).toBe(false);
    expect(mayChange({ kind: 'customer', id: '+911' })).toBe(false);
  });

  it('lets the role and the system through', () => {
    expect(mayChange({ kind: 'person', id: 'p1', name: 'Asha', roles: ['exceptions'] })).toBe(true);
    expect(mayChange({ kind: 'system', id: 'system:test' })).toBe(true);
  });
});
