import { describe, expect, it } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { CanonicalRecord, ErpConnection, ErpObject } from '../../kit/types.ts';
import { mapCost, mapCustomer, mapItem } from '../map/masters.ts';
import { mapItemPrices } from '../map/prices.ts';
import { mapBatchStock } from '../map/stock.ts';
import { converted, unitsOf } from '../map/unit.ts';
import { classifyError } from '../messages.ts';
import { b1SettingsSchema } from '../settings.ts';
import { aCommand, anOrder, peerSettings, sandboxPeer, sideOf } from './sandbox-peer.ts';

const silent = (): void => undefined;
const settings = b1SettingsSchema.parse(peerSettings);

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

describe('Business One in our words', () => {
  it('reads the company with its branches, items, costs, customers and credit', async () => {
    const connection = (await sandboxPeer()).open();
    expect(await dataOf(connection, 'company', 'VI02')).toMatchObject({ code: 'VI02', currency: 'SAR', country: 'SA', zone: 'Asia/Riyadh' });
    expect(await dataOf(connection, 'item', 'SEV200')).toMatchObject({
      name: 'Ratlami sev',
      names: { hi: 'रतलामी सेव', ar: 'سيف راتلامي' },
      baseUom: 'PC',
      salesUom: 'CAR',
      active: true,
      wholeUnits: true,
      uoms: expect.arrayContaining([{ uom: 'CAR', erpUom: 'CAR', numerator: 30, denominator: 1 }]) as unknown,
    });
    expect(await dataOf(connection, 'item', 'OLD1')).toMatchObject({ active: false, replacedBy: 'SEV200' });
    expect(await dataOf(connection, 'cost', 'SEV200')).toMatchObject({ uom: 'PC', minor: 3_360, currency: 'INR' });
    expect(await dataOf(connection, 'customer', 'C-1042')).toMatchObject({
      names: { hi: 'श्री ट्रेडर्स' },
      company: 'VI01',
      salesOrg: 'VS01',
      priceList: '1',
      zone: 'Asia/Kolkata',
      partialPolicy: 'whole_order',
      shipTos: [
        { code: 'C-1042', isDefault: true },
        { code: 'C-1042-1', city: 'Dewas', isDefault: false },
      ],
      contacts: [{ name: 'Ramesh Gupta', phone: '910000010421', role: 'owner', language: 'hi' }],
    });
    expect(await dataOf(connection, 'customer', 'C-1300')).toMatchObject({ blocked: true, partialPolicy: 'good_lines' });
    expect(await dataOf(connection, 'credit', 'C-1042')).toMatchObject({ creditLimitMinor: 50_000_000, receivablesMinor: 10_000_000, openOrdersMinor: 0 });
    expect(await dataOf(connection, 'credit', '900007')).toMatchObject({ creditLimitMinor: null });
  });

  it('reads prices, stock by batch and hold, trees as bills of material and routings', async () => {
    const connection = (await sandboxPeer()).open();
    expect(await dataOf(connection, 'price', 'customer:C-1188/SEV200/1//2026-04-01')).toMatchObject({
      priceList: 'customer:C-1188',
      minor: 119_900,
      uom: 'CAR',
      validTo: '9999-12-31',
    });
    expect(await dataOf(connection, 'price', '1/SEV200/1//2025-04-01')).toMatchObject({
      priceList: '1',
      minor: 120_000,
      validFrom: '2025-04-01',
      validTo: '2026-03-31',
    });
    expect(await dataOf(connection, 'price', '1/BULK///1970-01-01')).toMatchObject({ minor: 18_505, uom: 'KG' });
    expect(await dataOf(connection, 'stock', 'SEV200/PI01QC01/L0311')).toEqual({
      sku: 'SEV200',
      place: 'PI01/FG01',
      lot: 'L0311',
      status: 'quality',
      baseMilli: 600_000,
      expiresOn: '2027-03-03',
    });
    expect(await dataOf(connection, 'stock', 'BULK/PI01FG01/')).toMatchObject({ place: 'PI01/FG01', lot: '', baseMilli: 12_500 });
    expect(await dataOf(connection, 'bom', 'SEV200')).toEqual({
      sku: 'SEV200',
      plant: 'PI01',
      baseMilli: 30_000,
      baseUom: 'PC',
      items: [{ lineNo: 10, component: 'BESAN', quantityMilli: 4_080, uom: 'KG' }],
    });
    expect(await dataOf(connection, 'routing', 'SEV200')).toMatchObject({
      operations: [{ operation: '0010', workCentre: 'L1', name: 'Fry and pack', ratePerHourMilli: 3_000_000, uom: 'PC', setupMin: 30 }],
    });
  });

  it('reads documents', async () => {
    const connection = (await sandboxPeer()).open();
    expect(await dataOf(connection, 'past_order', '1')).toMatchObject({
      customer: 'C-1042',
      orderedOn: '2026-11-10',
      lines: [
        { lineNo: 10, words: 'peti sev', netMinor: 5_040_000 },
        { lineNo: 20, sku: 'BULK', quantityMilli: 12_500 },
      ],
    });
    expect(await dataOf(connection, 'invoice', '2')).toMatchObject({ openMinor: 5_271_313, state: 'open', lines: [{ order: '1' }, { order: '1' }] });
    expect(await dataOf(connection, 'production_order', '1')).toMatchObject({
      sku: 'SEV200',
      plant: 'PI01',
      quantityMilli: 3_000_000,
      doneMilli: 600_000,
      state: 'started',
    });
    expect(await dataOf(connection, 'purchase_order', '1')).toMatchObject({
      supplier: 'V-501',
      state: 'open',
      lines: [{ quantityMilli: 5_000_000, receivedMilli: 2_000_000, place: 'PI01/RM01', uom: 'KG' }],
    });
  });
});

