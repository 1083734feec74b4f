import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CompanySeed } from '../../kit/index.ts';
import { tinyCompany } from '../../kit/test/tiny-company.ts';
import { createBcSandbox, startBcSandbox, type BcHabits, type BcSandboxHandler } from '../index.ts';

const auth = { tenant: 't1', environment: 'production', clientId: 'app', clientSecret: 's', user: 'u', webServiceKey: 'k' };
const origin = 'http://bc.test';
const root = `${origin}/v2.0/t1/production`;

interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly text: string;
  readonly code: string | undefined;
  readonly message: string;
}
interface Client {
  readonly sandbox: BcSandboxHandler;
  /** Path below the company. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Path below the environment, with `{c}` for the company. */
  at(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  value(path: string): Promise<readonly Record<string, unknown>[]>;
}

const form = (more: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'app', client_secret: 's', scope: 'https://x/.default', ...more }).toString(),
});

async function read(answer: Response): Promise<Answer> {
  const text = await answer.text();
  const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
  const error = json['error'] as { code?: string; message?: string } | undefined;
  return { status: answer.status, json, text, code: error?.code, message: error?.message ?? '' };
}

async function client(habits: Partial<BcHabits> = {}, seed: CompanySeed = tinyCompany(), stateDir: string | null = null): Promise<Client> {
  const sandbox = await createBcSandbox({ stateDir, seed, auth, habits });
  const token = (await read(await sandbox.fetch(`${origin}/t1/oauth2/v2.0/token`, form()))).json['access_token'] as string;
  const call = async (method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
    return read(
      await sandbox.fetch(url, {
        method,
        body: text,
        headers: { authorization: `Bearer ${token}`, ...(text === null ? {} : { 'content-type': 'application/json' }), ...headers },
      }),
    );
  };
  const companies = (await call('GET', `${root}/api/v2.0/companies`)).json['value'] as { id: string; name: string }[];
  const id = companies.find((one) => one.name.startsWith('Vindhya S'))?.id ?? '';
  const at: Client['at'] = (method, path, body, headers) =>
    call(
      method,
      `${root}/${path.replaceAll('{c}', `companies(${id})`)}`,
      typeof body === 'object' ? JSON.parse(JSON.stringify(body).replaceAll('{c}', `companies(${id})`)) : body,
      headers,
    );
  const ask: Client['ask'] = (method, path, body, headers) => at(method, `api/v2.0/{c}/${path}`, body, headers);
  return { sandbox, at, ask, value: async (path) => (await ask('GET', path)).json['value'] as Record<string, unknown>[] };
}

const order = (
  more: Record<string, unknown> = {},
  lines: Record<string, unknown>[] = [{ lineType: 'Item', lineObjectNumber: 'CHP5', quantity: 2, unitOfMeasureCode: 'CAR' }],
) => ({
  customerNumber: 'C-1042',
  externalDocumentNumber: 'moabc',
  salesOrderLines: lines,
  ...more,
});
const linesOf = async (bc: Client, id: unknown) =>
  (await bc.value(`salesOrderLines?$filter=documentId eq ${String(id)}`)).map((line) => [
    line['sequence'],
    line['lineObjectNumber'],
    line['quantity'],
    line['unitPrice'],
  ]);

