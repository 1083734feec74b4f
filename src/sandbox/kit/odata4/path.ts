import { badRequest } from './fault.ts';
import { literalFor, type FilterScope } from './filter.ts';
import { tokenize, type Token } from './lexer.ts';
import type { EntitySet, Value } from './model.ts';

/** One step of a resource path: a set, link, action, `$count` …, with the text between its brackets if there are any. */
export interface Segment {
  readonly name: string;
  readonly predicate: string | null;
}

/** Key field → value. */
export type Key = ReadonlyMap<string, Value>;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest('bad_url', 'Malformed URI', { value: text.slice(0, 40) });
  }
};

/** Cuts the path below the service into segments. A slash inside a quoted key is no border; percent signs are decoded. */
export function parsePath(path: string): readonly Segment[] {
  return splitOutsideQuotes(path).map((part) => {
    const text = decoded(part);
    const match = /^([\w$.]+)(?:\((.*)\))?$/s.exec(text);
    if (!match) throw badRequest('bad_url', `Resource path '${text.slice(0, 60)}' cannot be read`, { value: text.slice(0, 60) });
    return { name: match[1] ?? '', predicate: match[2] ?? null };
  });
}

function splitOutsideQuotes(path: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (const sign of path.replaceAll('%27', "'")) {
    if (sign === "'") quoted = !quoted;
    if (sign === '/' && !quoted) {
      parts.push(part);
      part = '';
    } else part += sign;
  }
  return [...parts, part].filter((one) => one !== '');
}

/** Reads a key predicate: one bare value, or all key fields by name. Anything else is a fault. */
export function parseKey(scope: FilterScope, predicate: string): Key {
  const { set } = scope;
  const tokens = tokenize(predicate);
  const [only] = set.keys;
  const [single] = tokens;
  if (set.keys.length === 1 && only !== undefined && single && tokens.length === 1) return new Map([[only, keyValue(scope, set, only, single)]]);
  const key = new Map(pairsOf(tokens).map(([name, token]) => [name, keyValue(scope, set, name, token)]));
  if (key.size !== set.keys.length || set.keys.some((name) => !key.has(name)))
    throw badRequest('bad_url', `The key of '${set.name}' is ${set.keys.join(', ')}`, { resource: set.name, value: predicate.slice(0, 60) });
  return key;
}

function keyValue(scope: FilterScope, set: EntitySet, name: string, token: Token): Value {
  const field = set.fields.get(name);
  if (!field) throw badRequest('unknown_property', `Property '${name}' of '${set.typeName}' is invalid`, { resource: set.typeName, property: name });
  return literalFor(scope, field, token);
}

function pairsOf(tokens: readonly Token[]): readonly (readonly [string, Token])[] {
  const pairs: (readonly [string, Token])[] = [];
  for (let at = 0; at < tokens.length; at += 4) {
    const [name, equals, value, comma] = tokens.slice(at, at + 4);
    const whole = name?.kind === 'name' && equals?.text === '=' && value !== undefined && (comma === undefined || comma.text === ',');
    if (!whole) throw badRequest('bad_url', 'The key cannot be read', { value: name?.text ?? '' });
    pairs.push([name.text, value]);
  }
  return pairs;
}
