import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tinyCompany } from '../../kit/test/tiny-company.ts';
import { createSapSandbox, type SapSandboxHandler } from '../index.ts';

const base = 'http://sap.test/sap/opu/odata/sap';
const auth = { user: 'KARKHANA', password: 'secret' };
const basic = `Basic ${Buffer.from('KARKHANA:secret').toString('base64')}`;

let dir: string;
let sandbox: SapSandboxHandler;
const start = async (): Promise<void> => {
  sandbox = await createSapSandbox({ stateDir: dir, seed: tinyCompany(), auth, habits: { postingFrom: '2026-11-01' } });
};
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sap-plant-'));
  await start();
});
afterEach(async () => {
  await sandbox.close();
  await rm(dir, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly d: Record<string, unknown> & { readonly results?: readonly Record<string, unknown>[] };
}

async function call(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<Answer> {
  const fetched = await sandbox.fetch(`${base}/API_SALES_ORDER_SRV/`, { headers: { authorization: basic, 'x-csrf-token': 'Fetch' } });
  const cookie = fetched.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const headers = { authorization: basic, cookie, 'x-csrf-token': fetched.headers.get('x-csrf-token') ?? '', 'content-type': 'application/json', ...more };
  const answer = await sandbox.fetch(`${base}/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const json = (text === '' ? {} : JSON.parse(text)) as { d?: Answer['d']; error?: { code: string } };
  return { status: answer.status, code: json.error?.code ?? '', d: json.d ?? {} };
}

const goods = 'API_MATERIAL_DOCUMENT_SRV/A_MaterialDocumentHeader';
const transfer = (more: object = {}, item: object = {}) => ({
  GoodsMovementCode: '04',
  PostingDate: '/Date(1795305600000)/',
  ReferenceDocument: 'MOTEST',
  to_MaterialDocumentItem: [
    {
      Material: 'SEV200',
      Plant: 'PI01',
      StorageLocation: 'FG01',
      Batch: 'L0311',
      GoodsMovementType: '311',
      QuantityInEntryUnit: '2',
      EntryUnit: 'CAR',
      IssuingOrReceivingPlant: 'PI01',
      IssuingOrReceivingStorageLoc: 'RM01',
      ...item,
    },
  ],
  ...more,
});

const stockAt = async (location: string): Promise<unknown> => {
  const filter = encodeURIComponent(
    `Material eq 'SEV200' and StorageLocation eq '${location}' and Batch eq 'L0311' and InventoryStockType eq '01' and Plant eq 'PI01'`,
  );
  return (await call('GET', `API_MATERIAL_STOCK_SRV/A_MatlStkInAcctMod?$filter=${filter}`)).d.results?.[0]?.['MatlWrhsStkQtyInMatlBaseUnit'];
};

describe('the plant of the stand-in', () => {
  it('keeps what was moved, delivered and confirmed over a crash', async () => {
    expect((await call('POST', goods, transfer())).status).toBe(201);
    const confirmed = {
      OrderID: '1000001',
      OrderOperation: '0010',
      ConfirmationYieldQuantity: '3',
      ConfirmationUnit: 'CAR',
      PostingDate: '/Date(1795305600000)/',
    };
    expect((await call('POST', 'API_PROD_ORDER_CONFIRMATION_2_SRV/ProdnOrdConf2', confirmed)).status).toBe(201);
    const before = [await stockAt('FG01'), await stockAt('RM01')];
    expect(before).toEqual(['8940.00000000000000', '60.00000000000000']);
    await sandbox.close();
    await start();
    expect([await stockAt('FG01'), await stockAt('RM01')]).toEqual(before);
    const operation = await call('GET', "API_PRODUCTION_ORDER_2_SRV/A_ProductionOrder_2('1000001')/to_ProductionOrderOperation");
    expect(operation.d.results).toMatchObject([{ OpTotalConfirmedYieldQty: '3.000' }]);
  });

  it('makes a second document when a client sends again what it has no answer to', async () => {
    await call('POST', goods, transfer());
    await call('POST', goods, transfer());
    expect((await call('GET', `${goods}?$filter=${encodeURIComponent("ReferenceDocument eq 'MOTEST'")}`)).d.results).toHaveLength(2);
    expect(await stockAt('RM01')).toBe('120.00000000000000');
  });

  it('takes a document back once, and shows it on its lines', async () => {
    const made = (await call('POST', goods, transfer())).d;
    const cancel = `API_MATERIAL_DOCUMENT_SRV/Cancel?MaterialDocumentYear='${String(made['MaterialDocumentYear'])}'&MaterialDocument='${String(made['MaterialDocument'])}'`;
    expect((await call('POST', cancel)).d).toMatchObject({ ReferenceDocument: 'MOTEST' });
    expect(await call('POST', cancel)).toMatchObject({ status: 400, code: 'M7/310' });
    const rows = (await call('GET', `API_MATERIAL_DOCUMENT_SRV/A_MaterialDocumentItem?$filter=${encodeURIComponent('GoodsMovementIsCancelled eq true')}`)).d
      .results;
    expect(rows?.map((row) => row['IsAutomaticallyCreated'])).toEqual(['', 'X']);
    expect(await stockAt('FG01')).toBe('9000.00000000000000');
  });

  it.each([
    ['a closed period', transfer({ PostingDate: '/Date(1767571200000)/' }), 'M7/053'],
    ['more than there is', transfer({}, { QuantityInEntryUnit: '9999' }), 'M7/021'],
    ['an unknown material', transfer({}, { Material: 'NONE' }), 'M3/305'],
    ['a batch that is not there', transfer({}, { Batch: 'NONE' }), 'M7/042'],
    ['no batch', transfer({}, { Batch: '' }), 'M7/018'],
    ['an unknown place', transfer({}, { IssuingOrReceivingStorageLoc: 'NONE' }), 'M7/001'],
    ['a movement type of another code', transfer({ GoodsMovementCode: '03' }), 'M7/064'],
    ['an unknown unit', transfer({}, { EntryUnit: 'TIN' }), 'M7/040'],
    ['no items', transfer({ to_MaterialDocumentItem: [] }), 'M7/001'],
    ['a field that is not there', transfer({ Nonsense: '1' }), '/IWBEP/CM_MGW_RT/021'],
    ['too long a reference', transfer({ ReferenceDocument: 'X'.repeat(17) }), '/IWBEP/CX_SXML_PARSE_ERROR'],
    ['digits that are too fine', transfer({}, { QuantityInEntryUnit: '1.0001' }), '/IWBEP/CX_SXML_PARSE_ERROR'],
    ['no JSON', '{', '/IWBEP/CM_MGW_RT/107'],
  ])('refuses %s in its own words', async (_what, body, code) => {
    expect(await call('POST', goods, body)).toMatchObject({ status: 400, code });
    expect(await stockAt('FG01')).toBe('9000.00000000000000');
  });

  it('wants the version of a delivery, and no reference before it is made', async () => {
    const deliveries = 'API_OUTBOUND_DELIVERY_SRV;v=0002/A_OutbDeliveryHeader';
    const order = {
      SalesOrderType: 'OR',
      SalesOrganization: 'VS01',
      DistributionChannel: '10',
      OrganizationDivision: '00',
      SoldToParty: 'C-1042',
      to_Item: [{ Material: 'SEV200', RequestedQuantity: '5', RequestedQuantityUnit: 'CAR' }],
    };
    const number = String((await call('POST', 'API_SALES_ORDER_SRV/A_SalesOrder', order)).d['SalesOrder']);
    const items = [{ ReferenceSDDocument: number, ReferenceSDDocumentItem: '10', ActualDeliveryQuantity: '2', DeliveryQuantityUnit: 'CAR' }];
    expect(await call('POST', deliveries, { BillOfLading: 'MO', to_DeliveryDocumentItem: items })).toMatchObject({ code: '/IWBEP/CM_MGW_RT/109' });
    const made = (await call('POST', deliveries, { to_DeliveryDocumentItem: items })).d;
    const path = `${deliveries}('${String(made['DeliveryDocument'])}')`;
    expect((await call('PATCH', path, { BillOfLading: 'MO' })).status).toBe(428);
    expect((await call('PATCH', path, { BillOfLading: 'MO' }, { 'if-match': `W/"'9999'"` })).status).toBe(412);
    expect((await call('PATCH', path, { BillOfLading: 'MO' }, { 'if-match': `W/"'0001'"` })).status).toBe(204);
    const act = (name: string) =>
      call('POST', `API_OUTBOUND_DELIVERY_SRV;v=0002/${name}?DeliveryDocument='${String(made['DeliveryDocument'])}'`, undefined, { 'if-match': '*' });
    expect(await act('PostGoodsIssue')).toMatchObject({ status: 400, code: 'VL/609' });
    expect((await act('PickAllItems')).status).toBe(200);
    expect(await act('PostGoodsIssue')).toMatchObject({ status: 400, code: 'M7/018' });
    expect((await call('DELETE', path, undefined, { 'if-match': '*' })).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
  });

  it('tells no secrets to who has no token, and lets in who has one', async () => {
    const ask = (secret: string) =>
      sandbox.fetch('http://sap.test/sap/bc/sec/oauth2/token', { method: 'POST', body: `grant_type=client_credentials&client_id=C&client_secret=${secret}` });
    expect((await ask('s')).status).toBe(401);
    expect((await sandbox.fetch(`${base}/API_SALES_ORDER_SRV/`, { headers: { authorization: 'Bearer none' } })).status).toBe(401);
  });
});
