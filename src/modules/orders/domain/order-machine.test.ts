import { describe, expect, it } from 'vitest';
import { reachableStates } from '../../../kernel/machine.ts';
import { orderStates } from '../contract.ts';
import { clockOwnerOf, draftStates, orderMachine } from './order-machine.ts';

describe('the order life', () => {
  it('reaches every state', () => {
    expect([...reachableStates(orderMachine)].toSorted()).toEqual([...orderStates].toSorted());
  });

  it('leaves every state', () => {
    const stuck = orderStates.filter((state) => Object.keys(orderMachine.table[state]).length === 0);
    expect(stuck).toEqual([]);
  });

  it('never goes back from the ERP to a draft except when the ERP refuses', () => {
    for (const state of ['posting', 'post_unknown'] as const) {
      const back = Object.entries(orderMachine.table[state]).filter(([, target]) => draftStates.has(target));
      expect(back).toEqual([['erp_refuse', 'needs_desk']]);
    }
  });

  it('has a clock owner exactly while it is open', () => {
    for (const state of orderStates)
      expect(clockOwnerOf[state] !== null, state).toBe(draftStates.has(state) || state === 'posting' || state === 'post_unknown');
  });
});
