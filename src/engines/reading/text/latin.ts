import anyAscii from 'any-ascii';
import { remembered } from './memory.ts';

/**
 * Every script in Latin letters, the way traders spell it. The Indic blocks of Unicode share one layout (ISCII), so one table
 * serves nine scripts; Arabic and Tamil need their own rules. Other scripts go through any-ascii.
 */
const indicConsonants: Readonly<Record<number, string>> = {
  0x15: 'k', 0x16: 'kh', 0x17: 'g', 0x18: 'gh', 0x19: 'n', 0x1a: 'ch', 0x1b: 'chh', 0x1c: 'j', 0x1d: 'jh', 0x1e: 'n', 0x1f: 't', 0x20: 'th',
  0x21: 'd', 0x22: 'dh', 0x23: 'n', 0x24: 't', 0x25: 'th', 0x26: 'd', 0x27: 'dh', 0x28: 'n', 0x29: 'n', 0x2a: 'p', 0x2b: 'ph', 0x2c: 'b',
  0x2d: 'bh', 0x2e: 'm', 0x2f: 'y', 0x30: 'r', 0x31: 'r', 0x32: 'l', 0x33: 'l', 0x34: 'zh', 0x35: 'v', 0x36: 'sh', 0x37: 'sh', 0x38: 's',
  0x39: 'h', 0x58: 'k', 0x59: 'kh', 0x5a: 'g', 0x5b: 'z', 0x5c: 'd', 0x5d: 'dh', 0x5e: 'f', 0x5f: 'y',
}; // prettier-ignore
const indicVowels: Readonly<Record<number, string>> = {
  0x05: 'a', 0x06: 'aa', 0x07: 'i', 0x08: 'i', 0x09: 'u', 0x0a: 'u', 0x0b: 'ri', 0x0d: 'e', 0x0e: 'e', 0x0f: 'e', 0x10: 'ai', 0x11: 'o',
  0x12: 'o', 0x13: 'o', 0x14: 'au', 0x72: 'e',
}; // prettier-ignore
const indicSigns: Readonly<Record<number, string>> = {
  0x3e: 'aa', 0x3f: 'i', 0x40: 'i', 0x41: 'u', 0x42: 'u', 0x43: 'ri', 0x45: 'e', 0x46: 'e', 0x47: 'e', 0x48: 'ai', 0x49: 'o', 0x4a: 'o',
  0x4b: 'o', 0x4c: 'au', 0x57: 'au',
}; // prettier-ignore
const malayalamChillu: Readonly<Record<number, string>> = { 0xd7a: 'n', 0xd7b: 'n', 0xd7c: 'r', 0xd7d: 'l', 0xd7e: 'l', 0xd7f: 'k' };

const arabicLetters: Readonly<Record<string, string>> = {
  'ا': 'a', 'أ': 'a', 'إ': 'i', 'آ': 'a', 'ٱ': 'a', 'ب': 'b', 'پ': 'p', 'ت': 't', 'ٹ': 't', 'ث': 's', 'ج': 'j', 'چ': 'ch', 'ح': 'h', 'خ': 'kh', 'د': 'd',
  'ڈ': 'd', 'ذ': 'z', 'ر': 'r', 'ڑ': 'r', 'ز': 'z', 'ژ': 'z', 'س': 's', 'ش': 'sh', 'ص': 's', 'ض': 'd', 'ط': 't', 'ظ': 'z', 'ع': 'a', 'غ': 'gh', 'ف': 'f',
  'ق': 'q', 'ك': 'k', 'ک': 'k', 'گ': 'g', 'ل': 'l', 'م': 'm', 'ن': 'n', 'ں': 'n', 'ه': 'h', 'ہ': 'h', 'ھ': 'h', 'ة': 'a', 'ۃ': 'a', 'و': 'w', 'ي': 'y',
  'ی': 'y', 'ى': 'a', 'ے': 'e', 'ئ': 'y', 'ؤ': 'w', 'ء': '',
}; // prettier-ignore

type Script = 'latin' | 'indic' | 'tamil' | 'arabic' | 'other';

/** Script of a letter, as far as the reader treats scripts differently. */
export function scriptOf(char: string): Script {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x250 || (code >= 0x1e00 && code < 0x1f00)) return 'latin';
  if (code >= 0xb80 && code < 0xc00) return 'tamil';
  if (code >= 0x900 && code < 0xd80) return 'indic';
  if (code >= 0x600 && code < 0x700) return 'arabic';
  return 'other';
}

interface Sound {
  readonly text: string;
  readonly vowel: boolean;
  /** The vowel that every bare consonant carries and that speech drops. */
  readonly inherent: boolean;
}

const vowelSound = (text: string, inherent = false): Sound => ({ text, vowel: true, inherent });
const consonantSound = (text: string): Sound => ({ text, vowel: false, inherent: false });

