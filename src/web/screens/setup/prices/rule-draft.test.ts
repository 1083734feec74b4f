import { describe, expect, it } from 'vitest';
import { ruleKinds } from '../../../../modules/pricing/contract.ts';
import { bodyOf, changesOf, codeOf, columnOf, draftOf, newDraft, problemOf, rowsOf, textOfRows } from './rule-draft.ts';

const filled = { code: 'F1', name: 'Floor', skus: 'SEV200, ALU150،CHP5' };

describe('a draft of a rule', () => {
  it('that is begun needs nothing but a code, a name and what cannot be guessed', () => {
    for (const kind of ruleKinds) {
      const more = kind === 'tax' ? { country: 'IN', percent: '12' } : kind === 'scheme' ? { uom: 'CAR' } : {};
      expect(problemOf(kind, { ...newDraft(kind, 'INR', '2026-11-17'), ...filled, ...more }), kind).toBeNull();
    }
  });

  it('is the same after it was kept and opened again', () => {
    const draft = { ...newDraft('floor', 'INR', '2026-11-17'), ...filled };
    const body = bodyOf('floor', draft);
    expect(body['items']).toEqual({ skus: ['SEV200', 'ALU150', 'CHP5'], groups: [], brands: [] });
    expect(bodyOf('floor', draftOf('floor', 'F1', body))).toEqual(body);
    expect(draftOf('floor', 'F1', body)).toMatchObject({ skus: 'SEV200, ALU150, CHP5', valid_to: '', percent: '10' });
    expect(codeOf('policy', { code: 'other' })).toBe('approval');
  });

  it('says in which field it is not in order', () => {
    const scheme = { ...newDraft('scheme', 'INR', '2026-11-17'), ...filled, uom: 'CAR' };
    expect(problemOf('scheme', { ...scheme, bands: '10:2|10:3' })).toMatchObject({ code: 'overlapping_bands', column: 'bands' });
    expect(problemOf('scheme', { ...scheme, bands: '10:two' })).toMatchObject({ code: 'bad_rule', column: 'bands' });
    expect(problemOf('scheme', { ...scheme, uom: '' })).toMatchObject({ column: 'uom', problem: 'missing' });
    expect(problemOf('scheme', { ...scheme, valid_to: '2026-11-01' })).toMatchObject({ column: 'valid_to', problem: 'ends_before_it_begins' });
    expect(problemOf('scheme', { ...scheme, code: 'two words' })).toMatchObject({ column: 'code' });
    const floor = { ...newDraft('floor', 'INR', '2026-11-17'), ...filled, limit: 'absolute', uom: 'CAR', amount: '0' };
    expect(problemOf('floor', floor)).toMatchObject({ code: 'not_positive', column: 'amount' });
    expect(columnOf('floor', 'items.groups')).toBe('groups');
    expect(columnOf('tax', 'weather')).toBe('code');
  });

  it('tells what a later version changed', () => {
    const body = (percent: string) => bodyOf('floor', { ...newDraft('floor', 'INR', '2026-11-17'), ...filled, percent });
    expect(changesOf('floor', 'F1', body('10'), body('8.5'))).toEqual([{ column: 'percent', before: '10', after: '8.5' }]);
    expect(changesOf('floor', 'F1', body('10'), body('10'))).toEqual([]);
  });

  it('parts rows and joins them again, whatever is typed', () => {
    expect(rowsOf('10:2|50:5')).toEqual([
      ['10', '2'],
      ['50', '5'],
    ]);
    expect(
      textOfRows([
        ['1|0', '2:'],
        ['', '5'],
      ]),
    ).toBe('10:2|:5');
    expect(rowsOf('')).toEqual([]);
  });
});
