import { describe, expect, it } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { CanonicalRecord, ErpConnection, ErpObject, SnapshotPage } from '../../kit/types.ts';
import { d365Fo } from '../index.ts';
import { peerSettings, sandboxPeer } from './sandbox-peer.ts';

const silent = (): void => undefined;

async function pages(connection: ErpConnection, object: ErpObject): Promise<readonly SnapshotPage[]> {
  const read: SnapshotPage[] = [];
  let cursor: string | null = null;
  do {
    const page: SnapshotPage = await connection.readPage(object, cursor);
    read.push(page);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return read;
}
const all = async (connection: ErpConnection, object: ErpObject): Promise<readonly CanonicalRecord[]> =>
  (await pages(connection, object)).flatMap((page) => page.records);
const dataOf = async (connection: ErpConnection, object: ErpObject, key: string): Promise<unknown> =>
  (await all(connection, object)).find((record) => record.key === key)?.data;

describe('Finance and Operations in our words', () => {
  it('reads companies, items, costs, customers and credit', async () => {
    const connection = (await sandboxPeer()).open();
    expect(await dataOf(connection, 'company', 'VI02')).toMatchObject({
      code: 'VI02',
      currency: 'SAR',
      country: 'SA',
      zone: 'Asia/Riyadh',
      languages: ['ar', 'en'],
    });
    expect(await dataOf(connection, 'item', 'SEV200')).toMatchObject({
      name: 'Ratlami sev',
      names: { en: 'Ratlami sev', hi: 'रतलामी सेव', ar: 'سيف راتلامي' },
      brand: 'VIND',
      itemGroup: 'SEV',
      attributes: { size: '200 G', flavour: 'CLS' },
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
    expect(await dataOf(connection, 'item', 'OLD1')).toMatchObject({ active: false, replacedBy: 'SEV200' });
    expect(await dataOf(connection, 'cost', 'SEV200')).toMatchObject({ uom: 'PC', minor: 3_360, currency: 'INR' });
    expect(await dataOf(connection, 'customer', 'C-1042')).toMatchObject({
      names: { hi: 'श्री ट्रेडर्स' },
      company: 'VI01',
      salesOrg: 'VS01',
      priceList: '01',
      zone: 'Asia/Kolkata',
      language: 'hi',
      partialPolicy: 'whole_order',
      shipTos: [
        { code: 'C-1042', isDefault: true },
        { code: 'C-1042-1', city: 'Dewas', isDefault: false },
      ],
      contacts: [{ name: 'Ramesh Gupta', phone: '910000010421', role: 'owner', language: 'hi' }],
    });
    expect(await dataOf(connection, 'customer', 'C-1300')).toMatchObject({ blocked: true, blockReason: 'All', partialPolicy: 'good_lines' });
    expect(await dataOf(connection, 'customer', 'C-2001')).toMatchObject({ company: 'VI02', currency: 'SAR', zone: 'Asia/Riyadh' });
    expect(await dataOf(connection, 'credit', 'C-1042')).toMatchObject({ creditLimitMinor: 50_000_000, receivablesMinor: 10_000_000, openOrdersMinor: 0 });
    expect(await dataOf(connection, 'credit', '900007')).toMatchObject({ creditLimitMinor: null, receivablesMinor: 0 });
  });

  it('reads prices by list and customer, stock by batch and status without what is reserved, bills and routes', async () => {
    const connection = (await sandboxPeer()).open();
    const prices = (await all(connection, 'price')).map((record) => record.data as { sku: string; priceList: string });
    expect(prices).toEqual(
      expect.arrayContaining([
        { sku: 'SEV200', priceList: '01', currency: 'INR', uom: 'CAR', minor: 120_000, validFrom: '2025-04-01', validTo: '2026-03-31' },
        { sku: 'SEV200', priceList: 'customer:C-1188', currency: 'INR', uom: 'CAR', minor: 119_900, validFrom: '2026-04-01', validTo: '9999-12-31' },
        { sku: 'BULK', priceList: '01', currency: 'INR', uom: 'KG', minor: 18_505, validFrom: '2026-04-01', validTo: '9999-12-31' },
      ]),
    );
    const stock = await all(connection, 'stock');
    expect(stock.find((record) => record.key === 'SEV200/PI01/FG01/quality/L0311')?.data).toEqual({
      sku: 'SEV200',
      place: 'PI01/FG01',
      lot: 'L0311',
      status: 'quality',
      baseMilli: 600_000,
      expiresOn: '2027-03-03',
    });
    expect(stock.find((record) => record.key === 'SEV200/PI01/FG01/free/L1811')?.data).toMatchObject({ baseMilli: 6_000_000 });
    expect(await dataOf(connection, 'bom', 'SEV200/PI01')).toEqual({
      sku: 'SEV200',
      plant: 'PI01',
      baseMilli: 30_000,
      baseUom: 'PC',
      items: [{ lineNo: 10, component: 'BESAN', quantityMilli: 4_080, uom: 'KG' }],
    });
    expect(await dataOf(connection, 'routing', 'SEV200/PI01')).toMatchObject({
      operations: [{ operation: '0010', workCentre: 'L1', name: 'Fry and pack', ratePerHourMilli: 3_000_000, uom: 'PC', setupMin: 30 }],
    });
  });

  it('reads stock from the published entities where there is no better one', async () => {
    const peer = await sandboxPeer();
    const byStatus = await all(peer.open({ sets: {}, stockCounts: 'on_hand' }), 'stock');
    expect(byStatus.find((record) => record.key === 'SEV200/PI01/FG01/free/')?.data).toMatchObject({
      lot: '',
      status: 'free',
      baseMilli: 18_000_000,
    });
    const plain = await all(peer.open({ sets: { stock: 'WarehousesOnHandV2' } }), 'stock');
    expect(plain.map((record) => record.key).sort()).toEqual([
      'BULK/PI01/FG01/free/',
      'CHP5/PI01/FG01/free/',
      'SEV200/PI01/FG01/free/',
      'SEV200/RY01/FG01/free/',
    ]);
  });

  it('knows which statuses block where the settings do not say', async () => {
    const stock = await all((await sandboxPeer()).open({ statuses: {} }), 'stock');
    expect(stock.find((record) => record.key === 'CHP5/PI01/FG01/blocked/')?.data).toMatchObject({ baseMilli: 240_000 });
    expect(stock.find((record) => record.key === 'SEV200/PI01/FG01/blocked/L0311')?.data).toMatchObject({ status: 'blocked', baseMilli: 600_000 });
  });

  it('tells what lies in one place under several statuses as one sum, wherever a page ends', async () => {
    const peer = await sandboxPeer();
    const whole = { statuses: { Available: 'free', QC: 'free', Blocked: 'free' }, stockCounts: 'on_hand' };
    for (const pageSize of [1, 2, 3, 100]) {
      const stock = await all(peer.open({ ...whole, pageSize }), 'stock');
      expect(stock.map((record) => [record.key, (record.data as { baseMilli: number }).baseMilli]).sort()).toEqual([
        ['BULK/PI01/FG01/free/', 12_500],
        ['CHP5/PI01/FG01/free/', 14_640_000],
        ['SEV200/PI01/FG01/free/L0311', 9_600_000],
        ['SEV200/PI01/FG01/free/L1811', 9_000_000],
        ['SEV200/RY01/FG01/free/L0311', 900_000],
      ]);
    }
  });

  it('does without sets that an environment lacks, where it can', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({
      sets: { stock: 'KKBatchOnHands', contacts: 'NoContacts', addresses: 'NoAddresses', statuses: 'NoStatuses', transactions: 'NoTransactions' },
    });
    expect(await dataOf(connection, 'customer', 'C-1042')).toMatchObject({ shipTos: [], contacts: [] });
    expect((await all(connection, 'stock')).length).toBeGreaterThan(0);
    expect(await dataOf(connection, 'invoice', '9000002')).toMatchObject({ openMinor: null, dueOn: null, state: 'open' });
    // what is owed cannot be guessed
    expect((await pages(connection, 'credit')).flatMap((page) => page.skipped ?? [])).toContainEqual({ key: 'C-1042', why: 'unreadable_amount' });
  });

  it('reads documents', async () => {
    const connection = (await sandboxPeer()).open();
    expect(await dataOf(connection, 'past_order', '3000001')).toMatchObject({
      customer: 'C-1042',
      orderedOn: '2026-11-10',
      lines: [
        { lineNo: 10, words: 'peti sev', netMinor: 5_040_000 },
        { lineNo: 20, sku: 'BULK', quantityMilli: 12_500, words: null },
      ],
    });
    expect(await dataOf(connection, 'sales_order', '3000001')).toMatchObject({
      state: 'closed',
      reference: '',
      requestedOn: '2026-11-11',
      lines: [{ deliveredMilli: 40_000 }, {}],
    });
    expect(await dataOf(connection, 'invoice', '9000002')).toMatchObject({
      dueOn: '2026-12-11',
      totalMinor: 5_271_313,
      openMinor: 5_271_313,
      state: 'open',
      lines: [{ order: '3000001' }, { order: '3000001' }],
    });
    expect(await dataOf(connection, 'production_order', '1000001')).toMatchObject({
      sku: 'SEV200',
      plant: 'PI01',
      quantityMilli: 3_000_000,
      doneMilli: 600_000,
      uom: 'PC',
      state: 'started',
      operations: [{ operation: '0010', name: 'Fry and pack', workCentre: 'L1', doneMilli: 600_000 }],
    });
    expect(await dataOf(connection, 'production_order', '1000002')).toMatchObject({ state: 'planned', doneMilli: 0 });
    expect(await dataOf(connection, 'purchase_order', '4500001')).toMatchObject({
      supplier: 'V-501',
      state: 'open',
      lines: [{ quantityMilli: 5_000_000, receivedMilli: null, place: 'PI01/RM01', uom: 'KG' }],
    });
  });

  it('reads what belongs to many rows whole, in whatever order they come', async () => {
    const seed = tinyCompany(60);
    for (const pageSize of [7, 10_000]) {
      const connection = (await sandboxPeer({ ...seed, prices: seed.prices.toReversed() }, { pageSize })).open();
      expect((await pages(connection, 'price')).flatMap((page) => page.skipped ?? [])).toEqual([]);
      const items = await all(connection, 'item');
      expect(items).toHaveLength(64);
      expect(items.every((record) => (record.data as { uoms: unknown[] }).uoms.length > 0 && (record.data as { name: string }).name !== record.key)).toBe(true);
    }
  });

  it('keeps fields that it has no word for', async () => {
    const items = await all((await sandboxPeer()).open(), 'item');
    expect(items.find((record) => record.key === 'SEV200')?.extra).toMatchObject({ TrackingDimensionGroupName: 'Batch', ItemModelGroupId: 'FG' });
  });
});

describe('companies', () => {
  const salesOrgs = { salesOrgs: ['VS01', 'VS02'] };

  it('are crossed in every call, and others than ours are left alone', async () => {
    const peer = await sandboxPeer();
    await all(peer.open(), 'customer');
    const reads = peer.calls.filter((call) => call.startsWith('GET /data/'));
    expect(reads.length).toBeGreaterThan(0);
    expect(reads.every((call) => call.includes('cross-company=true'))).toBe(true);
    const { vi01 } = peerSettings.companies;
    const ours = await all(peer.open({ companies: { vi01 } }), 'customer');
    expect(ours.map((record) => record.key)).not.toContain('C-2001');
  });

  it('tell an item once and an account of two companies as what it is', async () => {
    const seed = tinyCompany();
    const twin = { ...seed.customers[0], salesOrg: 'VS02', currency: 'SAR' } as (typeof seed.customers)[number];
    const peer = await sandboxPeer({ ...seed, customers: [...seed.customers, twin], items: seed.items.map((item) => ({ ...item, ...salesOrgs })) });
    for (const pageSize of [1, 2, 100]) {
      const read = await pages(peer.open({ pageSize }), 'customer');
      expect(read.flatMap((page) => page.records).filter((record) => record.key === 'C-1042')).toHaveLength(1);
      expect(read.flatMap((page) => page.skipped ?? [])).toEqual([{ key: 'C-1042', why: 'also_in_vi02' }]);
      expect((await all(peer.open({ pageSize }), 'item')).filter((record) => record.key === 'SEV200')).toHaveLength(1);
    }
  });

  it('stand before the number of a document where numbers are each company’s own', async () => {
    const peer = await sandboxPeer();
    expect((await all(peer.open({ qualifyKeys: null }), 'sales_order')).map((record) => record.key)).toEqual(['vi01/3000001']);
    const { vi01 } = peerSettings.companies;
    expect((await all(peer.open({ qualifyKeys: null, companies: { vi01 } }), 'sales_order')).map((record) => record.key)).toEqual(['3000001']);
  });
});

describe('the token', () => {
  it('is one for twenty readers at once, renewed once when it is refused in the middle of the pages', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ pageSize: 1 });
    const first = await connection.readPage('work_centre', null);
    expect(first.records).toHaveLength(1);
    const signIns = (): number => peer.calls.filter((call) => call.endsWith('/token')).length;
    expect(signIns()).toBe(1);
    peer.habits({ p401Session: 1 });
    await connection.readPage('company', null).catch(silent);
    peer.habits({ p401Session: 0 });
    const before = signIns();
    const read = await Promise.all(Array.from({ length: 20 }, () => connection.readPage('customer', null)));
    expect(new Set(read.map((page) => page.records[0]?.key))).toEqual(new Set(['900007']));
    expect(signIns() - before).toBeLessThanOrEqual(1);
  });

  it('is renewed before it ends', async () => {
    const peer = await sandboxPeer(tinyCompany(), { tokenMinutes: 1 });
    const connection = peer.open();
    await connection.testConnection();
    await connection.testConnection();
    // a token that lives no longer than the margin is never used twice
    expect(peer.calls.filter((call) => call.endsWith('/token'))).toHaveLength(2);
    expect(peer.calls.filter((call) => call.startsWith('GET'))).toHaveLength(2);
  });

  it('is refused in words that name neither secret nor tenant', async () => {
    const peer = await sandboxPeer();
    expect(await peer.open({}, 'wrong').testConnection()).toEqual({
      ok: false,
      text: 'Microsoft Entra ID refused the application: invalid_client AADSTS7000215',
    });
    expect(await peer.open({ clientId: 'other' }).testConnection()).toMatchObject({ ok: false, text: expect.stringMatching(/unauthorized_client/) as unknown });
  });
});

