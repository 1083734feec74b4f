import { describe, expect, it } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { CallRecord, CanonicalRecord, ErpConnection, ErpObject } from '../../kit/types.ts';
import { mapInvoice, mapSalesOrder } from '../map/documents.ts';
import { mapCost, mapCustomer, mapItem, openMinorOf } from '../map/masters.ts';
import { matchLines } from '../map/match.ts';
import { mapCardPrice, mapPrice } from '../map/prices.ts';
import { mapLedgerStock } from '../map/stock.ts';
import { unitsOf } from '../map/unit.ts';
import { classifyError, memberOf } from '../messages.ts';
import { bcSettingsSchema } from '../settings.ts';
import { aCommand, anOrder, auth, origin, peerSettings, sandboxPeer, sideOf } from './sandbox-peer.ts';

const silent = (): void => undefined;
const settings = bcSettingsSchema.parse(peerSettings);

async function all(connection: ErpConnection, object: ErpObject): Promise<readonly CanonicalRecord[]> {
  const records: CanonicalRecord[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ErpConnection['readPage']>> = await connection.readPage(object, cursor);
    records.push(...page.records);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return records;
}
const dataOf = async (connection: ErpConnection, object: ErpObject, key: string): Promise<unknown> =>
  (await all(connection, object)).find((record) => record.key === key)?.data;

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  const failed: unknown = await work.catch((error: unknown) => error);
  return failed instanceof ErpReadError ? failed.failure : failed;
}

