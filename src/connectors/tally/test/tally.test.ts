import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { ErpObject, SnapshotPage } from '../../kit/types.ts';
import { measuresOf, rateOf } from '../wire/amounts.ts';
import { rawTextOf, textOf } from '../wire/node.ts';
import { escapeXml, parseXml, sentinelMark, tallyXml } from '../wire/xml-format.ts';
import type { XmlNode } from '../wire/xml-format.ts';
import { aCommand, anOrder, india, line, sandboxPeer } from './sandbox-peer.ts';
import type { Peer } from './sandbox-peer.ts';

const silent = (): void => undefined;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const inner = (text: string): XmlNode => (parseXml(`<A>${text}</A>`)?.['A'] ?? {}) as XmlNode;

async function recordsOf(peer: Peer, object: ErpObject, more: Record<string, unknown> = {}): Promise<SnapshotPage['records'][number][]> {
  const connection = peer.open(more);
  const records: SnapshotPage['records'][number][] = [];
  for (let cursor: string | null = null; ;) {
    const page: SnapshotPage = await connection.readPage(object, cursor);
    records.push(...page.records);
    cursor = page.nextCursor;
    if (cursor === null) return records;
  }
}

describe('the XML of Tally', () => {
  it('survives the round trip, whatever the text', () => {
    for (const text of [
      "O'Neil & Sons <b>",
      '₹ 5 "x"',
      'سيف راتلامي',
      'trailing  ',
      '00012',
      '1234567890123456789012345678901234567890.12',
      'two\r\nlines',
      '😀',
    ])
      expect(rawTextOf(inner(`<N>${escapeXml(text)}</N>`), 'N')).toBe(text);
    expect(escapeXml('a\u0000b\u0004c\ud800d')).toBe('abcd');
  });
  it('keeps the mark before words that stand for nothing, and drops what XML forbids', () => {
    const node = inner('<P>&#4; Primary</P><Q>x&#7;y&#x1F;z</Q><R>\u0004 Not Applicable</R><S>&#8377;</S>');
    expect([rawTextOf(node, 'P'), textOf(node, 'P'), textOf(node, 'Q'), textOf(node, 'R'), textOf(node, 'S')]).toEqual([
      `${sentinelMark} Primary`,
      '',
      'xyz',
      '',
      '₹',
    ]);
  });
  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><A>&x;</A>'],
    ['an entity that is none of the five', '<A>&nbsp;</A>'],
    ['an end that is missing', '<A><B>1</B>'],
    ['two roots', '<A/><B/>'],
    ['no XML', 'TallyPrime Server is Running'],
  ])('refuses %s', (_what, text) => {
    expect(tallyXml('utf-8').decode(bytes(text), 'text/xml')).toBeUndefined();
  });
  it('is read in the encoding that it is in, whatever it says', () => {
    const wide = new Uint8Array(Buffer.from('<A>₹</A>', 'utf16le'));
    for (const type of ['text/xml', 'text/xml;charset=utf-16']) expect(tallyXml('utf-8').decode(wide, type)).toEqual({ A: '₹' });
    expect(tallyXml('utf-16').decode(bytes('<A>x</A>'), 'text/xml;charset=utf-16')).toEqual({ A: 'x' });
    expect(tallyXml('utf-8').decode(new Uint8Array([60, 65, 62, 255, 60, 47, 65, 62]), 'text/xml')).toBeUndefined();
  });
});

