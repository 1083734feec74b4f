import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestMatches, rankOf } from './search.ts';

const entry = (code: string, name: string, others: string[] = [], active = true) => ({ code, name, others, active });
const shelf = [
  entry('SEV200', 'Ratlami sev 200 g', ['रतलामी सेव', 'سيف راتلامي']),
  entry('SEV400', 'Ratlami sev 400 g', ['रतलामी सेव']),
  entry('ALU150', 'Aloo bhujia 150 g', ['आलू भुजिया']),
  entry('MIX400', 'Navratan mix with sev', []),
  entry('OLDSEV', 'Sev of last year', [], false),
];
const codes = (text: string): string[] => bestMatches(shelf, text, 10).map((hit) => hit.code);

describe('a search', () => {
  it('puts the exact code first, then beginnings, and what is inactive last', () => {
    expect(codes('sev200')[0]).toBe('SEV200');
    expect(codes('sev')).toEqual(['SEV200', 'SEV400', 'MIX400', 'OLDSEV']);
  });
  it('needs every word, in any order, whole or begun', () => expect(codes('400 ratlami')).toEqual(['SEV400']));
  it('finds names in other languages', () => {
    expect(codes('भुजिया')).toEqual(['ALU150']);
    expect(codes('راتلامي')).toEqual(['SEV200']);
  });
  it('finds nothing for blanks and for words that occur nowhere', () => {
    expect(codes('   ')).toEqual([]);
    expect(codes('sev zzz')).toEqual([]);
  });
  it('never throws and never ranks what lacks a word, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        for (const one of shelf) {
          const rank = rankOf(one, text);
          if (rank !== null) expect(rank).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