describe('Business Central in our words', () => {
  it('reads companies, items with the units of the published page, costs, customers with people and ship-tos, credit', async () => {
    const connection = (await sandboxPeer()).open();
    expect(await dataOf(connection, 'company', 'VI02')).toMatchObject({ code: 'VI02', currency: 'SAR', country: 'SA', zone: 'Asia/Riyadh' });
    expect(await dataOf(connection, 'item', 'SEV200')).toMatchObject({
      name: 'Ratlami sev',
      names: { hi: 'रतलामी सेव' },
      itemGroup: 'SEV',
      baseUom: 'PC',
      salesUom: 'CAR',
      barcode: '2000000000015',
      active: true,
      wholeUnits: true,
      uoms: [
        { uom: 'PC', erpUom: 'PC', numerator: 1, denominator: 1 },
        { uom: 'CAR', erpUom: 'CAR', numerator: 30, denominator: 1 },
      ],
    });
    expect(await dataOf(connection, 'item', 'OLD1')).toMatchObject({ active: false });
    expect(await dataOf(connection, 'item', 'BULK')).toMatchObject({ salesUom: 'KG', wholeUnits: false });
    expect(await dataOf(connection, 'cost', 'SEV200')).toMatchObject({ uom: 'PC', minor: 3_360, currency: 'INR' });
    // the card rounds 806.00 of 240 pieces to 3.35833
    expect(await dataOf(connection, 'cost', 'CHP5')).toMatchObject({ uom: 'CAR', minor: 80_600 });
    expect(await dataOf(connection, 'customer', 'C-1042')).toMatchObject({
      names: { hi: 'श्री ट्रेडर्स' },
      company: 'VI01',
      salesOrg: 'VS01',
      priceList: '*',
      priceGroup: '01',
      language: 'hi',
      zone: 'Asia/Kolkata',
      partialPolicy: 'whole_order',
      shipTos: [
        { code: 'C-1042', isDefault: true },
        { code: 'C-1042-1', city: 'Dewas', isDefault: false },
      ],
      contacts: [{ name: 'Ramesh Gupta', phone: '910000010421', role: 'contact', language: null }],
    });
    expect(await dataOf(connection, 'customer', 'C-1300')).toMatchObject({ blocked: true, blockReason: 'all', partialPolicy: 'good_lines' });
    expect(await dataOf(connection, 'customer', 'C-2001')).toMatchObject({ company: 'VI02', currency: 'SAR', name: 'مؤسسة الرياض' });
    expect(await dataOf(connection, 'credit', 'C-1042')).toMatchObject({ creditLimitMinor: 50_000_000, receivablesMinor: 10_000_000, openOrdersMinor: 0 });
    expect(await dataOf(connection, 'credit', '900007')).toMatchObject({ creditLimitMinor: null });
  });

  it('tells what is ordered and not invoiced as credit used', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    await connection.execute(aCommand(), silent);
    expect(await dataOf(connection, 'credit', 'C-1042')).toMatchObject({ receivablesMinor: 10_000_000, openOrdersMinor: 40 * 126_000 + 25 * 96_000 });
  });

  it('reads prices of cards, groups and customers, and stock by location, lot and hold', async () => {
    const connection = (await sandboxPeer()).open();
    expect(await dataOf(connection, 'price', 'VI01/customer:C-1188/SEV200/CAR//2026-04-01')).toMatchObject({
      priceList: 'customer:C-1188',
      minor: 119_900,
      uom: 'CAR',
      currency: 'INR',
      validTo: '9999-12-31',
    });
    expect(await dataOf(connection, 'price', 'VI01/group:01/SEV200/CAR//2025-04-01')).toMatchObject({ minor: 120_000, validTo: '2026-03-31' });
    expect(await dataOf(connection, 'price', 'VI02/group:11/SEV200/CAR//2026-04-01')).toMatchObject({ minor: 6_550, currency: 'SAR' });
    expect(await dataOf(connection, 'price', 'VI01/*/SEV200///1970-01-01')).toMatchObject({ priceList: '*', minor: 4_200, uom: 'PC' });
    expect(await dataOf(connection, 'stock', 'VI01/SEV200/PI01QC01/L0311')).toEqual({
      sku: 'SEV200',
      place: 'PI01/FG01',
      lot: 'L0311',
      status: 'quality',
      baseMilli: 600_000,
      expiresOn: '2027-03-03',
    });
    expect(await dataOf(connection, 'stock', 'VI01/BULK/PI01FG01/')).toMatchObject({ place: 'PI01/FG01', lot: '', baseMilli: 12_500 });
  });

  it('reads documents; orders that are done live on as invoices', async () => {
    const connection = (await sandboxPeer()).open();
    expect(await dataOf(connection, 'past_order', 'VI01/9000002')).toMatchObject({
      customer: 'C-1042',
      orderedOn: '2026-11-11',
      lines: [
        { lineNo: 10, words: 'peti sev', netMinor: 5_040_000 },
        { lineNo: 20, sku: 'BULK', quantityMilli: 12_500, words: null },
      ],
    });
    expect(await dataOf(connection, 'invoice', 'VI01/9000002')).toMatchObject({
      openMinor: 5_271_313,
      state: 'open',
      dueOn: '2026-12-11',
      lines: [{ order: 'VI01/3000001' }, { order: 'VI01/3000001' }],
    });
    expect(await dataOf(connection, 'delivery', 'VI01/SH3000001')).toMatchObject({
      state: 'shipped',
      lines: [{ order: 'VI01/3000001', orderLine: 10 }, { orderLine: 20 }],
    });
    expect(await dataOf(connection, 'purchase_order', 'VI01/4500001')).toMatchObject({
      supplier: 'V-501',
      state: 'open',
      lines: [{ quantityMilli: 5_000_000, receivedMilli: 2_000_000, place: 'PI01/RM01', uom: 'KG', dueOn: '2026-11-25' }],
    });
  });

  it('says honestly less where no page is published', async () => {
    const peer = await sandboxPeer();
    const bare = peer.open({ published: {}, companies: [peerSettings.companies[0]] });
    expect(await dataOf(bare, 'item', 'SEV200')).toMatchObject({ salesUom: 'PC', uoms: [{ uom: 'PC' }] });
    expect((await all(bare, 'price')).map((record) => record.key)).toEqual(['*/BULK///1970-01-01', '*/CHP5///1970-01-01', '*/SEV200///1970-01-01']);
    expect(await dataOf(bare, 'stock', 'SEV200')).toMatchObject({ place: 'VI01', lot: '', status: 'free', baseMilli: 15_600_000 + 0 });
    expect(await dataOf(bare, 'customer', 'C-1042')).toMatchObject({ priceGroup: '', names: {}, shipTos: [{ code: 'C-1042' }] });
    // documents of the only company need no prefix
    expect((await all(bare, 'purchase_order')).map((record) => record.key)).toEqual(['4500001']);
  });
});

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

