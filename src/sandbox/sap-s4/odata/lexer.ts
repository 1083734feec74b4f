import { badRequest } from './error.ts';

/** A token of `$filter`: a name or path, a literal, a word, or a bracket. */
export type Token =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'datetime' | 'datetimeoffset' | 'time' | 'guid'; readonly text: string }
  | { readonly kind: 'punctuation'; readonly text: '(' | ')' | ',' };

const patterns: readonly (readonly [RegExp, (match: RegExpExecArray) => Token])[] = [
  [/^(datetimeoffset|datetime|time|guid)'([^']*)'/, (match) => ({ kind: match[1] as 'datetime', text: match[2] ?? '' })],
  [/^'((?:[^']|'')*)'/, (match) => ({ kind: 'string', text: (match[1] ?? '').replaceAll("''", "'") })],
  [/^-?\d+(?:\.\d+)?[mMdDfFlL]?(?![\w/])/, (match) => ({ kind: 'number', text: match[0].replace(/[a-z]$/i, '') })],
  [/^[A-Za-z_][\w/]*/, (match) => ({ kind: 'name', text: match[0] })],
  [/^[(),]/, (match) => ({ kind: 'punctuation', text: match[0] as '(' })],
];

/** Cuts a filter into tokens. Refuses what no rule knows, with SAP's text. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const found = patterns.map(([pattern, make]) => ({ match: pattern.exec(rest), make })).find(({ match }) => match);
    if (!found?.match) throw badRequest(`Invalid token detected at position ${text.length - rest.length + 1}`, '/IWBEP/CX_MGW_BUSI_EXCEPTION');
    tokens.push(found.make(found.match));
    rest = rest.slice(found.match[0].length).trimStart();
  }
  return tokens;
}

/** A walk over tokens. */
export interface Tokens {
  /** The next token, not taken. */
  peek(): Token | undefined;
  take(): Token | undefined;
  /** Takes the next token when it is this name (any case) or bracket. */
  accept(text: string): boolean;
  /** Takes this bracket or refuses. */
  expect(text: string): void;
}

/** Starts a walk. */
export function walk(tokens: readonly Token[]): Tokens {
  let at = 0;
  const accept = (text: string): boolean => {
    const token = tokens[at];
    const hit = token !== undefined && (token.kind === 'name' || token.kind === 'punctuation') && token.text.toLowerCase() === text;
    if (hit) at += 1;
    return hit;
  };
  return {
    peek: () => tokens[at],
    take: () => tokens[at++],
    accept,
    expect: (text) => {
      if (!accept(text)) throw badRequest(`Syntax error in system query option $filter: ${text} expected at token ${at + 1}`, '/IWBEP/CM_MGW_RT/154');
    },
  };
}
