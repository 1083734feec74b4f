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
  readonly byTamilKey: ReadonlyMap<string, readonly number[]>;
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
  /** Words that stand side by side in a name. */
  readonly pairs: ReadonlySet<string>;
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

/** Key of a word as Tamil script shows it, which does not tell voiced from unvoiced. */
export const tamilKey = (folded: string): string => folded.replaceAll('g', 'k').replaceAll('d', 't').replaceAll('b', 'p').replace(/[cj]/g, 's');

interface Building {
  readonly words: string[];
  readonly numbers: Map<string, number>;
  readonly groups: (readonly number[])[];
  readonly pairs: Set<string>;
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

const codeOfLetters = /^[a-z]{1,4}(\d{1,4})$/;
const endsInDigit = (word: string): boolean => {
  const last = word.charCodeAt(word.length - 1);
  return last >= 48 && last <= 57;
};

/** Adds the bare figures by which people call a size: 400 for 400 g, 1 and 1000 for 1 kg, 16 for PN16. */
function addFigures(figures: Set<number>, description: Description): void {
  for (const figure of description.figures) figures.add(figure);
  for (const size of description.sizes) {
    if (size.dim === 'pair') continue;
    figures.add(size.value);
    const shown = Number.parseFloat(size.text);
    if (!Number.isNaN(shown)) figures.add(shown);
  }
  for (const word of description.words) {
    const digits = endsInDigit(word.latin) ? codeOfLetters.exec(word.latin) : null;
    if (digits) figures.add(Number(digits[1]));
  }
}

const lettersOnly = /^[a-z]{2,}$/;

const initialsOf = (words: readonly DescribedWord[]): string[] => {
  const first = words
    .filter((word) => lettersOnly.test(word.latin))
    .slice(0, 6)
    .map((word) => word.latin.charAt(0));
  return first.flatMap((letter, i) => {
    const two = letter + (first[i + 1] ?? '');
    return two.length < 2 ? [] : i + 2 < first.length ? [two, two + (first[i + 2] ?? '')] : [two];
  });
};

/** Text of the attributes that describe; figures such as a fat percentage are left out, price points become bare figures. */
function attributeText(item: ReadingItem): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(item.attributes)) {
    if (/\p{L}/u.test(value)) parts.push(value);
    else if (/mrp|price|rs/i.test(name)) parts.push(value);
  }
  return parts.join(' , ');
}

/** Words that stand side by side. */
export const pairsOf = ({ words }: Description): string[] => words.slice(1).map((word, i) => `${words[i]?.latin ?? ''} ${word.latin}`);

/** "FR-LSH" is also written as one word. */
const joinedIn = (name: string): string[] =>
  name.includes('-') ? (name.match(/\p{L}+(?:-\p{L}+)+/gu) ?? []).map((word) => latinOf(word.replaceAll('-', ''))).filter((word) => word.length >= 4) : [];

/** Search words of one item with how telling their place is, in the order in which they were found. */
interface Entry {
  readonly numbers: readonly number[];
  readonly weights: readonly number[];
  readonly sizes: readonly Size[];
  readonly figures: readonly number[];
  readonly head: number;
}

/** Collects the search words of one item; an item has too few of them for a map to be worth its making. */
class EntryWords {
  readonly numbers: number[] = [];
  readonly weights: number[] = [];
  private readonly build: Building;

  constructor(build: Building) {
    this.build = build;
  }

  describe(description: Description, weight: number): void {
    for (const word of description.words) {
      this.raise(wordNumber(this.build, word.latin, word.groups), weight);
      for (const group of word.phraseGroups) this.weights[this.place(wordNumber(this.build, `~${group}`, [group]))] = weight;
    }
  }

  extra(word: string, weight: number): void {
    this.raise(wordNumber(this.build, word, noGroups), weight);
  }

  private place(number: number): number {
    const known = this.numbers.indexOf(number);
    if (known >= 0) return known;
    this.weights.push(0);
    return this.numbers.push(number) - 1;
  }

  private raise(number: number, weight: number): void {
    const at = this.place(number);
    if ((this.weights[at] ?? 0) < weight) this.weights[at] = weight;
  }
}

const noGroups: readonly number[] = [];

const isNaming = (word: DescribedWord): boolean =>
  !word.weak && !word.pack && word.relative === null && word.latin.length >= 3 && !packs.has(word.latin) && !/\d/.test(word.latin);

