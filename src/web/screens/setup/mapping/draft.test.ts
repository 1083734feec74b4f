import { describe, expect, it } from 'vitest';
import type { MappingRule } from '../../../../modules/sync/contract.ts';
import { Refused } from '../../../data/refused.ts';
import { faultsIn, freshRule, isUnfinished, rulesOf, sameRules, withRule } from './draft.ts';

const unit: MappingRule = { kind: 'unit', erp: 'KAR', ours: 'CTN' };
const code: MappingRule = { kind: 'code', side: 'read', object: 'stock', field: 'place', others: 'keep', pairs: [{ erp: 'A', ours: 'B' }] };
const field: MappingRule = { kind: 'field', object: 'item', field: 'brand', from: { what: 'extra', name: 'ZZ' } };

describe('a draft of a mapping', () => {
  it('keeps the place of each rule, changes one and takes one away', () => {
    expect(rulesOf([unit, code, unit], 'unit').map((one) => one.at)).toEqual([0, 2]);
    expect(withRule([unit, code], 0, { ...unit, ours: 'BOX' })).toEqual([{ ...unit, ours: 'BOX' }, code]);
    expect(withRule([unit, code], 1, null)).toEqual([unit]);
    expect(sameRules([unit], [{ ...unit }])).toBe(true);
  });

  it('is unfinished while something that is asked for is empty', () => {
    expect([unit, code, field].map(isUnfinished)).toEqual([false, false, false]);
    const empty: MappingRule[] = [
      { ...unit, ours: ' ' },
      { ...code, pairs: [] },
      { ...code, pairs: [{ erp: '', ours: 'B' }] },
      { ...field, field: 'attributes.' },
      { ...field, from: { what: 'extra', name: '' } },
    ];
    expect(empty.map(isUnfinished)).toEqual([true, true, true, true, true]);
    expect(isUnfinished({ ...field, from: { what: 'constant', value: '' } })).toBe(false);
  });

  it('begins with what this ERP can have', () => {
    const target = { object: 'item', field: 'attributes.*', takes: 'text', choices: [], nullable: false } as const;
    expect(freshRule('field', [{ ...target, choices: [] }], [])).toMatchObject({ object: 'item', field: 'attributes.' });
    expect(freshRule('code', [], [])).toBeNull();
  });

  it('shows faults only of a refusal that names rules', () => {
    const faults = [{ index: 1, why: 'doubled_code', about: 'ST' }];
    expect(faultsIn(new Refused('bad_rule', { rules: faults }, 409))).toEqual(faults);
    expect(faultsIn(new Refused('stale', { version: 2 }, 409))).toEqual([]);
    expect(faultsIn(new Error('x'))).toEqual([]);
  });
});
