import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildLexicon, phraseKey, shippedLexicon } from './lexicon.ts';
import { joinLexicons, readLexiconFile } from './read-lexicon-file.ts';
import { shippedWords } from './shipped.ts';

const data = join(import.meta.dirname, 'data');
const files = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
const parsed = (file: string): unknown => JSON.parse(readFileSync(join(data, file), 'utf8'));

describe('the shipped lexicon files', () => {
  it.each(files)('%s passes the check that a company’s own file must pass', (file) => {
    const read = readLexiconFile(file, parsed(file));
    expect(read).toMatchObject({ ok: true });
  });

  it('are all built in: every file is part of the shipped words', () => {
    const read = files.map((file) => readLexiconFile(file, parsed(file))).flatMap((one) => (one.ok ? [one.value] : []));
    const joined = joinLexicons(read);
    const sorted = (groups: readonly (readonly string[])[]): string[] => groups.map((group) => group.join()).sort();
    expect(Object.keys(joined.languages ?? {}).sort()).toEqual(Object.keys(shippedWords.languages).sort());
    expect(sorted(joined.sameThing ?? [])).toEqual(sorted(shippedWords.sameThing));
    expect(joined.units).toEqual(shippedWords.units);
  });

  it('hold no word that the reader cannot look up', () => {
    const unusable = Object.values(shippedWords.languages).flatMap((lines) => Object.values(lines).flat()).filter((word) => phraseKey(word) === ''); // prettier-ignore
    expect(unusable).toEqual([]);
  });
});

describe('a company’s own lexicon file', () => {
  it('adds a language, words of equal meaning, colours, units and fillers', () => {
    const read = [
      readLexiconFile('sw.json', { 'num 2': ['mbili'], remove: ['ondoa'] }),
      readLexiconFile('company/units.json', { case: ['katoni'] }),
      readLexiconFile('trades/ours.json', [['blue cap', 'premium']]),
      readLexiconFile('colours.json', [['red', 'nyekundu']]),
      readLexiconFile('fillers.json', ['tafadhali']),
    ];
    const lexicon = buildLexicon(joinLexicons(read.flatMap((one) => (one.ok ? [one.value] : []))));
    expect(lexicon.tags.get('mbili')).toMatchObject([{ tag: 'num', arg: '2', language: 'sw' }]);
    expect(lexicon.tags.get('katoni')).toMatchObject([{ tag: 'unit', arg: 'case', language: '' }]);
    expect(lexicon.tags.get('tafadhali')).toMatchObject([{ tag: 'filler', arg: '', language: '' }]);
    expect(lexicon.groups.get('nyekundu')?.some((group) => lexicon.groups.get('red')?.includes(group))).toBe(true);
    expect(lexicon.groups.get('blue cap')).toEqual(lexicon.groups.get('premium')?.slice(-1));
    expect(shippedLexicon().tags.has('mbili')).toBe(false);
  });

  it.each([
    ['a meaning that the reader does not know', 'hi.json', { hurry: ['jaldi'] }, 'unknown_meaning', { line: 'hurry' }],
    ['a number without its figure', 'hi.json', { num: ['do'] }, 'unknown_meaning', { line: 'num' }],
    ['a figure where none belongs', 'hi.json', { 'remove 2': ['hata do'] }, 'unknown_meaning', { line: 'remove 2' }],
    ['an entry that is no text', 'hi.json', { 'num 2': ['do', 2] }, 'bad_word', { line: 'num 2', entry: 2, word: '2' }],
    ['several words in one entry', 'units.json', { case: ['box, peti'] }, 'bad_word', { line: 'case', entry: 1 }],
    ['a text where a list belongs', 'units.json', { case: 'box' }, 'bad_line', { line: 'case' }],
    ['a group of one word', 'colours.json', [['red', 'lal'], ['blue']], 'bad_line', { line: 2 }],
    ['a file of an unknown kind', 'prices.json', { case: ['box'] }, 'not_a_lexicon_file', { file: 'prices.json' }],
    ['a file that holds one text', 'hi.json', 'num 2: do', 'not_a_lexicon_file', { file: 'hi.json' }],
  ])('is refused with its place: %s', (_what, file, json, code, facts) => {
    expect(readLexiconFile(file, json)).toMatchObject({ ok: false, refusal: { code, facts } });
  });
});