const tables = {
  codeOf: new Map([
    [1, 'CAR'],
    [3, 'PC'],
  ]),
  groups: new Map([
    [
      7,
      [
        { entry: 3, base: '1', alternate: '1' },
        { entry: 1, base: '12.5', alternate: '1' },
      ],
    ],
  ]),
  itemGroups: new Map(),
};
const itemRow = {
  ItemCode: "0007'&",
  ItemName: 'سيف ₹5 ',
  UoMGroupEntry: '7',
  InventoryUoMEntry: '3',
  DefaultSalesUoMEntry: '1',
  Valid: 'tYES',
  Frozen: null,
  U_NEW: 'kept',
  SomethingNew: { deep: 1 },
};

const thirty = new Map([
  [
    8,
    [
      { entry: 3, base: '1', alternate: '1' },
      { entry: 1, base: '30', alternate: '1' },
    ],
  ],
]);

describe('odd values', () => {
  it('costs that Business One has rounded are told in the sales unit', () => {
    const cost = (AvgStdPrice: string) =>
      mapCost({ ...itemRow, UoMGroupEntry: '8', AvgStdPrice }, { ...tables, groups: thirty }, settings, 'INR', '2026-11-22');
    expect(cost('33.60')).toMatchObject({ record: { data: { uom: 'PC', minor: 3_360 } } });
    expect(cost('33.333333')).toMatchObject({ record: { data: { uom: 'CAR', minor: 100_000 } } });
  });

  it('keep leading zeros, apostrophes, scripts, unknown fields; blanks at the end go', () => {
    const row = mapItem(itemRow, tables, settings);
    expect(row).toMatchObject({ kind: 'mapped', record: { key: "0007'&", data: { sku: "0007'&", name: 'سيف ₹5', itemGroup: '' }, extra: { U_NEW: 'kept' } } });
  });

  it('tell fractions of units exactly, or not at all', () => {
    expect(unitsOf(itemRow, tables, settings)).toMatchObject([{ uom: 'PC' }, { uom: 'CAR', numerator: 25, denominator: 2 }]);
    const [pc, car] = unitsOf(itemRow, tables, settings);
    if (!pc || !car) throw new Error('two units');
    expect(converted('3', car, pc)).toBe('37.5');
    expect(converted('1', pc, { ...car, numerator: 30, denominator: 1 })).toBeNull();
  });

  it('take no 40-digit amount for another one', () => {
    const price = (amount: string) =>
      mapItemPrices({ ...itemRow, ItemPrices: [{ PriceList: '1', Price: amount, Currency: 'INR', UoMPrices: [] }] }, tables, settings);
    expect(price('12.50')).toMatchObject([{ kind: 'mapped', record: { data: { minor: 1_250, uom: 'PC' } } }]);
    expect(price('1.004')).toMatchObject([{ kind: 'mapped', record: { data: { minor: 1_255, uom: 'CAR' } } }]);
    expect(price('1.0000000000000000000000000000000000000001')).toMatchObject([{ kind: 'skipped', why: 'price_not_exact' }]);
    expect(price('9999999999999999999999999999999999999999')).toMatchObject([{ kind: 'skipped' }]);
  });

  it('skip customers of no branch of ours and currencies that are none, with the reason', () => {
    expect(mapCustomer({ CardCode: 'X', Currency: 'INR', BPBranchAssignment: [{ BPLID: '9' }] }, settings, 'INR')).toMatchObject({
      kind: 'skipped',
      why: 'no_branch',
    });
    expect(mapCustomer({ CardCode: 'X', Currency: 'Rs', BPBranchAssignment: [{ BPLID: '1' }] }, settings, 'INR')).toMatchObject({
      kind: 'skipped',
      why: 'no_currency',
    });
  });

  it('tell a batch that is not accessible from one that is locked', () => {
    const row = (Status: string) => mapBatchStock({ ItemCode: 'A', WhsCode: 'W', DistNumber: 'L', Quantity: '1', Status, ExpDate: '20270303' }, settings);
    expect([row('0'), row('1'), row('2')].map((one) => (one.kind === 'mapped' ? one.record.data.status : one.why))).toEqual(['free', 'quality', 'blocked']);
  });

  it('go to Business One and come back', async () => {
    const peer = await sandboxPeer();
    const words = "पेटी O'Neill & <b> ₹5 \u0007 سيف";
    const command = aCommand(
      anOrder({ customerPo: "PO'7", lines: [{ lineNo: 10, sku: 'BULK', words, quantity: '0.125', uom: 'KG', erpUom: 'KG', price: '185.05' }] }),
    );
    const made = await peer.open().execute(command, silent);
    expect(made).toMatchObject({ kind: 'committed' });
    expect((await peer.orders(command.reference))[0]?.items[0]).toMatchObject({ words, quantity: '0.125' });
    expect(peer.bodies.at(-1)?.body).toContain('"UnitPrice":185.05');
    if (made.kind === 'committed') expect(await peer.open().verify(command, made.erpKey, silent)).toMatchObject({ kind: 'equal' });
  });
});

