import type { Lexicon } from '../lexicon/lexicon.ts';
import { fold } from './fold.ts';
import { latinOf, scriptOf } from './latin.ts';

/** A word, number or mark of a cleaned text; `start` and `end` are offsets into the cleaned text. */
export interface Token {
  readonly kind: 'word' | 'number' | 'mark' | 'line';
  readonly text: string;
  /** Lower-case Latin form of a word. */
  readonly latin: string;
  readonly value: number;
  readonly start: number;
  readonly end: number;
  /** No blank between this token and the one before. */
  readonly glued: boolean;
}

/** Says whether a Latin word is one that the lexicon or catalogue knows. */
export type KnownWord = (latin: string) => boolean;

const isDigit = (char: string): boolean => char >= '0' && char <= '9';
const letter = /[\p{L}\p{M}]/u;
const vulgarValues: Readonly<Record<string, number>> = {
  '½': 0.5, '¼': 0.25, '¾': 0.75, '⅓': 0.333, '⅔': 0.667, '⅛': 0.125, '⅜': 0.375, '⅝': 0.625, '⅞': 0.875, '⅕': 0.2, '⅖': 0.4, '⅗': 0.6, '⅘': 0.8,
}; // prettier-ignore

/** End of a number that starts at `from`: digits, thousands groups of three or Indian two, one decimal point. */
function numberEnd(text: string, from: number): number {
  let at = from;
  while (isDigit(text[at] ?? '')) at += 1;
  const grouped = groupsEnd(text, from, at);
  at = grouped;
  const inDate = text[from - 1] === '.' && isDigit(text[from - 2] ?? '');
  if (text[at] !== '.' || !isDigit(text[at + 1] ?? '') || inDate) return at;
  let end = at + 1;
  while (isDigit(text[end] ?? '')) end += 1;
  // `13.11.2026` is a date: three figures, no decimal.
  return text[end] === '.' && isDigit(text[end + 1] ?? '') ? at : end;
}

/** `1,200` and `3,84,220` are one number; `20,30` and `100,25` are two. */
function groupsEnd(text: string, from: number, first: number): number {
  if (first - from > 3) return first;
  const sizes: number[] = [];
  let at = first;
  while (text[at] === ',' && isDigit(text[at + 1] ?? '')) {
    let end = at + 1;
    while (isDigit(text[end] ?? '')) end += 1;
    sizes.push(end - at - 1);
    at = end;
  }
  const indian = sizes.at(-1) === 3 && sizes.slice(0, -1).every((size) => size === 2);
  const western = sizes.length > 0 && sizes.every((size) => size === 3);
  return indian || western ? at : first;
}

function readNumber(text: string, from: number, glued: boolean): Token {
  let end = numberEnd(text, from);
  let value = Number(text.slice(from, end).replaceAll(',', ''));
  const vulgar = vulgarValues[text[end] ?? ''];
  if (vulgar !== undefined) {
    value += vulgar;
    end += 1;
  }
  return { kind: 'number', text: text.slice(from, end), latin: '', value, start: from, end, glued };
}

const word = (text: string, start: number, glued: boolean, latin = latinOf(text)): Token => ({
  kind: 'word',
  text,
  latin,
  value: Number.NaN,
  start,
  end: start + text.length,
  glued,
});

function wordEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    const char = text[at] ?? '';
    if (char !== '' && (letter.test(char) || (char >= '\ud800' && char <= '\udfff' && /\p{L}/u.test(text.slice(at, at + 2))))) at += 1;
    else if (char === "'" && at > from && letter.test(text[at + 1] ?? '')) at += 1;
    else return at;
  }
}