describe('signing in', () => {
  it('is as with Entra ID: a token by secret, and its own errors', async () => {
    const sandbox = await createBcSandbox({ stateDir: null, seed: tinyCompany(), auth });
    const ask = async (init: RequestInit, tenant = 't1') => {
      const { status, json } = await read(await sandbox.fetch(`${origin}/${tenant}/oauth2/v2.0/token`, init));
      return [status, json['error'] ?? json['token_type']];
    };
    expect(await ask(form())).toEqual([200, 'Bearer']);
    expect(await ask(form({ client_secret: 'x' }))).toEqual([401, 'invalid_client']);
    expect(await ask(form({ client_id: 'x' }))).toEqual([400, 'unauthorized_client']);
    expect(await ask(form({ scope: 'read' }))).toEqual([400, 'invalid_scope']);
    expect(await ask(form({ grant_type: 'password' }))).toEqual([400, 'unsupported_grant_type']);
    expect(await ask(form(), 'other')).toEqual([400, 'invalid_request']);
    expect(await ask({ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).toEqual([400, 'invalid_request']);
    expect((await read(await sandbox.fetch(`${root}/api/v2.0/companies`))).code).toBe('Authentication_InvalidCredentials');
    expect(sandbox.tokens()).toBe(1);
  });

  it('on premises takes a user with a key', async () => {
    const { sandbox } = await client();
    const header = (text: string) => ({ headers: { authorization: `Basic ${Buffer.from(text).toString('base64')}` } });
    expect((await sandbox.fetch(`${origin}/BC/api/v2.0/companies`, header('u:k'))).status).toBe(200);
    expect((await sandbox.fetch(`${origin}/BC/api/v2.0/companies`, header('u:x'))).status).toBe(401);
  });
});

describe('reading', () => {
  it('pages with next links, knows no null, and codes names', async () => {
    const bc = await client({ pageSize: 2 });
    const first = (await bc.ask('GET', 'customers?$orderby=number&$count=true')).json;
    expect(first).toMatchObject({
      '@odata.count': 4,
      value: [{ number: '900007', phoneNumber: '', blocked: '_x0020_', taxAreaId: '00000000-0000-0000-0000-000000000000' }, {}],
    });
    expect(String(first['@odata.nextLink'])).toMatch(/^http:\/\/bc\.test\/.*\$skiptoken=/);
    const [sales] = await bc.value('salesInvoices?$expand=salesInvoiceLines&$orderby=number desc');
    expect(sales).toMatchObject({ promisedPayDate: '0001-01-01', salesInvoiceLines: [{ sequence: 10_000, lineType: 'Account' }] });
  });

  it('shows what was published beside the API, and only reads there', async () => {
    const bc = await client();
    const path = `ODataV4/Company('${encodeURIComponent('Vindhya Snacks & Foods')}')`;
    expect((await bc.at('GET', `${path}/ItemUnits?$filter=Item_No eq 'SEV200'`)).json['value']).toMatchObject([
      { Code: 'CAR', Qty_per_Unit_of_Measure: 30 },
      { Code: 'PC', Qty_per_Unit_of_Measure: 1 },
    ]);
    expect(await bc.at('POST', `${path}/ItemUnits`, {})).toMatchObject({ status: 405, code: 'BadRequest_MethodNotAllowed' });
    expect(await bc.at('GET', "ODataV4/Company('CRONUS')/ItemUnits")).toMatchObject({ status: 404, code: 'Internal_CompanyNotFound' });
  });

  it('answers bad input as Business Central does', async () => {
    const bc = await client();
    expect(await bc.ask('GET', 'nothings')).toMatchObject({ status: 404, code: 'BadRequest_ResourceNotFound' });
    expect(await bc.ask('GET', 'customers(00000000-0000-0000-0000-000000000001)')).toMatchObject({ status: 404 });
    expect(await bc.ask('GET', 'customers?$filter=nothing eq 1')).toMatchObject({ status: 400 });
    expect(await bc.ask('GET', 'salesOrderLines')).toMatchObject({ status: 400, code: 'Application_DialogException' });
    expect(await bc.ask('GET', 'contactsInformation')).toMatchObject({ status: 400 });
    expect(await bc.ask('POST', 'salesOrders', '{"cust')).toMatchObject({ status: 400, code: 'BadRequest' });
    expect(await bc.ask('POST', 'salesOrders', '<a/>', { 'content-type': 'text/xml' })).toMatchObject({ status: 415 });
    expect(await bc.ask('POST', 'salesOrders', { foo: 1 })).toMatchObject({ status: 400, message: expect.stringContaining("'foo' does not exist") as unknown });
    expect(await bc.ask('POST', 'salesOrders', { status: 'Open' })).toMatchObject({ status: 400, code: 'BadRequest_InvalidOperation' });
    expect(await bc.ask('POST', 'salesOrders', order({ externalDocumentNumber: 'x'.repeat(36) }))).toMatchObject({
      status: 400,
      code: 'Application_StringExceededLength',
    });
    expect(await bc.ask('POST', 'customers', { number: 'X' })).toMatchObject({ status: 405 });
    expect(await bc.at('GET', 'api/v2.0/companies(00000000-0000-0000-0000-000000000001)/items')).toMatchObject({
      status: 404,
      code: 'Internal_CompanyNotFound',
    });
    expect((await bc.ask('POST', 'salesOrders', {})).message).toMatch(/customerNumber or a customerId must be provided\. {2}CorrelationId: /);
  });
});

describe('orders', () => {
  it('are priced by customer, group or card, numbered, and written in capitals where codes are', async () => {
    const bc = await client();
    const made = await bc.ask(
      'POST',
      'salesOrders',
      order({ customerNumber: 'C-1188' }, [
        { lineType: 'Item', lineObjectNumber: 'SEV200', quantity: 1, unitOfMeasureCode: 'CAR' },
        { lineObjectNumber: 'CHP5', quantity: 1.5 },
        { lineObjectNumber: 'BULK', quantity: 2, unitPrice: 180.255555 },
        { lineType: 'Comment', description: 'PO 7' },
      ]),
    );
    expect(made).toMatchObject({
      status: 201,
      json: { number: 'S-ORD101001', externalDocumentNumber: 'MOABC', status: 'Draft', totalAmountExcludingTax: 2_999.51 },
    });
    expect(await linesOf(bc, made.json['id'])).toEqual([
      [10_000, 'SEV200', 1, 1_199],
      [20_000, 'CHP5', 1.5, 960],
      [30_000, 'BULK', 2, 180.25556],
      [40_000, '', 0, 0],
    ]);
    expect((await bc.ask('POST', 'salesOrders', order())).json['number']).toBe('S-ORD101002');
  });

  it('are refused with the words of the base application, and nothing is left of them', async () => {
    const bc = await client();
    const line = (more: object) => order({}, [{ lineObjectNumber: 'CHP5', quantity: 1, ...more }]);
    expect(await bc.ask('POST', 'salesOrders', order({ customerNumber: 'C-9' }))).toMatchObject({ code: 'Application_DialogException' });
    expect((await bc.ask('POST', 'salesOrders', order({ customerNumber: 'C-1300' }))).message).toContain('blocked with type All');
    expect((await bc.ask('POST', 'salesOrders', order({ number: 'MINE' }))).message).toContain('You may not enter numbers manually');
    expect(await bc.ask('POST', 'salesOrders', line({ lineObjectNumber: 'NO' }))).toMatchObject({ code: 'Internal_InvalidTableRelation' });
    expect(await bc.ask('POST', 'salesOrders', line({ lineObjectNumber: 'OLD1' }))).toMatchObject({ code: 'Application_FieldValidationException' });
    expect(await bc.ask('POST', 'salesOrders', line({ unitOfMeasureCode: 'TIN' }))).toMatchObject({ status: 404, code: 'Internal_RecordNotFound' });
    // seen since release 22
    expect((await bc.ask('POST', 'salesOrders', line({ sequence: 10_000 }))).message).toContain('SystemId');
    expect(await bc.value('salesOrders')).toEqual([]);
    bc.sandbox.habits.change({ sequenceBreaks: false });
    expect((await bc.ask('POST', 'salesOrders', line({ sequence: 5_000 }))).status).toBe(201);
  });

  it('only warn of credit, unless an extension of the company blocks', async () => {
    const bc = await client();
    const big = order({ customerNumber: 'C-1188' }, [{ lineObjectNumber: 'SEV200', quantity: 40 }]);
    expect((await bc.ask('POST', 'salesOrders', big)).status).toBe(201);
    bc.sandbox.habits.change({ creditCheck: 'refuse' });
    expect(await bc.ask('POST', 'salesOrders', big)).toMatchObject({ status: 400 });
  });

  it('need If-Match to be changed or deleted, and the right one', async () => {
    const bc = await client();
    const { json } = await bc.ask('POST', 'salesOrders', order());
    const path = `salesOrders(${String(json['id'])})`;
    expect(await bc.ask('PATCH', path, { email: 'a@b' })).toMatchObject({ status: 400, code: 'BadRequest_InvalidToken' });
    expect(await bc.ask('DELETE', path)).toMatchObject({ status: 400, code: 'BadRequest_InvalidToken' });
    const etag = String(json['@odata.etag']);
    expect(await bc.ask('PATCH', path, { email: 'a@b' }, { 'if-match': etag })).toMatchObject({ status: 200, json: { email: 'a@b' } });
    expect(await bc.ask('PATCH', path, { email: 'c@d' }, { 'if-match': etag })).toMatchObject({ status: 409, code: 'Request_EntityChanged' });
    bc.sandbox.habits.change({ staleStatus: 412 });
    expect(await bc.ask('PATCH', path, { email: 'c@d' }, { 'if-match': etag })).toMatchObject({ status: 412 });
    bc.sandbox.habits.change({ ifMatch: 'honoured' });
    expect(await bc.ask('DELETE', path)).toMatchObject({ status: 204 });
    expect(await bc.value('salesOrders')).toEqual([]);
  });

  it('change by their lines, which move the version of the order', async () => {
    const bc = await client();
    const { json } = await bc.ask('POST', 'salesOrders', order());
    const [line] = await bc.value(`salesOrderLines?$filter=documentId eq ${String(json['id'])}`);
    const path = `salesOrderLines(${String(line?.['id'])})`;
    expect(await bc.ask('PATCH', path, { quantity: 3 }, { 'if-match': '*' })).toMatchObject({
      status: 200,
      json: { quantity: 3, unitPrice: 960, netAmount: 2_880 },
    });
    // another quantity is priced anew
    expect(await bc.ask('PATCH', path, { unitPrice: 0, discountPercent: 100 }, { 'if-match': '*' })).toMatchObject({ json: { unitPrice: 0, netAmount: 0 } });
    expect(await bc.ask('PATCH', path, { quantity: 4 }, { 'if-match': '*' })).toMatchObject({ json: { unitPrice: 960, netAmount: 3_840 } });
    expect(await bc.ask('PATCH', path, { lineObjectNumber: 'SEV200' }, { 'if-match': '*' })).toMatchObject({
      json: { lineObjectNumber: 'SEV200', unitPrice: 1_260 },
    });
    expect(await bc.ask('POST', `salesOrders(${String(json['id'])})/salesOrderLines`, { lineObjectNumber: 'BULK', quantity: 1 })).toMatchObject({
      status: 201,
      json: { sequence: 20_000 },
    });
    expect(await bc.ask('DELETE', path, undefined, { 'if-match': '*' })).toMatchObject({ status: 204 });
    const [now] = await bc.value('salesOrders');
    expect(now).toMatchObject({ totalAmountExcludingTax: 185.05 });
    expect(now?.['@odata.etag']).not.toBe(json['@odata.etag']);
  });

  it('are shipped and invoiced at once, and deleted with the last invoice', async () => {
    const bc = await client();
    const { json } = await bc.ask('POST', 'salesOrders', order());
    const id = String(json['id']);
    const [line] = await bc.value(`salesOrderLines?$filter=documentId eq ${id}`);
    const path = `salesOrderLines(${String(line?.['id'])})`;
    const inventory = async () => (await bc.value("items?$filter=number eq 'CHP5'"))[0]?.['inventory'];
    expect(await inventory()).toBe(14_640);
    await bc.ask('PATCH', path, { shipQuantity: 1, invoiceQuantity: 1 }, { 'if-match': '*' });
    expect((await bc.ask('POST', `salesOrders(${id})/Microsoft.NAV.shipAndInvoice`)).status).toBe(204);
    expect(await inventory()).toBe(14_640 - 240);
    expect(await bc.value(`salesOrderLines?$filter=documentId eq ${id}`)).toMatchObject([{ shippedQuantity: 1, invoicedQuantity: 1 }]);
    expect(await bc.ask('DELETE', path, undefined, { 'if-match': '*' })).toMatchObject({ status: 400, code: 'Application_FieldValidationException' });
    expect((await bc.ask('POST', `salesOrders(${id})/Microsoft.NAV.shipAndInvoice`)).status).toBe(204);
    expect(await bc.value('salesOrders')).toEqual([]);
    const posted = await bc.value("salesInvoices?$filter=orderNumber eq 'S-ORD101001'&$expand=salesInvoiceLines");
    expect(posted).toMatchObject([{ externalDocumentNumber: 'MOABC', status: 'Open', remainingAmount: 960 }, { remainingAmount: 960 }]);
    expect(await bc.value("salesShipments?$filter=orderNumber eq 'S-ORD101001'&$expand=salesShipmentLines")).toMatchObject([
      { salesShipmentLines: [{ quantity: 1, lineType: 'Item' }] },
      {},
    ]);
    const [customer] = await bc.value("customers?$filter=number eq 'C-1042'&$expand=customerFinancialDetail");
    expect(customer).toMatchObject({ customerFinancialDetail: { balance: 101_920 } });
  });

  it('cannot be posted without lots, stock or an open period', async () => {
    const bc = await client();
    const post = async (body: unknown) => {
      const { json } = await bc.ask('POST', 'salesOrders', body);
      return (await bc.ask('POST', `salesOrders(${String(json['id'])})/Microsoft.NAV.shipAndInvoice`)).message;
    };
    expect(await post(order({}, [{ lineObjectNumber: 'SEV200', quantity: 1 }]))).toContain('You must assign a lot number');
    expect(await post(order({}, [{ lineObjectNumber: 'CHP5', quantity: 999 }]))).toContain('insufficient quantity');
    expect(await post(order({ postingDate: '2026-01-05' }))).toContain('allowed posting dates');
    expect(await bc.value("salesShipments?$filter=orderNumber ne '3000001'")).toEqual([]);
  });
});

describe('batches', () => {
  const batch = (id: unknown) => ({
    requests: [
      { method: 'PATCH', url: `{c}/salesOrders(${String(id)})`, headers: { 'If-Match': '*', 'Content-Type': 'application/json' }, body: { email: 'x@y' } },
      { method: 'POST', url: `{c}/salesOrders(${String(id)})/salesOrderLines`, headers: {}, body: { lineObjectNumber: 'OLD1', quantity: 1 } },
      { method: 'PATCH', url: `{c}/salesOrders(${String(id)})`, headers: { 'If-Match': '*' }, body: { phoneNumber: '1' } },
    ],
  });

  it('hold as a whole with Isolation, and tell what was undone as done', async () => {
    const bc = await client();
    const { json } = await bc.ask('POST', 'salesOrders', order());
    const answer = await bc.at('POST', 'api/v2.0/$batch', batch(json['id']), { isolation: 'snapshot' });
    expect(answer).toMatchObject({
      status: 200,
      json: { responses: [{ status: 200 }, { status: 400, body: { error: { code: 'Application_FieldValidationException' } } }] },
    });
    expect((answer.json['responses'] as unknown[]).length).toBe(2);
    expect((await bc.value('salesOrders'))[0]).toMatchObject({ email: '', phoneNumber: '' });
  });

  it('hold each for itself without it, or when the habit forgets it', async () => {
    for (const [habits, headers] of [
      [{}, {}],
      [{ batchForgetsIsolation: true }, { isolation: 'snapshot' }],
    ] as const) {
      const bc = await client(habits);
      const { json } = await bc.ask('POST', 'salesOrders', order());
      expect((await bc.at('POST', 'api/v2.0/$batch', batch(json['id']), headers)).status).toBe(200);
      expect((await bc.value('salesOrders'))[0]).toMatchObject({ email: 'x@y', phoneNumber: '' });
    }
  });

  it('have at most a hundred operations, one a change set, of one company', async () => {
    const bc = await client({ batchSize: 2 });
    expect((await bc.at('POST', 'api/v2.0/$batch', batch('0'))).message).toContain('at most 2');
    const part = (n: number) => `--set\r\nContent-Type: application/http\r\nContent-ID: ${n}\r\n\r\nPATCH {c}/items(0) HTTP/1.1\r\nIf-Match: *\r\n\r\n{}\r\n`;
    const text = `--b\r\nContent-Type: multipart/mixed; boundary=set\r\n\r\n${part(1)}${part(2)}--set--\r\n--b--\r\n`;
    expect(await bc.at('POST', 'api/v2.0/$batch', text, { 'content-type': 'multipart/mixed; boundary=b' })).toMatchObject({
      status: 500,
      message: expect.stringContaining('Multiple requests within the same change set are not supported') as unknown,
    });
    expect((await bc.at('POST', 'api/v2.0/$batch', { requests: [{ method: 'GET', url: 'items' }] })).code).toBe('Internal_CompanyNotFound');
  });
});

describe('limits and habits', () => {
  it('refuse too many requests, and are switched while the sandbox runs', async () => {
    const bc = await client({ requestsIn5Min: 3 });
    expect((await bc.ask('GET', 'items?$top=1')).status).toBe(200);
    await bc.ask('GET', 'items?$top=1');
    expect(await bc.ask('GET', 'items?$top=1')).toMatchObject({ status: 429 });
    const api = async (body: unknown) => read(await bc.sandbox.fetch(`${origin}/sandbox/habits`, { method: 'POST', body: JSON.stringify(body) }));
    expect((await api({ requestsIn5Min: 6_000, p503: 1 })).json).toMatchObject({ p503: 1 });
    expect(await bc.ask('GET', 'items')).toMatchObject({ status: 503 });
    expect((await api({ p503: 7 })).status).toBe(400);
    expect((await api({ nothing: 1 })).status).toBe(400);
  });

  it('shows its documents to its page', async () => {
    const bc = await client();
    await bc.ask('POST', 'salesOrders', order({}, [{ lineObjectNumber: 'CHP5', quantity: 2, description2: 'do peti' }]));
    const orders = await read(await bc.sandbox.fetch(`${origin}/sandbox/orders?customer=C-1042`));
    expect(orders.json).toMatchObject({
      total: 1,
      orders: [
        {
          number: 'S-ORD101001',
          soldTo: 'C-1042',
          reference: 'MOABC',
          net: '1920.00',
          status: 'open',
          items: [{ material: 'CHP5', words: 'do peti', quantity: '2', unit: 'CAR' }],
        },
      ],
    });
    expect((await read(await bc.sandbox.fetch(`${origin}/`))).text).toContain('Sandbox Business Central');
    expect((await read(await bc.sandbox.fetch(`${origin}/sandbox/documents`))).json).toMatchObject({
      documents: expect.arrayContaining([expect.objectContaining({ kind: 'salesInvoices' })]) as unknown,
    });
  });

  it('keeps what was booked over a restart, and listens on a port', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'bc-'));
    const before = await client({}, tinyCompany(), dir);
    await before.ask('POST', 'salesOrders', order());
    await before.sandbox.close();
    const after = await client({}, tinyCompany(), dir);
    expect(await after.value('salesOrders?$expand=salesOrderLines')).toMatchObject([
      { number: 'S-ORD101001', salesOrderLines: [{ lineObjectNumber: 'CHP5' }] },
    ]);
    await after.sandbox.close();
    await expect(createBcSandbox({ stateDir: dir, seed: { ...tinyCompany(), today: '2026-12-01' }, auth })).rejects.toThrow('not of 2026-12-01');
    const listening = await startBcSandbox({ stateDir: dir, seed: () => tinyCompany(), auth, port: 0 });
    expect((await fetch(`${listening.url}/v2.0/t1/production/api/v2.0/companies`)).status).toBe(401);
    await listening.stop();
    await rm(dir, { recursive: true });
  });
});