describe('the token', () => {
  it('is one for twenty readers at once, renewed once when it ends in the middle of the pages', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ pageSize: 1 });
    const first = await connection.readPage('customer', null);
    peer.habits({ p401Token: 1 });
    await connection.readPage('customer', null).catch(silent);
    peer.habits({ p401Token: 0 });
    const asked = (): number => peer.calls.filter((call) => call.endsWith('/token')).length;
    const before = asked();
    const pages = await Promise.all(Array.from({ length: 20 }, () => connection.readPage('customer', first.nextCursor)));
    expect(new Set(pages.map((page) => page.records[0]?.key))).toEqual(new Set(['C-1042']));
    expect(asked() - before).toBeLessThanOrEqual(1);
  });

  it('is asked for anew before it ends', async () => {
    const peer = await sandboxPeer(tinyCompany(), { tokenMinutes: 0.01 });
    const connection = peer.open();
    await connection.testConnection();
    await new Promise((resolve) => setTimeout(resolve, 700));
    await connection.readPage('company', null);
    expect(peer.calls.filter((call) => call.endsWith('/token')).length).toBe(2);
  });

  it('that Business Central does not take pauses the connection instead of asking for ever', async () => {
    const peer = await sandboxPeer(tinyCompany(), { p401Token: 1 });
    expect(await peer.open().find(aCommand(), silent)).toMatchObject({ kind: 'unauthorised' });
    expect(peer.calls.length).toBeLessThanOrEqual(4);
  });

  it('says why Entra ID refused, without secret or trace', async () => {
    const calls: CallRecord[] = [];
    const outcome = await (await sandboxPeer()).open({}, 'wrong').find(aCommand(), (call) => calls.push(call));
    expect(outcome).toMatchObject({ kind: 'unauthorised', text: 'Entra ID refused our application: AADSTS7000215: Invalid client secret provided.' });
    expect(JSON.stringify(calls)).not.toContain('wrong');
  });

  it('is not needed on premises, where a user has a web service access key', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ baseUrl: `${origin}/BC`, auth: { by: 'basic', user: auth.user } });
    const command = aCommand();
    expect(await connection.execute(command, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.find(command, silent)).toMatchObject({ kind: 'found' });
    expect(peer.calls.some((call) => call.endsWith('/token'))).toBe(false);
    const wrong = peer.open({ baseUrl: `${origin}/BC`, auth: { by: 'basic', user: 'nobody' } });
    expect(await wrong.find(command, silent)).toMatchObject({ kind: 'unauthorised' });
  });
});

describe('limits', () => {
  it('are kept by us before the service refuses', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ requestsIn5Min: 3 });
    for (let at = 0; at < 3; at += 1) await connection.readPage('item', null).catch(silent);
    const before = peer.calls.length;
    const failure = await failureOf(connection.readPage('item', null));
    expect(failure).toMatchObject({ kind: 'throttled' });
    expect((failure as { afterMs: number }).afterMs).toBeGreaterThan(1_000);
    expect(peer.calls.length).toBe(before);
  });

  it('that the service keeps say how long to wait, also when it does not', async () => {
    const peer = await sandboxPeer(tinyCompany(), { requestsIn5Min: 2, retryAfterS: null });
    const connection = peer.open();
    await connection.readPage('company', null).catch(silent);
    expect(await failureOf(connection.readPage('item', null))).toEqual({ kind: 'throttled', afterMs: 2_000 });
  });
});

