import type { Lexicon } from '../lexicon/lexicon.ts';
import { latinOf } from '../text/latin.ts';
import type { Chance } from './random.ts';

const slips: readonly (readonly [RegExp, string])[] = [
  [/ph/, 'f'],
  [/sh/, 's'],
  [/ee/, 'i'],
  [/oo/, 'u'],
  [/ck/, 'k'],
  [/v/, 'w'],
  [/z/, 'j'],
  [/c(?=[aou])/, 'k'],
  [/th/, 't'],
  [/aa/, 'a'],
  [/i(?=[a-z]$)/, 'ee'],
];

/** A word as people mistype it: by sound, a letter lost, two letters swapped, the vowels left out. */
function misspelt(word: string, chance: Chance): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  const how = chance.next();
  if (how < 0.45) {
    const slip = chance.pick(slips.filter(([from]) => from.test(word)));
    if (slip) return word.replace(slip[0], slip[1]);
  }
  const at = 1 + Math.floor(chance.next() * (word.length - 2));
  if (how < 0.7) return word.slice(0, at) + word.slice(at + 1);
  if (how < 0.9) return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
  return word[0] + word.slice(1).replace(/[aeiou]/g, '');
}

/** Words of equal meaning, to say a name in another language. */
export type Synonyms = ReadonlyMap<string, readonly string[]>;

/** Turns the lexicon's groups round: word → other words of its groups. */
export function synonymsOf(lexicon: Lexicon): Synonyms {
  const members = new Map<number, string[]>();
  for (const [word, groups] of lexicon.groups) for (const group of groups) members.set(group, [...(members.get(group) ?? []), word]);
  const out = new Map<string, readonly string[]>();
  for (const [word, groups] of lexicon.groups)
    out.set(
      word,
      [...new Set(groups.flatMap((group) => members.get(group) ?? []))].filter((other) => other !== word),
    );
  return out;
}

const isSize = (word: string): boolean => /\d/.test(word);

/**
 * A catalogue name as a customer may write it: brand dropped, words left out, translated or misspelt, sizes glued or lost.
 * Sizes and variants are lost on purpose now and then: then several items are meant, and the reader must not be sure.
 */
export function spoken(name: string, brand: string | null, synonyms: Synonyms, chance: Chance): string {
  const brandWords = new Set((brand ?? '').toLowerCase().split(/\s+/));
  const dropBrand = chance.happens(0.85);
  const words = name
    .replace(/[(),]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !(dropBrand && brandWords.has(word.toLowerCase())));
  const kept = words.filter((word) => !chance.happens(isSize(word) ? 0.08 : 0.22));
  const said = (kept.length > 0 ? kept : words).map((word) => {
    const plain = word.toLowerCase();
    if (isSize(plain)) return plain;
    const other = chance.happens(0.3) ? chance.pick(synonyms.get(latinOf(plain)) ?? []) : undefined;
    return chance.happens(0.25) ? misspelt(other ?? plain, chance) : (other ?? plain);
  });
  const glued = chance.happens(0.3) ? said.join(' ').replace(/(\d) (g|gm|kg|ml|l|ltr|mm|w)\b/g, '$1$2') : said.join(' ');
  return glued.trim();
}

/** A customer's own words with a slip in one of them, or one left out. */
export function slipped(words: string, chance: Chance): string {
  const parts = words.split(/\s+/);
  const at = Math.floor(chance.next() * parts.length);
  if (parts.length > 2 && chance.happens(0.3)) return parts.filter((_, i) => i !== at).join(' ');
  return parts.map((part, i) => (i === at ? misspelt(part, chance) : part)).join(' ');
}
