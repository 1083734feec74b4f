import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { WireFormat } from '../../kit/format.ts';

/** An element: attributes under `@NAME`, its own text under `#text`, children under their names; one without attributes and children is its text. */
export interface XmlNode {
  readonly [name: string]: XmlValue;
}
/** What an element holds under one name: one of a kind, or several in their order. */
export type XmlValue = string | XmlNode | readonly (string | XmlNode)[];

/** The encodings that Tally speaks. The rupee sign survives in UTF-16 only on some releases. */
export type TallyEncoding = 'utf-8' | 'utf-16';

/** Stands for `&#4;`, which is no legal XML: Tally puts it before words that are no names (`␄ Primary`, `␄ Not Applicable`). */
export const sentinelMark = '\u2404';

const five: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const isLegal = (code: number): boolean =>
  code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
const codeOf = (digits: string): number => (/^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10));

const rawIllegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const unknownEntity = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][\da-fA-F]{1,6});)/;

/** Text without what XML forbids; the sign behind `&#4;` stays as `sentinelMark`. */
const withoutIllegal = (text: string): string => text.replace(rawIllegal, (sign) => (sign === '\u0004' ? sentinelMark : ''));

const resolve = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(x?[\da-f]+)|(\w+));/gi, (_all, digits: string | undefined, name: string | undefined) => {
        if (digits === undefined) return five[name ?? ''] ?? '';
        const code = codeOf(digits);
        return isLegal(code) ? String.fromCodePoint(code) : code === 4 ? sentinelMark : '';
      })
    : text;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // entities are resolved here, the five only: nothing that a document declares is ever expanded
  processEntities: false,
  tagValueProcessor: (_name, value) => resolve(value),
  attributeValueProcessor: (_name, value) => resolve(value),
  ignoreDeclaration: true,
});

/** Text for the inside of an element or attribute: illegal characters are left out. */
export const escapeXml = (text: string): string =>
  text
    .replace(rawIllegal, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\n', '&#10;');

/** One element with text. */
export const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

/** The text of a body in the encoding that it is in, whatever it says of itself; null when it is neither UTF-8 nor UTF-16. */
export function textOfBytes(bytes: Uint8Array, contentType: string): string | null {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] !== 0 && bytes[1] === 0) || /utf-?16/i.test(contentType);
  // an answer that says UTF-16 and is plain ASCII all the same is seen at its first two bytes
  const encoding = wide && !(bytes.byteLength > 1 && bytes[1] !== 0 && bytes[1] !== 0xfe) ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The one root element of an XML text; undefined when it is no well-formed XML, has a DOCTYPE, or names entities other than the five. Never throws. */
export function parseXml(source: string): XmlNode | undefined {
  const text = withoutIllegal(source);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text) || unknownEntity.test(text)) return undefined;
  try {
    if (XMLValidator.validate(text) !== true) return undefined;
    const root = parser.parse(text) as XmlNode;
    const names = Object.keys(root).filter((name) => name !== '#text');
    return names.length === 1 ? root : undefined;
  } catch {
    return undefined;
  }
}

/** XML as Tally speaks it. A body to send is XML text; an answer is its root. Values stay the texts they were. */
export function tallyXml(encoding: TallyEncoding): WireFormat {
  return {
    name: 'XML',
    accept: 'text/xml',
    contentType: `text/xml;charset=${encoding}`,
    encode: (body) => {
      const text = typeof body === 'string' ? body : '';
      return encoding === 'utf-8' ? text : new Uint8Array(Buffer.from(text, 'utf16le'));
    },
    decode: (bytes, contentType) => {
      const text = textOfBytes(bytes, contentType);
      return text === null ? undefined : parseXml(text);
    },
  };
}
