import type { Lexicon } from '../lexicon/lexicon.ts';
import { fold, skeleton } from '../text/fold.ts';
import { latinOf } from '../text/latin.ts';
import { remembered } from '../text/memory.ts';
import type { KnownWord } from '../text/tokens.ts';
import type { ReadingItem } from '../types.ts';
import { describe, piecesOf, type DescribedWord, type Description, type Size } from './describe.ts';

/** A catalogue ready for searching. Word numbers index the arrays; postings are packed (start, then item numbers). */
export interface Catalogue {
  readonly items: readonly ReadingItem[];
  readonly bySku: ReadonlyMap<string, number>;
  readonly byCode: ReadonlyMap<string, number>;
  readonly words: readonly string[];
  readonly wordNumbers: ReadonlyMap<string, number>;
  readonly folds: readonly string[];
  /** Groups of equal words that each word belongs to. */
  readonly groups: readonly (readonly number[])[];
  readonly byFold: ReadonlyMap<string, readonly number[]>;
  readonly bySkeleton: ReadonlyMap<string, readonly number[]>;
  readonly byArabicKey: ReadonlyMap<string, readonly number[]>;
  readonly byGroup: ReadonlyMap<number, readonly number[]>;
  /** Word numbers by first letter of the fold, for near spellings. */
  readonly byLetter: ReadonlyMap<string, readonly number[]>;
  readonly idf: Float32Array;
  readonly postingStart: Int32Array;
  readonly postings: Int32Array;
  readonly itemStart: Int32Array;
  readonly itemWords: Int32Array;
  /** 1 for a word of the name, less for one that only category, attributes or initials give. */
  readonly itemWeights: Float32Array;
  readonly sizes: readonly (readonly Size[])[];
  readonly figures: readonly (readonly number[])[];
  /** Word number of the last naming word of each item's name; −1 when it has none. */
  readonly heads: Int32Array;
}

/** Codes compare without case and punctuation: `PNR-200` = `pnr200`. */
export const codeKey = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Consonants of an Arabic spelling, comparable with those of a Latin one: no p, v or vowels. */
export const arabicKey = (folded: string): string =>
  folded
    .replace(/[aeiou]/g, '')
    .replaceAll('p', 'b')
    .replaceAll('v', 'f')
    .replaceAll('g', 'j');

interface Building {
  readonly words: string[];
  readonly numbers: Map<string, number>;
  readonly groups: (readonly number[])[];
}

function wordNumber(build: Building, word: string, groups: readonly number[]): number {
  const known = build.numbers.get(word);
  if (known !== undefined) {
    if (groups.length > (build.groups[known]?.length ?? 0)) build.groups[known] = [...new Set([...(build.groups[known] ?? []), ...groups])];
    return known;
  }
  build.numbers.set(word, build.words.length);
  build.words.push(word);
  build.groups.push(groups);
  return build.words.length - 1;
}

/** Search words for sizes and bare figures, so that the right size of a large family is among the candidates. */
export const sizeWord = (size: Size): string => `#${size.dim}${size.value}`;
/** Search word of a bare figure. */
export const figureWord = (figure: number): string => `#n${figure}`;

/** Bare figures by which people call a size: 400 for 400 g, 1 and 1000 for 1 kg, 16 for PN16. */
function figuresOf(description: Description): number[] {
  const figures = new Set(description.figures);
  for (const size of description.sizes) {
    if (size.dim === 'pair') continue;
    figures.add(size.value);
    const shown = Number.parseFloat(size.text);
    if (!Number.isNaN(shown)) figures.add(shown);
  }
  for (const word of description.words) {
    const digits = /^[a-z]{1,4}(\d{1,4})$/.exec(word.latin);
    if (digits) figures.add(Number(digits[1]));
  }
  return [...figures];
}

const initialsOf = (words: readonly string[]): string[] => {
  const plain = words.filter((word) => /^[a-z]{2,}$/.test(word)).slice(0, 6);
  const out: string[] = [];
  for (let i = 0; i < plain.length; i += 1)
    for (let size = 2; size <= 3 && i + size <= plain.length; size += 1) out.push(plain.slice(i, i + size).map((word) => word[0] ?? '').join('')); // prettier-ignore
  return out;
};

/** Text of the attributes that describe; figures such as a fat percentage are left out, price points become bare figures. */
function attributeText(item: ReadingItem): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(item.attributes)) {
    if (/[\p{L}]/u.test(value)) parts.push(value);
    else if (/mrp|price|rs/i.test(name)) parts.push(value);
  }
  return parts.join(' , ');
}

interface Entry {
  readonly numbers: Map<number, number>;
  readonly sizes: readonly Size[];
  readonly figures: readonly number[];
  readonly head: number;
}

/** Collects the search words of one item with how telling their place is. */
function entryWords(build: Building): {
  numbers: Map<number, number>;
  put: (description: Description, weight: number) => void;
  extra: (word: string, weight: number) => void;
} {
  const numbers = new Map<number, number>();
  const raise = (number: number, weight: number): void => void numbers.set(number, Math.max(numbers.get(number) ?? 0, weight));
  return {
    numbers,
    put: (description, weight) => {
      for (const word of description.words) {
        raise(wordNumber(build, word.latin, word.groups), weight);
        for (const group of word.phraseGroups) numbers.set(wordNumber(build, `~${group}`, [group]), weight);
      }
    },
    extra: (word, weight) => raise(wordNumber(build, word, []), weight),
  };
}