describe('errors by consequence', () => {
  it('reads codes as texts and numbers alike, and names the field', () => {
    expect(classifyError({ code: '-5002', text: "Item number 'X' not found  [ItemCode][line: 1]", target: null, inner: '' })).toMatchObject({
      kind: 'rejected',
      code: '-5002',
      field: 'ItemCode 1',
    });
    expect(classifyError({ code: '-2038', text: 'x', target: null, inner: '' })).toMatchObject({ kind: 'transient', why: 'locked' });
    expect(classifyError({ code: '-2039', text: 'x', target: null, inner: '' })).toMatchObject({ kind: 'transient' });
  });

  it('speaks v1 as well, where codes are numbers', async () => {
    const peer = await sandboxPeer();
    expect((await all(peer.open({ version: 'v1', pageSize: 2 }), 'customer')).length).toBe(5);
    const refused = await peer.open({ version: 'v1' }).execute(aCommand(anOrder({ customer: 'C-9999' })), silent);
    expect(refused).toMatchObject({ kind: 'rejected', code: '-5002' });
  });
});

describe('the session', () => {
  it('is one for twenty readers at once, renewed once when it ends in the middle of the pages', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ pageSize: 1 });
    const first = await connection.readPage('customer', null);
    peer.habits({ p401Session: 1 });
    await connection.readPage('customer', null).catch(silent);
    peer.habits({ p401Session: 0 });
    const logins = (): number => peer.calls.filter((call) => call.endsWith('/Login')).length;
    const before = logins();
    const pages = await Promise.all(Array.from({ length: 20 }, () => connection.readPage('customer', first.nextCursor)));
    expect(new Set(pages.map((page) => page.records[0]?.key))).toEqual(new Set(['C-1042']));
    expect(logins() - before).toBeLessThanOrEqual(1);
  });

  it('is given back at the end: it costs a licence', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    await connection.testConnection();
    expect(peer.sandbox.sessions()).toBe(1);
    await connection.close();
    expect(peer.sandbox.sessions()).toBe(0);
  });

  it('is waited for when all licences are in use', async () => {
    const peer = await sandboxPeer(tinyCompany(), { sessions: 1 });
    await peer.open().testConnection();
    expect(await peer.open().find(aCommand(), silent)).toMatchObject({ kind: 'throttled' });
  });
});

