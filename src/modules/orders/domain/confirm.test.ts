import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../contract.ts';
import { draft } from '../test/samples.ts';
import { decideOrder, type Confirmer } from './confirm.ts';

const machine: Confirmer = { by: 'machine', accept: [], mayReleaseCredit: false, mayAsk: true };
const clerk: Confirmer = { by: 'person', accept: [], mayReleaseCredit: false, mayAsk: false };
const found = (code: string, outcome: CheckResult['outcome'], facts: Record<string, unknown> = {}): CheckResult => ({
  code,
  name: code,
  outcome,
  lineNo: null,
  facts,
});

describe('the decision on an order', () => {
  it('accepts when nothing stops it; warnings do not', () => {
    expect(decideOrder(draft, [found('V01', 'pass'), found('V12', 'warn')], machine)).toEqual({ kind: 'accepted' });
  });

  it('asks the customer while it may, then goes to the desk', () => {
    const results = [found('V12', 'ask')];
    expect(decideOrder(draft, results, machine)).toMatchObject({ event: 'ask', waiting: { code: 'needs_customer' } });
    expect(decideOrder(draft, results, { ...machine, mayAsk: false })).toMatchObject({ event: 'send_to_desk', waiting: { code: 'needs_desk' } });
  });

  it('prefers the desk to the customer when both are needed', () => {
    expect(decideOrder(draft, [found('V12', 'ask'), found('V18', 'desk')], machine)).toMatchObject({ event: 'send_to_desk' });
  });

  it('lets a clerk wave through what a clerk may, and nothing that the ERP needs', () => {
    expect(decideOrder(draft, [found('V05', 'desk')], { ...clerk, accept: ['V05'] })).toEqual({ kind: 'accepted' });
    expect(decideOrder(draft, [found('V04', 'desk')], { ...clerk, accept: ['V04'] })).toMatchObject({ event: 'send_to_desk' });
    expect(decideOrder(draft, [found('V02', 'block')], { ...clerk, accept: ['V02'] })).toMatchObject({ event: 'send_to_desk' });
  });

  it('releases credit only for those who may', () => {
    const results = [found('V22', 'hold')];
    expect(decideOrder(draft, results, { ...clerk, accept: ['V22'] })).toMatchObject({ event: 'hold_credit', waiting: { code: 'credit_hold' } });
    expect(decideOrder(draft, results, { ...clerk, accept: ['V22'], mayReleaseCredit: true })).toEqual({ kind: 'accepted' });
    expect(decideOrder(draft, results, { ...machine, accept: ['V22'], mayReleaseCredit: true })).toMatchObject({ event: 'hold_credit' });
  });

  it('ends a repeat that the customer did not mean', () => {
    expect(decideOrder(draft, [found('V14', 'ask', { answer: 'no' })], machine)).toMatchObject({ event: 'find_duplicate' });
  });

  it('tells an unknown sender apart from other work for the desk', () => {
    expect(decideOrder({ ...draft, customer: null }, [found('V01', 'desk')], machine)).toMatchObject({ waiting: { code: 'unknown_sender' } });
  });
});
