import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** A list of fields, or text. Tags are upper case; tags of lists end in `.LIST`. */
export type FieldValue = string | readonly Fields[];
/** What an object or a row of a list holds, by tag. */
export interface Fields {
  readonly [tag: string]: FieldValue;
}

/** An element that was received. */
export interface Node {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  readonly text: string;
}

type Raw = Readonly<Record<string, unknown>>;
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
});

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const plain = (text: string): string =>
  text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (all, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? all;
    return String.fromCodePoint(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10));
  });

function nodeOf(raw: Raw): Node | null {
  const tag = Object.keys(raw).find((key) => key !== ':@');
  if (tag === undefined || tag === '#text') return null;
  const inner = raw[tag] as readonly Raw[];
  const given = (raw[':@'] ?? {}) as Readonly<Record<string, string>>;
  return {
    tag,
    attributes: Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toUpperCase(), plain(value)])),
    children: inner.map(nodeOf).filter((child) => child !== null),
    text: plain(inner.map((child) => (typeof child['#text'] === 'string' ? child['#text'] : '')).join('')),
  };
}

/** The root of an XML text; null when it is none. */
export function readXml(text: string): Node | null {
  try {
    if (XMLValidator.validate(text) !== true) return null;
    const roots = (parser.parse(text) as readonly Raw[]).map(nodeOf).filter((node) => node !== null);
    return roots[0] ?? null;
  } catch {
    return null;
  }
}

/** The first element at a path of tags. */
export const at = (node: Node | undefined, ...path: readonly string[]): Node | undefined =>
  path.reduce<Node | undefined>((found, tag) => found?.children.find((child) => child.tag.toUpperCase() === tag), node);

/** The text of the first element at a path. */
export const textAt = (node: Node | undefined, ...path: readonly string[]): string => at(node, ...path)?.text ?? '';

/** Fields of an element: text where it has no children, else a list for each tag with children. */
export function fieldsOf(node: Node): Fields {
  const fields: Record<string, string | Fields[]> = {};
  for (const child of node.children) {
    const tag = child.tag.toUpperCase();
    const held = fields[tag];
    if (tag.endsWith('.LIST')) fields[tag] = [...(Array.isArray(held) ? held : []), fieldsOf(child)];
    else if (held === undefined) fields[tag] = child.text;
  }
  return fields;
}

// Tally writes this one character out although XML has no place for it
const escaped = (text: string): string =>
  text.replace(
    /[&<>"\u0004\r\n]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\u0004': '&#4;', '\r': '&#13;', '\n': '&#10;' })[sign] ?? sign,
  );

/** One element. */
export const tagged = (tag: string, text: string, attributes = ''): string => `<${tag}${attributes}>${escaped(text)}</${tag}>`;

/** Fields as elements, each with the type that Tally likes to name. */
export const fieldsXml = (fields: Fields): string =>
  Object.entries(fields)
    .map(([tag, value]) =>
      typeof value === 'string' ? tagged(tag, value, ' TYPE="String"') : value.map((one) => `<${tag}>${fieldsXml(one)}</${tag}>`).join(''),
    )
    .join('\r\n');

/** An attribute with its name. */
export const attribute = (name: string, value: string): string => ` ${name}="${escaped(value)}"`;
