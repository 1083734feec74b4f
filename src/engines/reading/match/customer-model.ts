import type { Catalogue } from '../catalogue/catalogue.ts';
import { describe, keyOf, piecesOf, type Description } from '../catalogue/describe.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { KnownWord } from '../text/tokens.ts';
import type { PastLine, ReadingCustomer } from '../types.ts';

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
  return [...orders.values()].sort((a, b) => ((b[0]?.on ?? '') > (a[0]?.on ?? '') ? 1 : (b[0]?.on ?? '') < (a[0]?.on ?? '') ? -1 : 0));
}

/** Builds the habits of a customer. */
export function customerModel(customer: ReadingCustomer | null, catalogue: Catalogue, lexicon: Lexicon, known: KnownWord): CustomerModel {
  const growing = new Map<number, Growing>();
  const keys = new Map<string, Map<number, KeyMeaning>>();
  const never = new Set<string>();
  const ownWords = new Set<string>();
  const ownLatin = new Set<string>();
  const described = new Map<string, Description>();
  const read = (text: string): Description => {
    const ready = described.get(text);
    if (ready) return ready;
    const made = describe(piecesOf(text, lexicon, known), lexicon);
    described.set(text, made);
    return made;
  };
  const mean = (key: string, item: number, weight: number, lastOn: string, uom: string | null): void => {
    if (key === '') return;
    const meanings = keys.get(key) ?? new Map<number, KeyMeaning>();
    const old = meanings.get(item);
    meanings.set(item, { item, weight: (old?.weight ?? 0) + weight, lastOn: old && old.lastOn > lastOn ? old.lastOn : lastOn, uom: uom ?? old?.uom ?? null });
    keys.set(key, meanings);
  };
  for (const line of customer?.history ?? []) {
    const item = catalogue.bySku.get(line.sku);
    if (item === undefined) continue;
    const entry: Growing = growing.get(item) ?? { count: 0, lastOn: '', quantities: [], uoms: new Map(), texts: new Set() };
    entry.count += 1;
    if (line.on > entry.lastOn) entry.lastOn = line.on;
    const base = baseQuantity(catalogue, item, line.quantityMilli, line.uom);
    if (base !== null) entry.quantities.push(base);
    entry.uoms.set(line.uom, (entry.uoms.get(line.uom) ?? 0) + 1);
    if (line.words !== null && line.words.trim() !== '') {
      entry.texts.add(line.words);
      mean(keyOf(read(line.words)), item, 1, line.on, null);
    }
    growing.set(item, entry);
  }
  for (const alias of customer?.aliases ?? []) {
    const item = catalogue.bySku.get(alias.sku);
    if (item === undefined) continue;
    if (alias.negative) never.add(`${alias.key}|${item}`);
    else mean(alias.key, item, Math.max(alias.weight, 0), '9999', alias.uom);
    if (!alias.negative) for (const part of alias.key.split(' ')) if (/^[a-z]/.test(part)) ownWords.add(part);
  }
  for (const entry of growing.values())
    for (const text of entry.texts)
      for (const word of read(text).words) {
        ownWords.add(word.fold);
        ownLatin.add(word.latin);
      }
  const bought = new Map<number, Bought>();
  for (const [item, entry] of growing) bought.set(item, { item, ...entry, descriptions: [...entry.texts].map(read) });
  return {
    bought,
    keys: new Map([...keys].map(([key, meanings]) => [key, [...meanings.values()]])),
    never,
    ownWords,
    ownLatin,
    orders: ordersOf(customer?.history ?? []),
  };
}
