import { describe, expect, it } from 'vitest';
import type { CheckResult, LifeEvent } from '../../../modules/orders/contract.ts';
import { acceptanceOf, canUndo, codesOf } from './acceptance.ts';
import { gravestCheck } from './waiting.ts';

const check = (code: string, outcome: CheckResult['outcome']): CheckResult => ({ code, name: code, outcome, lineNo: null, facts: {} });
const event = (kind: LifeEvent['kind'], why: string): LifeEvent => ({ seq: 1, at: '', kind, fromState: null, toState: null, actor: '', why, facts: {} });

describe('acceptanceOf', () => {
  const checks = [check('V12', 'ask'), check('V04', 'ask'), check('V22', 'hold'), check('V14', 'block'), check('V13', 'warn'), check('V01', 'pass')];

  it('offers a clerk only what a clerk may wave through', () => {
    const { blockers, toAccept } = acceptanceOf(checks, false);
    expect(codesOf(blockers)).toEqual(['V04', 'V22', 'V14']);
    expect(codesOf(toAccept)).toEqual(['V12']);
  });

  it('lets a sales head release credit, but nobody an unknown item', () => {
    expect(codesOf(acceptanceOf(checks, true).toAccept)).toEqual(['V12', 'V22']);
  });
});

describe('corrections', () => {
  it('can be taken back only while they are the newest version', () => {
    expect(canUndo([event('version', 'drafted'), event('version', 'line_added')])).toBe(true);
    expect(canUndo([event('version', 'line_added'), event('version', 'drafted')])).toBe(false);
    expect(canUndo([])).toBe(false);
  });
});

describe('gravestCheck', () => {
  it('names the gravest open check and counts the others', () => {
    const found = gravestCheck({ checks: [check('V12', 'ask'), check('V22', 'hold'), check('V08', 'desk')] });
    expect(found).toMatchObject({ check: { name: 'V22' }, more: 2 });
  });

  it('names the question first while the customer is asked', () => {
    expect(gravestCheck({ checks: [check('V22', 'hold'), check('V12', 'ask')] }, 'ask')).toMatchObject({ check: { name: 'V12' }, more: 1 });
  });

  it('is silent about other reasons to wait', () => {
    expect(gravestCheck({})).toBeNull();
    expect(gravestCheck({ checks: 'none' })).toBeNull();
  });
});
