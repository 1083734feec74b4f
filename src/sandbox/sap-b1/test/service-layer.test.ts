import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyCompany } from '../../kit/test/tiny-company.ts';
import { createB1Sandbox, type B1Habits, type B1SandboxHandler } from '../index.ts';

const auth = { companyDb: 'SBO', user: 'u', password: 'p' };
const origin = 'http://b1.test';

interface Client {
  readonly sandbox: B1SandboxHandler;
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; json: Record<string, unknown>; text: string; etag: string }>;
}

async function client(habits: Partial<B1Habits> = {}, stateDir: string | null = null): Promise<Client> {
  const sandbox = await createB1Sandbox({ stateDir, seed: tinyCompany(), auth, habits });
  const login = await sandbox.fetch(`${origin}/b1s/v2/Login`, { method: 'POST', body: JSON.stringify({ CompanyDB: 'SBO', UserName: 'u', Password: 'p' }) });
  const cookie = login.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return {
    sandbox,
    ask: async (method, path, body, headers = {}) => {
      const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
      const answer = await sandbox.fetch(`${origin}/b1s/${path.startsWith('v1/') ? path : `v2/${path}`}`, {
        method,
        body: text,
        headers: { cookie, ...(text === null ? {} : { 'content-type': 'application/json' }), ...headers },
      });
      const got = await answer.text();
      return {
        status: answer.status,
        text: got,
        json: got.startsWith('{') ? (JSON.parse(got) as Record<string, unknown>) : {},
        etag: answer.headers.get('etag') ?? '',
      };
    },
  };
}

const order = {
  CardCode: 'C-1042',
  DocDueDate: '2026-11-24',
  NumAtCard: 'A',
  DocumentLines: [
    { ItemCode: 'SEV200', Quantity: 4 },
    { ItemCode: 'CHP5', Quantity: 2 },
  ],
};
const linesOf = (json: Record<string, unknown>): unknown[] =>
  (json['DocumentLines'] as Record<string, unknown>[]).map((line) => [line['LineNum'], line['ItemCode'], line['Quantity'], line['UnitPrice']]);

describe('orders', () => {
  it('are priced, numbered and numbered apart from their paper', async () => {
    const { ask } = await client();
    const { status, json } = await ask('POST', 'Orders', order);
    expect(status).toBe(201);
    expect(json).toMatchObject({ DocEntry: 2, DocNum: 3_000_002, DocTotal: 6_960, BPL_IDAssignedToInvoice: 1, DocumentStatus: 'bost_Open' });
    expect(linesOf(json)).toEqual([
      [0, 'SEV200', 4, 1_260],
      [1, 'CHP5', 2, 960],
    ]);
  });

  it('merge rows on a change, unless the header says that they are replaced', async () => {
    const { ask } = await client();
    await ask('POST', 'Orders', order);
    await ask('PATCH', 'Orders(2)', { DocumentLines: [{ LineNum: 1, Quantity: 3 }] });
    expect(linesOf((await ask('GET', 'Orders(2)')).json)).toEqual([
      [0, 'SEV200', 4, 1_260],
      [1, 'CHP5', 3, 960],
    ]);
    await ask('PATCH', 'Orders(2)', { DocumentLines: [{ LineNum: 1, Quantity: 1 }] }, { 'b1s-replacecollectionsonpatch': 'true' });
    expect(linesOf((await ask('GET', 'Orders(2)')).json)).toEqual([[1, 'CHP5', 1, 960]]);
  });

  it('may carry the same NumAtCard twice, unless the company forbids it', async () => {
    const { ask, sandbox } = await client();
    await ask('POST', 'Orders', order);
    expect((await ask('POST', 'Orders', order)).status).toBe(201);
    sandbox.habits.change({ uniqueNumAtCard: true });
    expect(await ask('POST', 'Orders', order)).toMatchObject({ status: 400, json: { error: { code: '-10' } } });
  });

  it('close and cancel once', async () => {
    const { ask } = await client();
    await ask('POST', 'Orders', order);
    expect((await ask('POST', 'Orders(2)/Cancel')).status).toBe(204);
    expect((await ask('POST', 'Orders(2)/Cancel')).status).toBe(400);
    expect((await ask('GET', 'Orders(2)')).json).toMatchObject({ Cancelled: 'tYES' });
  });
});

