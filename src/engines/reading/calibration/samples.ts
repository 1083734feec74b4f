import type { Instant } from '../../../kernel/time.ts';
import { shippedLexicon } from '../lexicon/lexicon.ts';
import type { PastLine, Reader, ReadingCustomer, ReadingItem, ReadLine } from '../types.ts';
import { slipped, spoken, synonymsOf } from './corrupt.ts';
import type { Sample } from './logistic.ts';
import type { Chance } from './random.ts';

/** A line that is known to have been ordered, with what was known of the customer before it. */
export interface KnownLine {
  readonly customer: ReadingCustomer;
  readonly text: string;
  /** Null: the item is not in the catalogue that is read with. */
  readonly sku: string | null;
  /** In base units. */
  readonly base: number;
  readonly weight: number;
}

/** A sample with what else a fitting asks of it. */
export interface Tried extends Sample {
  /** Nothing but the threshold stands between the line and the books. */
  readonly free: boolean;
  readonly unexplained: readonly string[];
  readonly customer: string;
}

type Past = PastLine & { readonly customer: string };

const sometime = '2026-01-05T09:00:00.000Z' as Instant;
/** First namings of items are a small part of what comes in, but what a past does not show. */
const inventedWeight = 0.15;

const unitOf = (item: ReadingItem, uom: string): ReadingItem['uoms'][number] | undefined => item.uoms.find((unit) => unit.uom === uom);
const baseOf = (item: ReadingItem, quantityMilli: number, uom: string): number | null => {
  const unit = unitOf(item, uom);
  return unit ? (quantityMilli / 1000) * (unit.numerator / unit.denominator) : null;
};

/** A customer with nothing but a past. */
const customerWith = (code: string, history: readonly PastLine[]): ReadingCustomer => ({ code, language: null, shipTos: [], history, aliases: [] });

/** Shares of a customer's past that are known when the part behind them is read. */
const cuts = [0.4, 0.6, 0.8];
const partShare = 0.2;

/** Each customer's past, cut at several days: what was known then, and the part behind it, which is read as if it came in that day. */
export function pastOf(lines: readonly Past[]): { customer: ReadingCustomer; newest: readonly Past[] }[] {
  const byCustomer = new Map<string, Past[]>();
  for (const line of lines) byCustomer.set(line.customer, [...(byCustomer.get(line.customer) ?? []), line]);
  return [...byCustomer].flatMap(([code, all]) => {
    const sorted = [...all].sort((a, b) => (a.on === b.on ? a.orderRef.localeCompare(b.orderRef) : a.on < b.on ? -1 : 1));
    const at = (share: number): number => Math.floor(sorted.length * share);
    return cuts.map((cut) => ({ customer: customerWith(code, sorted.slice(0, at(cut)).reverse()), newest: sorted.slice(at(cut), at(cut + partShare)) }));
  });
}

function textOf(words: string, quantity: number, item: ReadingItem, uom: string, chance: Chance): string {
  const unit = unitOf(item, uom);
  const named = chance.happens(0.5) ? ` ${chance.pick(unit?.aliases ?? []) ?? uom.toLowerCase()}` : '';
  return chance.happens(0.8) ? `${words} ${quantity}${named}` : `${quantity}${named} ${words}`;
}

/** Real past lines, as said or with a slip; where the customer's words are not on file, the name as it may be spoken. */
export function replayed(past: ReturnType<typeof pastOf>, bySku: ReadonlyMap<string, ReadingItem>, most: number, chance: Chance): KnownLine[] {
  const synonyms = synonymsOf(shippedLexicon());
  const out: KnownLine[] = [];
  const all = past.flatMap(({ customer, newest }) => newest.map((line) => ({ customer, line })));
  const every = Math.max(1, Math.floor(all.length / most));
  all.forEach(({ customer, line }, i) => {
    const item = bySku.get(line.sku);
    const base = item ? baseOf(item, line.quantityMilli, line.uom) : null;
    if (i % every !== 0 || !item || base === null) return;
    const own = line.words?.trim() ?? '';
    const words = own === '' ? spoken(item.name, item.brand, synonyms, chance) : chance.happens(0.35) ? slipped(own, chance) : own;
    out.push({
      customer,
      text: textOf(words, line.quantityMilli / 1000, item, line.uom, chance),
      sku: line.sku,
      base,
      weight: own === '' ? inventedWeight : 1,
    });
  });
  return out;
}

/** Items out of the catalogue as customers may name them for the first time. `absent`: read with a catalogue that does not hold them. */
export function invented(past: ReturnType<typeof pastOf>, items: readonly ReadingItem[], count: number, absent: boolean, chance: Chance): KnownLine[] {
  const synonyms = synonymsOf(shippedLexicon());
  const nobody = customerWith('', []);
  const out: KnownLine[] = [];
  for (let i = 0; i < count; i += 1) {
    const item = chance.pick(items);
    if (!item?.active) continue;
    const customer = chance.pick(past)?.customer ?? nobody;
    const quantity = chance.pick([1, 2, 3, 5, 10, 12, 20, 25, 50]) ?? 1;
    const text = textOf(spoken(item.name, item.brand, synonyms, chance), quantity, item, item.salesUom, chance);
    out.push({ customer, text, sku: absent ? null : item.sku, base: baseOf(item, quantity * 1000, item.salesUom) ?? 0, weight: inventedWeight });
  }
  return out;
}

function isRight(line: ReadLine, known: KnownLine, bySku: ReadonlyMap<string, ReadingItem>): boolean {
  if (known.sku === null || line.sku !== known.sku || line.quantityMilli === null || line.uom === null) return false;
  const item = bySku.get(line.sku);
  const base = item ? baseOf(item, line.quantityMilli, line.uom) : null;
  return base !== null && Math.abs(base - known.base) < 0.001;
}

/** Reads known lines and notes what the reader made of them. Lines that it reads as several, or as nothing, teach nothing. */
export function tried(reader: Reader, lines: readonly KnownLine[], bySku: ReadonlyMap<string, ReadingItem>): Tried[] {
  return lines.flatMap((known) => {
    const turn = { kind: 'said' as const, id: 't', at: sometime, text: known.text, replyTo: null };
    const { lines: read } = reader.read({ customer: known.customer, turns: [turn], zone: 'UTC' });
    const [line] = read;
    if (!line?.features || read.length > 1) return [];
    const unexplained = line.why.flatMap((why) => (why.code === 'words_unexplained' ? String(why.facts['words'] ?? '').split(', ') : []));
    const right = isRight(line, known, bySku);
    return [
      {
        features: line.features,
        right,
        weight: known.weight,
        free: line.vetoes.length === 0,
        unexplained: right ? unexplained : [],
        customer: known.customer.code,
      },
    ];
  });
}
