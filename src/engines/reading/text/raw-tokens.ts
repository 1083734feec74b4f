import { latinOf } from './latin.ts';

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

const isDigit = (char: string): boolean => char >= '0' && char <= '9';
const letter = /[\p{L}\p{M}]/u;
const isAscii = (char: string): boolean => char < '\u0080';
/** A letter or combining mark; the letters of names of items are mostly plain ones. */
const isLetter = (char: string): boolean => (isAscii(char) ? (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') : letter.test(char));
const vulgarValues: Readonly<Record<string, number>> = {
  '½': 0.5, '¼': 0.25, '¾': 0.75, '⅓': 0.333, '⅔': 0.667, '⅛': 0.125, '⅜': 0.375, '⅝': 0.625, '⅞': 0.875, '⅕': 0.2, '⅖': 0.4, '⅗': 0.6, '⅘': 0.8,
}; // prettier-ignore

const digitsEnd = (text: string, from: number): number => {
  let at = from;
  while (isDigit(text[at] ?? '')) at += 1;
  return at;
};

/** Is there a decimal point or a date's dot here, with a digit behind it? */
const dotAt = (text: string, at: number): boolean => text[at] === '.' && isDigit(text[at + 1] ?? '');

/** End of a number that starts at `from`: digits, thousands groups of three or Indian two, one decimal point. */
function numberEnd(text: string, from: number): number {
  const whole = groupsEnd(text, from, digitsEnd(text, from));
  const inDate = text[from - 1] === '.' && isDigit(text[from - 2] ?? '');
  if (!dotAt(text, whole) || inDate) return whole;
  const end = digitsEnd(text, whole + 1);
  // `13.11.2026` is a date: three figures, no decimal.
  return dotAt(text, end) ? whole : end;
}

/** `1,200` and `3,84,220` are one number; `20,30` and `100,25` are two. */
function groupsEnd(text: string, from: number, first: number): number {
  if (first - from > 3 || text[first] !== ',') return first;
  const sizes: number[] = [];
  let at = first;
  while (text[at] === ',' && isDigit(text[at + 1] ?? '')) {
    const end = digitsEnd(text, at + 1);
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

/** A word token. */
export const word = (text: string, start: number, glued: boolean, latin = latinOf(text)): Token => ({
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
    if (char !== '' && (isLetter(char) || (char >= '\ud800' && char <= '\udfff' && /\p{L}/u.test(text.slice(at, at + 2))))) at += 1;
    else if (char === "'" && at > from && isLetter(text[at + 1] ?? '')) at += 1;
    else return at;
  }
}

const isBlank = (char: string): boolean => char === ' ' || ((char < ' ' || !isAscii(char)) && char !== '\n' && /\s/.test(char));

function tokenAt(text: string, at: number, glued: boolean): Token {
  const char = text[at] ?? '';
  const mark = (size: number): Token => ({ kind: 'mark', text: text.slice(at, at + size), latin: '', value: Number.NaN, start: at, end: at + size, glued });
  if (char === '\n') return { ...mark(1), kind: 'line', glued: false };
  if (isDigit(char)) return readNumber(text, at, glued);
  const vulgar = isAscii(char) ? undefined : vulgarValues[char];
  if (vulgar !== undefined) return { ...mark(1), kind: 'number', value: vulgar };
  const end = wordEnd(text, at);
  if (end > at) return word(text.slice(at, end), at, glued);
  return mark((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

/** More tokens than any honest message has. */
const mostTokens = 4000;

/** Splits a cleaned text into tokens. Linear in its length. */
export function rawTokens(text: string): Token[] {
  const out: Token[] = [];
  let glued = false;
  for (let at = 0; at < text.length && out.length < mostTokens;) {
    if (isBlank(text[at] ?? '')) {
      glued = false;
      at += 1;
      continue;
    }
    const token = tokenAt(text, at, glued);
    out.push(token);
    glued = token.kind !== 'line';
    at = token.end;
  }
  return out;
}