describe('what does not answer as it should', () => {
  it.each([
    ['pLoginPage', 'unauthorised'],
    ['pTruncated', 'transient'],
    ['pWrongType', 'transient'],
    ['pRedirect', 'transient'],
    ['p503', 'throttled'],
    ['p429', 'throttled'],
  ] as const)('%s is %s, named, and nothing is taken in', async (habit, kind) => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    await connection.testConnection();
    peer.habits({ [habit]: 1 });
    expect(await failureOf(connection.readPage('customer', null))).toMatchObject({ kind });
    expect(peer.calls.join()).not.toContain('elsewhere');
  });

  it.each([
    ['p408AfterCommit', 'found'],
    ['p408BeforeCommit', 'absent'],
    ['p504AfterCommit', 'found'],
  ] as const)('%s leaves an order in doubt, and it is %s', async (habit, kind) => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    const command = aCommand();
    peer.habits({ [habit]: 1 });
    expect(await connection.execute(command, silent)).toMatchObject({ kind: 'unknown' });
    peer.habits({ [habit]: 0 });
    expect(await connection.find(command, silent)).toMatchObject({ kind });
  });

  it('a next page of another host is not read', async () => {
    const peer = await sandboxPeer(tinyCompany(), { pForeignNextLink: 1, pageSize: 1 });
    // the list of companies is the first that has a next page
    expect(await failureOf(peer.open().readPage('item', null))).toMatchObject({ kind: 'rejected', code: 'foreign_next_link' });
    expect(peer.calls.join()).not.toContain('elsewhere');
  });

  it('a company that is not there is named', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ companies: [{ ...peerSettings.companies[0], name: 'CRONUS' }] });
    expect(await connection.testConnection()).toEqual({ ok: false, text: "Business Central shows our user no company 'CRONUS'" });
    expect(await connection.find(aCommand(), silent)).toMatchObject({ kind: 'rejected', code: 'unknown_company' });
  });

  it('a cursor that is none starts from the beginning', async () => {
    const connection = (await sandboxPeer()).open();
    expect((await connection.readPage('customer', 'no cursor')).records.length).toBeGreaterThan(0);
  });
});

/** An order that is there, and changes to it. */
async function withOrder(more: Record<string, unknown> = {}, seed = tinyCompany(5)) {
  const peer = await sandboxPeer(seed);
  const connection = peer.open(more);
  const command = aCommand();
  const made = await connection.execute(command, silent);
  if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
  const before = sideOf(anOrder());
  const change = (lines: typeof before.lines, kind: 'sales_order_change' | 'sales_order_cancel' = 'sales_order_change') =>
    aCommand({ orderNumber: 'K', erpNumber: made.erpKey, customer: 'C-1042', currency: 'INR', before, after: { ...before, lines } }, kind);
  const linesNow = async () => (await peer.orders(command.reference))[0]?.items.map((item) => `${item.material} ${item.quantity}`);
  return { peer, connection, command, erpKey: made.erpKey, before, change, linesNow };
}