const isNaming = (word: DescribedWord): boolean =>
  !word.weak && !word.pack && word.relative === null && word.latin.length >= 3 && !packs.has(word.latin) && !/\d/.test(word.latin);

function entryOf(item: ReadingItem, build: Building, read: (text: string) => Description): Entry {
  const named = [item.name, ...item.otherNames].map(read);
  const described = [item.brand ?? '', attributeText(item)].filter((text) => text !== '').map(read);
  const { numbers, put, extra } = entryWords(build);
  for (const description of named) put(description, 1);
  for (const description of described) put(description, 0.9);
  put(read(item.category), 0.6);
  const first = named[0]?.words ?? [];
  for (const initials of initialsOf(first.map((word) => word.latin))) extra(initials, 0.5);
  const all = [...named, ...described];
  const sizes = [...new Map(all.flatMap((description) => description.sizes).map((size) => [sizeWord(size), size])).values()];
  const figures = [...new Set(all.flatMap(figuresOf))];
  for (const size of sizes) extra(sizeWord(size), 1);
  for (const figure of figures) extra(figureWord(figure), 1);
  const head = first.findLast(isNaming);
  return { numbers, sizes, figures, head: build.numbers.get(head?.latin ?? '') ?? -1 };
}

const packs = new Set(['tetra', 'pet', 'combo', 'offer', 'new', 'family', 'rs', 'mrp', 'economy', 'refill']);

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function pack(entries: readonly Entry[], words: number): Pick<Catalogue, 'postingStart' | 'postings' | 'itemStart' | 'itemWords' | 'itemWeights' | 'idf'> {
  const itemStart = new Int32Array(entries.length + 1);
  const counts = new Int32Array(words + 1);
  entries.forEach((entry, i) => {
    itemStart[i + 1] = (itemStart[i] ?? 0) + entry.numbers.size;
    for (const number of entry.numbers.keys()) counts[number + 1] = (counts[number + 1] ?? 0) + 1;
  });
  const idf = new Float32Array(words);
  for (let i = 0; i < words; i += 1) idf[i] = Math.log(1 + entries.length / (1 + (counts[i + 1] ?? 0))) + 0.2;
  const postingStart = counts.slice();
  for (let i = 0; i < words; i += 1) postingStart[i + 1] = (postingStart[i + 1] ?? 0) + (postingStart[i] ?? 0);
  const fill = postingStart.slice();
  const total = itemStart[entries.length] ?? 0;
  const postings = new Int32Array(total);
  const itemWords = new Int32Array(total);
  const itemWeights = new Float32Array(total);
  entries.forEach((entry, i) => {
    let at = itemStart[i] ?? 0;
    for (const [number, weight] of entry.numbers) {
      itemWords[at] = number;
      itemWeights[at] = weight;
      at += 1;
      const place = fill[number] ?? 0;
      postings[place] = i;
      fill[number] = place + 1;
    }
  });
  return { postingStart, postings, itemStart, itemWords, itemWeights, idf };
}

function codesOf(items: readonly ReadingItem[]): Map<string, number> {
  const codes = new Map<string, number>();
  items.forEach((item, i) => {
    for (const code of [item.sku, item.barcode ?? '']) {
      const key = codeKey(code);
      if (key.length >= 3 && !codes.has(key)) codes.set(key, i);
    }
  });
  return codes;
}

/** Builds the search structures of a catalogue. Linear in its size. */
export function buildCatalogue(items: readonly ReadingItem[], lexicon: Lexicon): Catalogue {
  const build: Building = { words: [], numbers: new Map(), groups: [] };
  const brands = new Set(items.flatMap((item) => (item.brand ?? '').split(/\s+/).map(latinOf)));
  const known: KnownWord = (latin) => build.numbers.has(latin) || brands.has(latin);
  const read = remembered((text) => describe(piecesOf(text, lexicon, known), lexicon), 5000);
  const entries = items.map((item) => entryOf(item, build, read));
  const folds = build.words.map((word) => (word.startsWith('#') || word.startsWith('~') ? word : fold(word)));
  const byFold = new Map<string, number[]>();
  const bySkeleton = new Map<string, number[]>();
  const byArabicKey = new Map<string, number[]>();
  const byLetter = new Map<string, number[]>();
  const byGroup = new Map<number, number[]>();
  build.words.forEach((word, i) => {
    if (word.startsWith('~')) for (const group of build.groups[i] ?? []) push(byGroup, group, i);
    if (word.startsWith('#') || word.startsWith('~')) return;
    const folded = folds[i] ?? '';
    push(byFold, folded, i);
    push(bySkeleton, skeleton(folded), i);
    push(byArabicKey, arabicKey(folded), i);
    push(byLetter, folded[0] ?? '', i);
    for (const group of build.groups[i] ?? []) push(byGroup, group, i);
  });
  return {
    items,
    bySku: new Map(items.map((item, i) => [item.sku, i])),
    byCode: codesOf(items),
    words: build.words,
    wordNumbers: build.numbers,
    folds,
    groups: build.groups,
    byFold,
    bySkeleton,
    byArabicKey,
    byGroup,
    byLetter,
    ...pack(entries, build.words.length),
    sizes: entries.map((entry) => entry.sizes),
    figures: entries.map((entry) => entry.figures),
    heads: Int32Array.from(entries, (entry) => entry.head),
  };
}