describe('quantities and rates', () => {
  const box = { symbol: 'Box of 30 Nos', head: 'Box', tail: 'Nos', conversion: '30' };
  it.each([
    [
      ' 1200 PC = 40 CAR',
      [
        { amount: '1200', unit: 'PC' },
        { amount: '40', unit: 'CAR' },
      ],
    ],
    ['(-)30 Nos', [{ amount: '-30', unit: 'Nos' }]],
    ['1,00,000.500 KG', [{ amount: '100000.5', unit: 'KG' }]],
    ['2 Box 5 Nos', [{ amount: '65', unit: 'Nos' }]],
    ['2-5 Box of 30 Nos', [{ amount: '65', unit: 'Nos' }]],
    ['', []],
    ['many', null],
  ])('%s', (text, measures) => {
    expect(measuresOf(text, [box])).toEqual(measures);
  });
  it('keep every digit', () => {
    expect(rateOf('995.240000000000000000001/PC')).toEqual({ amount: '995.240000000000000000001', unit: 'PC' });
    expect(rateOf('₹ 80/$')).toEqual({ amount: '80', unit: '$' });
  });
});

describe('the Tally connector reads', () => {
  it('items with their units, prices of one folded level, cost and stock, exactly', async () => {
    const peer = await sandboxPeer();
    const data = async (object: ErpObject): Promise<readonly unknown[]> => (await recordsOf(peer, object)).map((record) => record.data);
    const chips = (await data('item')).find((one) => (one as { sku: string }).sku === 'CHP5');
    expect(chips).toMatchObject({
      name: "Chips O'Masala ₹5 & <b>",
      baseUom: 'PC',
      salesUom: 'CAR',
      uoms: [{ uom: 'PC' }, { uom: 'CAR', numerator: 240, denominator: 1 }],
    });
    expect(await data('item')).toContainEqual(expect.objectContaining({ sku: 'OLD1', active: false }));
    const prices = (await data('price')) as { sku: string; priceList: string; minor: number; uom: string; validFrom: string; validTo: string }[];
    const sev = prices.filter((one) => one.sku === 'SEV200' && one.priceList === '01').map((one) => [one.minor, one.uom, one.validFrom, one.validTo]);
    expect(sev).toEqual(
      expect.arrayContaining([
        [126_000, 'CAR', '2026-04-01', '9999-12-31'],
        [120_000, 'CAR', '2025-04-01', '2026-03-31'],
      ]),
    );
    expect(prices).toContainEqual(expect.objectContaining({ sku: 'BULK', minor: 18_505, uom: 'KG' }));
    expect(prices).toContainEqual(expect.objectContaining({ sku: 'SEV200', priceList: '01 C-1188', minor: 119_900 }));
    expect(await data('cost')).toContainEqual({ sku: 'SEV200', currency: 'INR', uom: 'PC', minor: 3_360, asOf: '2026-11-01' });
    expect(await data('stock')).toContainEqual({
      sku: 'SEV200',
      place: 'PI01/FG01',
      lot: 'L0311',
      status: 'quality',
      baseMilli: 600_000,
      expiresOn: '2027-03-03',
    });
  });

  it('customers of all companies with what they owe and have ordered', async () => {
    const peer = await sandboxPeer();
    const customers = (await recordsOf(peer, 'customer')).map((record) => record.data);
    expect(customers).toContainEqual(expect.objectContaining({ code: 'C-1300', blocked: true }));
    expect(customers).toContainEqual(expect.objectContaining({ code: 'C-2001', company: 'VI02', currency: 'SAR', names: { ar: 'مؤسسة الرياض' } }));
    const owner = { name: 'Ramesh Gupta', phone: '910000010421', role: 'contact', language: null };
    expect(customers).toContainEqual(expect.objectContaining({ code: 'C-1042', contacts: [owner], names: { hi: 'श्री ट्रेडर्स' } }));
    await peer.open().execute(aCommand(), silent);
    const credit = (await recordsOf(peer, 'credit')).map((record) => record.data);
    const sum = 4 * 126_000 + 2 * 96_000;
    expect(credit).toContainEqual(
      expect.objectContaining({ customer: 'C-1042', creditLimitMinor: 50_000_000, receivablesMinor: 10_000_000, openOrdersMinor: sum }),
    );
  });

  it('everything anew after a split, and what is renamed by its id', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    let { watermark } = await connection.readPage('customer', null);
    for (let cursor = (await connection.readPage('customer', null)).nextCursor; cursor !== null;) {
      const page: SnapshotPage = await connection.readPage('customer', cursor);
      [cursor, watermark] = [page.nextCursor, page.watermark ?? null];
    }
    expect((await connection.readPage('customer', null, watermark)).records).toEqual([]);
    peer.sandbox.user.split(india);
    expect((await connection.readPage('customer', null, watermark)).records.length).toBeGreaterThan(1);
  });

  it('keeps fields that it does not know', async () => {
    const peer = await sandboxPeer();
    const item = peer.sandbox.user.master(india, 'StockItem', 'SEV200');
    if (item) peer.sandbox.user.alter(india, item, { 'UDF:SHELF': 'B4', BASEUNITS: 'PC' });
    expect((await recordsOf(peer, 'item')).some((record) => (record.data as { sku: string }).sku === 'SEV200')).toBe(true);
  });
});

