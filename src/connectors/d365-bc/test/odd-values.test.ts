import { describe, expect, it } from 'vitest';
import { mapInvoice, mapSalesOrder } from '../map/documents.ts';
import { mapCost, mapCustomer, mapItem, openMinorOf } from '../map/masters.ts';
import { mapCardPrice, mapPrice } from '../map/prices.ts';
import { mapLedgerStock } from '../map/stock.ts';
import { unitsOf } from '../map/unit.ts';
import { classifyError, memberOf } from '../messages.ts';
import { bcSettingsSchema } from '../settings.ts';
import { aCommand, anOrder, peerSettings, sandboxPeer } from './sandbox-peer.ts';
import { silent } from './reads.ts';

const settings = bcSettingsSchema.parse(peerSettings);

const itemRow = {
  '@odata.etag': 'W/"1"',
  id: 'x',
  number: "0007'&",
  displayName: 'سيف ₹5 ',
  baseUnitOfMeasureCode: 'PC',
  blocked: false,
  taxGroupCode: '',
  unitPrice: '0',
  newField: 'kept',
  somethingNew: { deep: 1 },
  lastModifiedDateTime: '2026-11-22T10:00:00Z',
};
const units = (quantity: string) => [{ Item_No: "0007'&", Code: 'CAR', Qty_per_Unit_of_Measure: quantity }];
const context = { prefix: '', currency: 'INR', settings, locations: new Map<string, string>() };

