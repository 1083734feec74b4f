import { remembered } from './memory.ts';

/** Phonetic keys: the spellings that traders use for one word fall together. */

const twoLetters: Readonly<Record<string, string>> = {
  kh: 'k', gh: 'g', jh: 'j', th: 't', dh: 'd', bh: 'b', ph: 'f', sh: 's', zh: 'l', ck: 'k', ee: 'i', ea: 'i', ii: 'i', ie: 'i', oo: 'u', ou: 'u', uu: 'u',
  aa: 'a', ai: 'e', ay: 'e', ei: 'e', ey: 'e', au: 'o', aw: 'o', ow: 'o', qu: 'kv',
}; // prettier-ignore
const oneLetter: Readonly<Record<string, string>> = { w: 'v', z: 'j', q: 'k', x: 'ks', y: 'i' };
const isVowel = (char: string | undefined): boolean => char !== undefined && 'aeiou'.includes(char);

function letterSound(char: string, next: string, first: boolean): string {
  if (char === 'c') return next !== '' && 'eiy'.includes(next) ? 's' : 'k';
  if (char === 'h') return first ? 'h' : '';
  return oneLetter[char] ?? char;
}

/** One sound of a word: what it becomes, and how many letters it takes. */
function soundAt(latin: string, at: number, first: boolean): { text: string; length: number } {
  const char = latin[at] ?? '';
  const next = latin[at + 1] ?? '';
  if (char === 'c' && next === 'h') return { text: 'C', length: latin[at + 2] === 'h' ? 3 : 2 };
  const pair = twoLetters[char + next];
  return pair === undefined ? { text: letterSound(char, next, first), length: 1 } : { text: pair, length: 2 };
}

function soften(latin: string): string {
  let out = '';
  for (let i = 0; i < latin.length;) {
    const sound = soundAt(latin, i, out === '');
    out += sound.text;
    i += sound.length;
  }
  return out.replaceAll('C', 'c');
}

function soundKey(latin: string): string {
  let out = '';
  for (const char of soften(latin)) if (char !== out.at(-1) || (char >= '0' && char <= '9')) out += char;
  while (out.length > 3 && isVowel(out.at(-1))) out = out.slice(0, -1);
  return out;
}

/** Sound key of a Latin word: aspirates, doubled letters, vowel length and weak endings do not count. */
export const fold: (latin: string) => string = remembered(soundKey);

/** The fold without vowels, apart from a first one: equal for `bhakarwadi` and `bakrvdi`. */
export function skeleton(folded: string): string {
  let out = folded[0] ?? '';
  for (let i = 1; i < folded.length; i += 1) if (!isVowel(folded[i])) out += folded[i] ?? '';
  return isVowel(out[0]) && out.length > 2 ? out.slice(1) : out;
}
