import { describe, expect, it } from 'vitest';
import type { OrderLine } from '../../../modules/orders/contract.ts';
import { candidatesOf, isOpenLine } from './candidates.ts';
import { diffLines } from './diff.ts';

const line = (change: Partial<OrderLine> = {}): OrderLine => ({
  lineNo: 1,
  lineId: 'a',
  words: 'sev',
  spans: [],
  sku: 'SEV200',
  itemName: 'Ratlami sev 200 g',
  quantityMilli: 40_000,
  uom: 'CAR',
  priceMinor: 126_000,
  netMinor: 5_040_000,
  decision: 'auto',
  p: 0.98,
  via: 'alias',
  vetoes: [],
  open: [],
  rivals: [],
  why: [],
  ...change,
});
const rival = (sku: string) => ({ sku, name: sku, p: 0.3, differsBy: ['400 g'] });

describe('candidatesOf', () => {
  it('offers what the line is read as first, then what it might be', () => {
    const candidates = candidatesOf(line({ rivals: [rival('SEV400'), rival('SEV1K')] }));
    expect(candidates.map((candidate) => [candidate.sku, candidate.chosen])).toEqual([
      ['SEV200', true],
      ['SEV400', false],
      ['SEV1K', false],
    ]);
  });

  it('offers nothing when there is nothing to choose, and at most five', () => {
    expect(candidatesOf(line())).toEqual([]);
    expect(candidatesOf(line({ sku: null, rivals: ['A', 'B', 'C', 'D', 'E', 'F'].map(rival) }))).toHaveLength(5);
  });

  it('says each difference once', () => {
    const [, candidate] = candidatesOf(line({ rivals: [{ sku: 'X', name: 'X', p: 0.2, differsBy: ['1 kg', 'Ratlami', '1', 'kg'] }] }));
    expect(candidate?.differsBy).toEqual(['1 kg', 'Ratlami']);
  });

  it('names a SKU once even when the reader names it twice', () => {
    expect(candidatesOf(line({ rivals: [rival('SEV200'), rival('SEV200'), rival('X')] })).map((candidate) => candidate.sku)).toEqual(['SEV200', 'X']);
  });
});

describe('isOpenLine', () => {
  it('is open while somebody must decide or a part is missing', () => {
    expect(isOpenLine(line())).toBe(false);
    expect(isOpenLine(line({ decision: 'ask' }))).toBe(true);
    expect(isOpenLine(line({ quantityMilli: null }))).toBe(true);
  });
});

describe('diffLines', () => {
  it('tells changed, added and removed lines apart', () => {
    const before = [line(), line({ lineId: 'b', sku: 'ALU150' }), line({ lineId: 'c' })];
    const after = [line({ quantityMilli: 60_000 }), line({ lineId: 'c' }), line({ lineId: 'd' })];
    expect(diffLines(before, after).map((change) => [change.lineId, change.kind, change.parts])).toEqual([
      ['a', 'changed', ['quantity']],
      ['c', 'same', []],
      ['d', 'added', []],
      ['b', 'removed', []],
    ]);
  });
});
