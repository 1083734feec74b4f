import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CompanySeed } from '../../kit/index.ts';
import { createSapSandbox, startSapSandbox } from '../index.ts';
import { base, basic, clientOf, orderBody, salesOrders, smallSeed, startSmall } from './client.ts';

const small = [{ Material: 'SEV200', RequestedQuantity: '1', RequestedQuantityUnit: 'PC' }];
const kept = async (client: Awaited<ReturnType<typeof startSmall>>): Promise<number> =>
  (await client.get(`${salesOrders}?$filter=PurchaseOrderByCustomer eq 'MO7K2QX9D3R8VTPA'`)).json.d.results.length;

describe('bad habits', () => {
  it('loses the answer after commit: 504, or a cut connection', async () => {
    const client = await startSmall({ habits: { p504AfterCommit: 1 } });
    expect((await client.post(salesOrders, orderBody({}, small))).status).toBe(504);
    expect(await kept(client)).toBe(1);
    client.sandbox.habits.change({ p504AfterCommit: 0, pDropAfterCommit: 1 });
    await expect(client.post(salesOrders, orderBody({}, small))).rejects.toThrow('fetch failed');
    expect(await kept(client)).toBe(2);
  });

  it('cuts the connection before commit: nothing is kept', async () => {
    const client = await startSmall({ habits: { pDropBeforeCommit: 1 } });
    await expect(client.post(salesOrders, orderBody({}, small))).rejects.toThrow('fetch failed');
    expect(await kept(client)).toBe(0);
  });

  it('throttles with Retry-After, and is down until the said moment', async () => {
    const client = await startSmall({ habits: { p429: 1, retryAfterS: 2 } });
    const busy = await client.get(salesOrders);
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '2']);
    client.sandbox.habits.change({ p429: 0, downUntil: '2026-11-17T00:42:30Z' });
    const down = await client.get(salesOrders);
    expect([down.status, down.headers.get('retry-after')]).toEqual([503, '30']);
    client.sandbox.habits.change({ downUntil: '2026-11-17T00:41:00Z' });
    expect((await client.get(salesOrders)).status).toBe(200);
  });

  it('ends the session under a write: a new token is needed', async () => {
    const client = await startSmall({ habits: { p401Session: 1 } });
    const refused = await client.post(salesOrders, orderBody({}, small));
    expect([refused.status, refused.headers.get('x-csrf-token')]).toEqual([403, 'Required']);
    client.sandbox.habits.change({ p401Session: 0 });
    expect((await client.post(salesOrders, orderBody({}, small))).status).toBe(403);
    const again = await clientOf(client.sandbox);
    expect((await again.post(salesOrders, orderBody({}, small))).status).toBe(201);
  });

  it('answers 412 to a right ETag, and 201 for another quantity', async () => {
    const client = await startSmall({ habits: { p412: 1, pOtherQuantity: 1 } });
    const lied = await client.post(salesOrders, orderBody());
    expect([lied.status, lied.json.d['TotalNetAmount']]).toEqual([201, '49140.000']);
    expect(
      (await client.call('PATCH', lied.json.d.__metadata.uri, { PurchaseOrderByCustomer: 'X' }, { 'if-match': lied.json.d.__metadata.etag ?? '' })).status,
    ).toBe(412);
  });

  it('happens again in the same order with the same seed', async () => {
    const row = async (): Promise<number[]> => {
      const client = await startSmall({ habits: { p504AfterCommit: 0.3, seed: 42 } });
      const statuses: number[] = [];
      for (let index = 0; index < 20; index += 1) statuses.push((await client.post(salesOrders, orderBody({}, small))).status);
      return statuses;
    };
    const first = await row();
    expect(first).toEqual(await row());
    expect(new Set(first)).toEqual(new Set([201, 504]));
  });

  it('is switched over HTTP, and refuses what it does not know', async () => {
    const client = await startSmall();
    const post = (body: unknown): Promise<Response> =>
      client.sandbox.fetch('http://sap.local/sandbox/habits', { method: 'POST', body: JSON.stringify(body), headers: { origin: 'http://127.0.0.1:4300' } });
    const changed = await post({ slowMs: [0, 1], p429: 0.5 });
    expect(changed.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:4300');
    expect(await changed.json()).toMatchObject({ p429: 0.5 });
    expect((await post({ p42: 1 })).status).toBe(400);
    const foreign = await client.sandbox.fetch('http://sap.local/sandbox/habits', { headers: { origin: 'https://evil.example' } });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the state', () => {
  let dir = '';
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('outlives a kill: orders, changes, deletions, payments and the number range', async () => {
    dir = await mkdtemp(join(tmpdir(), 'sap-'));
    const first = await startSmall({ stateDir: dir });
    await first.post(salesOrders, orderBody({}, small));
    await first.post(salesOrders, orderBody({ PurchaseOrderByCustomer: 'MOGONE' }, small));
    await first.call('DELETE', `${salesOrders}('4500000007')`, undefined, { 'if-match': '*' });
    await first.call('PATCH', `${salesOrders}('4500000002')`, { PurchaseOrderByCustomer: 'LATE PO' }, { 'if-match': '*' });
    await first.sandbox.fetch('http://sap.local/sandbox/payments', { method: 'POST', body: JSON.stringify({ customer: 'C-1042', amount: '100' }) });
    // no close: as after kill -9
    const second = await startSmall({ stateDir: dir });
    expect(await kept(second)).toBe(1);
    expect((await second.get(`${salesOrders}('4500000007')`)).status).toBe(404);
    expect((await second.get(`${salesOrders}('4500000002')`)).json.d['PurchaseOrderByCustomer']).toBe('LATE PO');
    expect(
      (await second.get("API_CRDTMBUSINESSPARTNER/CreditExposure?$filter=BusinessPartner eq 'C-1042' and CreditExposureCategory eq '200'")).json.d.results[0]?.[
        'CreditExposureAmount'
      ],
    ).toBe('362200.000');
    expect((await second.post(salesOrders, orderBody({}, small))).json.d['SalesOrder']).toBe('4500000008');
    await second.sandbox.close();
    await first.sandbox.close();
  });

  it('keeps the day of its seed, so that a restart on another day builds the same past', async () => {
    dir = await mkdtemp(join(tmpdir(), 'sap-'));
    const auth = { user: 'U', password: 'p' };
    const days: (string | null)[] = [];
    const seed = (keptToday: string | null): CompanySeed => {
      days.push(keptToday);
      return { ...smallSeed, today: keptToday ?? '2026-11-17' };
    };
    await (await createSapSandbox({ stateDir: dir, seed, auth })).close();
    await (await createSapSandbox({ stateDir: dir, seed, auth })).close();
    expect(days).toEqual([null, '2026-11-17']);
    await expect(createSapSandbox({ stateDir: dir, seed: { ...smallSeed, today: '2027-01-01' }, auth })).rejects.toThrow(/seed of 2026-11-17/);
  });
});

describe('over a socket', () => {
  it('listens on loopback, cuts connections, takes the next port when its own is busy, and tells open pages of orders', async () => {
    const options = { stateDir: null, seed: smallSeed, auth: { user: 'KARKHANA', password: 'secret' } };
    const first = await startSapSandbox({ ...options, port: 0 });
    const second = await startSapSandbox({ ...options, port: first.port });
    expect(second.port).toBeGreaterThan(first.port);
    await second.stop();
    await expect(startSapSandbox({ ...options, port: 0, host: '0.0.0.0' })).rejects.toThrow(/loopback only/);

    const service = `${first.url}/sap/opu/odata/sap/API_SALES_ORDER_SRV/`;
    const fetched = await fetch(service, { headers: { authorization: basic, 'x-csrf-token': 'Fetch' } });
    const cookie = fetched.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const post = (): Promise<Response> =>
      fetch(`${service}A_SalesOrder`, {
        method: 'POST',
        body: JSON.stringify(orderBody({}, small)),
        headers: { authorization: basic, cookie, 'x-csrf-token': fetched.headers.get('x-csrf-token') ?? '', 'content-type': 'application/json' },
      });
    const events = await fetch(`${first.url}/sandbox/events`);
    first.habits.change({ pDropAfterCommit: 1 });
    await expect(post()).rejects.toThrow();
    first.habits.change({ pDropAfterCommit: 0 });
    expect((await post()).status).toBe(201);
    const { orders } = (await (await fetch(`${first.url}/sandbox/orders`)).json()) as { orders: { number: string; items: object[] }[] };
    expect(orders.slice(0, 2).map((order) => order.number)).toEqual(['4500000007', '4500000006']);
    expect(orders[0]).toMatchObject({
      soldToName: 'C-1042 Traders',
      net: '42.00',
      currency: 'INR',
      status: 'open',
      items: [{ material: 'SEV200', quantity: '1', unit: 'PC' }],
    });
    const reader = events.body?.getReader();
    let heard = '';
    while (!heard.includes('4500000007')) heard += new TextDecoder().decode((await reader?.read())?.value);
    expect(heard).toMatch(/event: hello[\s\S]*event: order\.created\ndata: \{"subject":"4500000006"\}/);
    await reader?.cancel();
    expect(await (await fetch(first.url)).text()).toContain('Sandbox ERP');
    await first.stop();
    expect(base).toContain('sap.local');
  });
});
