import { describe, expect, it } from 'vitest';
import type { ReadLine, Reading } from '../../../engines/reading/index.ts';
import { changesFor, isSureChange } from './amend-changes.ts';

const line = (sku: string | null, cartons: number, more: Partial<ReadLine> = {}): ReadLine => ({
  id: `r-${sku}`,
  words: `${sku}`,
  spans: [],
  sku,
  quantityMilli: cartons * 1000,
  uom: 'CAR',
  uomFrom: 'written',
  priceAsked: null,
  shipTo: null,
  decision: 'auto',
  p: 1,
  via: 'repeat',
  vetoes: [],
  open: [],
  rivals: [],
  why: [],
  ...more,
});
const reading = (lines: readonly ReadLine[], more: Partial<Reading> = {}): Reading => ({
  intent: 'amend',
  disposition: 'auto',
  lines,
  requestedDate: null,
  shipTo: null,
  poNumber: null,
  refersTo: 'last_order',
  asks: [],
  answers: [],
  ended: false,
  language: 'en',
  flags: [],
  ...more,
});
const order = {
  lines: [
    { lineId: 'l1', sku: 'SEV200', quantityMilli: 40_000, uom: 'CAR' },
    { lineId: 'l2', sku: 'ALU150', quantityMilli: 30_000, uom: 'CAR' },
  ],
  requestedDate: '2026-11-18',
};

describe('what the customer says the order shall be', () => {
  it('becomes the changes that make it so', () => {
    expect(changesFor(order, reading([line('SEV200', 50), line('KHA200', 5)]))).toEqual([
      { kind: 'quantity', lineId: 'l1', quantityMilli: 50_000 },
      { kind: 'add', sku: 'KHA200', quantityMilli: 5_000, uom: 'CAR', words: 'KHA200' },
      { kind: 'cancel_line', lineId: 'l2' },
    ]);
    expect(changesFor(order, reading([line('SEV200', 40, { uom: 'PC' }), line('ALU150', 30)]))).toEqual([
      { kind: 'substitute', lineId: 'l1', sku: 'SEV200', uom: 'PC' },
    ]);
    expect(changesFor(order, reading([line('SEV200', 40), line('ALU150', 30)], { requestedDate: '2026-11-20' as never }))).toEqual([
      { kind: 'date', requestedDate: '2026-11-20' },
    ]);
    expect(changesFor(order, reading([], { intent: 'cancel' }))).toEqual([{ kind: 'cancel_all' }]);
    expect(changesFor(order, reading([line('ALU150', 30), line('SEV200', 40)]))).toEqual([]);
  });
  it('cancels nothing while a word is unread', () => {
    expect(changesFor(order, reading([line('SEV200', 50), line(null, 30)]))).toEqual([{ kind: 'quantity', lineId: 'l1', quantityMilli: 50_000 }]);
  });
  it('is sure only when all of it is', () => {
    expect(isSureChange(reading([line('SEV200', 50)]))).toBe(true);
    expect(isSureChange(reading([line('SEV200', 50, { decision: 'ask' })]))).toBe(false);
    expect(isSureChange(reading([line('SEV200', 50)], { flags: ['asks_price'] }))).toBe(false);
    expect(isSureChange(reading([], { intent: 'cancel', disposition: 'clarify' }))).toBe(false);
  });
});
