import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { CallRecord, ErpConnection, ErpObject } from '../../kit/types.ts';
import { cutWords } from '../map/sales-order.ts';
import { mapBom } from '../map/production.ts';
import { fractionOf } from '../map/values.ts';
import { priceListCode } from '../map/price.ts';
import { oracleSettingsSchema } from '../settings.ts';
import { aCommand, anOrder, basic, line, peerSettings, sandboxPeer, sideOf } from './sandbox-peer.ts';

const silent = (): void => undefined;
const settings = oracleSettingsSchema.parse(peerSettings);

const failureOf = async (connection: ErpConnection, object: ErpObject = 'item'): Promise<unknown> => {
  const error: unknown = await connection.readPage(object, null).catch((caught: unknown) => caught);
  return error instanceof ErpReadError ? error.failure : error;
};

/** Replaces text in answers that are read, so that oddities arrive as they are written. */
const replacing = (pairs: readonly (readonly [string, string])[]) => async (url: string, answer: Response) => {
  if (!answer.ok || url.includes('token')) return null;
  let text = await answer.text();
  for (const [from, to] of pairs) text = text.replaceAll(from, to);
  return new Response(text, { status: answer.status, headers: answer.headers });
};

describe('signing in', () => {
  it('by user and password too, and a wrong one is one call', async () => {
    const peer = await sandboxPeer();
    expect(await peer.open({ auth: basic }).testConnection()).toMatchObject({ ok: true });
    const before = peer.calls.length;
    expect(await peer.open({ auth: basic }, 'wrong').find(aCommand(), silent)).toMatchObject({ kind: 'unauthorised' });
    expect(peer.calls.length - before).toBe(1);
  });

  it('twenty calls at once on a dead token fetch one new token', async () => {
    const clock = { skewMs: 0 };
    const peer = await sandboxPeer(tinyCompany(30), {}, null, () => Date.now() + clock.skewMs);
    const connection = peer.open({ pageSize: 5 });
    const first = await connection.readPage('item', null);
    // every token that was given out until now is dead
    clock.skewMs = 2 * 3_600_000;
    const pages = await Promise.all(Array.from({ length: 20 }, () => connection.readPage('item', first.nextCursor)));
    expect(new Set(pages.map((page) => page.records.map((record) => record.key).join()))).toHaveLength(1);
    expect(pages[0]?.records.length).toBeGreaterThan(0);
    expect(peer.calls.filter((call) => call.includes('/oauth2/'))).toHaveLength(2);
  });

  it('keeps no secret and no body in its records', async () => {
    const peer = await sandboxPeer();
    const calls: CallRecord[] = [];
    await peer.open().execute(aCommand(anOrder({ lines: [line('SEV200', { words: 'apni pasand' })] })), (call) => calls.push(call));
    expect(calls.map((call) => call.step)).toEqual(['token', 'create']);
    expect(JSON.stringify(calls)).not.toMatch(/client-secret|Bearer|Basic|apni pasand/);
  });
});

describe('bad answers', () => {
  it.each([
    ['the sign-in page', { pLoginPage: 1 }, { kind: 'unauthorised' }],
    ['a body that ends in the middle', { pTruncated: 1 }, { kind: 'transient', why: 'wrong_format' }],
    ['HTML for JSON', { pWrongType: 1 }, { kind: 'unauthorised' }],
    ['a redirect to another host', { pRedirect: 1 }, { kind: 'transient', why: 'redirect_refused' }],
    ['maintenance', { downUntil: '2999-01-01T00:00:00Z' }, { kind: 'throttled', afterMs: 60_000 }],
  ] as const)('%s has a name', async (_name, habits, failure) => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    await connection.testConnection();
    peer.habits(habits);
    expect(await failureOf(connection)).toMatchObject(failure);
  });

  it('plain text of an old framework is read as well as JSON details', async () => {
    for (const plainErrors of [true, false]) {
      const peer = await sandboxPeer(tinyCompany(), { plainErrors });
      const outcome = await peer.open().execute(aCommand(anOrder({ lines: [line('OLD1')] })), silent);
      expect(outcome).toMatchObject({ kind: 'rejected', text: expect.stringContaining("Item OLD1 isn't orderable") });
    }
  });

  it('an answer that is JSON and no collection is not taken for an empty one', async () => {
    const peer = await sandboxPeer(tinyCompany(), {}, (url) =>
      Promise.resolve(url.includes('itemsV2') ? new Response('{"count":0}', { headers: { 'content-type': 'application/json' } }) : null),
    );
    expect(await failureOf(peer.open())).toMatchObject({ kind: 'transient', why: 'no_collection' });
  });
});

