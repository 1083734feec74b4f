import { fold } from '../text/fold.ts';
import { latinOf } from '../text/latin.ts';
import type { LexiconPatch } from '../types.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { gu } from './gu.ts';
import { hi } from './hi.ts';
import { ml } from './ml.ts';
import { mr } from './mr.ts';
import { ta } from './ta.ts';
import { food } from './trades/food.ts';
import { general } from './trades/general.ts';
import { works } from './trades/works.ts';
import { duals, units } from './units.ts';
import { ur } from './ur.ts';

/** What a word of the lexicon does in a message: `num 2`, `unit case`, `filler`, `day 1`, … `arg` is the number or name after the tag. */
export interface TagHit {
  readonly tag: string;
  readonly arg: string;
  readonly language: string;
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

const languages: Readonly<Record<string, string>> = { en, hi, mr, gu, ar, ta, ml, ur };

/** Latin form of a word or phrase of the lexicon. */
export const phraseKey = (words: string): string =>
  words
    .trim()
    .split(/[\s-]+/u)
    .map((word) => latinOf(word))
    .filter((word) => word !== '')
    .join(' ');

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function noteLength(map: Map<string, number>, key: string): void {
  const first = key.split(' ', 1)[0] ?? '';
  const length = key.split(' ').length;
  if ((map.get(first) ?? 0) < length) map.set(first, length);
}

function addTags(tags: Map<string, TagHit[]>, text: string, language: string, forcedTag?: string): void {
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const [name = '', arg = ''] = line.slice(0, colon).trim().split(' ');
    const hit: TagHit = { tag: forcedTag ?? name, arg: forcedTag ? name : arg, language };
    for (const word of line.slice(colon + 1).split(',')) {
      const key = phraseKey(word);
      if (key === '') continue;
      const known = tags.get(key);
      if (!known?.some((other) => other.tag === hit.tag && other.arg === hit.arg && other.language === language)) push(tags, key, hit);
    }
  }
}

function addGroup(groups: Map<string, number[]>, folds: Map<string, number[]>, words: readonly string[], number: number): void {
  for (const word of words) {
    const key = phraseKey(word);
    if (key === '') continue;
    push(groups, key, number);
    const folded = fold(key.replaceAll(' ', ''));
    if (folded.length >= 5) push(folds, folded, number);
  }
}

/** Builds the look-up tables from the shipped data files and a company's own words. */
export function buildLexicon(patch: LexiconPatch = {}): Lexicon {
  const tags = new Map<string, TagHit[]>();
  for (const [language, text] of Object.entries(languages)) addTags(tags, text, language);
  addTags(tags, units, '', 'unit');
  addTags(tags, duals, 'ar', 'dual');
  for (const [name, words] of Object.entries(patch.units ?? {})) addTags(tags, `${name}: ${words.join(',')}`, '', 'unit');
  if (patch.fillers) addTags(tags, `filler: ${patch.fillers.join(',')}`, '');
  const groups = new Map<string, number[]>();
  const groupFolds = new Map<string, number[]>();
  const lines = [general, food, works].flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '');
  const all = [...lines.map((line) => line.split(',')), ...(patch.sameThing ?? [])];
  all.forEach((words, number) => addGroup(groups, groupFolds, words, number));
  const longest = new Map<string, number>();
  for (const key of tags.keys()) noteLength(longest, key);
  const longestGroup = new Map<string, number>();
  for (const key of groups.keys()) noteLength(longestGroup, key);
  return { tags, longest, groups, longestGroup, groupFolds };
}

let shipped: Lexicon | null = null;

/** The shipped lexicon, built once. */
export function shippedLexicon(): Lexicon {
  shipped ??= buildLexicon();
  return shipped;
}