describe('odd values', () => {
  it('keep leading zeros, apostrophes, scripts, unknown fields; blanks at the end go', () => {
    expect(mapItem(itemRow, [], settings)).toMatchObject({
      kind: 'mapped',
      record: { key: "0007'&", data: { sku: "0007'&", name: 'سيف ₹5', itemGroup: '', barcode: null }, extra: { newField: 'kept' } },
    });
    expect(mapItem(itemRow, [], settings)).not.toMatchObject({ record: { extra: { taxGroupCode: '' } } });
  });

  it('tell fractions of units exactly, or not at all', () => {
    expect(unitsOf(itemRow, units('12.5'), settings)).toMatchObject([{ uom: 'PC' }, { uom: 'CAR', numerator: 25, denominator: 2 }]);
    expect(unitsOf(itemRow, units('0'), settings)).toHaveLength(1);
    expect(unitsOf(itemRow, units('1.0000000000000000000000000000000000000001'), settings)).toHaveLength(1);
    expect(mapItem({ ...itemRow, baseUnitOfMeasureCode: '' }, [], settings)).toMatchObject({ kind: 'skipped', why: 'no_base_unit' });
  });

  it('take no 40-digit amount for another one, and no price of another unit', () => {
    const prices = { ...context, unitRows: units('12') };
    const card = (unitPrice: string) => mapCardPrice({ ...itemRow, unitPrice }, prices);
    expect(card('12.50')).toMatchObject([{ kind: 'mapped', record: { data: { minor: 1_250, uom: 'PC' } } }]);
    expect(card('1.00416')).toMatchObject([{ kind: 'skipped', why: 'price_not_exact' }]);
    expect(card('1.1675')).toMatchObject([{ kind: 'mapped', record: { data: { minor: 1_401, uom: 'CAR' } } }]);
    expect(card('1.0000000000000000000000000000000000000001')).toMatchObject([{ kind: 'skipped' }]);
    expect(card('9999999999999999999999999999999999999999')).toMatchObject([{ kind: 'skipped' }]);
    expect(card('0')).toEqual([]);
    const row = { Item_No: "0007'&", Sales_Type: 'All Customers', Sales_Code: '', Unit_of_Measure_Code: 'CAR', Unit_Price: '960', Starting_Date: '0001-01-01' };
    expect(mapPrice({ ...row, Minimum_Quantity: '5' }, itemRow, prices)).toMatchObject({
      record: { data: { priceList: '*', uom: 'CAR', minor: 96_000, fromMilli: 5_000, validFrom: '1970-01-01', validTo: '9999-12-31' } },
    });
    expect(mapPrice({ ...row, Unit_of_Measure_Code: 'TIN' }, itemRow, prices)).toMatchObject({ kind: 'skipped', why: 'unknown_unit' });
    expect(mapPrice({ ...row, Sales_Type: 'Campaign' }, itemRow, prices)).toMatchObject({ kind: 'skipped', why: 'campaign_price' });
    expect(mapPrice({ ...row, Variant_Code: 'RED' }, itemRow, prices)).toMatchObject({ kind: 'skipped', why: 'variant_price' });
  });

  it('tell a rounded cost in the sales unit', () => {
    const cost = (unitCost: string) => mapCost({ ...itemRow, unitCost }, units('30'), settings, 'INR', '2026-11-22');
    expect(cost('33.60')).toMatchObject({ record: { data: { uom: 'PC', minor: 3_360 } } });
    expect(cost('33.33333')).toMatchObject({ record: { data: { uom: 'CAR', minor: 100_000 } } });
    expect(cost('0')).toMatchObject({ kind: 'skipped', why: 'no_cost' });
  });

  it('sum what is not invoiced of an order, each line rounded once', () => {
    const line = { netAmountIncludingTax: '100', quantity: '3', invoicedQuantity: '1' };
    expect(openMinorOf({ salesOrderLines: [line, { ...line, invoicedQuantity: '3' }, { ...line, quantity: '0' }] }, 'INR')).toBe(6_667);
  });

  it('read enumerations that are coded as names, and skip states that nobody knows', () => {
    expect(['_x0020_', 'In_x0020_Review', 'Non_x002D_Inventory', 'Open'].map(memberOf)).toEqual(['', 'In Review', 'Non-Inventory', 'Open']);
    const invoice = { number: 'I1', customerNumber: 'C', invoiceDate: '2026-11-22', currencyCode: 'INR', totalAmountIncludingTax: '1', salesInvoiceLines: [] };
    expect(mapInvoice({ ...invoice, status: 'In_x0020_Review' }, context)).toMatchObject({ kind: 'skipped', why: 'not_posted' });
    expect(mapInvoice({ ...invoice, status: 'Something_x0020_New' }, context)).toMatchObject({ kind: 'skipped', why: 'not_posted' });
    // older releases have no remaining amount
    expect(mapInvoice({ ...invoice, status: 'Open' }, context)).toMatchObject({ record: { data: { openMinor: null, state: 'open' } } });
  });

  it('take no day for the day that means none, and a line in between for no other line', () => {
    const line = { lineType: 'Item', lineObjectNumber: 'A', quantity: '1', unitOfMeasureCode: 'PC', netAmount: '1', shippedQuantity: '0' };
    const row = {
      number: 'S1',
      customerNumber: 'C',
      orderDate: '2026-11-22',
      requestedDeliveryDate: '0001-01-01',
      status: 'Draft',
      fullyShipped: false,
      salesOrderLines: [
        { ...line, sequence: '20000' },
        { ...line, sequence: '10000' },
        { ...line, sequence: '15500' },
        { ...line, lineType: 'Comment', sequence: '30000' },
      ],
    };
    expect(mapSalesOrder(row, context)).toMatchObject({
      record: { data: { requestedOn: null, currency: 'INR', lines: [{ lineNo: 10 }, { lineNo: 15500 }, { lineNo: 20 }] } },
    });
    expect(mapSalesOrder({ ...row, salesOrderLines: [{ ...line, quantity: null }] }, context)).toMatchObject({ kind: 'skipped', why: 'unreadable_quantity' });
  });

  it('sum open entries of one lot, and leave out what sums to nothing', () => {
    const entry = { Item_No: 'A', Location_Code: 'X', Lot_No: 'L', Remaining_Quantity: '2.5', Expiration_Date: '0001-01-01' };
    expect(mapLedgerStock([entry, { ...entry, Remaining_Quantity: '1' }], settings)).toMatchObject([
      { record: { data: { baseMilli: 3_500, expiresOn: null, place: 'X' } } },
    ]);
    expect(mapLedgerStock([entry, { ...entry, Remaining_Quantity: '-2.5' }], settings)).toEqual([]);
    expect(mapLedgerStock([{ ...entry, Remaining_Quantity: '0.00001' }], settings)).toMatchObject([{ kind: 'skipped' }]);
  });

  it('skip customers in currencies that are none', () => {
    const customer = { company: settings.companies[0], currency: 'INR', contacts: new Map(), cards: new Map(), shipTos: new Map() };
    if (!customer.company) throw new Error('a company');
    expect(mapCustomer({ number: 'X', currencyCode: 'Rs' }, { ...customer, company: customer.company }, settings)).toMatchObject({
      kind: 'skipped',
      why: 'no_currency',
    });
  });

  it('go to Business Central and come back', async () => {
    const peer = await sandboxPeer();
    const words = "पेटी O'Neill & <b> ₹5 سيف";
    const command = aCommand(
      anOrder({ customerPo: "PO'7", lines: [{ lineNo: 10, sku: 'BULK', words, quantity: '0.125', uom: 'KG', erpUom: 'KG', price: '185.05' }] }),
    );
    const made = await peer.open().execute(command, silent);
    expect(made).toMatchObject({ kind: 'committed' });
    expect((await peer.orders(command.reference))[0]?.items[0]).toMatchObject({ words, quantity: '0.125' });
    expect(peer.bodies.at(-1)?.body).toContain('"unitPrice":185.05');
    expect(peer.bodies.at(-1)?.body).toContain(`"description":"PO PO'7"`);
    if (made.kind === 'committed') expect(await peer.open().verify(command, made.erpKey, silent)).toMatchObject({ kind: 'equal' });
  });

  it('cut words to what the field holds, never half a character', async () => {
    const peer = await sandboxPeer();
    const line = { ...anOrder().lines[0], words: `${'x'.repeat(49)}😀😀` };
    const command = aCommand({ ...anOrder(), lines: [line] });
    expect(await peer.open().execute(command, silent)).toMatchObject({ kind: 'committed' });
    expect((await peer.orders(command.reference))[0]?.items[0]?.words).toBe('x'.repeat(49));
  });
});

describe('errors by consequence', () => {
  const error = (code: string, text: string) => classifyError({ code, text, target: null, inner: '' });
  it('have the words of Business Central without the id behind them, and name the field', () => {
    expect(error('Application_DialogException', 'The "currencyCode" does not match to a Currency.  CorrelationId:  1-2.')).toEqual({
      kind: 'rejected',
      code: 'Application_DialogException',
      text: 'The "currencyCode" does not match to a Currency.',
      field: 'currencyCode',
    });
    expect(error('Internal_InvalidTableRelation', 'The field No. of table Sales Line contains a value (X)')).toMatchObject({ kind: 'rejected', field: 'No.' });
    expect(error('Request_EntityChanged', 'x')).toMatchObject({ kind: 'transient', why: 'changed_meanwhile' });
    expect(error('Internal_ServerError', 'a record in the Sales Header table was locked by another user.')).toMatchObject({ kind: 'transient', why: 'locked' });
    expect(error('Internal_TenantUnavailable', 'x')).toMatchObject({ kind: 'transient' });
    expect(error('Authorization_RequestDenied', 'x')).toMatchObject({ kind: 'unauthorised' });
  });
});
