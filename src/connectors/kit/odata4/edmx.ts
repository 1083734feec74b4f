import type { WireFormat } from '../format.ts';

/** Metadata documents as they come: text. For a client of its own beside the JSON one. */
export const edmxFormat: WireFormat = {
  name: 'XML',
  accept: 'application/xml',
  contentType: 'application/xml',
  encode: (body) => String(body),
  decode: (bytes) => {
    const text = new TextDecoder().decode(bytes);
    return /<(?:\w+:)?Edmx\b/.test(text.slice(0, 2_000)) ? text : undefined;
  },
};

/** What a metadata document (V2, V3 or V4) says of entity sets and the fields of types; types by their short names. */
export interface Edmx {
  /** Entity set → type. */
  readonly sets: ReadonlyMap<string, string>;
  /** Type → field → the type of the field, without `Collection(…)` and namespace. Fields of base types are among them. */
  readonly types: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
const short = (type: string): string => type.replace(/^Collection\((.*)\)$/, '$1').replace(/^.*\./, '');

/** Reads a metadata document by its tags: entities and references of XML are not looked at, so none can do harm. */
export function readEdmx(text: string): Edmx {
  const own = new Map<string, { readonly base: string; readonly fields: Map<string, string> }>();
  for (const [, head = '', body = ''] of text.matchAll(/<(?:EntityType|ComplexType)\b([^>]*[^/>]|)>([\s\S]*?)<\/(?:EntityType|ComplexType)>/g)) {
    const tags = [...body.matchAll(/<(?:Property|NavigationProperty)\b[^>]*>/g)].map(([tag]) => tag);
    const fields = new Map(tags.map((tag) => [attribute(tag, 'Name'), short(attribute(tag, 'Type'))]));
    own.set(attribute(head, 'Name'), { base: short(attribute(head, 'BaseType')), fields });
  }
  const whole = (name: string, depth = 0): ReadonlyMap<string, string> => {
    const type = own.get(name);
    if (!type || depth > 10) return new Map();
    return type.base === '' ? type.fields : new Map([...whole(type.base, depth + 1), ...type.fields]);
  };
  const sets = [...text.matchAll(/<EntitySet\b[^>]*>/g)].map(([tag]): [string, string] => [attribute(tag, 'Name'), short(attribute(tag, 'EntityType'))]);
  return { sets: new Map(sets), types: new Map([...own.keys()].map((name) => [name, whole(name)])) };
}

/** What of `needs` (entity set → fields; `Lines/ItemCode` for a field of a line) the document lacks: sets by name, fields as `Set/Field`. */
export function missingIn(edmx: Edmx, needs: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.entries(needs).flatMap(([set, fields]) => {
    const type = edmx.sets.get(set);
    if (type === undefined) return [set];
    return fields.filter((path) => !has(edmx, type, path.split('/'))).map((path) => `${set}/${path}`);
  });
}

function has(edmx: Edmx, type: string, [name = '', ...rest]: readonly string[]): boolean {
  const next = edmx.types.get(type)?.get(name);
  if (next === undefined) return false;
  // where the type of a link is not said in the link (V2), what is behind it cannot be looked at
  return rest.length === 0 || next === '' || has(edmx, next, rest);
}
