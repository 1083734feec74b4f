import type { Lexicon } from '../lexicon/lexicon.ts';
import { fold } from './fold.ts';
import { languagesOfScript, scriptOf } from './latin.ts';
import { rawTokens, word, type Token } from './raw-tokens.ts';

export type { Token } from './raw-tokens.ts';

/** Says whether a Latin word is one that the catalogue or the customer uses. */
export type KnownWord = (latin: string) => boolean;

interface Vocabulary {
  readonly known: KnownWord;
  readonly lexicon: Lexicon;
  /** Known to catalogue, customer or lexicon. */
  readonly has: KnownWord;
}

const arabiziLetters: Readonly<Record<string, string>> = { '2': 'a', '3': 'a', '5': 'kh', '6': 't', '7': 'h', '8': 'gh', '9': 's' };
const ordinalEnds = new Set(['st', 'nd', 'rd', 'th']);

const isTagged = (lexicon: Lexicon, latin: string, ...tags: string[]): boolean => lexicon.tags.get(latin)?.some((hit) => tags.includes(hit.tag)) ?? false;

const join = (parts: readonly Token[], latin: string): Token => {
  const first = parts[0] as Token;
  const last = parts.at(-1) as Token;
  return { kind: 'word', text: parts.map((part) => part.text).join(''), latin, value: Number.NaN, start: first.start, end: last.end, glued: first.glued };
};

/** `3aseer`, `7aleeb`, `sa7`, `ba3d`: digits that stand for Arabic letters. */
function arabiziWord(run: readonly Token[], vocabulary: Vocabulary): Token | null {
  const text = run
    .map((part) => part.text)
    .join('')
    .toLowerCase();
  const letters = text.replace(/[^a-z]/g, '').length;
  if (letters < 2 || /[014]/.test(text)) return null;
  if (vocabulary.has(text)) return join(run, text);
  const spoken = Array.from(text, (char) => arabiziLetters[char] ?? char).join('');
  return run.length > 1 && (vocabulary.known(spoken) || vocabulary.lexicon.tags.has(spoken)) ? join(run, spoken) : null;
}

const currencies = new Set(['rs', 'inr', 'aed', 'sar']);
const splitting = ['unit', 'wala', 'times', 'dual', 'clock', 'dateword', 'month'];

/** Does a number that is glued to these letters stand by itself ("200g", "40ctn", "5wala", "toned30")? */
function splitsFrom(letters: Token, before: boolean, vocabulary: Vocabulary): boolean {
  const { latin } = letters;
  if (isTagged(vocabulary.lexicon, latin, ...splitting) || currencies.has(latin)) return true;
  if (before && ordinalEnds.has(latin)) return true;
  return latin.length >= 3 && vocabulary.has(latin);
}

const plainText = (run: readonly Token[]): string => run.map((part) => (part.kind === 'word' ? part.latin : part.text)).join('').toLowerCase(); // prettier-ignore
const timesMark = (token: Token): Token => ({ ...token, kind: 'mark', text: 'x', latin: '' });

/** Two glued parts: `50x`, `x50`, `200g`, `m8`, `toned30`. */
function resolvePair(first: Token, second: Token, vocabulary: Vocabulary): readonly Token[] {
  if (second.latin === 'x') return [first, timesMark(second)];
  if (first.latin === 'x') return [timesMark(first), second];
  const letters = first.kind === 'word' ? first : second;
  const oneLetterCode = letters === first && letters.latin.length === 1;
  const code = letters.latin.length <= 4 && scriptOf(letters.text) === 'latin';
  if (!code || (!oneLetterCode && splitsFrom(letters, first.kind === 'number', vocabulary))) return [first, second];
  return [join([first, second], plainText([first, second]))];
}

const isOrdinal = (run: readonly Token[]): boolean => run.length === 2 && run[0]?.kind === 'number' && ordinalEnds.has(run[1]?.latin ?? '');

/** Glued runs of letters and digits: a measure, an Arabizi word, or a code like `m8`, `ss304`, `20w40`. */
function resolveRun(run: readonly Token[], vocabulary: Vocabulary): readonly Token[] {
  const whole = plainText(run);
  if (whole.length >= 4 && vocabulary.known(whole)) return [join(run, whole)];
  if (isOrdinal(run)) return run;
  const arabizi = arabiziWord(run, vocabulary);
  if (arabizi) return [arabizi];
  const [first, second] = run;
  if (!first || !second) return run;
  return run.length > 2 ? resolveLong(run, vocabulary) : resolvePair(first, second, vocabulary);
}