describe('orders', () => {
  it('of twenty callers at once get twenty numbers', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    const made = await Promise.all(
      Array.from({ length: 20 }, () =>
        connection.execute(
          aCommand(
            anOrder({
              lines: anOrder()
                .lines.slice(1)
                .map((line) => ({ ...line, quantity: '1' })),
            }),
          ),
          silent,
        ),
      ),
    );
    expect(new Set(made.map((one) => (one.kind === 'committed' ? one.erpKey : JSON.stringify(one)))).size).toBe(20);
  });

  it('go to another place than the customer’s by its address, for the API takes no code', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(anOrder({ shipTo: 'C-1042-1' }));
    const made = await peer.open().execute(command, silent);
    expect(JSON.parse(peer.bodies.at(-1)?.body ?? '{}')).toMatchObject({ shipToName: 'Godown', shipToCity: 'Dewas', shipToPostCode: '455001' });
    if (made.kind !== 'committed') throw new Error(made.kind);
    expect(await peer.open().verify(command, made.erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await peer.open({ published: {} }).execute(command, silent)).toMatchObject({ kind: 'rejected', code: 'no_ship_to' });
  });

  it('go to the location of the settings, and never send a sequence', async () => {
    const peer = await sandboxPeer();
    const companies = peerSettings.companies.map((company) => ({ ...company, location: company.company === 'VI01' ? 'PI01BL01' : null }));
    expect(await peer.open({ companies }).execute(aCommand(), silent)).toMatchObject({ kind: 'committed' });
    const body = JSON.parse(peer.bodies.at(-1)?.body ?? '{}') as { salesOrderLines: Record<string, unknown>[] };
    expect(body.salesOrderLines.map((line) => [typeof line['locationId'], line['sequence']])).toEqual([
      ['string', undefined],
      ['string', undefined],
    ]);
  });

  it('that are invoiced to their end are gone, and found by their invoices: nothing is created twice', async () => {
    const { peer, connection } = await withOrder();
    const command = aCommand(anOrder({ lines: anOrder().lines.slice(1) }));
    const made = await connection.execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    await postOrder(peer, made.erpKey.split('/')[1] ?? '');
    expect(await peer.orders(command.reference)).toEqual([]);
    expect(await connection.find(command, silent)).toEqual({ kind: 'found', erpKey: made.erpKey });
    expect(await connection.verify(command, made.erpKey, silent)).toMatchObject({ kind: 'equal' });
    const side = { requestedDate: null, lines: sideOf(anOrder()).lines.slice(1) };
    const cancel = { orderNumber: 'K', erpNumber: made.erpKey, customer: 'C-1042', currency: 'INR', before: side, after: { ...side, lines: [] } };
    expect(await connection.execute(aCommand(cancel, 'sales_order_cancel'), silent)).toMatchObject({ kind: 'rejected', code: 'already_invoiced' });
  });

  it('that a person deleted are told as deleted, not made again by their change', async () => {
    const { peer, connection, erpKey, before, change } = await withOrder({ cancelBy: 'order' });
    expect(await connection.execute(change([], 'sales_order_cancel'), silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.find(change([], 'sales_order_cancel'), silent)).toMatchObject({ kind: 'found' });
    expect(await connection.verify(change([], 'sales_order_cancel'), erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await connection.execute(change(before.lines.slice(0, 1)), silent)).toMatchObject({ kind: 'rejected', code: '404' });
    expect(peer.bodies.filter((one) => one.path.endsWith('$batch'))).toHaveLength(1);
  });

  it('are taken back without being deleted, and twice is once', async () => {
    const { peer, connection, command, erpKey, linesNow } = await withOrder();
    expect(await connection.reverse(command, erpKey, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.reverse(command, erpKey, silent)).toMatchObject({ kind: 'committed' });
    expect(await linesNow()).toEqual([]);
    expect(await connection.find(command, silent)).toMatchObject({ kind: 'found' });
    expect((await all(peer.open(), 'sales_order')).map((record) => (record.data as { state: string }).state)).toEqual(['cancelled']);
  });
});

/** What a clerk does: ships and invoices an order in the client. */
async function postOrder(peer: Awaited<ReturnType<typeof sandboxPeer>>, number: string): Promise<void> {
  const token = (await (
    await peer.sandbox.fetch(`${origin}/${auth.tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: auth.clientId,
        client_secret: auth.clientSecret,
        scope: 'x/.default',
      }).toString(),
    })
  ).json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token.access_token}` };
  const api = `${peerSettings.baseUrl}/api/v2.0`;
  const values = async (path: string) =>
    ((await (await peer.sandbox.fetch(`${api}/${path}`, { headers })).json()) as { value: { id: string; name: string }[] }).value;
  const company = (await values('companies')).find((one) => one.name === peerSettings.companies[0]?.name)?.id ?? '';
  const id = (await values(`companies(${company})/salesOrders?$filter=number eq '${number}'`))[0]?.id ?? '';
  const posted = await peer.sandbox.fetch(`${api}/companies(${company})/salesOrders(${id})/Microsoft.NAV.shipAndInvoice`, { method: 'POST', headers });
  if (posted.status !== 204) throw new Error(await posted.text());
}

describe('changes', () => {
  it('take away the lines that are no longer wanted, and know lines by what they are when numbers moved', async () => {
    const { peer, connection, before, change, linesNow, erpKey } = await withOrder();
    const [, chips] = before.lines;
    if (!chips) throw new Error('two lines');
    const first = change([chips]);
    expect(await connection.execute(first, silent)).toMatchObject({ kind: 'committed' });
    expect(await linesNow()).toEqual(['CHP5 25']);
    // Business Central numbers the new line 30000, we call it 40
    const added = { ...chips, erpLine: 40, sku: 'X00001', quantity: '2', price: '100.00' };
    const second = aCommand(
      {
        orderNumber: 'K',
        erpNumber: erpKey,
        customer: 'C-1042',
        currency: 'INR',
        before: { ...before, lines: [chips] },
        after: { ...before, lines: [chips, added] },
      },
      'sales_order_change',
    );
    expect(await connection.execute(second, silent)).toMatchObject({ kind: 'committed' });
    expect(await linesNow()).toEqual(['CHP5 25', 'X00001 2']);
    expect(await connection.find(second, silent)).toMatchObject({ kind: 'found' });
    expect(await peer.open().verify(second, erpKey, silent)).toMatchObject({ kind: 'equal' });
  });

  it('of a whole order are one batch that holds as a whole, under the version that was read', async () => {
    const { peer, connection, before, change } = await withOrder();
    await connection.execute(change(before.lines.map((line) => ({ ...line, quantity: '1' }))), silent);
    const sent = JSON.parse(peer.bodies.at(-1)?.body ?? '{}') as { requests: { method: string; url: string; headers: Record<string, string> }[] };
    expect(sent.requests.map((one) => [one.method, one.url.replace(/\(.*?\)/g, ''), one.headers['if-match']?.startsWith('W/')])).toEqual([
      ['PATCH', 'companies/salesOrders', true],
      ['PATCH', 'companies/salesOrderLines', false],
      ['PATCH', 'companies/salesOrderLines', false],
    ]);
  });

  it('that a server without whole batches left half done are a person’s', async () => {
    const { peer, connection, before, change, linesNow } = await withOrder();
    peer.habits({ batchForgetsIsolation: true });
    const [sev, chips] = before.lines;
    if (!sev || !chips) throw new Error('two lines');
    const half = change([{ ...sev, quantity: '5' }, chips, { ...chips, erpLine: 30, sku: 'OLD1', quantity: '1' }]);
    expect(await connection.execute(half, silent)).toMatchObject({ kind: 'rejected', code: 'partly_changed' });
    expect(await linesNow()).toEqual(['SEV200 5', 'CHP5 25']);
  });

  it('of an order that a clerk has released are refused in the words of Business Central', async () => {
    const seed = tinyCompany();
    const peer = await sandboxPeer({ ...seed, pastOrders: seed.pastOrders.map((order) => ({ ...order, open: true })) });
    const connection = peer.open();
    const [order] = await all(connection, 'sales_order');
    expect(order).toMatchObject({ key: 'VI01/3000001', data: { state: 'open', lines: [{ deliveredMilli: 0 }, {}] } });
    const line = { erpLine: 10, sku: 'SEV200', words: '', quantity: '40', uom: 'CAR', erpUom: 'CAR', price: null };
    const loose = { ...line, erpLine: 20, sku: 'BULK', quantity: '12.5', uom: 'KG', erpUom: 'KG' };
    const side = { requestedDate: null, lines: [line, loose] };
    const change = {
      orderNumber: 'K',
      erpNumber: 'VI01/3000001',
      customer: 'C-1042',
      currency: 'INR',
      before: side,
      after: { ...side, lines: [{ ...line, quantity: '30' }, loose] },
    };
    expect(await connection.execute(aCommand(change, 'sales_order_change'), silent)).toMatchObject({
      kind: 'rejected',
      code: 'Application_FieldValidationException',
      text: expect.stringContaining('Status must be equal to') as unknown,
    });
  });

  it('answer 412 for a stale version as they answer 409', async () => {
    const { peer, connection, before, change } = await withOrder();
    peer.habits({ pChanged: 1, staleStatus: 412 });
    expect(await connection.execute(change(before.lines.slice(0, 1)), silent)).toEqual({ kind: 'transient', why: 'changed_meanwhile' });
  });

  it('match lines by number and item first, then by item', () => {
    const row = (sequence: string, lineObjectNumber: string) => ({ sequence, lineObjectNumber });
    const line = (erpLine: number, sku: string) => ({ erpLine, sku });
    const matched = matchLines([line(10, 'A'), line(20, 'A'), line(30, 'B')], [row('10000', 'B'), row('20000', 'A'), row('40000', 'A'), row('50000', 'C')]);
    expect(matched.pairs.map(({ row: found }) => found?.['sequence'])).toEqual(['40000', '20000', '10000']);
    expect(matched.others.map((one) => one['sequence'])).toEqual(['50000']);
  });
});

describe('payments', () => {
  const payment = {
    company: 'VI01',
    customer: 'C-1042',
    amount: '1000.50',
    currency: 'INR',
    receivedOn: '2026-11-22',
    method: 'cash',
    invoice: 'VI01/9000002',
    note: 'van 3',
  };

  it('stand below zero in the journal of their way, and are found in the ledger when a clerk has posted', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    const command = aCommand(payment, 'payment_receipt');
    const made = await connection.execute(command, silent);
    expect(made).toMatchObject({ kind: 'committed', warnings: ['entered in journal CASH; not posted yet'] });
    expect(peer.bodies.at(-1)?.body).toContain('"amount":-1000.5,');
    await peer.ask('/sandbox/journals/CASH/post', {});
    expect(await connection.find(command, silent)).toMatchObject({ kind: 'found' });
    expect(await connection.verify(command, '', silent)).toMatchObject({ kind: 'equal', document: { state: 'posted' } });
    expect(await connection.reverse(command, '', silent)).toMatchObject({ kind: 'rejected', code: 'already_posted' });
    expect(await dataOf(connection, 'invoice', 'VI01/9000002')).toMatchObject({ openMinor: 5_271_313 - 100_050 });
    expect(await dataOf(connection, 'credit', 'C-1042')).toMatchObject({ receivablesMinor: 10_000_000 - 100_050 });
  });
});

describe('reconciliation', () => {
  it('sees orders with references of ours, others, and those that are invoiced to their end', async () => {
    const { peer, connection, command } = await withOrder({ pageSize: 1 });
    const done = aCommand(anOrder({ lines: anOrder().lines.slice(1) }));
    const made = await connection.execute(done, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    await postOrder(peer, made.erpKey.split('/')[1] ?? '');
    const seen: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<ErpConnection['readReferences']>> = await connection.readReferences('create_sales_order', '2026-01-01', cursor);
      seen.push(...page.documents.map(({ erpKey, reference, state }) => [erpKey, reference, state]));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([
      ['VI01/S-ORD101001', command.reference, 'open'],
      [made.erpKey, done.reference, 'closed'],
    ]);
  });
});

describe('the doctor', () => {
  it('says what IT must know, and what is missing', async () => {
    const peer = await sandboxPeer();
    const findings = await peer.open().inspect();
    expect(findings.filter((finding) => finding.state === 'bad')).toEqual([]);
    expect(findings.map((finding) => finding.about)).toEqual(expect.arrayContaining(['connect', 'contract', 'permission', 'fields', 'speed', 'numbers']));
    expect(await peer.open({}, 'wrong').inspect()).toMatchObject([{ about: 'connect', state: 'bad' }]);
    const poor = await peer.open({ published: { itemUnits: 'NotThere' }, journals: { cash: 'NONE' } }).inspect();
    expect(poor.filter((finding) => finding.state === 'bad').map((finding) => finding.what)).toEqual([
      'Vindhya Snacks & Foods: NotThere',
      'Vindhya Snacks & Foods: journal NONE',
      'Vindhya Riyadh depot: NotThere',
      'Vindhya Riyadh depot: journal NONE',
    ]);
    expect(poor.filter((finding) => finding.state === 'warn').map((finding) => finding.text)).toContain(
      'stock is one total an item, without location and lot'.replace(/^/, 'no published page is set: '),
    );
  });
});
