import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyCompany } from '../../kit/test/tiny-company.ts';
import { createFoSandbox, startFoSandbox, type FoHabits, type FoSandboxHandler } from '../index.ts';

const origin = 'http://fo.test';
const auth = { tenant: 'contoso', clientId: 'app', clientSecret: 'secret' };
const grant = { grant_type: 'client_credentials', client_id: auth.clientId, client_secret: auth.clientSecret, scope: `${origin}/.default` };

interface Answer {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly headers: Headers;
}

async function client(sandbox: FoSandboxHandler, form: Record<string, string> = grant) {
  const read = async (response: Response): Promise<Answer> => {
    const text = await response.text();
    return { status: response.status, text, headers: response.headers, json: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} };
  };
  const signIn = (fields: Record<string, string>, tenant = auth.tenant): Promise<Answer> =>
    sandbox.fetch(`${origin}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(fields) }).then(read);
  const authorization = `Bearer ${String((await signIn(form)).json['access_token'])}`;
  const call = (path: string, init: RequestInit = {}): Promise<Answer> =>
    sandbox.fetch(`${origin}${path}`, { ...init, headers: { authorization, ...init.headers } }).then(read);
  const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    call(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
  return { signIn, call, send };
}

const open = (habits: Partial<FoHabits> = {}) => createFoSandbox({ stateDir: null, seed: tinyCompany(), auth, habits });
const rows = (answer: Answer): readonly Readonly<Record<string, unknown>>[] => answer.json['value'] as Record<string, unknown>[];
const errorOf = (answer: Answer) => answer.json['error'] as { code: string; message: string; innererror: { message: string } };
const header = {
  dataAreaId: 'vi01',
  OrderingCustomerAccountNumber: 'C-1042',
  CurrencyCode: 'INR',
  CustomersOrderReference: 'MO1',
  DefaultShippingSiteId: 'PI01',
  DefaultShippingWarehouseId: 'PI01FG01',
};

describe('signing in', () => {
  it('gives tokens for the right application and resource, else what Entra says', async () => {
    const { signIn, call } = await client(await open());
    expect(await signIn(grant)).toMatchObject({ status: 200, json: { token_type: 'Bearer', expires_in: 3600 } });
    expect(await signIn({ ...grant, client_secret: 'x' })).toMatchObject({ status: 401, json: { error: 'invalid_client', error_codes: [7_000_215] } });
    expect(await signIn({ ...grant, client_id: 'x' })).toMatchObject({ status: 401, json: { error: 'unauthorized_client' } });
    expect(await signIn({ ...grant, scope: 'https://other/.default' })).toMatchObject({ status: 400, json: { error: 'invalid_scope' } });
    expect(await signIn({ ...grant, grant_type: 'password' })).toMatchObject({ status: 400, json: { error: 'unsupported_grant_type' } });
    expect(await signIn(grant, 'other')).toMatchObject({ status: 400 });
    expect(await call('/data/CustomersV3', { headers: { authorization: '' } })).toMatchObject({ status: 401, text: '' });
    expect(
      await call('/api/services/SysMessageServices/SysMessageService/SendMessage', { method: 'POST', headers: { authorization: 'Bearer x' } }),
    ).toMatchObject({ status: 401 });
  });
});

describe('reading', () => {
  it('shows the user’s own company only, also when the filter names another one, until companies are crossed', async () => {
    const { call } = await client(await open());
    expect(rows(await call('/data/CustomersV3')).map((row) => row['dataAreaId'])).not.toContain('vi02');
    expect(rows(await call("/data/CustomersV3?$filter=dataAreaId eq 'vi02'"))).toEqual([]);
    expect(rows(await call("/data/CustomersV3?cross-company=true&$filter=dataAreaId eq 'vi02'"))).toHaveLength(1);
    expect(await call("/data/CustomersV3(dataAreaId='vi02',CustomerAccount='C-2001')")).toMatchObject({ status: 404 });
    expect(await call("/data/CustomersV3(dataAreaId='vi02',CustomerAccount='C-2001')?cross-company=true")).toMatchObject({ status: 200 });
  });

  it('tells days as noon, no day as 1900, enumerations by their full name, parts by asterisks', async () => {
    const { call } = await client(await open());
    const [order] = rows(await call('/data/SalesOrderHeadersV2'));
    expect(order).toMatchObject({ RequestedReceiptDate: '2026-11-11T12:00:00Z', ConfirmedReceiptDate: '1900-01-01T12:00:00Z', SalesOrderStatus: 'Invoiced' });
    expect(rows(await call("/data/CustomersV3?$filter=OnHoldStatus eq Microsoft.Dynamics.DataEntities.CustVendorBlocked'All'"))).toHaveLength(1);
    expect(await call("/data/CustomersV3?$filter=OnHoldStatus eq 'All'")).toMatchObject({ status: 400 });
    expect(rows(await call("/data/CustomersV3?$filter=OrganizationName eq '*Trad*'"))).toHaveLength(1);
    expect(await call("/data/CustomersV3?$filter=contains(OrganizationName,'Trad')")).toMatchObject({ status: 400 });
    expect(await call("/data/CustomersV3?$filter=CustomerAccount in ('C-1042')")).toMatchObject({ status: 400 });
  });

  it('cuts answers and links on', async () => {
    const { call } = await client(await open({ pageSize: 2 }));
    const first = await call('/data/CustomersV3?cross-company=true&$count=true');
    expect(first.json['@odata.count']).toBe(5);
    const next = new URL(String(first.json['@odata.nextLink']));
    expect(next.origin).toBe(origin);
    expect(rows(await call(`${next.pathname}${next.search}`))).toHaveLength(2);
  });
});

describe('bad input', () => {
  it('is answered in the ERP’s own shape', async () => {
    const { call, send } = await client(await open());
    expect(errorOf(await call('/data/NoSuchSet')).innererror.message).toMatch(/Resource not found for the segment 'NoSuchSet'/);
    expect(await call('/data/CustomersV3?$filter=NoSuchField eq 1')).toMatchObject({
      status: 400,
      json: { error: { message: expect.stringMatching(/^The query specified in the URI is not valid/) as unknown } },
    });
    expect(await call("/data/CustomersV3(dataAreaId='vi01',CustomerAccount='X')")).toMatchObject({ status: 404 });
    expect(await send('POST', '/data/SalesOrderHeadersV2', { ...header, NoSuchField: 1 })).toMatchObject({ status: 400 });
    expect(await send('POST', '/data/SalesOrderHeadersV2', { ...header, CurrencyCode: 5 })).toMatchObject({ status: 400 });
    expect(await call('/data/SalesOrderHeadersV2', { method: 'POST', body: '{"data', headers: { 'content-type': 'application/json' } })).toMatchObject({
      status: 400,
    });
    expect(await call('/data/SalesOrderHeadersV2', { method: 'POST', body: '<a/>', headers: { 'content-type': 'text/xml' } })).toMatchObject({ status: 415 });
    expect(await send('POST', '/data/CustomersV3', {})).toMatchObject({ status: 405 });
    expect(await send('POST', '/api/services/SysMessageServices/SysMessageService/SendMessage', { _companyId: 'VI01' })).toMatchObject({ status: 400 });
    expect(await call('/api/services/Nothing')).toMatchObject({ status: 404 });
  });
});

describe('orders', () => {
  it('are headers first, and an order without lines stays one', async () => {
    const { call, send } = await client(await open());
    const made = await send('POST', '/data/SalesOrderHeadersV2', header);
    expect(made).toMatchObject({ status: 201, json: { SalesOrderStatus: 'Backorder', SalesOrderNumber: 'SO-0000001' } });
    const number = String(made.json['SalesOrderNumber']);
    expect(rows(await call(`/data/SalesOrderLinesV2?$filter=SalesOrderNumber eq '${number}'`))).toEqual([]);
    const added = await send('POST', '/data/SalesOrderLinesV3', {
      dataAreaId: 'vi01',
      SalesOrderNumber: number,
      ItemNumber: 'SEV200',
      OrderedSalesQuantity: 2,
    });
    expect(added).toMatchObject({ status: 201, json: { SalesPrice: 1260, LineAmount: 2520, SalesUnitSymbol: 'CAR', ShippingWarehouseId: 'PI01FG01' } });
  });

  it('without a company in the body are booked in the user’s own', async () => {
    const { send } = await client(await open());
    const { dataAreaId: _left, ...nameless } = header;
    expect(await send('POST', '/data/SalesOrderHeadersV2?cross-company=true', nameless)).toMatchObject({ status: 201, json: { dataAreaId: 'vi01' } });
    expect(await send('POST', '/data/SalesOrderHeadersV2', { ...header, dataAreaId: 'zz99' })).toMatchObject({ status: 400 });
  });

  it('are refused in the words of the log, with the last sentence that only says so', async () => {
    const { send } = await client(await open());
    const { DefaultShippingSiteId: _site, DefaultShippingWarehouseId: _warehouse, ...homeless } = header;
    const made = await send('POST', '/data/SalesOrderHeadersV2', homeless);
    const refused = await send('POST', '/data/SalesOrderLinesV2', {
      dataAreaId: 'vi01',
      SalesOrderNumber: made.json['SalesOrderNumber'],
      ItemNumber: 'SEV200',
      OrderedSalesQuantity: 1,
    });
    expect(refused.status).toBe(400);
    expect(errorOf(refused)).toMatchObject({ code: '', message: 'An error has occurred.' });
    expect(errorOf(refused).innererror.message).toBe(
      "Write failed for table row of type 'SalesOrderLineV2Entity'. Infolog: Warning: Inventory dimension Site is mandatory and must consequently be specified.; Error: Update has been canceled..",
    );
  });

  it('in one change set hold all or not at all', async () => {
    const { call, send } = await client(await open({ manualNumbers: true }));
    const batch = (item: string): Promise<Answer> => {
      const part = (id: number, set: string, body: object): string =>
        [
          '--c',
          'Content-Type: application/http',
          'Content-Transfer-Encoding: binary',
          `Content-ID: ${id}`,
          '',
          `POST /data/${set} HTTP/1.1`,
          'Content-Type: application/json',
          '',
          JSON.stringify(body),
          '',
        ].join('\r\n');
      const line = { dataAreaId: 'vi01', SalesOrderNumber: 'MINE', ItemNumber: item, OrderedSalesQuantity: 1 };
      const body = `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${part(1, 'SalesOrderHeadersV2', { ...header, SalesOrderNumber: 'MINE' })}${part(2, 'SalesOrderLinesV2', line)}--c--\r\n--b--\r\n`;
      return call('/data/$batch', { method: 'POST', body, headers: { 'content-type': 'multipart/mixed; boundary=b' } });
    };
    expect((await batch('NOSUCH')).text).toContain('HTTP/1.1 400');
    expect(rows(await call("/data/SalesOrderHeadersV2?$filter=SalesOrderNumber eq 'MINE'"))).toEqual([]);
    expect((await batch('SEV200')).text).toContain('HTTP/1.1 201');
    expect(await send('POST', '/data/SalesOrderHeadersV2', { ...header, SalesOrderNumber: 'MINE' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('already exists') as unknown,
    });
  });

  it('tell a stale version', async () => {
    const { send } = await client(await open());
    const made = await send('POST', '/data/SalesOrderHeadersV2', header);
    const path = `/data/SalesOrderHeadersV2(dataAreaId='vi01',SalesOrderNumber='${String(made.json['SalesOrderNumber'])}')`;
    const etag = String(made.json['@odata.etag']);
    expect(await send('PATCH', path, { CustomerRequisitionNumber: 'A' }, { 'if-match': etag })).toMatchObject({ status: 204 });
    expect(await send('PATCH', path, { CustomerRequisitionNumber: 'B' }, { 'if-match': etag })).toMatchObject({ status: 412 });
  });
});

describe('the sandbox', () => {
  it('knows after a restart what it answered before, and refuses the journal of another day', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'fo-sandbox-'));
    try {
      const first = await createFoSandbox({ stateDir, seed: tinyCompany(), auth });
      const made = await (await client(first)).send('POST', '/data/SalesOrderHeadersV2', header);
      await first.close();
      const second = await createFoSandbox({ stateDir, seed: tinyCompany(), auth });
      const found = await (await client(second)).call(`/data/SalesOrderHeadersV2?$filter=CustomersOrderReference eq 'MO1'`);
      expect(rows(found).map((row) => row['SalesOrderNumber'])).toEqual([made.json['SalesOrderNumber']]);
      expect(await (await client(second)).send('POST', '/data/SalesOrderHeadersV2', header)).toMatchObject({ json: { SalesOrderNumber: 'SO-0000002' } });
      await second.close();
      await expect(createFoSandbox({ stateDir, seed: { ...tinyCompany(), today: '2026-11-23' }, auth })).rejects.toThrow(/2026-11-22/);
    } finally {
      rmSync(stateDir, { recursive: true, force: true });
    }
  });

  it('listens, shows a page, its orders, and switches habits', async () => {
    const sandbox = await startFoSandbox({ stateDir: null, seed: tinyCompany(), auth, port: 0 });
    try {
      expect(await (await fetch(sandbox.url)).text()).toContain('Dynamics 365 Finance and Operations');
      const { orders, total } = (await (await fetch(`${sandbox.url}/sandbox/orders`)).json()) as { orders: object[]; total: number };
      expect([total, orders[0]]).toMatchObject([
        1,
        { number: '3000001', soldTo: 'C-1042', soldToName: 'Shree Traders', net: '52713.13', status: 'closed', items: [{ words: 'peti sev' }, {}] },
      ]);
      const post = (body: string): Promise<Response> => fetch(`${sandbox.url}/sandbox/habits`, { method: 'POST', body });
      expect(await (await post('{"p429":1}')).json()).toMatchObject({ p429: 1 });
      expect((await post('{"nothing":1}')).status).toBe(400);
      expect((await fetch(`${sandbox.url}/data/CustomersV3`)).status).toBe(429);
      const paid = await fetch(`${sandbox.url}/sandbox/payments`, { method: 'POST', body: '{"customer":"C-1042","amount":"50000.00"}' });
      expect(await paid.json()).toEqual({ customer: 'C-1042', balance: '50000.00' });
      expect(await (await fetch(`${sandbox.url}/sandbox/credit/C-1042`)).json()).toMatchObject({ limit: '500000', owed: '50000.00', ordered: '0.00' });
    } finally {
      await sandbox.stop();
    }
  });
});