describe('what does not answer as it should', () => {
  it.each([
    ['pLoginPage', 'unauthorised'],
    ['pTruncated', 'transient'],
    ['pWrongType', 'transient'],
    ['p503', 'throttled'],
    ['p429', 'throttled'],
  ] as const)('%s is %s, named, and nothing is taken in', async (habit, kind) => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    await connection.testConnection();
    peer.habits({ [habit]: 1 });
    const failed: unknown = await connection.readPage('work_centre', null).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ErpReadError);
    expect((failed as ErpReadError).failure.kind).toBe(kind);
  });

  it('a next page of another host is not read', async () => {
    const peer = await sandboxPeer(tinyCompany(30), { pageSize: 1 });
    const connection = peer.open();
    await connection.testConnection();
    peer.habits({ pForeignNextLink: 1 });
    const failed: unknown = await connection.readPage('company', null).catch((error: unknown) => error);
    expect((failed as ErpReadError).failure).toMatchObject({ kind: 'rejected', code: 'foreign_next_link' });
    expect(peer.calls.join()).not.toContain('evil');
  });

  it('a redirect is refused, and no secret goes where it leads', async () => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = (input) => {
      asked.push(String(input));
      return Promise.resolve(new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }));
    };
    const connection = d365Fo.open(peerSettings, { clientSecret: 'x' }, { now: Date.now, randomHex: () => '', fetch });
    expect(await connection.testConnection()).toMatchObject({ ok: false });
    expect(asked.join()).not.toContain('evil');
  });
});

describe('the doctor', () => {
  it('says what IT must know, and what is missing', async () => {
    const peer = await sandboxPeer();
    const findings = await peer.open().inspect();
    expect(findings.filter((finding) => finding.state === 'bad')).toEqual([]);
    expect(findings.map((finding) => finding.about)).toEqual(expect.arrayContaining(['connect', 'contract', 'permission', 'fields', 'speed', 'numbers']));
    const odd = await peer.open({ referenceField: 'KKOurNumber', sets: { stock: 'NoSuchSet' } }).inspect();
    expect(odd.filter((finding) => finding.about === 'contract').map((finding) => finding.what)).toEqual(
      expect.arrayContaining(['NoSuchSet', 'SalesOrderHeadersV2/KKOurNumber']),
    );
    const other = { ...peerSettings.companies, xx01: peerSettings.companies.vi01 };
    expect((await peer.open({ companies: other }).inspect()).find((finding) => finding.what === 'xx01')).toMatchObject({ state: 'bad' });
    expect(await peer.open({}, 'wrong').inspect()).toMatchObject([{ about: 'connect', state: 'bad' }]);
  });
});
