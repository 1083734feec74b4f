import { describe, expect, it } from 'vitest';
import { mapPastOrder, mapSalesOrder } from '../map/documents.ts';
import { mapCustomer, mapItem, mapPrice } from '../map/masters.ts';
import { trytonSettingsSchema } from '../settings.ts';
import type { Row } from '../wire.ts';

const settings = trytonSettingsSchema.parse({ baseUrl: 'http://tryton.test', database: 'erp', user: 'karkhana', companyCode: 'T1', units: { u: 'PC' } });
const decimal = (text: string): Row => ({ __class__: 'Decimal', decimal: text });
const piece: Row = { symbol: 'u', factor: '1', rate: '1' };
const box: Row = { symbol: 'box', factor: '12', rate: '0.0833333333333333' };

const item = (more: Row = {}): Row => ({
  ...{ code: 'SEV200', name: 'Ratlami sev', active: true, salable: true, list_price: decimal('42.50') },
  ...{ 'default_uom.': piece, 'sale_uom.': box },
  ...more,
});
const order = (line: Row, more: Row = {}): Row => ({
  ...{ number: '17', reference: 'MO12345678901234', state: 'processing' },
  ...{ sale_date: { __class__: 'date', year: '2026', month: '11', day: '3' }, 'currency.': { code: 'INR' }, 'party.': { code: 'C-1' } },
  'lines.': [{ type: 'line', quantity: '4', amount: decimal('170.00'), description: 'sev', 'product.': { code: 'SEV200' }, 'unit.': piece, ...line }],
  ...more,
});

describe('what Tryton says, in our words', () => {
  it('a sales unit is so many base units, exactly, whatever the rounded inverse says', () => {
    expect(mapItem(item(), settings)).toMatchObject({
      data: { sku: 'SEV200', baseUom: 'PC', salesUom: 'box', uoms: [{ uom: 'PC' }, { uom: 'box', numerator: 12, denominator: 1, erpUom: 'box' }] },
    });
  });

  it('a product without a code is skipped by name, one that is not sold is not active', () => {
    expect(mapItem(item({ code: '' }), settings)).toEqual({ why: 'no_code' });
    expect(mapItem(item({ salable: false }), settings)).toMatchObject({ data: { active: false } });
  });

  it('prices are whole minor units or none: nothing is rounded', () => {
    expect(mapPrice(item(), 'INR', settings)).toMatchObject({ data: { minor: 4_250, uom: 'PC' } });
    expect(mapPrice(item({ list_price: decimal('42.5000') }), 'INR', settings)).toMatchObject({ data: { minor: 4_250 } });
    expect(mapPrice(item({ list_price: decimal('42.505') }), 'INR', settings)).toEqual({ why: 'price_not_exact' });
    expect(mapPrice(item({ list_price: decimal('0') }), 'INR', settings)).toEqual({ why: 'no_price' });
  });

  it('only an international number is a phone that messages can come from', () => {
    const mechanisms = [
      { type: 'mobile', value: '+91 98765 43210' },
      { type: 'mobile', value: '98765 43210' },
      { type: 'email', value: '+91@example.test' },
    ];
    const mapped = mapCustomer({ code: 'C-1', name: 'Shree', active: true, 'contact_mechanisms.': mechanisms, 'addresses.': [] }, 'INR', settings);
    expect(mapped).toMatchObject({ data: { contacts: [{ phone: '919876543210' }] } });
  });

  it('a line that cost nothing went along free', () => {
    expect(mapPastOrder(order({}), settings)).toMatchObject({ data: { orderedOn: '2026-11-03', lines: [{ quantityMilli: 4_000, netMinor: 17_000 }] } });
    expect(mapPastOrder(order({ amount: decimal('0') }), settings)).toMatchObject({ data: { lines: [{ netMinor: 0, free: true }] } });
  });

  it('quantities finer than thousandths skip the whole order: never a part of it', () => {
    expect(mapPastOrder(order({ quantity: '0.00041' }), settings)).toEqual({ why: 'unreadable_quantity' });
    expect(mapSalesOrder(order({}, { state: 'cancelled' }), settings)).toMatchObject({ data: { state: 'cancelled', reference: 'MO12345678901234' } });
  });
});
