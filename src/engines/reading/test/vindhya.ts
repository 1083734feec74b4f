import { parseInstant, type Instant } from '../../../kernel/time.ts';
import { buildReader } from '../reader.ts';
import type { Ask, Conversation, PastLine, Reader, ReadingCustomer, ReadingItem, Turn } from '../types.ts';

/** A small catalogue for tests: the five items of Vindhya Snacks & Foods with near-duplicates, an old pack and its successor. */

const cartonWords = ['ctn', 'carton', 'peti', 'box', 'पेटी', 'كرتون'];

function item(sku: string, name: string, perCarton: number, rest: Partial<ReadingItem> = {}): ReadingItem {
  return {
    sku,
    name,
    otherNames: [],
    brand: 'Vindhya',
    category: 'Namkeen',
    attributes: {},
    barcode: null,
    baseUom: 'PC',
    salesUom: 'CAR',
    uoms: [
      { uom: 'PC', numerator: 1, denominator: 1, aliases: ['pcs', 'piece', 'nos', 'pouch'] },
      { uom: 'CAR', numerator: perCarton, denominator: 1, aliases: cartonWords },
    ],
    wholeUnits: true,
    active: true,
    replacedBy: null,
    ...rest,
  };
}

export const vindhyaItems: readonly ReadingItem[] = [
  item('SEV200', 'Ratlami Sev 200 g', 30, { barcode: '8901234500017', otherNames: ['रतलामी सेव 200 ग्राम'] }),
  item('SEV400', 'Ratlami Sev 400 g', 15),
  item('LSV200', 'Lahsun Sev 200 g', 30),
  item('ALU150', 'Aloo Bhujia 150 g', 36),
  item('ALU400', 'Aloo Bhujia 400 g', 18),
  item('MIX400', 'Navratan Mix 400 g', 20),
  item('CHP5', 'Potato Chips Rs 5', 240, { attributes: { mrp: '5' } }),
  item('CHP10', 'Potato Chips Rs 10', 120, { attributes: { mrp: '10' } }),
  item('KHA200', 'Khatta Meetha 200 g', 30),
  item('CHK200', 'Butter Chakli 200 g', 30),
  item('MAT180', 'Mathri 180 g', 36, { active: false, replacedBy: 'MAT200' }),
  item('MAT200', 'Mathri 200 g', 30),
];

const past = (orderRef: string, on: string, sku: string, quantity: number, words: string): PastLine => ({
  orderRef,
  on: on as PastLine['on'],
  sku,
  quantityMilli: quantity * 1000,
  uom: 'CAR',
  words,
});

export const shree: ReadingCustomer = {
  code: 'C-1042',
  language: 'hi-Latn',
  shipTos: [
    { code: 'S1', names: ['Main godown, Palasia'], isDefault: true },
    { code: 'S2', names: ['Rajwada shop'], isDefault: false },
  ],
  history: [
    past('O3', '2026-11-12', 'SEV200', 35, 'sev'),
    past('O3', '2026-11-12', 'CHP5', 20, 'paanch wala chips'),
    past('O2', '2026-11-10', 'SEV200', 30, 'sev'),
    past('O2', '2026-11-10', 'CHP5', 40, '5 wala chips'),
    past('O2', '2026-11-10', 'KHA200', 12, 'khatta'),
    past('O1', '2026-11-03', 'SEV200', 40, 'ratlami'),
    past('O1', '2026-11-03', 'ALU150', 30, 'aloo'),
    past('O1', '2026-11-03', 'CHP5', 25, 'paanch wala'),
    past('O1', '2026-11-03', 'KHA200', 15, 'khatta meetha'),
  ],
  aliases: [],
};

export const vindhyaReader = (): Reader => buildReader({ items: vindhyaItems, aliases: [] });

/** Tuesday 17 November 2026, 06:12 in Indore. */
export const tuesday = parseInstant('2026-11-17T06:12:00+05:30') as Instant;

export const said = (text: string, id = 'm1', at: Instant = tuesday): Turn => ({ kind: 'said', id, at, text, replyTo: null });
export const asked = (asks: readonly Ask[], id = 'a1'): Turn => ({ kind: 'asked', id, at: tuesday, asks });

/** A conversation of texts, or of texts and asks, by this customer. */
export function talk(turns: readonly (string | readonly Ask[])[], customer: ReadingCustomer | null = shree, zone = 'Asia/Kolkata'): Conversation {
  return { customer, zone, turns: turns.map((turn, i) => (typeof turn === 'string' ? said(turn, `m${i}`) : asked(turn, `a${i}`))) };
}

/** Lines of a reading as short text: `SEV200 40 CAR`. */
export const short = (reading: { lines: readonly { sku: string | null; quantityMilli: number | null; uom: string | null }[] }): string[] =>
  reading.lines.map((line) => `${line.sku ?? '?'} ${line.quantityMilli === null ? '?' : line.quantityMilli / 1000} ${line.uom ?? '?'}`);
