import { describe, expect, it } from 'vitest';
import { checkOutcomes, orderStates } from '../../modules/orders/contract.ts';
import { orderTabs, toneOfOutcome, toneOfState } from './status.ts';

describe('status', () => {
  it('puts every order state into exactly one tab', () => {
    const listed = Object.values(orderTabs).flat();
    expect([...listed].sort()).toEqual([...orderStates].sort());
  });

  it('has a tone for every state and outcome', () => {
    for (const state of orderStates) expect(toneOfState(state)).toBeTruthy();
    expect(checkOutcomes.map(toneOfOutcome)).toEqual(['ok', 'risk', 'waiting', 'risk', 'risk', 'waiting', 'stop', 'stop']);
  });
});
