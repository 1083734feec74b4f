import { badRequest } from './error.ts';
import type { EntitySet, Key } from './model.ts';
import { stored } from './values.ts';

/** One step of a resource path: a set, link or `$count`, with the key predicate if there is one. */
export interface Segment {
  readonly name: string;
  readonly predicate: string | null;
}

/** Cuts the path below the service ("A_SalesOrder('1')/to_Item") into segments. Percent signs are decoded; refuses what cannot be decoded. */
export function parsePath(path: string): readonly Segment[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => {
      let text: string;
      try {
        text = decodeURIComponent(part);
      } catch {
        throw badRequest('Malformed URI', '/IWBEP/CM_MGW_RT/154');
      }
      const match = /^([\w$]+)(?:\((.*)\))?$/s.exec(text);
      if (!match) throw badRequest(`Resource not found for segment '${text}'`, '/IWBEP/CM_MGW_RT/154');
      return { name: match[1] ?? '', predicate: match[2] ?? null };
    });
}

function literalText(text: string): string {
  const quoted = /^(?:datetimeoffset|datetime|time|guid)?'((?:[^']|'')*)'$/s.exec(text.trim());
  return quoted ? (quoted[1] ?? '').replaceAll("''", "'") : text.trim();
}

/** A key value in the form in which sources keep it: dates as days, digits without leading zeros, upper-case keys in upper case. */
function keyValue(set: EntitySet, name: string, text: string): string {
  const property = set.properties.get(name);
  if (!property) return text;
  return property.kind === 'date' ? text.slice(0, 10) : stored(property, text);
}

/** Reads a key predicate: one bare value, or all key properties by name. Refuses anything else. */
export function parseKey(set: EntitySet, predicate: string): Key {
  const wrong = badRequest(`Invalid key predicate type for '${set.name}'`, '/IWBEP/CM_MGW_RT/003');
  const [only] = set.keys;
  if (set.keys.length === 1 && only !== undefined && !/^\w+\s*=/.test(predicate)) return new Map([[only, keyValue(set, only, literalText(predicate))]]);
  const pairs = [...predicate.matchAll(/(\w+)\s*=\s*((?:\w+)?'(?:[^']|'')*'|[^,']+)\s*(?:,|$)/gs)];
  const key = new Map(pairs.map((pair) => [pair[1] ?? '', keyValue(set, pair[1] ?? '', literalText(pair[2] ?? ''))]));
  if (key.size !== set.keys.length || set.keys.some((name) => !key.has(name))) throw wrong;
  return key;
}