describe('sales orders', () => {
  it('404 of a hidden business unit is no absence', async () => {
    const peer = await sandboxPeer();
    const command = aCommand();
    const connection = peer.open();
    await connection.execute(command, silent);
    expect(await connection.find(command, silent)).toMatchObject({ kind: 'found' });
    peer.habits({ hiddenBusinessUnits: ['VS01'] });
    expect(await peer.open().find(command, silent)).toMatchObject({ kind: 'unauthorised', text: expect.stringContaining('VS01') });
    expect(await peer.open().find(aCommand(), silent)).toMatchObject({ kind: 'unauthorised' });
  });

  it('a second create is refused by the natural key and looked up, never an upsert', async () => {
    const peer = await sandboxPeer();
    const command = aCommand();
    const connection = peer.open();
    expect(await connection.execute(command, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.execute(command, silent)).toEqual({ kind: 'unknown', why: 'exists_already' });
    expect(await connection.find(command, silent)).toMatchObject({ kind: 'found' });
    expect(await peer.orders(command.reference)).toHaveLength(1);
  });

  it('504 while the work goes on: absent at first, then there, and once', async () => {
    const peer = await sandboxPeer(tinyCompany(), { p504Late: 1, lateMs: 80 });
    const command = aCommand();
    const connection = peer.open();
    expect(await connection.execute(command, silent)).toEqual({ kind: 'unknown', why: 'status_504' });
    expect(await connection.find(command, silent)).toEqual({ kind: 'absent' });
    await expect.poll(() => connection.find(command, silent)).toMatchObject({ kind: 'found' });
    expect(await peer.orders(command.reference)).toHaveLength(1);
  });

  it('a draft that was not submitted is not what was asked for', async () => {
    const peer = await sandboxPeer(tinyCompany(), { pDraft: 1 });
    const command = aCommand();
    const made = await peer.open().execute(command, silent);
    expect(made).toMatchObject({ kind: 'committed', warnings: [expect.stringContaining('draft')] });
    if (made.kind === 'committed')
      expect(await peer.open().verify(command, made.erpKey, silent)).toMatchObject({ kind: 'different', fields: [{ field: 'submitted' }] });
  });

  it('prices of ours are frozen with full charges; with some of ours the others are Oracle’s', async () => {
    const peer = await sandboxPeer();
    const all = aCommand(anOrder({ lines: [line('SEV200', { price: '1111.25' }), line('CHP5', { lineNo: 20, price: '900' })] }));
    const some = aCommand(anOrder({ lines: [line('SEV200', { price: '1111.25' }), line('CHP5', { lineNo: 20 })] }));
    for (const [command, nets] of [
      [all, ['1111.25', '900.00']],
      [some, ['1111.25', '960.00']],
    ] as const) {
      const made = await peer.open().execute(command, silent);
      if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
      expect((await peer.orders(command.reference))[0]?.items.map((item) => item.net)).toEqual(nets);
      expect(await peer.open().verify(command, made.erpKey, silent)).toMatchObject({ kind: 'equal' });
    }
    const sent = peer.bodies.filter((one) => one.path.endsWith('salesOrdersForOrderHub')).map((one) => JSON.parse(one.body) as { FreezePriceFlag: boolean });
    expect(sent.map((body) => body.FreezePriceFlag)).toEqual([true, false]);
  });

  it('a ship-to is sent by the id of its site and read back; one that is unknown is refused before anything is sent', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(anOrder({ shipTo: 'C-1042-1' }));
    const made = await peer.open().execute(command, silent);
    if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
    expect(await peer.open().verify(command, made.erpKey, silent)).toMatchObject({ kind: 'equal' });
    const other = { ...command, payload: anOrder({ shipTo: 'C-1042' }) };
    expect(await peer.open().verify(other, made.erpKey, silent)).toMatchObject({ kind: 'different', fields: [{ field: 'ship_to' }] });
    expect(await peer.open().execute(aCommand(anOrder({ shipTo: 'NOWHERE' })), silent)).toMatchObject({ kind: 'rejected', code: 'unknown_ship_to' });
    const fields = async (order: CreateSalesOrder): Promise<string[]> => {
      const seen = await peer.open().verify({ ...command, payload: order }, made.erpKey, silent);
      return seen.kind === 'different' ? seen.fields.map((one) => one.field) : [];
    };
    const order = command.payload as CreateSalesOrder;
    expect(await fields({ ...order, requestedDate: '2026-11-25' })).toEqual(['requested_date']);
    expect(await fields({ ...order, lines: order.lines.map((one) => ({ ...one, price: '1.00' })) })).toEqual(['line 10 price', 'line 20 price']);
    expect(await fields({ ...order, lines: [...order.lines].reverse() })).toEqual(expect.arrayContaining(['line 20 item', 'line 10 item']));
    expect(await fields({ ...order, lines: order.lines.slice(0, 1) })).toEqual(['line_count']);
  });

  it('a credit hold is a fact: the order exists', async () => {
    const peer = await sandboxPeer(tinyCompany(), { creditCheck: 'hold' });
    const command = aCommand(anOrder({ customer: 'C-1188', lines: [line('SEV200', { quantity: '38' })] }));
    const made = await peer.open().execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    expect(await peer.open().verify(command, made.erpKey, silent)).toMatchObject({
      kind: 'equal',
      document: { creditBlocked: true, deliveryBlock: 'on_hold' },
    });
  });

  it('an order of more lines than Oracle sends with it is read whole by following its links', async () => {
    const peer = await sandboxPeer(tinyCompany(), { creditCheck: 'off', pageSize: 3 });
    const lines = Array.from({ length: 11 }, (_unused, index) => line('SEV200', { lineNo: (index + 1) * 10, quantity: String(index + 1) }));
    const command = aCommand(anOrder({ lines }));
    const made = await peer.open().execute(command, silent);
    if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
    expect(await peer.open().verify(command, made.erpKey, silent)).toMatchObject({ kind: 'equal' });
    const page = await peer.open().readPage('sales_order', null);
    expect(page.records.map((record) => (record.data as { lines: unknown[] }).lines.length).sort()).toEqual([11, 2]);
  });

  it('a line that shall be another item, unit or price is not written over', async () => {
    const peer = await sandboxPeer();
    const command = aCommand();
    const made = await peer.open().execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    const before = sideOf(command.payload as CreateSalesOrder);
    const [first, second] = before.lines;
    if (!first || !second) throw new Error('two lines');
    const payload = {
      orderNumber: 'K-1',
      erpNumber: made.erpKey,
      customer: 'C-1042',
      currency: 'INR',
      before,
      after: { ...before, lines: [{ ...first, price: '1.00' }, second] },
    };
    expect(await peer.open().execute({ ...command, kind: 'sales_order_change', payload }, silent)).toMatchObject({
      kind: 'rejected',
      code: 'not_one_revision',
    });
  });

  it('words of every script stay within the field, and no letter is cut in two', () => {
    const words = 'रतलामी सेव की चालीस पेटियाँ';
    expect(words.startsWith(cutWords(words, 10))).toBe(true);
    expect(cutWords('a\u0000b\nc', 10)).toBe('a b c');
  });
});

