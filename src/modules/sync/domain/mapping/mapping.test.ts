import { describe, expect, it } from 'vitest';
import type { FieldTarget, MappingRule } from '../../contract.ts';
import { faultsOf } from './checks.ts';
import type { Mapping } from './mapping.ts';
import { readRecord, writeCommand } from './mapping.ts';
import { constantFor, valueFor } from './value.ts';

const map = (rules: readonly MappingRule[], words: Record<string, string> = {}): Mapping => ({ version: 1, rules, words });
const text = (field: string, takes: FieldTarget['takes'] = 'text'): FieldTarget => ({ object: 'item', field, takes, choices: [], nullable: false });
const read = (rules: readonly MappingRule[], data: object, words?: Record<string, string>, extra: Record<string, unknown> = {}, object = 'item') =>
  readRecord(map(rules, words), object, { data, extra }, [text('itemGroup'), text('attributes.*'), text('creditLimitMinor', 'money')]);

describe('a value of an ERP', () => {
  it('is read as the field takes it, exactly or not at all', () => {
    const as = (takes: FieldTarget['takes'], raw: string | number | boolean) => {
      const taken = valueFor({ takes, choices: ['free', 'blocked'] }, raw, 'KWD');
      return taken.kind === 'value' ? taken.value : 'bad';
    };
    expect([as('text', ' 007 '), as('text', 7), as('choice', 'free'), as('choice', 'gone')]).toEqual(['007', '7', 'free', 'bad']);
    expect([as('whole', '12'), as('whole', '1.5'), as('quantity', '2.50000'), as('quantity', '2.0005')]).toEqual([12, 'bad', 2_500, 'bad']);
    expect([as('money', '1.250'), as('money', '1.2505'), as('money', 'much')]).toEqual([1_250, 'bad', 'bad']);
    expect([as('yes_no', 'X'), as('yes_no', 'N'), as('yes_no', true), as('yes_no', 'perhaps')]).toEqual([true, false, true, 'bad']);
    expect([as('day', '20261123'), as('day', '2026-11-23T00:00:00'), as('day', '20261399')]).toEqual(['2026-11-23', '2026-11-23', 'bad']);
  });

  it('that is an empty constant is none where the field may be none, and no number', () => {
    expect(constantFor({ ...text('brand'), nullable: true }, '', 'INR')).toEqual({ kind: 'value', value: null });
    expect(constantFor(text('itemGroup'), '', 'INR')).toEqual({ kind: 'value', value: '' });
    expect(constantFor(text('minor', 'money'), '', 'INR')).toEqual({ kind: 'bad' });
  });
});

describe('a record', () => {
  it('takes a field from elsewhere, then through a table; what the ERP does not say stays', () => {
    const rules: MappingRule[] = [
      { kind: 'field', object: 'item', field: 'itemGroup', from: { what: 'extra', name: 'ZZ' } },
      { kind: 'code', side: 'read', object: 'item', field: 'itemGroup', others: 'keep', pairs: [{ erp: '01', ours: 'Namkeen' }] },
    ];
    expect(read(rules, { itemGroup: 'x' }, {}, { ZZ: '01' })).toEqual({ ok: true, data: { itemGroup: 'Namkeen' } });
    expect(read(rules, { itemGroup: 'x' }, {}, { ZZ: '' })).toEqual({ ok: true, data: { itemGroup: 'x' } });
  });

  it('is refused whole by a strict table, with where and what', () => {
    const rule: MappingRule = { kind: 'code', side: 'read', object: 'item', field: 'lines.place', others: 'refuse', pairs: [{ erp: 'A', ours: 'B' }] };
    expect(read([rule], { lines: [{ place: 'A' }, { place: 'Z' }] })).toEqual({ ok: false, why: 'unknown_code', field: 'lines.1.place', value: 'Z' });
  });
});

describe('units', () => {
  const words = { ST: 'PC', KAR: 'CAR' };
  const rule: MappingRule = { kind: 'unit', erp: 'KAR', ours: 'CTN' };
  const item = {
    baseUom: 'PC',
    salesUom: 'CAR',
    uoms: [
      { uom: 'PC', erpUom: 'ST' },
      { uom: 'CAR', erpUom: 'KAR' },
    ],
  };

  it("are renamed by the ERP's code where the record tells it, and by the connector's word elsewhere", () => {
    expect(read([rule], item, words)).toMatchObject({ data: { baseUom: 'PC', salesUom: 'CTN', uoms: [{ uom: 'PC' }, { uom: 'CTN', erpUom: 'KAR' }] } });
    expect(read([rule], { uom: 'CAR', lines: [{ uom: 'CAR' }, { uom: 'PC' }] }, words, {}, 'price')).toMatchObject({
      data: { uom: 'CTN', lines: [{ uom: 'CTN' }, { uom: 'PC' }] },
    });
  });

  it('go back as they came, whatever of both the command carries; another code of the ERP stays', () => {
    const sent = (uom: string, erpUom: string) => {
      const said = writeCommand(map([rule], words), 'stock_movement', { lines: [{ uom, erpUom }] });
      return said.ok ? (said.data as { lines: unknown[] }).lines[0] : null;
    };
    expect(sent('CTN', 'KAR')).toEqual({ uom: 'CAR', erpUom: 'KAR' });
    expect(sent('CTN', 'CTN')).toEqual({ uom: 'CAR', erpUom: 'KAR' });
    expect(sent('CTN', 'BOX')).toEqual({ uom: 'CTN', erpUom: 'BOX' });
    expect(sent('PC', 'ST')).toEqual({ uom: 'PC', erpUom: 'ST' });
  });

  it('that the connector calls the same follow each other, and are not said to be different', () => {
    const many = { KAR: 'CAR', CT: 'CAR', CS: 'CAR' };
    expect(read([rule], { uoms: [{ uom: 'CAR', erpUom: 'CS' }], salesUom: 'CAR' }, many)).toMatchObject({
      data: { uoms: [{ uom: 'CTN', erpUom: 'CS' }], salesUom: 'CTN' },
    });
    expect(writeCommand(map([rule], many), 'delivery', { lines: [{ uom: 'CTN', erpUom: 'CS' }] })).toMatchObject({
      data: { lines: [{ uom: 'CAR', erpUom: 'CS' }] },
    });
    const scope = { fields: [], codes: [], words: many };
    expect(faultsOf([rule], scope)).toEqual([]);
    expect(faultsOf([rule, { ...rule, erp: 'CS', ours: 'BOX' }], scope)).toMatchObject([
      { index: 0, why: 'ambiguous_unit', about: 'KAR, CS' },
      { index: 1, why: 'ambiguous_unit', about: 'CS, KAR' },
    ]);
  });

  it('that two codes share are told apart, also when they change places', () => {
    const swap: MappingRule[] = [
      { kind: 'unit', erp: 'A', ours: 'B' },
      { kind: 'unit', erp: 'B', ours: 'A' },
    ];
    expect(
      read(swap, {
        uoms: [
          { uom: 'A', erpUom: 'A' },
          { uom: 'B', erpUom: 'B' },
        ],
        baseUom: 'A',
      }),
    ).toMatchObject({
      data: {
        uoms: [
          { uom: 'B', erpUom: 'A' },
          { uom: 'A', erpUom: 'B' },
        ],
        baseUom: 'B',
      },
    });
    const said = writeCommand(map(swap), 'delivery', { lines: [{ uom: 'B', erpUom: 'A' }] });
    expect(said).toMatchObject({ ok: true, data: { lines: [{ uom: 'A', erpUom: 'A' }] } });
  });
});
