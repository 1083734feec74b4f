import { describe, expect, it } from 'vitest';
import { mayReserve, mayStateStock } from '../policy.ts';

const person = (...roles: string[]) => ({ kind: 'person', id: 'p1', name: 'Asha', roles }) as const;

describe('who may change stock', () => {
  it('lets the system alone say what lies where', () => {
    expect(mayStateStock({ kind: 'system', id: 'system:sync' })).toBe(true);
    expect(mayStateStock(person('owner', 'stores'))).toBe(false);
    expect(mayStateStock({ kind: 'customer', id: '+911' })).toBe(false);
  });

  it('lets those who work orders reserve, and neither operators nor customers', () => {
    expect(mayReserve({ kind: 'system', id: 'system:orders' })).toBe(true);
    expect(mayReserve(person('order_desk'))).toBe(true);
    expect(mayReserve(person('operator', 'driver'))).toBe(false);
    expect(mayReserve({ kind: 'customer', id: '+911' })).toBe(false);
  });
});
