import { parseInstant, type Instant } from '../../../kernel/time.ts';
import type { Conversation, PastLine, ReadLine, Reading, ReadingCustomer, ReadingItem } from '../types.ts';
import type { Expected, PredictedLine, Prediction } from './metrics.ts';

/** The intake format: catalogue, customers, history and conversations as JSON, turned into what the reader takes. */
export interface IntakeItem {
  readonly sku: string;
  readonly name: string;
  readonly brand: string;
  readonly category: string;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly base_uom: string;
  readonly uoms: readonly { readonly uom: string; readonly factor_to_base: number; readonly aliases: readonly string[] }[];
  readonly default_order_uom: string;
  readonly list_price: number;
  readonly active: boolean;
  readonly replaced_by?: string | undefined;
}

/** A customer of the format with its places and standing order. */
export interface IntakeCustomer {
  readonly id: string;
  readonly contacts: readonly { readonly language: string; readonly person?: string | undefined; readonly email?: string | null | undefined }[];
  readonly price_tier: string;
  readonly ship_to: readonly { readonly id: string; readonly name: string; readonly address: string; readonly city: string }[];
  readonly usual_order?: readonly { readonly sku: string; readonly qty: number; readonly uom: string }[];
}

/** A past line of the format; `customer_text` is the customer’s own name for the item. */
export interface IntakeHistory {
  readonly order_id: string;
  readonly date: string;
  readonly customer_id: string;
  readonly customer_text: string;
  readonly sku: string;
  readonly qty: number;
  readonly uom: string;
}

/** A conversation of the format; `expect` is absent where nothing is labelled. */
export interface IntakeMessage {
  readonly id: string;
  readonly customer_id: string;
  readonly lang?: string;
  readonly received_at: string;
  readonly messages: readonly { readonly at: string; readonly text: string }[];
  readonly expect?: Expected | undefined;
}

/** A factor as a fraction of integers: 0.5 → 1/2. */
function fraction(factor: number): { numerator: number; denominator: number } {
  for (const denominator of [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 25, 30, 100, 1000]) {
    const numerator = factor * denominator;
    if (Math.abs(numerator - Math.round(numerator)) < 1e-9) return { numerator: Math.round(numerator), denominator };
  }
  return { numerator: Math.round(factor * 1_000_000), denominator: 1_000_000 };
}

/** An item of the format as the reader takes it. */
export function itemFrom(item: IntakeItem): ReadingItem {
  return {
    sku: item.sku,
    name: item.name,
    otherNames: [],
    brand: item.brand,
    category: item.category,
    attributes: Object.fromEntries(Object.entries(item.attributes).map(([name, value]) => [name, String(value)])),
    barcode: null,
    baseUom: item.base_uom,
    salesUom: item.default_order_uom,
    uoms: item.uoms.map((unit) => ({ uom: unit.uom, ...fraction(unit.factor_to_base), aliases: unit.aliases })),
    wholeUnits: false,
    active: item.active,
    replacedBy: item.replaced_by ?? null,
  };
}

const plainPlaces = new Set(['shop', 'store', 'stores', 'site', 'godown', 'warehouse', 'office', 'kitchen', 'depot', 'hub', 'branch']);

/** The one place that a contact's note ("Gokul (RS Puram)") or mailbox names by a word of its own. */
function contactPlace(
  contact: { readonly person?: string | undefined; readonly email?: string | null | undefined },
  shipTos: IntakeCustomer['ship_to'],
): { name: string; shipTo: string }[] {
  const [, name = '', note = ''] = /^(?:[A-Z][a-z]+\.\s+)?(\p{L}+)[^(]*(?:\(([^)]*)\))?/u.exec(contact.person ?? '') ?? [];
  const box = (contact.email ?? '').split('@')[0]?.split('.').slice(1).join(' ') ?? '';
  const words = `${note} ${box}`.toLowerCase().split(/[^\p{L}]+/u).filter((word) => word.length > 2 && !plainPlaces.has(word)); // prettier-ignore
  const found = shipTos.filter((place) =>
    words.some((word) =>
      `${place.name} ${place.address}`
        .toLowerCase()
        .split(/[^\p{L}]+/u)
        .includes(word),
    ),
  );
  return name !== '' && found.length === 1 && found[0] ? [{ name, shipTo: found[0].id }] : [];
}

const tiers: Readonly<Record<string, number>> = { T1: 0.92, T2: 0.95, T3: 1 };

/** What each price tier pays for one base unit: one table a tier, whatever the number of customers. */
function pricesByTier(customers: readonly IntakeCustomer[], items: readonly IntakeItem[]): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const used = new Set(customers.map((customer) => customer.price_tier));
  return new Map([...used].map((tier) => [tier, Object.fromEntries(items.map((item) => [item.sku, item.list_price * (tiers[tier] ?? 1)]))]));
}

const newestFirst = (a: IntakeHistory, b: IntakeHistory): number => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0);

const pastLine = (line: IntakeHistory): PastLine => ({
  orderRef: line.order_id,
  on: line.date as PastLine['on'],
  sku: line.sku,
  quantityMilli: Math.round(line.qty * 1000),
  uom: line.uom,
  words: line.customer_text,
});

