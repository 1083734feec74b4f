/**
 * A value inside JSON text. These functions find members and items without changing a byte of them, so that what is stored is what was delivered:
 * JSON.stringify(JSON.parse(x)) rounds long numbers and overflows the stack on deep nesting; this does neither.
 * Only for text that JSON.parse has accepted.
 */
export interface Slice {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The one value that `text` holds. */
export const wholeSlice = (text: string): Slice => {
  const start = skipSpace(text, 0);
  return { text, start, end: valueEnd(text, start) };
};

/** The value's own text, without surrounding space. */
export const sliceText = (slice: Slice): string => slice.text.slice(slice.start, slice.end);

/** The members of an object by name (of a repeated name the last one, as JSON.parse does); empty for anything else. */
export function membersOf(slice: Slice): ReadonlyMap<string, Slice> {
  const members = new Map<string, Slice>();
  const { text } = slice;
  if (text[slice.start] !== '{') return members;
  let at = skipSpace(text, slice.start + 1);
  while (text[at] === '"') {
    const nameEnd = stringEnd(text, at);
    const name: unknown = JSON.parse(text.slice(at, nameEnd));
    const start = skipSpace(text, skipSpace(text, nameEnd) + 1);
    const end = valueEnd(text, start);
    members.set(String(name), { text, start, end });
    at = nextItem(text, end);
  }
  return members;
}

/** The items of an array; empty for anything else. */
export function itemsOf(slice: Slice | undefined): readonly Slice[] {
  const items: Slice[] = [];
  if (slice?.text[slice.start] !== '[') return items;
  const { text } = slice;
  let at = skipSpace(text, slice.start + 1);
  while (text[at] !== ']' && at < slice.end) {
    const end = valueEnd(text, at);
    items.push({ text, start: at, end });
    at = nextItem(text, end);
  }
  return items;
}

/** Object text from member texts. */
export const objectText = (members: Iterable<readonly [string, string]>): string =>
  `{${Array.from(members, ([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;

const nextItem = (text: string, end: number): number => {
  const at = skipSpace(text, end);
  return text[at] === ',' ? skipSpace(text, at + 1) : at;
};

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return at;
}

function stringEnd(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function valueEnd(text: string, from: number): number {
  const first = text[from];
  if (first === '"') return stringEnd(text, from);
  return first === '{' || first === '[' ? nestedEnd(text, from) : wordEnd(text, from);
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !',]} \n\r\t'.includes(text[at] ?? ',')) at += 1;
  return at;
}

function nestedEnd(text: string, from: number): number {
  let depth = 0;
  let at = from;
  do {
    const char = text[at];
    if (char === '"') {
      at = stringEnd(text, at);
      continue;
    }
    if (char === '{' || char === '[') depth += 1;
    if (char === '}' || char === ']') depth -= 1;
    at += 1;
  } while (depth > 0 && at < text.length);
  return at;
}
