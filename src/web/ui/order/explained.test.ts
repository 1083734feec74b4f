import { describe, expect, it } from 'vitest';
import { deciderOf, rivalsOf } from './explained.ts';

const why = (...codes: string[]) => codes.map((code) => ({ code, facts: {} }));
const rival = (sku: string, p: number) => ({ sku, name: sku, p, differsBy: [] });

describe('deciderOf', () => {
  it('tells the customer’s own words from those of others', () => {
    expect(deciderOf({ via: 'alias', why: why('own_words') })).toBe('customer');
    expect(deciderOf({ via: 'alias', why: why('words_of_others') })).toBe('others');
    expect(deciderOf({ via: 'match', why: why('own_words_split') })).toBe('customer');
  });

  it('names nobody when no alias had a say', () => {
    expect(deciderOf({ via: 'match', why: why('only_in_catalogue') })).toBeNull();
    expect(deciderOf({ via: 'code', why: [] })).toBeNull();
  });
});

describe('rivalsOf', () => {
  it('leaves out the item of the line and repeats none, nearest first', () => {
    expect(rivalsOf({ sku: 'A', rivals: [rival('B', 0.2), rival('A', 0.5), rival('C', 0.3), rival('B', 0.1)] }).map((each) => [each.sku, each.p])).toEqual([
      ['C', 0.3],
      ['B', 0.2],
    ]);
  });
});
