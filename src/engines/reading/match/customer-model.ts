import { pairsOf, type Catalogue } from '../catalogue/catalogue.ts';
import { describe, fullKeyOf, keyOf, piecesOf, type Description } from '../catalogue/describe.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { KnownWord } from '../text/tokens.ts';
import type { Piece } from '../parse/pieces.ts';
import { remembered } from '../text/memory.ts';
import type { AliasEntry, PastLine, ReadingCustomer } from '../types.ts';

/** What one customer bought of one item. Quantities in base units. */
export interface Bought {
  readonly item: number;
  readonly count: number;
  readonly lastOn: string;
  readonly quantities: readonly number[];
  readonly uoms: ReadonlyMap<string, number>;
  readonly descriptions: readonly Description[];
}

/** An item that a key of words meant before. */
export interface KeyMeaning {
  readonly item: number;
  readonly weight: number;
  readonly lastOn: string;
  readonly uom: string | null;
}

/** A key of words as words and figures. */
export interface NearKey {
  readonly words: readonly string[];
  readonly figures: string;
  readonly meanings: readonly KeyMeaning[];
}

/** A customer's habits, drawn from history and aliases. */
export interface CustomerModel {
  readonly bought: ReadonlyMap<number, Bought>;
  /** Meanings by the whole words of the customer, and by learnt keys. */
  readonly keys: ReadonlyMap<string, readonly KeyMeaning[]>;
  /** Meanings by the words without fillers, for words that are not on file as a whole. */
  readonly looseKeys: ReadonlyMap<string, readonly KeyMeaning[]>;
  /** The keys taken apart, for words that are only nearly the same. */
  readonly nearKeys: readonly NearKey[];
  /** Key and item pairs that the customer or a clerk said are never meant. */
  readonly never: ReadonlySet<string>;
  /** What other customers of the same region mean: settles ties, never decides alone. */
  readonly ofRegion: ReadonlyMap<string, readonly KeyMeaning[]>;
  /** Sound keys of the customer's own words. */
  readonly ownWords: ReadonlySet<string>;
  readonly ownLatin: ReadonlySet<string>;
  /** The customer's own names for items, word by word; see `saidKey`. */
  readonly said: ReadonlySet<string>;
  /** Words that stand side by side in those names. */
  readonly pairs: ReadonlySet<string>;
  /** Past orders, newest first. */
  readonly orders: readonly (readonly PastLine[])[];
}

/** Base units of a quantity in one of the item's units; null when the item has no such unit. */
export function baseQuantity(catalogue: Catalogue, item: number, quantityMilli: number, uom: string): number | null {
  const factor = catalogue.items[item]?.uoms.find((unit) => unit.uom === uom);
  return factor ? (quantityMilli / 1000) * (factor.numerator / factor.denominator) : null;
}

interface Growing {
  count: number;
  lastOn: string;
  readonly quantities: number[];
  readonly uoms: Map<string, number>;
  readonly texts: Set<string>;
}

function ordersOf(history: readonly PastLine[]): PastLine[][] {
  const orders = new Map<string, PastLine[]>();
  for (const line of history) {
    const list = orders.get(line.orderRef);
    if (list) list.push(line);
    else orders.set(line.orderRef, [line]);
  }
  const dayOf = (order: PastLine[]): string => order[0]?.on ?? '';
  return [...orders.values()].sort((a, b) => Number(dayOf(b) > dayOf(a)) - Number(dayOf(b) < dayOf(a)));
}

/** Words and figures in the order in which they are said, for comparing a phrase with what a customer said before. */
export const saidKey = (pieces: readonly Piece[]): string =>
  pieces
    .filter((piece) => piece.kind === 'word' || piece.kind === 'number')
    .map((piece) => (piece.kind === 'word' ? piece.latin : piece.parts.length > 0 ? piece.parts.join('x') : String(piece.value)))
    .join(' ');

type Meanings = Map<string, Map<number, KeyMeaning>>;

/** Adds what a key meant; the same item under the same key grows in weight. */
function addMeaning(keys: Meanings, key: string, meaning: KeyMeaning): void {
  if (key === '') return;
  const meanings = keys.get(key) ?? new Map<number, KeyMeaning>();
  const old = meanings.get(meaning.item);
  const newer = old && old.lastOn > meaning.lastOn ? old.lastOn : meaning.lastOn;
  meanings.set(meaning.item, { ...meaning, weight: (old?.weight ?? 0) + meaning.weight, lastOn: newer, uom: meaning.uom ?? old?.uom ?? null });
  keys.set(key, meanings);
}

type Read = (text: string) => Description;

