import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PriceRecord } from '../contract.ts';
import type { QuoteQuestion } from './quote.ts';
import { pricePerUnit, quoteLine } from './quote.ts';

const units = [
  { uom: 'PC', numerator: 1, denominator: 1 },
  { uom: 'CAR', numerator: 30, denominator: 1 },
  { uom: 'BOX', numerator: 7, denominator: 2 },
];
const record = (more: Partial<PriceRecord> = {}): PriceRecord => ({
  sku: 'SEV200',
  priceList: '01',
  currency: 'INR',
  uom: 'CAR',
  minor: 126_000,
  validFrom: '2026-04-01',
  validTo: '9999-12-31',
  ...more,
});
const ask = (more: Partial<QuoteQuestion> = {}): QuoteQuestion => ({
  sku: 'SEV200',
  uom: 'CAR',
  quantityMilli: 40_000,
  currency: 'INR',
  lists: ['customer:C-1', '01', '*'],
  on: '2026-11-24',
  units,
  ...more,
});

describe('a quote', () => {
  it('is the valid record of the list, with its trace', () => {
    expect(quoteLine(ask(), [record(), record({ minor: 1, validFrom: '2025-04-01', validTo: '2026-03-31' })])).toMatchObject({
      minor: 126_000,
      netMinor: 5_040_000,
      trace: [{ rule: 'list_price', source: '01', minor: 126_000, uom: 'CAR' }],
    });
  });
  it("prefers the customer's own price, then the list, then the price for everyone", () => {
    const all = [record({ priceList: '*', minor: 3 }), record({ minor: 2 }), record({ priceList: 'customer:C-1', minor: 1 })];
    expect(quoteLine(ask(), all)).toMatchObject({ minor: 1, trace: [{ rule: 'customer_price' }] });
    expect(quoteLine(ask(), all.slice(0, 2))).toMatchObject({ minor: 2 });
  });
  it('converts through the units of the item, exactly', () => {
    expect(quoteLine(ask({ uom: 'PC', quantityMilli: 5_000 }), [record()])).toMatchObject({
      minor: 4_200,
      netMinor: 21_000,
      trace: [{ uom: 'CAR' }, { rule: 'unit_conversion', uom: 'PC' }],
    });
  });
  it('is a gap rather than a rounded price', () => {
    expect(quoteLine(ask({ uom: 'PC' }), [record({ minor: 126_001 })])).toEqual({ code: 'unit_not_convertible', sku: 'SEV200', uom: 'PC' });
    expect(quoteLine(ask({ uom: 'TIN' }), [record()])).toMatchObject({ code: 'unit_not_convertible' });
  });
  it('tells "none on file" from "expired" from "not yet"', () => {
    expect(quoteLine(ask(), [])).toMatchObject({ code: 'no_price' });
    expect(quoteLine(ask(), [record({ validTo: '2026-11-23' })])).toMatchObject({ code: 'price_expired' });
    expect(quoteLine(ask(), [record({ validFrom: '2026-11-25' })])).toMatchObject({ code: 'no_price' });
    expect(quoteLine(ask(), [record({ currency: 'SAR' })])).toMatchObject({ code: 'no_price' });
  });
  it('holds on its first and last day', () => {
    expect(quoteLine(ask({ on: '2026-04-01' }), [record()])).toMatchObject({ minor: 126_000 });
    expect(quoteLine(ask({ on: '2026-12-31' }), [record({ validTo: '2026-12-31' })])).toMatchObject({ minor: 126_000 });
  });
  it('converted there and back is the same price', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.constantFrom('PC', 'CAR', 'BOX'), fc.constantFrom('PC', 'CAR', 'BOX'), (minor, from, to) => {
        const there = pricePerUnit({ uom: from, minor }, { uom: to, units });
        if (there !== null) expect(pricePerUnit({ uom: to, minor: there }, { uom: from, units })).toBe(minor);
      }),
    );
  });
});
