import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyCompany } from '../../kit/test/tiny-company.ts';
import type { OracleHabits, OracleSandboxHandler } from '../index.ts';
import { createOracleSandbox, startOracleSandbox } from '../index.ts';

const auth = { user: 'u', password: 'p', clientId: 'c', clientSecret: 's' };
const root = 'http://oracle.test/fscmRestApi/resources/11.13.18.05';
const authorization = `Basic ${Buffer.from('u:p').toString('base64')}`;

const start = (habits: Partial<OracleHabits> = {}, stateDir: string | null = null): Promise<OracleSandboxHandler> =>
  createOracleSandbox({ stateDir, seed: tinyCompany(30), auth, habits });

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  readonly json: any;
}

async function call(sandbox: OracleSandboxHandler, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await sandbox.fetch(path.startsWith('http') ? path : `${root}/${path}`, {
    method,
    headers: { authorization, 'rest-framework-version': '4', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  let json: unknown = null;
  try {
    json = JSON.parse(text) as unknown;
  } catch {
    // plain text
  }
  return { status: response.status, type: response.headers.get('content-type') ?? '', text, json };
}

const order = (id: string, more: Record<string, unknown> = {}, quantity = 4) => ({
  SourceTransactionSystem: 'MOS',
  SourceTransactionId: id,
  SourceTransactionNumber: id,
  BusinessUnitName: 'VS01',
  BuyingPartyNumber: 'C-1042',
  TransactionalCurrencyCode: 'INR',
  SubmittedFlag: true,
  lines: [
    {
      SourceTransactionLineId: '10',
      SourceTransactionLineNumber: '10',
      SourceScheduleNumber: '1',
      SourceTransactionScheduleId: '10',
      ProductNumber: 'SEV200',
      OrderedQuantity: quantity,
      OrderedUOMCode: 'CAR',
    },
  ],
  ...more,
});

describe('reading', () => {
  it('sends 25 rows unless asked for more, says whether there are more, and counts when asked', async () => {
    const sandbox = await start();
    const first = await call(sandbox, 'GET', 'itemsV2?q=OrganizationCode=VMO');
    expect(first.json).toMatchObject({ count: 25, hasMore: true, limit: 25, offset: 0 });
    expect(first.json).not.toHaveProperty('totalResults');
    const rest = await call(sandbox, 'GET', 'itemsV2?q=OrganizationCode=VMO&offset=25&limit=9999&totalResults=true');
    expect(rest.json).toMatchObject({ count: 10, hasMore: false, limit: 500, totalResults: 35 });
  });

  it('knows q of both manners, orderBy, fields and onlyData', async () => {
    const sandbox = await start();
    const numbers = async (query: string): Promise<string[]> =>
      ((await call(sandbox, 'GET', `itemsV2?onlyData=true&limit=100&${query}`)).json.items as { ItemNumber: string }[]).map((row) => row.ItemNumber);
    expect(
      await numbers(`q=${encodeURIComponent("OrganizationCode = 'VMO' and (ItemNumber in ('BULK','CHP5') or ItemNumber like 'OL%')")}&orderBy=ItemNumber:desc`),
    ).toEqual(['OLD1', 'CHP5', 'BULK']);
    expect(await numbers('q=OrganizationCode=VMO;ItemNumber=BULK&fields=ItemNumber')).toEqual(['BULK']);
    const row = (await call(sandbox, 'GET', 'itemsV2?q=ItemNumber=BULK&fields=ItemNumber&onlyData=true')).json.items[0];
    expect(row).toEqual({ ItemNumber: 'BULK' });
    for (const query of ['q=Nothing=1', 'q=ItemNumber', 'orderBy=Nothing', 'expand=Nothing', 'limit=x'])
      expect((await call(sandbox, 'GET', `itemsV2?${query}`)).json, query).toMatchObject({
        title: 'Bad Request',
        status: '400',
        'o:errorDetails': [{ detail: expect.any(String) }],
      });
  });

  it('expands children as lists with pages from framework 3 on, as arrays before; links carry the version', async () => {
    const sandbox = await start();
    const modern = (await call(sandbox, 'GET', 'salesOrdersForOrderHub?expand=lines&limit=1')).json.items[0];
    expect(modern.lines).toMatchObject({ count: 2, hasMore: false, items: [{ ProductNumber: 'SEV200' }, {}] });
    expect(modern.links).toContainEqual(expect.objectContaining({ rel: 'self', properties: { changeIndicator: expect.any(String) } }));
    const old = (await call(sandbox, 'GET', 'salesOrdersForOrderHub?expand=lines&limit=1', undefined, { 'rest-framework-version': '1' })).json.items[0];
    expect(old.lines).toHaveLength(2);
    const balance = (await call(sandbox, 'GET', 'inventoryOnhandBalances?limit=1')).json.items[0];
    const href = (balance.links as { rel: string; name: string; href: string }[]).find((link) => link.rel === 'child' && link.name === 'lots')?.href ?? '';
    expect((await call(sandbox, 'GET', href)).json.items).toHaveLength(2);
  });

  it('describes what it has, and does not do what it does not', async () => {
    const sandbox = await start();
    const described = (await call(sandbox, 'GET', 'salesOrdersForOrderHub/describe')).json.Resources.salesOrdersForOrderHub;
    expect(described.attributes).toContainEqual(expect.objectContaining({ name: 'SourceTransactionId', mandatory: true, queryable: true, maxLength: '50' }));
    expect(described.children.lines.attributes.length).toBeGreaterThan(10);
    expect((await call(sandbox, 'GET', 'materialTransactions')).text).toContain('GET action not supported');
    expect((await call(sandbox, 'GET', 'nothing')).status).toBe(404);
    expect((await call(sandbox, 'DELETE', 'salesOrdersForOrderHub/OPS:1')).status).toBe(405);
  });
});

describe('bad input', () => {
  it('gets errors of Oracle: JSON details in framework 2 and later, plain text before', async () => {
    const sandbox = await start();
    const cases: readonly (readonly [string, unknown, Record<string, string>, number])[] = [
      ['a broken body', '{"a":', {}, 400],
      ['no object', '[1]', {}, 400],
      ['another content type', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
      ['an unknown attribute', order('MO1', { Nothing: 1 }), {}, 400],
      ['a text for a number', order('MO1', { lines: [{ ...order('x').lines[0], OrderedQuantity: '4' }] }), {}, 400],
      ['a required attribute that is missing', order('MO1', { SourceTransactionId: '' }), {}, 400],
      ['no credentials', order('MO1'), { authorization: '' }, 401],
    ];
    for (const [name, body, headers, status] of cases) {
      const answer = await call(sandbox, 'POST', 'salesOrdersForOrderHub', body, headers);
      expect(answer.status, name).toBe(status);
      expect(answer.json, name).toMatchObject({
        status: String(status),
        'o:errorDetails': [{ detail: expect.any(String), 'o:errorCode': expect.any(String) }],
      });
      const old = await call(sandbox, 'POST', 'salesOrdersForOrderHub', body, { ...headers, 'rest-framework-version': '1' });
      expect(old.type, name).toMatch(/^text\/plain/);
    }
    expect((await call(sandbox, 'GET', 'http://oracle.test/sandbox/orders')).json.total).toBe(1);
  });

  it('refuses tokens to who cannot prove itself', async () => {
    const sandbox = await start();
    const ask = (user: string, body: string, type = 'application/x-www-form-urlencoded') =>
      sandbox.fetch('http://idcs.test/oauth2/v1/token', {
        method: 'POST',
        body,
        headers: { authorization: `Basic ${Buffer.from(user).toString('base64')}`, 'content-type': type },
      });
    expect((await ask('c:wrong', 'grant_type=client_credentials&scope=x')).status).toBe(401);
    expect((await ask('c:s', 'grant_type=password&scope=x')).status).toBe(400);
    expect((await ask('c:s', 'grant_type=client_credentials')).status).toBe(400);
    expect((await ask('c:s', '{}', 'application/json')).status).toBe(415);
    const { access_token: token } = (await (await ask('c:s', 'grant_type=client_credentials&scope=x')).json()) as { access_token: string };
    expect((await call(sandbox, 'GET', 'finBusinessUnitsLOV', undefined, { authorization: `Bearer ${token}` })).status).toBe(200);
  });
});

describe('sales orders', () => {
  it('the natural key is taken once; upsert writes over it without asking', async () => {
    const sandbox = await start();
    expect((await call(sandbox, 'POST', 'salesOrdersForOrderHub', order('MO1'))).status).toBe(201);
    expect((await call(sandbox, 'POST', 'salesOrdersForOrderHub', order('MO1'))).text).toContain('already exists');
    const upsert = await call(sandbox, 'POST', 'salesOrdersForOrderHub', order('MO1', {}, 9), { 'upsert-mode': 'true' });
    expect(upsert.status).toBe(200);
    const read = await call(sandbox, 'GET', 'salesOrdersForOrderHub/MOS:MO1?expand=lines');
    expect(read.json).toMatchObject({ SourceTransactionRevisionNumber: 2, lines: { items: [{ OrderedQuantity: 9, UnitSellingPrice: 1260 }] } });
    expect((await call(sandbox, 'GET', 'salesOrdersForOrderHub/MOS:MO2')).status).toBe(404);
  });

  it('a stale version is refused, a right one makes a revision, all or nothing', async () => {
    const sandbox = await start();
    await call(sandbox, 'POST', 'salesOrdersForOrderHub', order('MO1'));
    const path = 'salesOrdersForOrderHub/MOS:MO1';
    const version = async (): Promise<string> =>
      ((await call(sandbox, 'GET', path)).json.links as { properties?: { changeIndicator: string } }[])[0]?.properties?.changeIndicator ?? '';
    const first = await version();
    expect((await call(sandbox, 'PATCH', path, { CustomerPONumber: 'PO 1' }, { 'if-match': first })).status).toBe(200);
    expect((await call(sandbox, 'PATCH', path, { CustomerPONumber: 'PO 2' }, { 'if-match': first })).status).toBe(412);
    const half = {
      lines: [
        { SourceTransactionLineId: '10', OrderedQuantity: 5 },
        { ...order('x').lines[0], SourceTransactionLineId: '20', ProductNumber: 'OLD1' },
      ],
    };
    expect((await call(sandbox, 'PATCH', path, half, { 'if-match': await version() })).text).toContain('orderable');
    const cancel = { lines: [{ SourceTransactionLineId: '10', OrderedQuantity: 0 }] };
    expect((await call(sandbox, 'PATCH', path, cancel)).text).toContain('cancel reason');
    expect((await call(sandbox, 'GET', `${path}?expand=lines`)).json).toMatchObject({ CustomerPONumber: 'PO 1', lines: { items: [{ OrderedQuantity: 4 }] } });
    expect((await call(sandbox, 'PATCH', path, { lines: [{ ...cancel.lines[0], CancelReasonCode: 'X' }] })).json).toMatchObject({
      StatusCode: 'CANCELED',
      CanceledFlag: true,
    });
  });

  it('frozen prices need charges', async () => {
    const sandbox = await start();
    expect((await call(sandbox, 'POST', 'salesOrdersForOrderHub', order('MO1', { FreezePriceFlag: true }))).text).toContain('charges');
  });
});

const staged = (more: Record<string, unknown> = {}) => ({
  OrganizationName: 'PI01',
  TransactionTypeName: 'Miscellaneous Receipt',
  ItemNumber: 'CHP5',
  SubinventoryCode: 'FG01',
  TransactionQuantity: 5,
  TransactionUnitOfMeasure: 'CAR',
  TransactionDate: `${new Date().toISOString().slice(0, 10)}T00:00:00+00:00`,
  TransactionReference: 'MOREF',
  TransactionHeaderId: 77,
  TransactionMode: 'Online',
  SourceCode: 'MOS',
  SourceHeaderId: 1,
  SourceLineId: 1,
  ...more,
});

describe('staged transactions', () => {
  it('online processes at once, background waits for its header, errors keep the row with its words', async () => {
    const sandbox = await start();
    const count = async (resource: string): Promise<number> => (await call(sandbox, 'GET', `${resource}?q=TransactionReference='MOREF'`)).json.count as number;
    expect((await call(sandbox, 'POST', 'inventoryStagedTransactions', staged())).json).toMatchObject({ ProcessStatus: 'SUCCESS' });
    expect([await count('inventoryStagedTransactions'), await count('inventoryCompletedTransactions')]).toEqual([0, 1]);
    await call(sandbox, 'POST', 'inventoryStagedTransactions', staged({ TransactionMode: '3' }));
    expect(await count('inventoryStagedTransactions')).toBe(1);
    const action = { 'content-type': 'application/vnd.oracle.adf.action+json' };
    expect((await call(sandbox, 'POST', 'inventoryStagedTransactions/action/processByHeader', { headerId: 77 }, action)).json).toEqual({ result: 'SUCCESS' });
    expect([await count('inventoryStagedTransactions'), await count('inventoryCompletedTransactions')]).toEqual([0, 2]);
    const wrong = await call(sandbox, 'POST', 'inventoryStagedTransactions', staged({ TransactionTypeName: 'Miscellaneous Issue' }));
    expect(wrong).toMatchObject({ status: 201, json: { ProcessStatus: '3', ErrorCode: 'INV_INT_QTYSGNCODE' } });
    const id = String(wrong.json.TransactionInterfaceId);
    expect((await call(sandbox, 'DELETE', `inventoryStagedTransactions/${id}`)).status).toBe(204);
    expect(await count('inventoryStagedTransactions')).toBe(0);
  });

  it('408 keeps the row staged', async () => {
    const sandbox = await start({ p408Staged: 1 });
    expect((await call(sandbox, 'POST', 'inventoryStagedTransactions', staged())).status).toBe(408);
    expect((await call(sandbox, 'GET', "inventoryStagedTransactions?q=TransactionReference='MOREF'")).json.count).toBe(1);
  });
});

describe('what it remembers', () => {
  it('outlives a restart, and counts on where it was', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'oracle-sandbox-'));
    try {
      const first = await start({}, dir);
      await call(first, 'POST', 'salesOrdersForOrderHub', order('MO1'));
      await call(first, 'POST', 'inventoryStagedTransactions', staged());
      const before = await (await first.fetch('http://oracle.test/sandbox/stock')).text();
      await first.close();
      const second = await start({}, dir);
      expect(await (await second.fetch('http://oracle.test/sandbox/stock')).text()).toBe(before);
      const numbers = [
        (await call(second, 'GET', 'salesOrdersForOrderHub/MOS:MO1')).json.OrderNumber,
        (await call(second, 'POST', 'salesOrdersForOrderHub', order('MO2'))).json.OrderNumber,
      ];
      expect(Number(numbers[1])).toBe(Number(numbers[0]) + 1);
      await second.close();
      await expect(createOracleSandbox({ stateDir: dir, seed: { ...tinyCompany(), today: '2026-01-01' }, auth })).rejects.toThrow('2026-11-22');
    } finally {
      await rm(dir, { recursive: true });
    }
  });

  it('listens, shows its page, and takes habits', async () => {
    const sandbox = await startOracleSandbox({ stateDir: null, seed: tinyCompany(), auth, port: 0 });
    try {
      expect(await (await fetch(`${sandbox.url}/`)).text()).toContain('Sandbox Oracle Fusion');
      const change = (body: unknown) => fetch(`${sandbox.url}/sandbox/habits`, { method: 'POST', body: JSON.stringify(body) });
      expect((await change({ p429: 2 })).status).toBe(400);
      expect(((await (await change({ p429: 1, retryAfterS: 7 })).json()) as OracleHabits).p429).toBe(1);
      const throttled = await fetch(`${sandbox.url}/fscmRestApi/resources/latest/itemsV2`);
      expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '7']);
    } finally {
      await sandbox.stop();
    }
  });
});