const nukta = 0x3c;
const virama = 0x4d;
const nasals = new Set([0x01, 0x02, 0x70]);

/** A consonant without a vowel sign after it carries the inherent vowel. */
function isBare(chars: readonly number[], at: number): boolean {
  const next = (chars[at + 1] ?? 0) & 0x7f;
  const following = next === nukta ? (chars[at + 2] ?? 0) & 0x7f : next;
  return following !== virama && indicSigns[following] === undefined;
}

function soundsAt(chars: readonly number[], at: number): readonly Sound[] {
  const code = chars[at] ?? 0;
  const place = code & 0x7f;
  const chillu = malayalamChillu[code];
  if (chillu !== undefined) return [consonantSound(chillu)];
  const consonant = indicConsonants[place];
  if (consonant !== undefined) return isBare(chars, at) ? [consonantSound(consonant), vowelSound('a', true)] : [consonantSound(consonant)];
  const vowel = indicVowels[place] ?? indicSigns[place];
  if (vowel !== undefined) return [vowelSound(vowel)];
  return nasals.has(place) ? [consonantSound('n')] : [];
}

function indicSounds(word: string): Sound[] {
  const chars = Array.from(word, (char) => char.codePointAt(0) ?? 0);
  return chars.flatMap((_char, i) => soundsAt(chars, i));
}

/** An inherent vowel between a vowel-consonant and a consonant-vowel is not spoken. */
function isSilent(sounds: readonly Sound[], at: number): boolean {
  if (sounds[at]?.inherent !== true) return false;
  const betweenConsonants = sounds[at - 1]?.vowel === false && sounds[at + 1]?.vowel === false;
  return betweenConsonants && sounds[at - 2]?.vowel === true && sounds[at + 2]?.vowel === true;
}

/** Drops the inherent vowels that Hindi, Marathi and Gujarati do not speak: at the end, and inside a word. */
function spoken(sounds: readonly Sound[]): string {
  const kept = [...sounds];
  if (kept.at(-1)?.inherent && kept.filter((sound) => sound.vowel).length > 1) kept.pop();
  for (let i = kept.length - 3; i >= 2; i -= 1) {
    if (!isSilent(kept, i)) continue;
    kept.splice(i, 1);
    i -= 1;
  }
  return kept.map((sound) => sound.text).join('');
}

const tamilVoiced: Readonly<Record<string, string>> = { k: 'g', t: 'd', p: 'b', ch: 's' };

const sameConsonant = (one: Sound | undefined, other: Sound): boolean => one !== undefined && !one.vowel && one.text === other.text;
const softens = (sound: Sound | undefined): boolean => sound !== undefined && (sound.vowel || sound.text === 'n' || sound.text === 'm');

/** Tamil writes k/g, t/d, p/b, ch/s with one letter: voiced after a vowel or nasal, hard when doubled or first. */
function tamilLatin(word: string): string {
  const sounds = indicSounds(word);
  const heard = sounds.map((sound, i) => {
    const doubled = sameConsonant(sounds[i - 1], sound) || sameConsonant(sounds[i + 1], sound);
    return !doubled && softens(sounds[i - 1]) ? (tamilVoiced[sound.text] ?? sound.text) : sound.text;
  });
  return heard.join('');
}

const arabicLatin = (word: string): string => Array.from(word, (char) => arabicLetters[char] ?? '').join('');

const plainLatin = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, (char) => anyAscii(char).toLowerCase());

const plainAscii = /^[ -~]*$/;

function latinised(word: string): string {
  if (plainAscii.test(word)) return word.toLowerCase().replace(/[^a-z0-9]/g, '');
  const script = scriptOf(word);
  if (script === 'latin') return plainLatin(word).replace(/[^a-z0-9]/g, '');
  if (script === 'indic') return spoken(indicSounds(word));
  if (script === 'tamil') return tamilLatin(word);
  if (script === 'arabic') return arabicLatin(word);
  return anyAscii(word)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** A word of any script in lower-case Latin letters and digits. */
export const latinOf: (word: string) => string = remembered(latinised);

/** Languages of the Indic blocks of Unicode, by block. */
const blocks: Readonly<Record<number, readonly string[]>> = { 0x13: ['bn'], 0x14: ['pa'], 0x15: ['gu'], 0x18: ['te'], 0x19: ['kn'], 0x1a: ['ml'] };

/** Languages written in a script; words in that script are read in these only. */
export function languagesOfScript(word: string): readonly string[] | null {
  const code = word.codePointAt(0) ?? 0;
  const script = scriptOf(word);
  if (script === 'arabic') return ['ar', 'ur'];
  if (script === 'tamil') return ['ta'];
  if (script !== 'indic') return null;
  if (code < 0x980) return ['hi', 'mr'];
  return blocks[Math.floor(code / 0x80)] ?? [];
}
