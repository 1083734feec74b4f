import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyWordsSchema } from '../../../../modules/intake/contract.ts';
import { readWords, textOfWords, unitClasses, type WordsText } from './words-text.ts';

const text = (part: Partial<WordsText>): WordsText => ({ fillers: '', sameThing: '', units: [], ...part });
const codes = (part: Partial<WordsText>): string[] => readWords(text(part)).problems.map((problem) => `${problem.code}: ${problem.word}`);

describe('readWords', () => {
  it('reads words between commas of any script and on lines, each once', () => {
    expect(readWords(text({ fillers: 'bhai, ji\nBHAI، يا اخي' })).words.fillers).toEqual(['BHAI', 'ji', 'يا اخي']);
  });

  it('reads a group a line, between commas or equals signs', () => {
    expect(readWords(text({ sameThing: 'aloo = potato\n\nshakkar, cheeni, sugar' })).words.sameThing).toEqual([
      ['aloo', 'potato'],
      ['shakkar', 'cheeni', 'sugar'],
    ]);
  });

  it('leaves out units without words and joins a unit that was given twice', () => {
    const units = [
      { unit: 'case', text: 'khoka' },
      { unit: 'bag', text: ' ' },
      { unit: 'case', text: 'Khoka, dabba' },
    ];
    expect(readWords(text({ units })).words.units).toEqual({ case: ['Khoka', 'dabba'] });
  });

  it('says what cannot be taken', () => {
    expect(codes({ sameThing: 'aloo' })).toEqual(['alone: aloo']);
    expect(codes({ sameThing: 'a = b\nB = c' })).toEqual(['twice: B']);
    expect(codes({ fillers: 'ji', sameThing: 'Ji = yes' })).toEqual(['two_meanings: Ji']);
    expect(codes({ fillers: 'x'.repeat(81) })).toEqual([`too_long: ${'x'.repeat(80)}`]);
    expect(codes({ units: [{ unit: 'case', text: 'dabba' }, { unit: 'tin', text: 'dabba' }] })).toEqual(['twice: dabba']); // prettier-ignore
  });

  it('makes nothing that the server would not take once there is no problem', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (fillers, sameThing, list) => {
        const { words, problems } = readWords({ fillers, sameThing, units: [{ unit: 'case', text: list }] });
        if (problems.length === 0) expect(companyWordsSchema.safeParse(words).success).toBe(true);
      }),
    );
  });

  it('gives words that are not edited back as they were', () => {
    const words = { fillers: ['bhai', 'ji'], sameThing: [['aloo', 'potato']], units: { case: ['khoka', 'dabba'] } };
    expect(readWords(textOfWords(words)).words).toEqual(words);
  });
});

it('offers only kinds of units that the reader knows', () => {
  const file = path.resolve(import.meta.dirname, '../../../../engines/reading/lexicon/data/units.json');
  const known = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object);
  expect(unitClasses.filter((unit) => !known.includes(unit))).toEqual([]);
});
