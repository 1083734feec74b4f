import { fold } from '../text/fold.ts';
import { latinOf, scriptOf } from '../text/latin.ts';
import type { LexiconPatch } from '../types.ts';
import { shippedWords } from './shipped.ts';

/** What a word of the lexicon does in a message: `num 2`, `unit case`, `filler`, `day 1`, … `arg` is the number or name after the tag. */
export interface TagHit {
  readonly tag: string;
  readonly arg: string;
  readonly language: string;
  /** Scripts whose Latin form is loose (Arabic without vowels, Tamil without voicing): such words mean nothing in Latin letters. */
  readonly native: boolean;
  /** The letters of such a word, variants folded; null for phrases and other scripts. */
  readonly letters: string | null;
}

/** Letters of a word with the variants of one letter folded: alef and ya forms, ta marbuta, no vowel marks. */
export const lettersOf = (word: string): string =>
  word
    .trim()
    .normalize('NFC')
    .replace(/[\u064B-\u065F\u0670\u0640\u200C\u200D]/gu, '')
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/[ىی]/gu, 'ي')
    .replace(/ک/gu, 'ك')
    .replace(/[ةھہ]/gu, 'ه');

const looseScripts = new Set(['arabic', 'tamil']);

function isNative(word: string): boolean {
  const bare = word.trim();
  const script = scriptOf(bare);
  return looseScripts.has(script) || (bare.length === 1 && script !== 'latin');
}

/** The lexicon ready for look-up. Keys are Latin forms, words of a phrase joined by one blank. */
export interface Lexicon {
  readonly tags: ReadonlyMap<string, readonly TagHit[]>;
  /** First words of phrases with how long the longest is. */
  readonly longest: ReadonlyMap<string, number>;
  /** Words of equal meaning: word or phrase → numbers of its groups. */
  readonly groups: ReadonlyMap<string, readonly number[]>;
  readonly longestGroup: ReadonlyMap<string, number>;
  /** Sound keys of group words of five letters or more, for misspellings. */
  readonly groupFolds: ReadonlyMap<string, readonly number[]>;
}

/** Latin form of a word or phrase of the lexicon. */
export function phraseKey(words: string): string {
  const bare = words.trim();
  if (!/[\s-]/u.test(bare)) return latinOf(bare);
  return bare
    .split(/[\s-]+/u)
    .map((word) => latinOf(word))
    .filter((word) => word !== '')
    .join(' ');
}

type Lists<T> = Map<string, readonly T[]>;

/** Never changes a list: those of the shipped words are shared with every lexicon built on them. */
function push<T>(map: Lists<T>, key: string, value: T): void {
  const list = map.get(key);
  map.set(key, list ? [...list, value] : [value]);
}

function noteLength(map: Map<string, number>, key: string): void {
  const words = key.includes(' ') ? key.split(' ') : [key];
  const [first = ''] = words;
  const { length } = words;
  if ((map.get(first) ?? 0) < length) map.set(first, length);
}

type TagLines = Readonly<Record<string, readonly string[]>>;

/** Letters of a single word in a script whose Latin form is loose. */
const ownLetters = (word: string): string | null => (looseScripts.has(scriptOf(word.trim())) && !/\s/u.test(word.trim()) ? lettersOf(word) : null);

function addHit(tags: Lists<TagHit>, word: string, meaning: Omit<TagHit, 'native' | 'letters'>): void {
  const hit = { ...meaning, native: isNative(word), letters: ownLetters(word) };
  const key = phraseKey(word);
  if (key === '') return;
  const known = tags.get(key);
  if (
    !known?.some(
      (other) =>
        other.tag === hit.tag && other.arg === hit.arg && other.language === hit.language && other.native === hit.native && other.letters === hit.letters,
    )
  )
    push(tags, key, hit);
}

/** One line a meaning: `num 2` → its words. */
function addTags(tags: Lists<TagHit>, lines: TagLines, language: string): void {
  for (const [name, words] of Object.entries(lines)) {
    const [tag = '', arg = ''] = name.split(' ');
    for (const word of words) addHit(tags, word, { tag, arg, language });
  }
}

/** The tag lines of one set of words; unit words and fillers belong to no language. */
function addWords(tags: Lists<TagHit>, words: LexiconPatch): void {
  for (const [language, lines] of Object.entries(words.languages ?? {})) addTags(tags, lines, language);
  const units = Object.entries(words.units ?? {}).map(([name, list]) => [`unit ${name}`, list] as const);
  addTags(tags, Object.fromEntries(units), '');
  addTags(tags, { filler: words.fillers ?? [] }, '');
}

function addGroup(groups: Lists<number>, folds: Lists<number>, words: readonly string[], number: number): void {
  for (const key of new Set(words.map(phraseKey))) {
    if (key === '') continue;
    push(groups, key, number);
    const folded = fold(key.replaceAll(' ', ''));
    if (folded.length >= 5) push(folds, folded, number);
  }
}

interface Tables {
  readonly tags: Lists<TagHit>;
  readonly groups: Lists<number>;
  readonly groupFolds: Lists<number>;
}

const alikeIn = (words: LexiconPatch): (readonly string[])[] => [...(words.colours ?? []), ...(words.sameThing ?? [])];

/** Adds words to tables whose groups go up to `firstGroup`. */
function grown({ tags, groups, groupFolds }: Tables, words: LexiconPatch, firstGroup: number): Lexicon {
  addWords(tags, words);
  alikeIn(words).forEach((list, i) => addGroup(groups, groupFolds, list, firstGroup + i));
  const longest = new Map<string, number>();
  for (const key of tags.keys()) noteLength(longest, key);
  const longestGroup = new Map<string, number>();
  for (const key of groups.keys()) noteLength(longestGroup, key);
  return { tags, longest, groups, longestGroup, groupFolds };
}

/** Builds the look-up tables from the shipped words and a company's own. */
export function buildLexicon(patch: LexiconPatch = {}): Lexicon {
  const { tags, groups, groupFolds } = shippedLexicon();
  return grown({ tags: new Map(tags), groups: new Map(groups), groupFolds: new Map(groupFolds) }, patch, alikeIn(shippedWords).length);
}

let shipped: Lexicon | null = null;

/** The shipped lexicon, built once. */
export function shippedLexicon(): Lexicon {
  shipped ??= grown({ tags: new Map(), groups: new Map(), groupFolds: new Map() }, shippedWords, 0);
  return shipped;
}