describe('the protocol', () => {
  it('counts ETags on single calls and passes them over in a batch; a change set that fails is -1116 and undone', async () => {
    const { ask } = await client();
    await ask('POST', 'Orders', order);
    const { etag } = await ask('GET', 'Orders(2)');
    await ask('PATCH', 'Orders(2)', { Comments: 'x' }, { 'if-match': etag });
    expect(await ask('PATCH', 'Orders(2)', { Comments: 'y' }, { 'if-match': etag })).toMatchObject({ status: 412, json: { error: { code: '-2039' } } });
    const part = (id: number, method: string, url: string, body: string): string =>
      [
        '--c',
        'Content-Type: application/http',
        `Content-ID: ${id}`,
        '',
        `${method} ${url}`,
        'Content-Type: application/json',
        `If-Match: ${etag}`,
        '',
        body,
      ].join('\r\n');
    const batch = (...parts: string[]): string => ['--b', 'Content-Type: multipart/mixed; boundary=c', '', ...parts, '--c--', '--b--', ''].join('\r\n');
    const headers = { 'content-type': 'multipart/mixed; boundary=b' };
    expect((await ask('POST', '$batch', batch(part(1, 'PATCH', '/b1s/v2/Orders(2)', '{"Comments":"z"}')), headers)).status).toBe(202);
    expect((await ask('GET', 'Orders(2)')).json).toMatchObject({ Comments: 'z' });
    const failed = await ask(
      'POST',
      '$batch',
      batch(part(1, 'PATCH', '/b1s/v2/Orders(2)', '{"Comments":"w"}'), part(2, 'POST', '/b1s/v2/Orders', '{"CardCode":"NONE"}')),
      headers,
    );
    expect(failed.text).toContain('"-1116"');
    expect((await ask('GET', 'Orders(2)')).json).toMatchObject({ Comments: 'z' });
  });

  it('gives twenty rows, or as many as are asked for, with a relative next link', async () => {
    const sandbox = await client();
    const usual = await sandbox.ask('GET', 'BusinessPartners', undefined, { prefer: 'odata.maxpagesize=2' });
    expect(usual.json['value']).toHaveLength(2);
    expect(usual.json['@odata.nextLink']).toBe('BusinessPartners?$skip=2');
    expect((await sandbox.ask('GET', 'BusinessPartners', undefined, { prefer: 'odata.maxpagesize=0' })).json['value']).toHaveLength(6);
  });

  it('tells cases apart, unless it is asked not to', async () => {
    const { ask } = await client();
    const path = "BusinessPartners?$filter=CardCode eq 'c-1042'";
    expect((await ask('GET', path)).json['value']).toHaveLength(0);
    expect((await ask('GET', path, undefined, { 'b1s-caseinsensitive': 'true' })).json['value']).toHaveLength(1);
  });

  it('says errors as numbers in v1 and as texts in v2', async () => {
    const { ask } = await client();
    expect((await ask('POST', 'v1/Orders', { CardCode: 'NONE' })).json).toMatchObject({ error: { code: -5002, message: { lang: 'en-us' } } });
    expect((await ask('POST', 'Orders', { CardCode: 'NONE' })).json).toMatchObject({ error: { code: '-5002' } });
    expect((await ask('GET', 'v1/Orders(1)')).json).toHaveProperty(['odata.metadata']);
  });
});

describe('a restart', () => {
  it('keeps what was booked, and no session', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'b1-'));
    try {
      const first = await client({}, dir);
      await first.ask('POST', 'Orders', order);
      await first.sandbox.close();
      const second = await client({}, dir);
      expect((await second.ask('GET', 'Orders(2)')).json).toMatchObject({ NumAtCard: 'A', DocTotal: 6_960 });
      expect(second.sandbox.sessions()).toBe(1);
      await second.sandbox.close();
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});