/** Splits a cleaned text into tokens. Linear in its length. */
export function rawTokens(text: string): Token[] {
  const out: Token[] = [];
  let glued = false;
  let at = 0;
  while (at < text.length && out.length < 4000) {
    const char = text[at] ?? '';
    if (char === ' ' || char === '\t' || char === '\u00a0' || (char !== '\n' && /\s/.test(char))) {
      glued = false;
      at += 1;
      continue;
    }
    let token: Token;
    if (char === '\n') token = { kind: 'line', text: '\n', latin: '', value: Number.NaN, start: at, end: at + 1, glued: false };
    else if (isDigit(char)) token = readNumber(text, at, glued);
    else if (vulgarValues[char] !== undefined) token = { ...word(char, at, glued, ''), kind: 'number', value: vulgarValues[char] ?? 0 };
    else {
      const end = wordEnd(text, at);
      const size = (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      token =
        end > at
          ? word(text.slice(at, end), at, glued)
          : { kind: 'mark', text: text.slice(at, at + size), latin: '', value: Number.NaN, start: at, end: at + size, glued };
    }
    out.push(token);
    glued = token.kind !== 'line';
    at = token.end;
  }
  return out;
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
function arabiziWord(run: readonly Token[], known: KnownWord, lexicon: Lexicon): Token | null {
  const text = run
    .map((part) => part.text)
    .join('')
    .toLowerCase();
  const letters = text.replace(/[^a-z]/g, '').length;
  if (letters < 2 || /[014]/.test(text)) return null;
  if (known(text) || lexicon.tags.has(text) || lexicon.groups.has(text)) return join(run, text);
  const spoken = Array.from(text, (char) => arabiziLetters[char] ?? char).join('');
  return run.length > 1 && (known(spoken) || lexicon.tags.has(spoken)) ? join(run, spoken) : null;
}

/** Does a number that is glued to these letters stand by itself ("200g", "40ctn", "5wala", "toned30")? */
function splitsFrom(letters: Token, before: boolean, known: KnownWord, lexicon: Lexicon): boolean {
  const latin = letters.latin;
  if (isTagged(lexicon, latin, 'unit', 'wala', 'times', 'dual', 'clock', 'dateword', 'month')) return true;
  if (latin === 'rs' || latin === 'inr' || latin === 'aed' || latin === 'sar') return true;
  if (before && ordinalEnds.has(latin)) return true;
  return latin.length >= 3 && (known(latin) || lexicon.tags.has(latin) || lexicon.groups.has(latin));
}

/** Glued runs of letters and digits: a measure, an Arabizi word, or a code like `m8`, `ss304`, `20w40`. */
function resolveRun(run: readonly Token[], known: KnownWord, lexicon: Lexicon): readonly Token[] {
  const whole = run
    .map((part) => (part.kind === 'word' ? part.latin : part.text))
    .join('')
    .toLowerCase();
  if (whole.length >= 4 && known(whole)) return [join(run, whole)];
  const arabizi = arabiziWord(run, known, lexicon);
  if (arabizi) return [arabizi];
  const [first, second, third] = run;
  if (!first || !second) return run;
  if (second.latin === 'x' && !third) return [first, { ...second, kind: 'mark', text: 'x', latin: '' }];
  if (first.latin === 'x' && !third) return [{ ...first, kind: 'mark', text: 'x', latin: '' }, second];
  if (third) return resolveLong(run, known, lexicon);
  const letters = first.kind === 'word' ? first : second;
  const oneLetterCode = first.kind === 'word' && first.latin.length === 1 && first.latin !== 'x';
  if (letters.latin.length > 4 || (!oneLetterCode && splitsFrom(letters, first.kind === 'number', known, lexicon))) return run;
  if (scriptOf(letters.text) !== 'latin') return run;
  return [join(run, `${first.kind === 'word' ? first.latin : first.text}${second.kind === 'word' ? second.latin : second.text}`.toLowerCase())];
}

/** `m8x50`, `24x10`, `d12x10`: cut at the times sign; the rest pairwise. */
function resolveLong(run: readonly Token[], known: KnownWord, lexicon: Lexicon): readonly Token[] {
  const cut = run.findIndex((part, i) => i > 0 && part.kind === 'word' && (part.latin === 'x' || part.latin === 'w') && run[i + 1]?.kind === 'number');
  const times = run[cut];
  if (times && times.latin === 'x') {
    const mark: Token = { ...times, kind: 'mark', text: 'x', latin: '' };
    return [...resolveRun(run.slice(0, cut), known, lexicon), mark, ...resolveRun(run.slice(cut + 1), known, lexicon)];
  }
  const last = run.at(-1);
  if (last?.kind === 'word' && splitsFrom(last, true, known, lexicon)) return [...resolveRun(run.slice(0, -1), known, lexicon), last];
  if (run.length > 6) return run;
  return [
    join(
      run,
      run
        .map((part) => (part.kind === 'word' ? part.latin : part.text))
        .join('')
        .toLowerCase(),
    ),
  ];
}

/** Arabic writes "and", "the", "for" at the front of the next word: splits off what leaves a known word. */
function arabicParts(token: Token, known: KnownWord, lexicon: Lexicon): readonly Token[] {
  const has = (latin: string): boolean => known(latin) || lexicon.tags.has(latin) || lexicon.groups.has(latin);
  if (scriptOf(token.text) !== 'arabic' || has(token.latin)) return [token];
  for (const prefix of ['وال', 'بال', 'ال', 'لل', 'و', 'ب', 'ل', 'ف']) {
    if (!token.text.startsWith(prefix) || token.text.length - prefix.length < 3) continue;
    const rest = word(token.text.slice(prefix.length), token.start + prefix.length, true);
    if (!has(rest.latin)) continue;
    if (!prefix.startsWith('و')) return [{ ...rest, start: token.start, glued: token.glued }];
    return [word('و', token.start, token.glued), { ...rest, glued: false }];
  }
  return [token];
}

/** An item code with marks inside (`PNR-ML-200`), when the catalogue has it. */
function codeAt(raw: readonly Token[], at: number, known: KnownWord): { token: Token; next: number } | null {
  let end = at;
  let marks = 0;
  while (end < raw.length && end - at < 12 && (end === at || raw[end]?.glued) && raw[end]?.kind !== 'line') {
    if (raw[end]?.kind === 'mark') marks += 1;
    end += 1;
  }
  if (marks === 0 || raw[at]?.kind === 'mark') return null;
  for (let to = end; to > at + 2; to -= 1) {
    const parts = raw.slice(at, to);
    const key = parts
      .map((part) => (part.kind === 'word' ? part.latin : part.kind === 'number' ? part.text : ''))
      .join('')
      .toLowerCase();
    if (parts.at(-1)?.kind !== 'mark' && key.length >= 4 && /\d/.test(key) && known(key)) return { token: join(parts, key), next: to };
  }
  return null;
}

/** Tokens of a cleaned text with measures, codes, Arabizi words and Arabic prefixes told apart. */
export function tokenise(text: string, known: KnownWord, lexicon: Lexicon): Token[] {
  const raw = rawTokens(text);
  const out: Token[] = [];
  for (let i = 0; i < raw.length;) {
    const token = raw[i] as Token;
    const code = codeAt(raw, i, known);
    if (code) {
      out.push(code.token);
      i = code.next;
      continue;
    }
    let end = i + 1;
    if (token.kind === 'word' || token.kind === 'number') {
      while (raw[end]?.glued && (raw[end]?.kind === 'word' || raw[end]?.kind === 'number') && raw[end]?.kind !== raw[end - 1]?.kind) end += 1;
    }
    if (end > i + 1) out.push(...resolveRun(raw.slice(i, end), known, lexicon));
    else if (token.kind === 'word') out.push(...arabicParts(token, known, lexicon));
    else out.push(token);
    i = end;
  }
  return out;
}

/** Sound key of a token. */
export const foldOf = (token: Token): string => fold(token.latin);
