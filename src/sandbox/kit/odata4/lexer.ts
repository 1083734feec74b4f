import { badRequest } from './fault.ts';

/** A token of `$filter` or of a key. `moment`: a bare day or moment (V4), or the V3 form `datetime'…'`. `enum`: `Namespace.Type'Member'`. */
export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'moment' | 'guid' | 'enum' | 'mark';
  readonly text: string;
  /** Where it begins, for the ERP's words. */
  readonly at: number;
}

const unquoted = (text: string): string => text.replaceAll("''", "'");

const patterns: readonly (readonly [RegExp, Token['kind'], (match: RegExpExecArray) => string])[] = [
  [/^(?:datetimeoffset|datetime|time)'([^']*)'/i, 'moment', (match) => match[1] ?? ''],
  [/^guid'([^']*)'/i, 'guid', (match) => match[1] ?? ''],
  [/^[A-Za-z_][\w.]*\.\w+'((?:[^']|'')*)'/, 'enum', (match) => match[1] ?? ''],
  [/^'((?:[^']|'')*)'/, 'string', (match) => unquoted(match[1] ?? '')],
  [/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])/i, 'guid', (match) => match[0]],
  [/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?(?!\w)/, 'moment', (match) => match[0]],
  [/^\d\d:\d\d:\d\d(?:\.\d+)?(?!\w)/, 'moment', (match) => match[0]],
  [/^[+-]?(?:\d+(?:\.\d+)?)(?:[eE][+-]?\d+)?[mMdDfFlL]?(?![\w/])/, 'number', (match) => match[0].replace(/[a-z]$/i, '')],
  [/^[A-Za-z_][\w/.]*/, 'name', (match) => match[0]],
  [/^[(),=;]/, 'mark', (match) => match[0]],
];

/** Cuts a text into tokens; what no rule knows is a fault. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = text.length - text.trimStart().length;
  while (at < text.length) {
    const rest = text.slice(at);
    const found = patterns.flatMap(([pattern, kind, read]) => {
      const match = pattern.exec(rest);
      return match ? [{ kind, text: read(match), length: match[0].length }] : [];
    })[0];
    if (!found) throw badRequest('bad_filter', `Syntax error at position ${at}`, { value: rest.slice(0, 20) });
    tokens.push({ kind: found.kind, text: found.text, at });
    at += found.length;
    at += text.length - at - text.slice(at).trimStart().length;
  }
  return tokens;
}

/** A walk over tokens. */
export interface Tokens {
  peek(): Token | undefined;
  /** Takes the next token; a fault at the end. */
  take(): Token;
  /** Takes the next token when it is this word (any case) or mark. */
  accept(text: string): boolean;
  expect(text: string): void;
}

/** Starts a walk. */
export function walk(tokens: readonly Token[]): Tokens {
  let at = 0;
  const accept = (text: string): boolean => {
    const token = tokens[at];
    const hit = token !== undefined && (token.kind === 'name' || token.kind === 'mark') && token.text.toLowerCase() === text;
    if (hit) at += 1;
    return hit;
  };
  return {
    peek: () => tokens[at],
    take: () => {
      const token = tokens[at];
      if (!token) throw badRequest('bad_filter', 'Syntax error: unexpected end of the expression');
      at += 1;
      return token;
    },
    accept,
    expect: (text) => {
      if (!accept(text)) throw badRequest('bad_filter', `Syntax error: '${text}' expected`, { value: tokens[at]?.text ?? '' });
    },
  };
}
