import type { ReadingItem } from '../../src/engines/reading/index.ts';
import { picker } from '../matching/distractors.ts';

/** Chance with a seed: the same people say the same things in every run. */
export interface Dice {
  /** A whole number below the limit. */
  below(limit: number): number;
  /** True so many times of 1. */
  happens(share: number): boolean;
  pick<T>(list: readonly T[], fallback: T): T;
}

/** Dice for a seed. */
export function diceFor(seed: number): Dice {
  const below = picker(seed);
  return { below, happens: (share) => below(1_000_000) < share * 1_000_000, pick: (list, fallback) => list[below(list.length)] ?? fallback };
}

const slips: readonly (readonly [RegExp, string])[] = [
  [/sh/, 's'],
  [/ee/, 'i'],
  [/oo/, 'u'],
  [/ph/, 'f'],
  [/v/, 'w'],
  [/ck/, 'k'],
  [/aa/, 'a'],
];

/** A word with one slip: by sound, a letter lost, two letters swapped. */
function slipped(word: string, dice: Dice): string {
  const bySound = slips.filter(([from]) => from.test(word));
  const [from, to] = dice.pick(bySound, [/$^/, ''] as const);
  if (bySound.length > 0 && dice.happens(0.4)) return word.replace(from, to);
  const at = 1 + dice.below(Math.max(1, word.length - 2));
  return dice.happens(0.5) ? word.slice(0, at) + word.slice(at + 1) : word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
}

/** The phrase with a typing slip in one of its longer words; the phrase itself when it has none. */
export function mistyped(phrase: string, dice: Dice): string {
  const words = phrase.split(' ');
  const long = words.flatMap((word, i) => (word.length >= 4 && !/\d/.test(word) ? [i] : []));
  const chosen = dice.pick(long, -1);
  return words.map((word, i) => (i === chosen ? slipped(word, dice) : word)).join(' ');
}

/** A size as people write it: with its unit, apart from it or without it; "x 6 m" never loses its unit, or it would say how many. */
function sized(times: string | undefined, figure: string, unit: string, dice: Dice): string {
  if (times !== undefined || dice.happens(0.4)) return `${times ?? ''}${figure}${unit}`;
  return dice.happens(0.5) ? `${figure} ${unit}` : figure;
}

/** Now and then a word is cut or mistyped; figures are not. */
function cut(word: string, dice: Dice): string {
  if (/\d/.test(word)) return word;
  if (word.length > 5 && dice.happens(0.12)) return word.slice(0, 4);
  return word.length > 4 && dice.happens(0.1) ? slipped(word, dice) : word;
}

/**
 * How somebody who does not write for a catalogue names an item: no brand, words left out or cut, sizes written in their own way.
 * `keeps` is the share of words that stay: a habit may say little, new words have to say what is meant.
 */
export function freeName(item: ReadingItem, dice: Dice, keeps = 0.75): string {
  const brand = new Set((item.brand ?? '').toLowerCase().split(/\s+/));
  const words = item.name
    .toLowerCase()
    .replace(/[(),]|(?<!\d)\/|\/(?!\d)/g, ' ')
    .replace(/(x )?(\d)\s+(kg|g|gm|ml|l|ltr|mm|cm|m|inch)\b/g, (_, times: string | undefined, figure: string, unit: string) => sized(times, figure, unit, dice))
    .split(/\s+/)
    .filter((word) => word !== '' && (!brand.has(word) || dice.happens(0.15)));
  const [first = item.name] = words;
  const kept = words.filter((word) => /\d/.test(word) || dice.happens(keeps));
  const said = kept.some((word) => /[^\d\W]{3}/.test(word)) ? kept : [first, ...kept];
  return said.map((word) => cut(word, dice)).join(' ');
}