describe('odd values', () => {
  it('digits, signs and scripts arrive as they are written', async () => {
    const peer = await sandboxPeer(
      tinyCompany(),
      {},
      replacing([
        ['"UnitWeightQuantity":0.2', '"UnitWeightQuantity":0.1234567890123456789012345678901234567891'],
        ['"ItemDescription":"Ratlami sev"', '"ItemDescription":"  Sev \\u0000 O\'Masala & <b> ₹ سيف  ","NewField_c":"kept","Nothing":null'],
        ['"ItemStatusValue":"Inactive"', '"ItemStatusValue":"ORA_NEVER_SEEN"'],
      ]),
    );
    const items = await peer.open().readPage('item', null);
    const sev = items.records.find((record) => record.key === 'SEV200');
    expect(sev?.data).toMatchObject({ name: "  Sev  O'Masala & <b> ₹ سيف", names: { hi: 'रतलामी सेव', ar: 'سيف راتلامي' } });
    expect(sev?.extra).toMatchObject({ UnitWeightQuantity: '0.1234567890123456789012345678901234567891', NewField_c: 'kept' });
    expect(sev?.extra).not.toHaveProperty('Nothing');
    expect(items.records.find((record) => record.key === 'OLD1')?.data).toMatchObject({ active: false, replacedBy: 'SEV200' });
    expect(items.records.find((record) => record.key === 'CHP5')?.data).toMatchObject({ name: "Chips O'Masala ₹5 & <b>", attributes: { price_point: '5' } });
  });

  it('leading zeros and apostrophes are asked for as they are', async () => {
    const seed = tinyCompany();
    const odd = { ...seed.customers[0], code: "00'7", name: 'Zero & Sons', contacts: [], shipTos: [], salesOrg: 'VS01' };
    const peer = await sandboxPeer({ ...seed, customers: [...seed.customers, odd as (typeof seed.customers)[number]] });
    const command = aCommand(anOrder({ customer: "00'7" }));
    expect(await peer.open().execute(command, silent)).toMatchObject({ kind: 'committed' });
    const credit = await peer.open().readPage('credit', null);
    expect(credit.records.find((record) => record.key === "00'7/INR")?.data).toMatchObject({ customer: "00'7", openOrdersMinor: 504_000 + 192_000 });
  });

  it('units and prices are exact fractions, never floats', () => {
    expect(fractionOf('0.30')).toEqual({ numerator: 3, denominator: 10 });
    expect(fractionOf('30')).toEqual({ numerator: 30, denominator: 1 });
    expect(fractionOf('0.1234567890123456789012345678901234567891')).toBeNull();
    expect(fractionOf('-1')).toBeNull();
    expect(priceListCode('Customer C-1188', settings)).toBe('customer:C-1188');
    expect(priceListCode('Corporate', settings)).toBe('Corporate');
    const bom = mapBom(
      {
        BillSequenceId: '1',
        ItemNumber: 'A',
        OrganizationCode: 'P',
        PrimaryUOMCode: 'PC',
        Component: [{ ComponentItemNumber: 'B', Quantity: '0.000136', UOMCode: 'KG' }],
      },
      settings,
    );
    expect(bom).toMatchObject({ kind: 'mapped', record: { data: { baseMilli: 1_000_000, items: [{ quantityMilli: 136 }] } } });
  });

  it('prices, costs, stock and production are what the company has', async () => {
    const peer = await sandboxPeer();
    const all = async (object: ErpObject) => (await peer.open({ pageSize: 500 }).readPage(object, null)).records.map((record) => record.data);
    const prices: unknown[] = [];
    for (let cursor: string | null = null; ;) {
      const page = await peer.open({ pageSize: 1 }).readPage('price', cursor);
      prices.push(...page.records.map((record) => record.data));
      if ((cursor = page.nextCursor) === null) break;
    }
    expect(prices).toHaveLength(6);
    expect(prices).toContainEqual({ sku: 'BULK', priceList: '01', currency: 'INR', uom: 'KG', minor: 18_505, validFrom: '2026-04-01', validTo: '9999-12-31' });
    expect(prices).toContainEqual(expect.objectContaining({ sku: 'SEV200', priceList: 'customer:C-1188', minor: 119_900 }));
    expect(await all('cost')).toContainEqual({ sku: 'SEV200', currency: 'INR', uom: 'PC', minor: 3_360, asOf: '2026-11-01' });
    // 806.00 a carton of 240 is no whole minor unit a piece
    expect(await all('cost')).toContainEqual({ sku: 'CHP5', currency: 'INR', uom: 'CAR', minor: 80_600, asOf: '2026-11-01' });
    expect(await all('stock')).toContainEqual({
      sku: 'SEV200',
      place: 'PI01/FG01',
      lot: 'L0311',
      status: 'quality',
      baseMilli: 600_000,
      expiresOn: '2027-03-03',
    });
    expect(await all('stock')).toContainEqual({ sku: 'CHP5', place: 'PI01/FG01', lot: '', status: 'blocked', baseMilli: 240_000, expiresOn: null });
    expect(await all('bom')).toMatchObject([{ sku: 'SEV200', baseMilli: 1_000, items: [{ component: 'BESAN', quantityMilli: 136, uom: 'KG' }] }]);
    expect(await all('routing')).toMatchObject([
      { sku: 'SEV200', operations: [{ operation: '10', workCentre: 'L1', ratePerHourMilli: 100_000, uom: 'CAR', setupMin: 30 }] },
    ]);
    expect(await all('production_order')).toMatchObject([
      { number: '1000001', state: 'started', doneMilli: 600_000 },
      { number: '1000002', state: 'planned' },
    ]);
    expect(await all('purchase_order')).toMatchObject([
      { number: '4500001', supplier: 'V-501', lines: [{ sku: 'BESAN', quantityMilli: 5_000_000, receivedMilli: 2_000_000, place: 'PI01/RM01' }] },
    ]);
    expect(await all('invoice')).toContainEqual(
      expect.objectContaining({ number: '9000002', openMinor: 5_271_313, lines: expect.arrayContaining([expect.objectContaining({ order: '3000001' })]) }),
    );
    expect(await all('credit')).toContainEqual(
      expect.objectContaining({ customer: 'C-1042', creditLimitMinor: 50_000_000, receivablesMinor: 10_000_000, openOrdersMinor: 0 }),
    );
    expect(await all('customer')).toContainEqual(
      expect.objectContaining({ code: 'C-2001', zone: 'Asia/Riyadh', language: 'ar', company: 'VI02', priceList: '11' }),
    );
    expect(await all('customer')).toContainEqual(expect.objectContaining({ code: 'C-1300', blocked: true, partialPolicy: 'good_lines' }));
    expect(await all('past_order')).toMatchObject([{ erpNumber: '3000001', lines: [{ words: 'peti sev', netMinor: 5_040_000 }, { quantityMilli: 12_500 }] }]);
  });

  it('reads on after a kill by the text of its cursor alone', async () => {
    const peer = await sandboxPeer(tinyCompany(12));
    const keys: string[] = [];
    let cursor: string | null = null;
    do {
      // a new connection a page: nothing but the text is left
      const page: Awaited<ReturnType<ErpConnection['readPage']>> = await peer.open({ pageSize: 2 }).readPage('item', cursor);
      keys.push(...page.records.map((record) => record.key), ...(page.skipped ?? []).map((row) => row.key));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(keys).toHaveLength(17);
    expect(new Set(keys).size).toBe(17);
  });
});

describe('reconciliation and the doctor', () => {
  it('shows documents with their references, and a digest that changes with them', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ pageSize: 1 });
    const command = aCommand();
    const made = await connection.execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    const all = async () => {
      const found = [];
      for (let cursor: string | null = null; ;) {
        const page = await connection.readReferences('create_sales_order', '2026-01-01', cursor);
        found.push(...page.documents);
        if ((cursor = page.nextCursor) === null) return found;
      }
    };
    const before = await all();
    expect(before.map(({ erpKey, reference, state }) => ({ erpKey, reference, state }))).toEqual([
      { erpKey: '3000001', reference: '', state: 'closed' },
      { erpKey: made.erpKey, reference: command.reference, state: 'open' },
    ]);
    const cancel = {
      orderNumber: 'K-1',
      erpNumber: made.erpKey,
      customer: 'C-1042',
      currency: 'INR',
      before: sideOf(anOrder()),
      after: { requestedDate: null, lines: [] },
    };
    expect(await connection.execute({ ...command, kind: 'sales_order_cancel', payload: cancel }, silent)).toMatchObject({ kind: 'committed' });
    const after = await all();
    expect(after[1]).toMatchObject({ state: 'cancelled' });
    expect(after[1]?.digest).not.toBe(before[1]?.digest);
    expect(after[0]?.digest).toBe(before[0]?.digest);
  });

  it('new and changed orders come as a delta, and keys without their fields', async () => {
    const peer = await sandboxPeer();
    const { watermark } = await peer.open().readPage('sales_order', null);
    await peer.open().execute(aCommand(), silent);
    const delta = await peer.open().readPage('sales_order', null, watermark ?? '');
    expect(delta.records.map((record) => record.key)).not.toContain('3000001');
    expect(delta.records).toHaveLength(1);
    expect((await peer.open({ pageSize: 1 }).readKeys('customer', null)).keys).toEqual(['C-1042']);
  });

  it('finds the peer in order, and names what is missing, hidden or mandatory', async () => {
    const peer = await sandboxPeer();
    const good = await peer.open().inspect();
    expect(good.filter((finding) => finding.state === 'bad')).toEqual([]);
    expect(good.length).toBeGreaterThan(20);
    peer.habits({ hiddenBusinessUnits: ['VS02'] });
    expect(await peer.open().inspect()).toContainEqual(expect.objectContaining({ about: 'permission', what: 'business units', state: 'bad' }));
    const poor = await sandboxPeer(
      tinyCompany(),
      {},
      replacing([
        ['"name":"TransactionReference"', '"name":"Gone"'],
        ['"name":"Comments","type":"string","updatable":false,"mandatory":false', '"name":"Reason_c","type":"string","updatable":true,"mandatory":true'],
      ]),
    );
    const findings = await poor.open().inspect();
    expect(findings).toContainEqual(
      expect.objectContaining({ about: 'contract', what: 'inventoryStagedTransactions', state: 'bad', text: expect.stringContaining('TransactionReference') }),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ about: 'fields', what: 'standardReceipts', state: 'bad', text: expect.stringContaining('Reason_c') }),
    );
    expect(await peer.open({}, 'wrong').inspect()).toMatchObject([{ about: 'connect', state: 'bad' }]);
  });
});

