import type { CompanyWords } from '../../../../modules/intake/contract.ts';

/** The company's words as they are typed: one field each for fillers and for groups, one a unit. */
export interface WordsText {
  readonly fillers: string;
  readonly sameThing: string;
  readonly units: readonly { readonly unit: string; readonly text: string }[];
}

/** Something typed that cannot be taken, with what its sentence names. */
export interface WordsProblem {
  readonly code: 'too_long' | 'alone' | 'twice' | 'two_meanings' | 'too_many';
  readonly word: string;
}

/** Kinds of units that words can be added to, as the reader's own lists name them. */
export const unitClasses = [
  'case', 'crate', 'piece', 'pack', 'bag', 'bottle', 'jar', 'tin', 'can', 'bucket', 'drum', 'roll', 'coil', 'bundle',
  'length', 'set', 'pair', 'strip', 'sheet', 'pallet', 'dozen', 'ream', 'tub', 'sleeve', 'kg', 'g', 'quintal', 'tonne', 'l', 'ml', 'm',
] as const; // prettier-ignore

const longest = 80;
const most = 2_000;

/** Words between commas, of any script, or on lines of their own. */
const wordsIn = (text: string): readonly string[] =>
  text
    .split(/[,،、;\n]/)
    .map((word) => word.replaceAll(/\p{Cc}/gu, ' ').trim())
    .filter((word) => word !== '');

const keyOf = (word: string): string => word.normalize('NFKC').toLowerCase();
const distinct = (words: readonly string[]): string[] => [...new Map(words.map((word) => [keyOf(word), word])).values()];
const groupsIn = (text: string): readonly string[][] =>
  text
    .split('\n')
    .map((line) => distinct(wordsIn(line.replaceAll('=', ','))))
    .filter((group) => group.length > 0);

/** The words as they are edited. */
export const textOfWords = (words: CompanyWords): WordsText => ({
  fillers: words.fillers.join(', '),
  sameThing: words.sameThing.map((group) => group.join(' = ')).join('\n'),
  units: Object.entries(words.units).map(([unit, list]) => ({ unit, text: list.join(', ') })),
});

/** The typed text as words, with all that is wrong about it. */
export function readWords(text: WordsText): { readonly words: CompanyWords; readonly problems: readonly WordsProblem[] } {
  const fillers = distinct(wordsIn(text.fillers));
  const sameThing = [...groupsIn(text.sameThing)];
  const units: Record<string, string[]> = {};
  for (const { unit, text: list } of text.units) {
    const words = distinct([...(units[unit] ?? []), ...wordsIn(list)]);
    if (words.length > 0) units[unit] = words;
  }
  return { words: { fillers, sameThing, units }, problems: problemsOf({ fillers, sameThing, units }) };
}

function problemsOf({ fillers, sameThing, units }: CompanyWords): readonly WordsProblem[] {
  const lists = [fillers, ...sameThing, ...Object.values(units)];
  const long = lists.flat().filter((word) => word.length > longest);
  const alone = sameThing.filter((group) => group.length === 1).flat();
  const groups = repeated(sameThing);
  const twoUnits = repeated(Object.values(units));
  const ignored = new Set(fillers.map(keyOf));
  const both = [...sameThing, ...Object.values(units)].flat().filter((word) => ignored.has(keyOf(word)));
  const problem = (code: WordsProblem['code'], words: readonly string[]): WordsProblem[] => words.map((word) => ({ code, word: word.slice(0, longest) }));
  return [
    ...problem('too_long', long),
    ...problem('alone', alone),
    ...problem('twice', [...groups, ...twoUnits]),
    ...problem('two_meanings', both),
    ...(lists.some((list) => list.length > most) || sameThing.length > most ? problem('too_many', ['']) : []),
  ];
}

/** Words that stand in more than one list. */
function repeated(lists: readonly (readonly string[])[]): readonly string[] {
  const seen = new Set<string>();
  return lists.flat().filter((word) => {
    const known = seen.has(keyOf(word));
    seen.add(keyOf(word));
    return known;
  });
}