describe('what does not answer as it should', () => {
  it.each([
    ['pLoginPage', 'unauthorised'],
    ['pTruncated', 'transient'],
    ['pWrongType', 'transient'],
    ['p503', 'throttled'],
  ] as const)('%s is %s, named, and nothing is taken in', async (habit, kind) => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    await connection.testConnection();
    peer.habits({ [habit]: 1 });
    const failed: unknown = await connection.readPage('customer', null).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ErpReadError);
    expect((failed as ErpReadError).failure.kind).toBe(kind);
  });

  it('a next page of another host is not read', async () => {
    const peer = await sandboxPeer(tinyCompany(), { pForeignNextLink: 1, pageSize: 1 });
    const failed: unknown = await peer
      .open({ pageSize: 1 })
      .readPage('item', null)
      .catch((error: unknown) => error);
    expect((failed as ErpReadError).failure).toMatchObject({ kind: 'rejected', code: 'foreign_next_link' });
    expect(peer.calls.join()).not.toContain('evil');
  });

  it('a redirect is refused', async () => {
    const { sapB1 } = await import('../index.ts');
    const fetch: typeof globalThis.fetch = () => Promise.resolve(new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }));
    const connection = sapB1.open(peerSettings, { password: 'x' }, { now: Date.now, randomHex: () => '', fetch });
    expect(await connection.testConnection()).toMatchObject({ ok: false });
  });
});

describe('changes', () => {
  it('take away the rows that are no longer wanted', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    const made = await connection.execute(aCommand(anOrder()), silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    const before = sideOf(anOrder());
    const change = {
      orderNumber: 'K',
      erpNumber: made.erpKey,
      customer: 'C-1042',
      currency: 'INR',
      before,
      after: { ...before, lines: before.lines.slice(0, 1) },
    };
    const command = aCommand(change, 'sales_order_change');
    expect(await connection.execute(command, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.verify(command, made.erpKey, silent)).toMatchObject({ kind: 'equal' });
  });
});

describe('other ways of a company', () => {
  it('carries our reference in a user field, and the customer’s number in its own', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ referenceField: 'U_MOS_ID', lineField: 'U_MOS_LINE' });
    const command = aCommand(anOrder({ customerPo: 'PO-77' }));
    const made = await connection.execute(command, silent);
    expect(JSON.parse(peer.bodies.at(-1)?.body ?? '{}')).toMatchObject({
      U_MOS_ID: command.reference,
      NumAtCard: 'PO-77',
      DocumentLines: [{ U_MOS_LINE: 10 }, { U_MOS_LINE: 20 }],
    });
    expect(await connection.find(command, silent)).toEqual({ kind: 'found', erpKey: made.kind === 'committed' ? made.erpKey : '' });
  });

  it('holds a whole batch by its status, and lets it go again', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ holdBy: 'batch' });
    const hold = {
      company: 'VI01',
      sku: 'SEV200',
      place: 'PI01/FG01',
      lot: 'L1811',
      quantity: '200',
      uom: 'CAR',
      erpUom: 'CAR',
      from: 'free',
      to: 'blocked',
      postedOn: '2026-11-22',
      reason: '',
    };
    const command = aCommand(hold, 'stock_status');
    expect(await connection.find(command, silent)).toEqual({ kind: 'absent' });
    const made = await connection.execute(command, silent);
    expect(made).toMatchObject({ kind: 'committed' });
    expect(await connection.verify(command, '', silent)).toMatchObject({ kind: 'equal', document: { status: 'bdsStatus_Locked' } });
    expect(await dataOf(connection, 'stock', 'SEV200/PI01FG01/L1811')).toMatchObject({ status: 'blocked' });
    expect(await connection.reverse(command, '', silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.find(command, silent)).toEqual({ kind: 'absent' });
  });

  it('issues components of a production order, and leaves their return to a person', async () => {
    const peer = await sandboxPeer();
    const line = { sku: 'BESAN', quantity: '4.08', uom: 'KG', erpUom: 'KG', place: 'PI01/RM01', placeTo: null, lot: '' };
    const issue = aCommand({ company: 'VI01', movement: 'issue', postedOn: '2026-11-22', reason: '', productionOrder: '1', lines: [line] }, 'stock_movement');
    peer.habits({ blockNegativeStock: false });
    const connection = peer.open();
    const made = await connection.execute(issue, silent);
    expect(JSON.parse(peer.bodies.at(-1)?.body ?? '{}')).toMatchObject({ DocumentLines: [{ BaseType: 202, BaseEntry: 1, BaseLine: 0, Quantity: 4.08 }] });
    if (made.kind !== 'committed') throw new Error(made.kind);
    expect(await connection.reverse(issue, made.erpKey, silent)).toMatchObject({ kind: 'rejected', code: 'not_supported' });
  });

  it('finds documents that carry references of ours, and others', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ pageSize: 1 });
    const command = aCommand();
    await connection.execute(command, silent);
    const seen: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<ErpConnection['readReferences']>> = await connection.readReferences('create_sales_order', '2026-01-01', cursor);
      seen.push(...page.documents.map(({ erpKey, reference, state }) => [erpKey, reference, state]));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([
      ['1', '', 'closed'],
      ['2', command.reference, 'open'],
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
  });
});