/** `m8x50`, `24x10`, `d12x10`: cut at the times sign; the rest pairwise. */
function resolveLong(run: readonly Token[], vocabulary: Vocabulary): readonly Token[] {
  const cut = run.findIndex((part, i) => i > 0 && part.latin === 'x' && run[i + 1]?.kind === 'number');
  const times = run[cut];
  if (times) return [...resolveRun(run.slice(0, cut), vocabulary), timesMark(times), ...resolveRun(run.slice(cut + 1), vocabulary)];
  const last = run.at(-1);
  if (last?.kind === 'word' && splitsFrom(last, true, vocabulary)) return [...resolveRun(run.slice(0, -1), vocabulary), last];
  return run.length > 6 ? run : [join(run, plainText(run))];
}

const functional = new Set(['question', 'not', 'and', 'or', 'dest', 'filler', 'verb', 'set', 'remove', 'if', 'but', 'no', 'yes', 'instead', 'ya']);

/** The article stands before nouns only. */
const isNoun = (latin: string, { known, lexicon }: Vocabulary): boolean =>
  known(latin) || lexicon.groups.has(latin) || (lexicon.tags.get(latin)?.some((hit) => !functional.has(hit.tag)) ?? false);

/** What of a prefix stays a word of its own: "and"; and "per" before a unit, which says what a figure is the price of. */
const heardPrefix = (prefix: string, rest: Token, { lexicon }: Vocabulary): string =>
  prefix.startsWith('و') ? 'و' : prefix === 'لل' && isTagged(lexicon, rest.latin, 'unit') ? prefix : '';

/** Arabic writes "and", "the", "for" at the front of the next word: splits off what leaves a known word. */
function arabicParts(token: Token, vocabulary: Vocabulary): readonly Token[] {
  if (scriptOf(token.text) !== 'arabic' || vocabulary.has(token.latin)) return [token];
  for (const prefix of ['وال', 'بال', 'ال', 'لل', 'و', 'ب', 'ل', 'ف']) {
    if (!token.text.startsWith(prefix) || token.text.length - prefix.length < 3) continue;
    const rest = word(token.text.slice(prefix.length), token.start + prefix.length, true);
    if (!vocabulary.has(rest.latin) || (prefix.endsWith('ل') && prefix !== 'ل' && !isNoun(rest.latin, vocabulary))) continue;
    const heard = heardPrefix(prefix, rest, vocabulary);
    return heard === '' ? [{ ...rest, start: token.start, glued: token.glued }] : [word(heard, token.start, token.glued), { ...rest, glued: false }];
  }
  return [token];
}

/** Endings that Indic scripts write on to a word, in Latin letters: "in", "of", "to", "from". */
const endings: Readonly<Record<string, readonly string[]>> = {
  hi: ['madhun', 'madhye', 'sathi', 'kade', 'chya', 'tun', 'hun', 'men', 'mein', 'var', 'cha', 'chi', 'che', 'la', 'ne', 'ko', 'ka', 'ki', 'ke', 't'],
  gu: ['manthi', 'maan', 'man', 'maa', 'thi', 'nun', 'na', 'ni', 'nu', 'no', 'ne', 'e'],
  ta: ['lirundu', 'ilirundu', 'ukku', 'kku', 'ku', 'um', 'il', 'la', 'le', 'ai', 'aa', 'a'],
  te: ['lonu', 'lo', 'ki', 'ku', 'nu', 'ni', 'lu'],
  kn: ['alli', 'annu', 'lli', 'ige', 'ge', 'nnu', 'na'],
  ml: ['ilekku', 'lekku', 'inte', 'nte', 'ude', 'kku', 'inu', 'nu', 'il', 'um', 'l'],
  bn: ['ter', 'te', 'er', 'ke', 'e', 'r'],
};

/** "ઓર્ડરમાં", "ஆர்டர்ல": splits the ending off when that leaves a known word; "of" and "to" stay as words of their own. */
function indicParts(token: Token, vocabulary: Vocabulary): readonly Token[] {
  const own = scriptOf(token.text) === 'latin' ? [] : (languagesOfScript(token.text) ?? []);
  const known = own.flatMap((language) => endings[language] ?? []);
  if (known.length === 0 || vocabulary.has(token.latin)) return [token];
  for (const ending of known) {
    if (!token.latin.endsWith(ending)) continue;
    const written = token.latin.slice(0, -ending.length);
    const stem = [written, fold(written)].find((latin) => latin.length >= 3 && vocabulary.has(latin));
    if (stem === undefined) continue;
    const rest = isTagged(vocabulary.lexicon, ending, 'wala', 'dest') ? [{ ...word(ending, token.end - 1, true), end: token.end }] : [];
    return [{ ...token, latin: stem }, ...rest];
  }
  return [token];
}

