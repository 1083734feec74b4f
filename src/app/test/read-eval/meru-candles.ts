import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A tiny invented company in the intake format: a candle maker with two shops as customers. */

const item = (sku: string, name: string, rest: object = {}) => ({
  sku,
  name,
  brand: 'Meru',
  category: 'Candles',
  attributes: {},
  base_uom: 'pcs',
  uoms: [
    { uom: 'pcs', factor_to_base: 1, aliases: ['pc', 'nos'] },
    { uom: 'box', factor_to_base: 24, aliases: ['boxes', 'carton'] },
  ],
  default_order_uom: 'box',
  hsn: '34060010',
  list_price: 12,
  currency: 'INR',
  active: true,
  ...rest,
});

const customer = (id: string, name: string, places: readonly string[]) => ({
  id,
  name,
  contacts: [{ whatsapp: '+91 00000 00000', email: null, person: 'Asha', language: 'en' }],
  region: 'Nilgiri',
  price_tier: 'T3',
  credit_limit: 10_000,
  outstanding: 0,
  ship_to: places.map((place, i) => ({ id: `${id}-S${i + 1}`, name: place, address: 'Main street', city: 'Coonoor', lat: 0, lng: 0 })),
  usual_order: [{ sku: 'PIL-WH', qty: 2, uom: 'box' }],
});

const past = (order: string, date: string, sku: string, qty: number, words: string, customerId = 'M1') => ({
  order_id: order,
  date,
  customer_id: customerId,
  customer_text: words,
  sku,
  qty,
  uom: 'box',
});

/** One conversation of one message at half past nine on 3 November 2026. */
export const message = (id: string, text: string, expected?: object, customerId: string | null = 'M1') => ({
  id,
  customer_id: customerId,
  channel: 'whatsapp',
  lang: 'en',
  received_at: '2026-11-03T09:30:00+05:30',
  messages: [{ at: '2026-11-03T09:30:00+05:30', text, type: 'text' }],
  ...(expected ? { expect: expected } : {}),
});

const order = (lines: readonly object[], rest: object = {}) => ({ intent: 'order', disposition: 'auto', lines, ...rest });

export const meruCandles = () => ({
  catalog: [
    item('PIL-WH', 'Pillar candle white'),
    item('PIL-RD', 'Pillar candle red'),
    item('TEA-50', 'Tealight pack of 50', { attributes: { pack: 50, scented: false } }),
    item('LAN-BR', 'Lantern brass', { active: false, replaced_by: 'PIL-RD' }),
  ],
  customers: [customer('M1', 'Hill Stores', ['Hill shop', 'Lower godown']), customer('M2', 'Gift Corner', ['Gift shop'])],
  history: [
    past('H1', '2026-10-05', 'PIL-WH', 4, 'mota safed'),
    past('H1', '2026-10-05', 'TEA-50', 2, 'tealight'),
    past('H2', '2026-10-20', 'PIL-WH', 5, 'mota safed'),
    past('H3', '2026-10-21', 'PIL-RD', 3, 'red pillar', 'M2'),
  ],
  messages: [
    message('C1', 'mota safed 4 box', order([{ sku: 'PIL-WH', qty: 4, uom: 'box' }])),
    message('C2', 'Pillar candle red 3 boxes', order([{ sku: 'PIL-RD', qty: 3, uom: 'box' }]), 'M2'),
    message('C3', 'same as last order', order([{ sku: 'PIL-WH', qty: 5, uom: 'box' }], { refers_to: 'last_order' })),
    message('C4', 'Good morning', { intent: 'chitchat', disposition: 'human', lines: [] }),
  ],
});

/** The files of a company; anything in them may be made wrong on purpose. */
export type Files = { [Name in 'catalog.json' | 'customers.json' | 'history.jsonl' | 'messages.jsonl']: string | null };

const lines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** The company as text of files: lists with one record a line, from line 2. */
export function filesOf(company: Readonly<Record<'catalog' | 'customers' | 'history' | 'messages', readonly unknown[]>>): Files {
  const list = (rows: readonly unknown[]): string => `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
  return {
    'catalog.json': list(company.catalog),
    'customers.json': list(company.customers),
    'history.jsonl': lines(company.history),
    'messages.jsonl': lines(company.messages),
  };
}

/** Writes the files into a new folder; a null is not written. */
export function folderWith(files: Readonly<Record<string, string | null>>): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'karkhana-eval-'));
  mkdirSync(path.join(dir, 'data'));
  for (const [name, text] of Object.entries(files)) if (text !== null) writeFileSync(path.join(dir, 'data', name), text);
  return dir;
}