/** The customers of the format with their past, by id. */
export function customersFrom(
  customers: readonly IntakeCustomer[],
  history: readonly IntakeHistory[],
  items: readonly IntakeItem[],
): ReadonlyMap<string, ReadingCustomer> {
  const prices = pricesByTier(customers, items);
  const past = new Map<string, IntakeHistory[]>(customers.map((customer) => [customer.id, []]));
  for (const line of history) past.get(line.customer_id)?.push(line);
  const one = (customer: IntakeCustomer): ReadingCustomer => ({
    code: customer.id,
    language: customer.contacts[0]?.language ?? null,
    contacts: customer.contacts.flatMap((contact) => contactPlace(contact, customer.ship_to)),
    shipTos: customer.ship_to.map((place, i) => ({ code: place.id, names: [place.name, place.city], hints: [place.address], isDefault: i === 0 })),
    history: (past.get(customer.id) ?? []).sort(newestFirst).map(pastLine),
    aliases: [],
    usual: (customer.usual_order ?? []).map((line) => ({ sku: line.sku, quantityMilli: Math.round(line.qty * 1000), uom: line.uom })),
    prices: prices.get(customer.price_tier) ?? {},
  });
  return new Map(customers.map((customer) => [customer.id, one(customer)]));
}

/** Zone of a fixed offset, as IANA names it: `+05:30` is Asia/Kolkata, `+04:00` Asia/Dubai; other whole hours are Etc zones. */
export function zoneOf(receivedAt: string): string {
  const offset = /([+-])(\d{2}):(\d{2})$/.exec(receivedAt);
  if (!offset) return 'UTC';
  const known: Readonly<Record<string, string>> = {
    '+05:30': 'Asia/Kolkata',
    '+04:00': 'Asia/Dubai',
    '+03:00': 'Asia/Riyadh',
    '+05:45': 'Asia/Kathmandu',
    '+05:00': 'Asia/Karachi',
    '+06:00': 'Asia/Dhaka',
  };
  const hours = Number(offset[2]);
  return known[offset[0]] ?? (hours === 0 ? 'UTC' : `Etc/GMT${offset[1] === '+' ? '-' : '+'}${hours}`);
}

/** A conversation of the format. */
export function conversationFrom(message: IntakeMessage, customer: ReadingCustomer | null): Conversation {
  return {
    customer,
    zone: zoneOf(message.received_at),
    turns: message.messages.map((one, i) => ({
      kind: 'said',
      id: `${message.id}-${i}`,
      at: parseInstant(one.at) ?? ('1970-01-01T00:00:00.000Z' as Instant),
      text: one.text,
      replyTo: null,
    })),
  };
}

const aspectNames: Readonly<Record<string, string>> = { quantity: 'qty' };

function priceOf(asked: string | null): string | number | undefined {
  if (asked === null) return undefined;
  const figure = Number(asked);
  return asked.startsWith('-') || Number.isNaN(figure) ? asked : figure;
}

/** The customer's own words that made a line, as they stand in the message; those of the line where they are spread over several turns. */
function wordsOf(line: ReadLine, conversation: Conversation): string {
  const [first] = line.spans;
  const turn = conversation.turns.find((one) => one.id === first?.turn);
  if (first === undefined || turn?.kind !== 'said') return line.words;
  const own = line.spans.filter((span) => span.turn === first.turn);
  return turn.text.slice(Math.min(...own.map((span) => span.start)), Math.max(...own.map((span) => span.end)));
}

function predictedLine(line: ReadLine, conversation: Conversation): (PredictedLine & { span: string })[] {
  if (line.sku === null || line.quantityMilli === null || line.uom === null) return [];
  const { sku, uom, p, decision } = line;
  const asked = { ship_to: line.shipTo ?? undefined, price_asked: priceOf(line.priceAsked) };
  return [{ sku, qty: line.quantityMilli / 1000, uom, ...asked, p, decision, span: wordsOf(line, conversation) }];
}

function openQuestions(reading: Reading): string[] {
  const name = (aspect: string): string => aspectNames[aspect] ?? aspect;
  const ofLines = reading.lines.flatMap((line) => line.open.map((aspect) => `${name(aspect)}: ${line.words}`));
  const ofOrder = reading.asks.filter((ask) => ask.lineId === null).map((ask) => `${name(ask.aspect)}: ${ask.words}`);
  return [...new Set([...ofLines, ...ofOrder])];
}

/** A reading in the output format. Lines without an item or quantity stay out: they are questions. */
export function predictionFrom(id: string, conversation: Conversation, reading: Reading, ms: number): Prediction {
  return {
    id,
    intent: reading.intent,
    disposition: reading.disposition,
    lines: reading.lines.flatMap((line) => predictedLine(line, conversation)),
    requested_date: reading.requestedDate ?? undefined,
    ship_to: reading.shipTo ?? undefined,
    refers_to: reading.refersTo ?? undefined,
    clarify_about: reading.disposition === 'clarify' ? openQuestions(reading) : [],
    ms,
  };
}