const facts = join(process.env['KARKHANA_SHARED'] ?? '../shared', 'erp-contracts/oracle-fusion/ENDPOINTS.md');
if (!existsSync(facts)) process.stderr.write(`SKIPPED: the published Oracle facts are not at ${facts}\n`);

describe.skipIf(!existsSync(facts))('P1 bodies and the published facts', () => {
  it('sales orders and staged transactions send the documented names', async () => {
    const text = readFileSync(facts, 'utf8');
    const peer = await sandboxPeer();
    await peer.open().execute(aCommand(), silent);
    const today = new Date().toISOString().slice(0, 10);
    const movement = {
      company: '',
      movement: 'receipt',
      postedOn: today,
      reason: '',
      productionOrder: null,
      lines: [{ sku: 'CHP5', quantity: '1', uom: 'CAR', erpUom: 'CAR', place: 'PI01/FG01', placeTo: null, lot: '' }],
    };
    await peer.open().execute(aCommand(movement, 'stock_movement'), silent);
    const bodies = peer.bodies.filter((one) => !one.path.includes('token')).map((one) => JSON.parse(one.body) as Record<string, unknown>);
    const [order, staged] = bodies;
    const ours = new Set(['BuyingPartyNumber', 'RequestedShipDate', 'TransactionalCurrencyCode', 'TransactionHeaderId', 'CustomerPONumber']);
    const lines = order?.['lines'] as Record<string, unknown>[];
    const own = ['TransactionCategoryCode', 'CustomerProductDescription'];
    for (const name of [...Object.keys(order ?? {}), ...Object.keys(staged ?? {})].filter((one) => !ours.has(one))) expect(text, name).toContain(name);
    for (const name of Object.keys(lines[0] ?? {}).filter((one) => !own.includes(one))) expect(text, name).toContain(name);
    expect(peer.bodies.at(-1)?.body).toContain('"TransactionQuantity":1,');
  });
});