/** "Saturday's": the word without its ending, where that is a word. */
function possessive(token: Token, vocabulary: Vocabulary): Token {
  const bare = token.text.includes("'") && /'s$/i.test(token.text) && !vocabulary.has(token.latin) ? token.latin.slice(0, -1) : '';
  return bare !== '' && vocabulary.has(bare) ? { ...token, latin: bare } : token;
}

/** End of the glued chunk that starts here, and whether marks are inside. */
function chunkAt(raw: readonly Token[], at: number): { end: number; marked: boolean } {
  let end = at + 1;
  let marked = raw[at]?.kind === 'mark';
  for (; end < raw.length && end - at < 12 && raw[end]?.glued && raw[end]?.kind !== 'line'; end += 1) marked ||= raw[end]?.kind === 'mark';
  return { end, marked };
}

/** An item code with marks inside (`PNR-ML-200`), when the catalogue has it. */
function codeAt(raw: readonly Token[], at: number, known: KnownWord): { token: Token; next: number } | null {
  if (raw[at]?.kind === 'mark') return null;
  const { end, marked } = chunkAt(raw, at);
  if (!marked) return null;
  for (let to = end; to > at + 2; to -= 1) {
    const parts = raw.slice(at, to);
    const key = plainText(parts.filter((part) => part.kind !== 'mark'));
    const whole = parts.at(-1)?.kind !== 'mark' && key.length >= 4 && /\d/.test(key);
    if (whole && known(key)) return { token: join(parts, key), next: to };
  }
  return null;
}

const isAlnum = (token: Token | undefined): boolean => token?.kind === 'word' || token?.kind === 'number';

/** No code or measure has more parts. */
const longestRun = 24;

/** End of the run of glued letters and digits that starts here. */
function runEnd(raw: readonly Token[], at: number): number {
  let end = at + 1;
  if (!isAlnum(raw[at])) return end;
  while (end - at < longestRun && raw[end]?.glued && isAlnum(raw[end]) && raw[end]?.kind !== raw[end - 1]?.kind) end += 1;
  return end;
}

/** `PN 16`, `SCH 40`, `grade 8.8`: the same code as `PN16`. */
function joinPrefixes(raw: readonly Token[], lexicon: Lexicon): Token[] {
  const out: Token[] = [];
  for (const token of raw) {
    const before = out.at(-1);
    const joins = before?.kind === 'word' && token.kind === 'number' && !before.latin.includes(' ') && isTagged(lexicon, before.latin, 'codeprefix');
    if (joins) out[out.length - 1] = { ...join([before, token], `${before.latin}${token.text}`), glued: before.glued };
    else out.push(token);
  }
  return out;
}

/** Two apostrophes for inches. */
const isInches = (raw: readonly Token[], at: number): boolean => raw[at]?.text === "'" && raw[at + 1]?.text === "'" && raw[at + 1]?.glued === true;

/** A word by itself, with what other scripts write on to it as words of their own. */
function wordParts(token: Token, vocabulary: Vocabulary): readonly Token[] {
  const bare = possessive(token, vocabulary);
  return scriptOf(bare.text) === 'latin' ? [bare] : arabicParts(bare, vocabulary).flatMap((part) => indicParts(part, vocabulary));
}

/** Tokens of a cleaned text with measures, codes, Arabizi words and Arabic prefixes told apart. */
export function tokenise(text: string, known: KnownWord, lexicon: Lexicon): Token[] {
  const vocabulary: Vocabulary = { known, lexicon, has: (latin) => known(latin) || lexicon.tags.has(latin) || lexicon.groups.has(latin) };
  const raw = joinPrefixes(rawTokens(text), lexicon);
  const out: Token[] = [];
  for (let i = 0; i < raw.length;) {
    const token = raw[i] as Token;
    if (isInches(raw, i)) {
      out.push({ ...token, text: '"', end: token.end + 1 });
      i += 2;
      continue;
    }
    const code = codeAt(raw, i, known);
    const end = code?.next ?? runEnd(raw, i);
    if (code) out.push(code.token);
    else if (end > i + 1) out.push(...resolveRun(raw.slice(i, end), vocabulary));
    else if (token.kind === 'word') out.push(...wordParts(token, vocabulary));
    else out.push(token);
    i = end;
  }
  return out;
}
