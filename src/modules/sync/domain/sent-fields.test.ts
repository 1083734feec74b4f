import { describe, expect, it } from 'vitest';
import { sentFields, withValue } from './sent-fields.ts';

const refusal = { code: 'X', field: null };
const proof = {
  company: 'C1',
  customer: 'C-1',
  delivery: '80001',
  receivedAt: '2026-11-23T08:00:00.000Z',
  receivedBy: 'Ramesh Kumar',
  note: 'left with his brother, 98200 12345',
  lines: [{ erpLine: 10, sku: 'I1', quantity: '2', uom: 'PC', erpUom: 'ST' }],
};

const seen = (kind: string, payload: object): Record<string, string | null> =>
  Object.fromEntries(sentFields(kind, payload, refusal).map((field) => [field.path, field.masked && field.value === null ? '(masked)' : field.value]));

describe('what was sent', () => {
  it('is shown with quantities and prices, and without persons', () => {
    expect(seen('proof_of_delivery', proof)).toMatchObject({ 'lines.0.quantity': '2', 'lines.0.sku': 'I1', receivedBy: '(masked)', note: '(masked)' });
    expect(seen('create_sales_order', { customerPo: '4500012345', lines: [{ price: '1260.00', words: 'wafer, call +91 98200 12345 or a@b.in' }] })).toEqual({
      customerPo: '4500012345',
      'lines.0.price': '1260.00',
      'lines.0.words': 'wafer, call ••• or •••',
    });
  });

  it('hides a field that nobody has thought of', () => {
    expect(seen('delivery', { driverPhone: '9820012345', apiToken: 'secret' })).toEqual({ driverPhone: '(masked)', apiToken: '(masked)' });
  });
});

describe('what may be corrected', () => {
  const open = (kind: string, payload: object, field: string | null): string[] =>
    sentFields(kind, payload, { code: 'X', field }).flatMap((one) => (one.fix === null ? [] : [one.path]));
  const movement = { postedOn: '2026-11-23', lines: [{ sku: 'I1', quantity: '2', uom: 'PC', erpUom: 'ST', place: 'P1', placeTo: null, lot: '' }] };

  it('is the unit code, the place and the day of posting; never what, how much or for whom', () => {
    expect(open('stock_movement', movement, null)).toEqual(['postedOn', 'lines.0.erpUom', 'lines.0.place']);
    expect(
      open('create_sales_order', { customer: 'C', requestedDate: '2026-11-30', lines: [{ sku: 'I', quantity: '1', price: '2', erpUom: 'ST' }] }, null),
    ).toEqual(['lines.0.erpUom']);
  });

  it('is only what the refusal names, where it names something of that', () => {
    expect(open('stock_movement', movement, 'StorageLocation')).toEqual(['lines.0.place']);
    expect(open('stock_movement', movement, 'PostingDate')).toEqual(['postedOn']);
  });

  it('is nothing in a change of an order, which is asked for anew', () => {
    expect(open('sales_order_change', { after: { lines: [{ erpUom: 'ST' }] } }, null)).toEqual([]);
  });

  it('is put exactly where it was', () => {
    expect(withValue(movement, 'lines.0.place', 'P2')).toEqual({ ...movement, lines: [{ ...movement.lines[0], place: 'P2' }] });
    expect(withValue(movement, 'lines.7.place', 'P2')).toBeNull();
  });
});