function addPast(growing: Map<number, Growing>, item: number, line: PastLine, catalogue: Catalogue): void {
  const entry: Growing = growing.get(item) ?? { count: 0, lastOn: '', quantities: [], uoms: new Map(), texts: new Set() };
  entry.count += 1;
  if (line.on > entry.lastOn) entry.lastOn = line.on;
  const base = baseQuantity(catalogue, item, line.quantityMilli, line.uom);
  if (base !== null) entry.quantities.push(base);
  entry.uoms.set(line.uom, (entry.uoms.get(line.uom) ?? 0) + 1);
  if (line.words !== null && line.words.trim() !== '') entry.texts.add(line.words);
  growing.set(item, entry);
}

/** What the customer bought, and what its words for it meant. */
function readHistory(history: readonly PastLine[], catalogue: Catalogue, read: Read, meanings: Meanings, loose: Meanings): Map<number, Bought> {
  const growing = new Map<number, Growing>();
  for (const line of history) {
    const item = catalogue.bySku.get(line.sku);
    if (item === undefined) continue;
    addPast(growing, item, line, catalogue);
    if (line.words === null) continue;
    addMeaning(meanings, fullKeyOf(read(line.words)), { item, weight: 1, lastOn: line.on, uom: null });
    addMeaning(loose, keyOf(read(line.words)), { item, weight: 1, lastOn: line.on, uom: null });
  }
  return new Map([...growing].map(([item, entry]) => [item, { item, ...entry, descriptions: [...entry.texts].map(read) }]));
}

/** What the aliases of one scope mean; negative ones go to `never`. */
function readAliases(aliases: readonly AliasEntry[], catalogue: Catalogue, meanings: Meanings, never: Set<string>, words: Set<string>): void {
  for (const alias of aliases) {
    const item = catalogue.bySku.get(alias.sku);
    if (item === undefined) continue;
    if (alias.negative) {
      never.add(`${alias.key}|${item}`);
      continue;
    }
    addMeaning(meanings, alias.key, { item, weight: Math.max(alias.weight, 0), lastOn: '9999', uom: alias.uom });
    for (const part of alias.key.split(' ')) if (/^[a-z]/.test(part)) words.add(part);
  }
}

/** A key as made by `keyOf` taken apart again: words first, then sizes and figures. */
export function splitKey(key: string): { words: string[]; figures: string } {
  const parts = key.split(' ');
  const isWord = (part: string): boolean => !/^(?:n-?[\d.]+|[\d.]+[a-z]+)$/.test(part);
  return { words: parts.filter(isWord), figures: parts.filter((part) => !isWord(part)).join(' ') };
}

/** Builds the habits of a customer. With `learn` false the past is known, but nothing is learnt from it. */
export function customerModel(customer: ReadingCustomer | null, catalogue: Catalogue, lexicon: Lexicon, known: KnownWord, learn = true): CustomerModel {
  const past = customer?.history ?? [];
  const history = learn ? past : [];
  const meanings: Meanings = new Map();
  const never = new Set<string>();
  const said = new Set(history.flatMap((line) => (line.words === null ? [] : [saidKey(piecesOf(line.words, lexicon, known))])));
  const read: Read = remembered((text) => describe(piecesOf(text, lexicon, known), lexicon), 5000);
  const loose: Meanings = new Map();
  const bought = readHistory(history, catalogue, read, meanings, loose);
  const words = [...bought.values()].flatMap((entry) => entry.descriptions.flatMap((description) => description.words));
  const ownWords = new Set(words.map((word) => word.fold));
  const aliases = customer?.aliases ?? [];
  const ofRegion: Meanings = new Map();
  readAliases(
    aliases.filter((alias) => alias.scope === 'customer'),
    catalogue,
    meanings,
    never,
    ownWords,
  );
  readAliases(
    aliases.filter((alias) => alias.scope !== 'customer'),
    catalogue,
    ofRegion,
    never,
    new Set(),
  );
  const keys = new Map([...meanings].map(([key, list]) => [key, [...list.values()]]));
  return {
    bought,
    keys,
    looseKeys: new Map([...loose].map(([key, list]) => [key, [...list.values()]])),
    nearKeys: [...keys].map(([key, list]) => ({ ...splitKey(key), meanings: list })),
    ofRegion: new Map([...ofRegion].map(([key, list]) => [key, [...list.values()]])),
    never,
    ownWords,
    ownLatin: new Set(words.map((word) => word.latin)),
    said,
    pairs: new Set([...bought.values()].flatMap((entry) => entry.descriptions.flatMap(pairsOf))),
    orders: ordersOf(past),
  };
}
