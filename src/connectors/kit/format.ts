/** What is spoken with an ERP: how a body is written and read. */
export interface WireFormat {
  /** For people: `JSON`, `XML`. */
  readonly name: string;
  readonly accept: string;
  readonly contentType: string;
  encode(body: unknown): string | Uint8Array<ArrayBuffer>;
  /** What the bytes say; undefined when they are not of this format. Never throws. */
  decode(bytes: Uint8Array, contentType: string): unknown;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** JSON in UTF-8, for ERPs that send amounts as texts. */
export const jsonFormat: WireFormat = {
  name: 'JSON',
  accept: 'application/json',
  contentType: 'application/json',
  encode: (body) => JSON.stringify(body),
  decode: (bytes) => parse(new TextDecoder().decode(bytes)),
};

// strings are passed over as a whole, so that digits inside them stay what they are
const numbers = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const mark = '\u0000';
const marked = /"\\u0000(-?\d+(?:\.\d+)?)"/g;

/** A decimal text that `exactJsonFormat` writes as a JSON number with these very digits. A text that is no plain decimal is written as text. */
export const jsonNumber = (decimal: string): string => (/^-?\d+(\.\d+)?$/.test(decimal) ? `${mark}${decimal}` : decimal);

/** JSON for ERPs that send amounts as JSON numbers: each number is read as a text with all its digits, and written from one by `jsonNumber`. */
export const exactJsonFormat: WireFormat = {
  ...jsonFormat,
  encode: (body) => JSON.stringify(body).replace(marked, '$1'),
  decode: (bytes) => parse(new TextDecoder().decode(bytes).replace(numbers, (token) => (token.startsWith('"') ? token : `"${token}"`))),
};