describe('the Tally connector writes', () => {
  it('believes no counter: a refusal that says nothing is a refusal, and nothing is there', async () => {
    const peer = await sandboxPeer(tinyCompany(), { pSilentRefusal: 1 });
    const command = aCommand(anOrder({ customer: 'C-1188', lines: [line('SEV200', { quantity: '38' })] }));
    expect(await peer.open().execute(command, silent)).toMatchObject({ kind: 'rejected', code: 'nothing_done' });
    expect(await peer.orders(command.reference)).toEqual([]);
  });

  it('finds two vouchers of one reference ambiguous, where REMOTEID does not help', async () => {
    const peer = await sandboxPeer(tinyCompany(), { remoteIdAlters: false });
    const command = aCommand();
    await peer.open().execute(command, silent);
    await peer.open().execute(command, silent);
    expect(await peer.open().find(command, silent)).toMatchObject({ kind: 'ambiguous', erpKeys: { length: 2 } });
    peer.habits({ remoteIdAlters: true });
    const other = aCommand();
    await peer.open().execute(other, silent);
    await peer.open().execute(other, silent);
    expect(await peer.orders(other.reference)).toHaveLength(1);
  });

  it('never calls absent what an installation does not show', async () => {
    const peer = await sandboxPeer();
    const command = aCommand();
    await peer.open().execute(command, silent);
    peer.habits({ voucherCollections: false });
    expect(await peer.open().find(command, silent)).toMatchObject({ kind: 'transient', why: 'voucher_collection_gives_nothing' });
  });

  it('takes a customer by its new name when it was renamed meanwhile', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    await connection.execute(aCommand(), silent);
    const customer = peer.sandbox.user.master(india, 'Ledger', 'C-1042');
    if (customer) peer.sandbox.user.alter(india, customer, { NAME: 'Shree Traders & Sons' });
    expect(await connection.execute(aCommand(), silent)).toMatchObject({ kind: 'committed' });
  });

  it('prices a line that has no price as the level says, and sends words and customer as they are', async () => {
    const peer = await sandboxPeer(tinyCompany(), { creditCheck: 'off' });
    const command = aCommand(anOrder({ customer: 'C-1188', lines: [line('SEV200', { words: "पेटी & <O'Brien>\u0004" })] }));
    expect(await peer.open().execute(command, silent)).toMatchObject({ kind: 'committed' });
    expect((await peer.orders(command.reference))[0]?.items).toMatchObject([{ net: '1199.00', words: "पेटी & <O'Brien>" }]);
  });

  it('pauses when the company is not open, and names a sign-in page, half an answer and a closed period', async () => {
    const peer = await sandboxPeer();
    const closed = peer.open({ companies: [{ code: 'VI01', name: 'Another company', salesOrg: 'VS01' }] });
    expect(await closed.execute(aCommand(), silent)).toMatchObject({ kind: 'unauthorised' });
    peer.habits({ pLoginPage: 1 });
    expect(await peer.open().find(aCommand(), silent)).toMatchObject({ kind: 'unauthorised' });
    peer.habits({ pLoginPage: 0, pTruncated: 1 });
    expect(await peer.open().find(aCommand(), silent)).toMatchObject({ kind: 'transient', why: 'wrong_format' });
    peer.habits({ pTruncated: 0, closedUntil: '2026-12-31' });
    expect(await peer.open().execute(aCommand(), silent)).toMatchObject({ kind: 'rejected', code: 'period' });
  });

  it('tells fine, hung and down apart by a real export', async () => {
    const peer = await sandboxPeer();
    expect(await peer.open().testConnection()).toMatchObject({ ok: true });
    peer.habits({ hung: true });
    expect((await peer.open().testConnection()).text).toMatch(/^hung/);
    expect((await peer.open().inspect())[0]).toMatchObject({ about: 'connect', state: 'bad' });
    peer.habits({ hung: false });
    expect((await peer.open().inspect()).filter((one) => one.state === 'bad')).toEqual([]);
  });

  it('names its company in every request, builds nothing from words of people, and does one thing at a time', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    const words = 'x" OR $MasterId > 0 </SYSTEM>';
    await Promise.all([
      connection.execute(aCommand(anOrder({ lines: [line('SEV200', { words })] })), silent),
      connection.readPage('item', null),
      peer.open().readPage('customer', null),
    ]);
    expect(peer.most()).toBe(1);
    for (const xml of peer.calls) {
      expect(xml).toContain('<SVCURRENTCOMPANY>Vindhya');
      expect(/<SYSTEM[^>]*>(.*?)<\/SYSTEM>/.exec(xml)?.[1] ?? '').not.toContain('OR');
      expect(xml).not.toContain('ACTION="Delete"');
    }
  });

  it('speaks UTF-16 where it is told to', async () => {
    const peer = await sandboxPeer(tinyCompany(), { questionMarks: true });
    const namesIn = async (encoding: string): Promise<string> => JSON.stringify((await recordsOf(peer, 'item', { encoding })).map((one) => one.data));
    expect(await namesIn('utf-8')).not.toContain('₹');
    expect(await namesIn('utf-16')).toContain('₹');
  });
});

