import type { Catalogue } from '../catalogue/catalogue.ts';
import { describe, keyOf, piecesOf, type Description } from '../catalogue/describe.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { KnownWord } from '../text/tokens.ts';
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

/** A customer's habits, drawn from history and aliases. */
export interface CustomerModel {
  readonly bought: ReadonlyMap<number, Bought>;
  readonly keys: ReadonlyMap<string, readonly KeyMeaning[]>;
  /** Key and item pairs that the customer or a clerk said are never meant. */
  readonly never: ReadonlySet<string>;
  /** Sound keys of the customer's own words. */
  readonly ownWords: ReadonlySet<string>;
  readonly ownLatin: ReadonlySet<string>;
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
function readHistory(history: readonly PastLine[], catalogue: Catalogue, read: Read, meanings: Meanings): Map<number, Bought> {
  const growing = new Map<number, Growing>();
  for (const line of history) {
    const item = catalogue.bySku.get(line.sku);
    if (item === undefined) continue;
    addPast(growing, item, line, catalogue);
    if (line.words !== null) addMeaning(meanings, keyOf(read(line.words)), { item, weight: 1, lastOn: line.on, uom: null });
  }
  return new Map([...growing].map(([item, entry]) => [item, { item, ...entry, descriptions: [...entry.texts].map(read) }]));
}

/** Learnt aliases; negative ones go to `never`. */
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

/** Builds the habits of a customer. */
export function customerModel(customer: ReadingCustomer | null, catalogue: Catalogue, lexicon: Lexicon, known: KnownWord): CustomerModel {
  const history = customer?.history ?? [];
  const meanings: Meanings = new Map();
  const never = new Set<string>();
  const read: Read = remembered((text) => describe(piecesOf(text, lexicon, known), lexicon), 5000);
  const bought = readHistory(history, catalogue, read, meanings);
  const words = [...bought.values()].flatMap((entry) => entry.descriptions.flatMap((description) => description.words));
  const ownWords = new Set(words.map((word) => word.fold));
  readAliases(customer?.aliases ?? [], catalogue, meanings, never, ownWords);
  return {
    bought,
    keys: new Map([...meanings].map(([key, list]) => [key, [...list.values()]])),
    never,
    ownWords,
    ownLatin: new Set(words.map((word) => word.latin)),
    orders: ordersOf(history),
  };
}
