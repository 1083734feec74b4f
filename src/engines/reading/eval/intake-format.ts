import { parseInstant, type Instant } from '../../../kernel/time.ts';
import type { Conversation, PastLine, Reading, ReadingCustomer, ReadingItem } from '../types.ts';
import type { Expected, Prediction } from './metrics.ts';

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
  readonly replaced_by?: string;
}

/** A customer of the format with its places and standing order. */
export interface IntakeCustomer {
  readonly id: string;
  readonly contacts: readonly { readonly language: string }[];
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
  readonly expect?: Expected;
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

const tiers: Readonly<Record<string, number>> = { T1: 0.92, T2: 0.95, T3: 1 };

/** A customer of the format with its past. */
export function customerFrom(customer: IntakeCustomer, history: readonly IntakeHistory[], items: readonly IntakeItem[]): ReadingCustomer {
  const own = history.filter((line) => line.customer_id === customer.id);
  const past: PastLine[] = own
    .map((line) => ({
      orderRef: line.order_id,
      on: line.date as PastLine['on'],
      sku: line.sku,
      quantityMilli: Math.round(line.qty * 1000),
      uom: line.uom,
      words: line.customer_text,
    }))
    .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
  const factor = tiers[customer.price_tier] ?? 1;
  return {
    code: customer.id,
    language: customer.contacts[0]?.language ?? null,
    shipTos: customer.ship_to.map((place, i) => ({ code: place.id, names: [place.name, place.city], isDefault: i === 0 })),
    history: past,
    aliases: [],
    usual: (customer.usual_order ?? []).map((line) => ({ sku: line.sku, quantityMilli: Math.round(line.qty * 1000), uom: line.uom })),
    prices: Object.fromEntries(items.map((item) => [item.sku, item.list_price * factor])),
  };
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

/** A reading in the output format. Lines without an item or quantity stay out: they are questions. */
export function predictionFrom(id: string, reading: Reading, ms: number): Prediction {
  const lines = reading.lines.flatMap((line) => {
    if (line.sku === null || line.quantityMilli === null || line.uom === null) return [];
    const price = line.priceAsked === null ? undefined : line.priceAsked.startsWith('-') ? line.priceAsked : Number(line.priceAsked);
    return [
      {
        sku: line.sku,
        qty: line.quantityMilli / 1000,
        uom: line.uom,
        ship_to: line.shipTo ?? undefined,
        price_asked: price,
        p: line.p,
        decision: line.decision,
        span: line.words,
      },
    ];
  });
  const open = reading.lines.flatMap((line) => line.open.map((aspect) => `${aspectNames[aspect] ?? aspect}: ${line.words}`));
  const asked = reading.asks.filter((ask) => ask.lineId === null).map((ask) => `${aspectNames[ask.aspect] ?? ask.aspect}: ${ask.words}`);
  return {
    id,
    intent: reading.intent,
    disposition: reading.disposition,
    lines,
    requested_date: reading.requestedDate ?? undefined,
    ship_to: reading.shipTo ?? undefined,
    refers_to: reading.refersTo ?? undefined,
    clarify_about: [...open, ...asked],
    ms,
  };
}