const published = join(process.env['KARKHANA_SHARED'] ?? '../shared', 'erp-contracts/tally/tally-export-config.yaml');
const isThere = existsSync(published);
if (!isThere) process.stderr.write(`SKIPPED: the published Tally export definitions are not at ${published}\n`);

describe.skipIf(!isThere)('P1 requests and the published definitions', () => {
  // beyond them, by integrators' reports: README says so
  const reported = [
    'MasterId',
    'AlterId',
    'Denominator',
    'LanguageName',
    'FullPriceList',
    'MultiComponentList',
    'PriceLevel',
    'CreditLimit',
    'LedgerContact',
    'LedMultiAddressList',
  ];
  const more = [
    'ContactDetails',
    'IsCancelled',
    'IsOptional',
    'ConsigneeMailingName',
    'BasicPurchaseOrderNo',
    'InventoryEntriesIn',
    'InventoryEntriesOut',
    'StartingFrom',
    'BooksFrom',
  ];
  const rest = ['AltMstId', 'AltVchId', 'MfdOn', 'ExpiryPeriod', 'BillDate', 'BillDueDate', 'DecimalPlaces', 'BillCreditPeriod', 'VoucherNumber'];
  it('ask for fields that they know, or that the list of reported ones names', async () => {
    const contract = readFileSync(published, 'utf8').toLowerCase();
    const peer = await sandboxPeer();
    for (const object of ['item', 'cost', 'bom', 'price', 'customer', 'credit', 'stock', 'past_order', 'invoice', 'purchase_order'] as const)
      await recordsOf(peer, object);
    const asked = new Set(peer.calls.flatMap((xml) => [...xml.matchAll(/<FETCH>(.*?)<\/FETCH>/g)].flatMap((match) => (match[1] ?? '').split(','))));
    const unknown = [...asked].filter((field) => ![...reported, ...more, ...rest].includes(field) && !contract.includes(field.toLowerCase()));
    expect(unknown).toEqual([]);
  });
});