/** Every size that the descriptions state, once. */
function sizesIn(descriptions: readonly Description[]): Size[] {
  const sizes: Size[] = [];
  for (const description of descriptions) {
    for (const size of description.sizes) {
      const known = sizes.findIndex((other) => other.dim === size.dim && other.value === size.value);
      if (known < 0) sizes.push(size);
      else sizes[known] = size;
    }
  }
  return sizes;
}

function figuresIn(descriptions: readonly Description[]): number[] {
  const figures = new Set<number>();
  for (const description of descriptions) addFigures(figures, description);
  return [...figures];
}

/** Reads texts of items: names, of which hardly any comes twice, and what many items share. */
interface Readers {
  readonly name: (text: string) => Description;
  readonly shared: (text: string) => Description;
}

function addPairs(build: Building, named: readonly Description[]): void {
  for (const description of named) for (const pair of pairsOf(description)) build.pairs.add(pair);
}

/** The last word of the name that says what the thing is. */
const headOf = (words: readonly DescribedWord[], build: Building): number => build.numbers.get(words.findLast(isNaming)?.latin ?? '') ?? -1;

function entryOf(item: ReadingItem, build: Building, read: Readers): Entry {
  const named = [item.name, ...item.otherNames].map(read.name);
  const described = [item.brand ?? '', attributeText(item)].filter((text) => text !== '').map(read.shared);
  const words = new EntryWords(build);
  for (const description of named) words.describe(description, 1);
  for (const description of described) words.describe(description, 0.9);
  words.describe(read.shared(item.category), 0.6);
  const first = named[0]?.words ?? [];
  for (const joined of joinedIn(item.name)) words.extra(joined, 1);
  for (const initials of initialsOf(first)) words.extra(initials, 0.5);
  const sizes = sizesIn([...named, ...described]);
  const figures = figuresIn([...named, ...described]);
  for (const size of sizes) words.extra(sizeWord(size), 1);
  for (const figure of figures) words.extra(figureWord(figure), 1);
  addPairs(build, named);
  return { numbers: words.numbers, weights: words.weights, sizes, figures, head: headOf(first, build) };
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
    itemStart[i + 1] = (itemStart[i] ?? 0) + entry.numbers.length;
    for (const number of entry.numbers) counts[number + 1] = (counts[number + 1] ?? 0) + 1;
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
    entry.numbers.forEach((number, k) => {
      itemWords[at] = number;
      itemWeights[at] = entry.weights[k] ?? 1;
      at += 1;
      const place = fill[number] ?? 0;
      postings[place] = i;
      fill[number] = place + 1;
    });
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
  const build: Building = { words: [], numbers: new Map(), groups: [], pairs: new Set() };
  const brands = new Set(items.flatMap((item) => (item.brand ?? '').split(/\s+/).map(latinOf)));
  const known: KnownWord = (latin) => build.numbers.has(latin) || brands.has(latin);
  const described = (text: string): Description => describe(piecesOf(text, lexicon, known), lexicon);
  const read: Readers = { name: remembered(described, 5000), shared: remembered(described, 5000) };
  const entries = items.map((item) => entryOf(item, build, read));
  const folds = build.words.map((word) => (word.startsWith('#') || word.startsWith('~') ? word : fold(word)));
  const byFold = new Map<string, number[]>();
  const bySkeleton = new Map<string, number[]>();
  const byArabicKey = new Map<string, number[]>();
  const byTamilKey = new Map<string, number[]>();
  const byLetter = new Map<string, number[]>();
  const byGroup = new Map<number, number[]>();
  build.words.forEach((word, i) => {
    if (word.startsWith('~')) for (const group of build.groups[i] ?? []) push(byGroup, group, i);
    if (word.startsWith('#') || word.startsWith('~')) return;
    const folded = folds[i] ?? '';
    push(byFold, folded, i);
    push(bySkeleton, skeleton(folded), i);
    push(byArabicKey, arabicKey(folded), i);
    push(byTamilKey, tamilKey(folded), i);
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
    byTamilKey,
    byGroup,
    byLetter,
    ...pack(entries, build.words.length),
    sizes: entries.map((entry) => entry.sizes),
    figures: entries.map((entry) => entry.figures),
    heads: Int32Array.from(entries, (entry) => entry.head),
    pairs: build.pairs,
  };
}
