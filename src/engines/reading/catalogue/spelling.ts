import { distance } from 'fastest-levenshtein';
import { skeleton } from '../text/fold.ts';
import { arabicKey, tamilKey, type Catalogue } from './catalogue.ts';
import type { DescribedWord } from './describe.ts';

/** A word as it is compared. `groups` are the meanings that the lexicon knows. */
export interface Spelt {
  readonly latin: string;
  readonly fold: string;
  readonly groups: readonly number[];
}

const digits = /\d/;

/** Equal but for vowels, and long enough for that to be no chance. */
function sameBones(a: Spelt, b: Spelt): boolean {
  const bones = skeleton(a.fold);
  return bones.length >= 3 && Math.min(a.fold.length, b.fold.length) >= 4 && bones === skeleton(b.fold);
}

/** Two words that the lexicon knows apart are not misspellings of each other. */
const knownApart = (a: Spelt, b: Spelt): boolean => a.groups.length > 0 && b.groups.length > 0 && !a.groups.some((group) => b.groups.includes(group));

const begins = (long: Spelt, short: Spelt): boolean => short.latin.length >= 3 && long.latin.startsWith(short.latin);

/** Beginnings ("mozz", "choco") and slips of one or two letters. */
function nearHow(a: Spelt, b: Spelt): number {
  const shorter = Math.min(a.fold.length, b.fold.length);
  const longer = Math.max(a.fold.length, b.fold.length);
  if (shorter >= 3 && (begins(b, a) || begins(a, b))) return 0.72 + 0.2 * (shorter / longer);
  if (shorter < 4 || longer - shorter > 2) return 0;
  const apart = distance(a.fold, b.fold);
  return apart <= (longer >= 7 ? 2 : 1) ? 0.92 - 0.14 * apart : 0;
}

/** How alike two words are, 0…1, by spelling and sound alone. */
export function alike(a: Spelt, b: Spelt): number {
  if (a.latin === b.latin) return 1;
  if (a.fold === b.fold && a.fold.length > 1) return 0.97;
  if (digits.test(a.fold) || digits.test(b.fold)) return 0;
  if (knownApart(a, b)) return 0;
  return sameBones(a, b) ? 0.86 : nearHow(a, b);
}

/** Catalogue words that a word may stand for, with how sure that is. */
export type Expansion = ReadonlyMap<number, number>;

function raise(found: Map<number, number>, numbers: readonly number[] | undefined, how: number): void {
  for (const number of numbers ?? []) if ((found.get(number) ?? 0) < how) found.set(number, how);
}

/** The word itself, its sound and its meanings. */
function expandSurely(catalogue: Catalogue, word: DescribedWord, found: Map<number, number>): void {
  const exact = catalogue.wordNumbers.get(word.latin);
  if (exact !== undefined) found.set(exact, 1);
  if (word.fold.length > 1) raise(found, catalogue.byFold.get(word.fold), 0.97);
  for (const group of [...word.groups, ...word.phraseGroups]) raise(found, catalogue.byGroup.get(group), 0.95);
}

/** Words with the same consonants; Arabic spellings have little else. */
function expandByBones(catalogue: Catalogue, word: DescribedWord, arabic: boolean, found: Map<number, number>): void {
  const bones = skeleton(word.fold);
  const meant = (number: number): boolean => !knownApart(word, { latin: '', fold: '', groups: catalogue.groups[number] ?? [] });
  if (bones.length >= 3) raise(found, catalogue.bySkeleton.get(bones)?.filter(meant), 0.86);
  const key = arabic ? arabicKey(word.fold) : '';
  if (key.length >= 2) raise(found, catalogue.byArabicKey.get(key), key.length >= 3 ? 0.86 : 0.72);
  if (word.tamil && word.fold.length >= 3) raise(found, catalogue.byTamilKey.get(tamilKey(word.fold)), 0.93);
}

/** Finds catalogue words by spelling, sound, meaning, initials and near spelling. */
export function expand(catalogue: Catalogue, word: DescribedWord, arabic: boolean): Expansion {
  const found = new Map<number, number>();
  expandSurely(catalogue, word, found);
  if (digits.test(word.latin) || found.size > 0) return found;
  expandByBones(catalogue, word, arabic, found);
  if (word.fold.length < 3) return found;
  for (const number of catalogue.byLetter.get(word.fold.charAt(0)) ?? []) {
    const other: Spelt = { latin: catalogue.words[number] ?? '', fold: catalogue.folds[number] ?? '', groups: catalogue.groups[number] ?? [] };
    const how = alike(word, other);
    if (how >= 0.7) raise(found, [number], how);
  }
  return found;
}

/** A memory of expansions of one catalogue. Bounded; forgetting only costs time. */
export function expander(catalogue: Catalogue): (word: DescribedWord, arabic: boolean) => Expansion {
  const memory = new Map<string, Expansion>();
  return (word, arabic) => {
    const key = `${arabic ? 'a' : ''}${word.tamil ? 't' : ''}${word.latin}|${word.groups.join()}|${word.phraseGroups.join()}`;
    const known = memory.get(key);
    if (known) return known;
    if (memory.size > 20_000) memory.clear();
    const made = expand(catalogue, word, arabic);
    memory.set(key, made);
    return made;
  };
}
