import { describe, expect, it } from 'vitest';
import { reachableStates } from '../../../kernel/machine.ts';
import { caseStates } from '../contract.ts';
import { caseMachine, isOpen } from './case-machine.ts';

describe('the life of a case', () => {
  it('reaches every state', () => {
    expect([...reachableStates(caseMachine)].toSorted()).toEqual([...caseStates].toSorted());
  });

  it('leaves every state: what ended by mistake is reopened', () => {
    expect(caseStates.filter((state) => Object.keys(caseMachine.table[state]).length === 0)).toEqual([]);
  });

  it('is decided only while somebody is still to decide', () => {
    for (const state of caseStates) expect('decide' in caseMachine.table[state], state).toBe(isOpen(state));
  });

  it('leads from a lapsed request to nothing but people', () => {
    expect(caseMachine.table.expired).toEqual({ reopen: 'raised' });
  });
});
