import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpEnv } from '../../../platform/http/env.ts';
import type { Actor } from '../../../platform/runtime/ctx.ts';
import { peerSettings } from '../../../connectors/sap-s4/test/sandbox-peer.ts';
import { commandPageSchema, connectionRowSchema, connectionSetupSchema, connectionTestSchema, connectorsSchema, outboxSchema } from '../contract.ts';
import type { SapWorld } from './sap-world.ts';
import { connectionId, sapWorld } from './sap-world.ts';

let world: SapWorld;
beforeAll(async () => {
  world = await sapWorld();
  await world.connect();
});
afterAll(() => world.close());

const person = (roles: string[]): Actor => ({ kind: 'person', id: 'p', name: 'P', roles });
const call = async (path: string, by: string[] | Actor, method = 'GET', body?: object): Promise<Response> => {
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    c.set('actor', Array.isArray(by) ? person(by) : by);
    return next();
  });
  app.route('/api', world.sync.routes!(world.db.runtime));
  return app.request(`/api${path}`, { method, ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}) });
};
const code = async (answer: Response): Promise<string> => ((await answer.json()) as { refusal: { code: string } }).refusal.code;
const setup = async () => connectionSetupSchema.parse(await (await call(`/sync/connections/${connectionId}/setup`, ['it'])).json());
const put = (id: string, roles: string[], body: object) => call(`/sync/connections/${id}`, roles, 'PUT', body);
const stored = async (id: string) =>
  (await world.db.pool.query('select * from sync.connection where id = $1', [id])).rows[0] as Record<string, unknown> | undefined;

it('connectors are listed with what they can, what they cannot, and their settings as a schema for a form', async () => {
  const { rows, own } = connectorsSchema.parse(await (await call('/sync/connectors', ['operator'])).json());
  expect(rows).toMatchObject([{ id: 'sap-s4', secretNames: ['password', 'clientSecret'], triesOrders: true }]);
  expect(rows[0]?.settings).toMatchObject({ required: ['baseUrl', 'user', 'salesOrganizations'], properties: { pageSize: { default: 200, maximum: 5000 } } });
  expect(own).toMatchObject({ properties: { settleSeconds: { default: 60 } } });
  expect(rows[0]?.reads).toContain('stock');
  expect(rows[0]?.readsNot).not.toContain('stock');
  expect(rows[0]?.writes).toEqual(
    expect.arrayContaining([expect.objectContaining({ kind: 'create_sales_order', how: 'native' }), { kind: 'proof_of_delivery', how: 'none' }]),
  );
});

it('customers see neither connectors nor what waits', async () => {
  const customer: Actor = { kind: 'customer', id: 'C-1042' };
  for (const path of ['/sync/connectors', '/sync/outbox']) expect((await call(path, customer)).status, path).toBe(403);
});

describe('the settings of a connection', () => {
  it('are shown to IT with the names of its secrets and never their values; others are refused', async () => {
    const answer = await call(`/sync/connections/${connectionId}/setup`, ['it']);
    const text = await answer.text();
    expect(connectionSetupSchema.parse(JSON.parse(text))).toMatchObject({
      connector: 'sap-s4',
      secretsHeld: ['password'],
      settings: { user: peerSettings.user },
    });
    expect(text).not.toContain('sandbox-secret');
    expect((await call(`/sync/connections/${connectionId}/setup`, ['order_desk'])).status).toBe(403);
    expect((await call('/sync/connections/nope/setup', ['it'])).status).toBe(404);
  });

  it('are changed by IT: what the form does not know and what is not given stay, and an older look at them is refused', async () => {
    await world.db.pool.query(`update sync.connection set settings = settings || '{"laterKnown": 3}' where id = $1`, [connectionId]);
    const { settings, own, revision } = await setup();
    const change = { connector: 'sap-s4', settings: { ...settings, pageSize: 77 }, own: { settleSeconds: 5 }, revision };
    expect((await put(connectionId, ['order_desk'], change)).status).toBe(403);
    expect((await put(connectionId, ['it'], change)).status).toBe(200);
    expect(own).toMatchObject({ laterKnown: 3 });
    const now = await setup();
    expect(now).toMatchObject({ settings: { pageSize: 77 }, own: { settleSeconds: 5, laterKnown: 3 }, secretsHeld: ['password'] });
    expect(await code(await put(connectionId, ['it'], change))).toBe('stale_connection');
    expect((await call('/sync/connection-test', ['it'], 'POST', { id: connectionId, connector: 'sap-s4', settings: now.settings })).status).toBe(200);
  });

  it('are refused by name: fields that do not do, another connector, a missing secret, an id that is taken, a bad id', async () => {
    const { settings, revision } = await setup();
    const bad = await put(connectionId, ['it'], { connector: 'sap-s4', settings: { ...settings, pageSize: 0, baseUrl: 'no address' }, revision });
    expect(await bad.json()).toMatchObject({ refusal: { code: 'invalid_settings', facts: { fields: ['baseUrl', 'pageSize'] } } });
    expect(await code(await put(connectionId, ['it'], { connector: 'sap-s4', settings, own: { settleSeconds: -1 }, revision }))).toBe('invalid_settings');
    expect(await code(await put(connectionId, ['it'], { connector: 'other', settings, revision }))).toBe('other_connector');
    expect(await code(await put(connectionId, ['it'], { connector: 'sap-s4', settings, revision: null }))).toBe('already_there');
    expect(await code(await put('second', ['it'], { connector: 'sap-s4', settings, revision: null }))).toBe('missing_secret');
    expect(await code(await put('second', ['it'], { connector: 'nothing', settings, revision: null }))).toBe('unknown_connector');
    expect((await put('Not an id', ['it'], { connector: 'sap-s4', settings, revision: null })).status).toBe(422);
    expect(await stored('second')).toBe(undefined);
  });

  it('never take held secrets along to another host, neither saved nor tried', async () => {
    const { settings, revision } = await setup();
    const elsewhere = { connector: 'sap-s4', settings: { ...settings, baseUrl: 'https://elsewhere.example' } };
    expect(await code(await put(connectionId, ['it'], { ...elsewhere, revision }))).toBe('secrets_again');
    let left = 0;
    world.fetchOfPeer.current = ((fetch) => (input, init) => ((left += 1), fetch(input, init)))(world.fetchOfPeer.current);
    expect(await code(await call('/sync/connection-test', ['it'], 'POST', { id: connectionId, ...elsewhere }))).toBe('secrets_again');
    expect(left).toBe(0);
  });
});

describe('a test of a connection', () => {
  const settings = peerSettings as unknown as Record<string, unknown>;

  it('asks the ERP with what is typed and keeps nothing', async () => {
    const test = async (password: string) =>
      connectionTestSchema.parse(
        await (await call('/sync/connection-test', ['owner'], 'POST', { id: null, connector: 'sap-s4', settings, secrets: { password } })).json(),
      );
    expect(await test('sandbox-secret')).toMatchObject({ outcome: 'works' });
    expect(await test('wrong')).toMatchObject({ outcome: 'fails', text: expect.stringMatching(/unauthorised/) as string });
    expect((await world.db.pool.query('select count(*)::int as n from sync.connection')).rows).toEqual([{ n: 1 }]);
  });

  it('is refused to others, and without what the ERP needs', async () => {
    expect((await call('/sync/connection-test', ['order_desk'], 'POST', { id: null, connector: 'sap-s4', settings, secrets: { password: 'x' } })).status).toBe(
      403,
    );
    expect(await code(await call('/sync/connection-test', ['it'], 'POST', { id: null, connector: 'sap-s4', settings }))).toBe('missing_secret');
    expect(await code(await call('/sync/connection-test', ['it'], 'POST', { id: null, connector: 'sap-s4', settings: {}, secrets: { password: 'x' } }))).toBe(
      'invalid_settings',
    );
  });
});

it('a connection that is paused by hand holds its commands, shows them, and sends them when it is resumed', async () => {
  expect((await call(`/sync/connections/${connectionId}/pause`, ['order_desk'], 'POST')).status).toBe(403);
  expect((await call('/sync/connections/nope/pause', ['it'], 'POST')).status).toBe(404);
  expect((await call(`/sync/connections/${connectionId}/pause`, ['it'], 'POST')).status).toBe(200);
  expect((await call(`/sync/connections/${connectionId}/pause`, ['it'], 'POST')).status).toBe(409);
  const order = await world.place();
  await world.db.drain();
  const outbox = outboxSchema.parse(await (await call(`/sync/outbox?connection=${connectionId}`, ['operator'])).json());
  expect(outbox).toMatchObject({ total: 1, rows: [{ id: order.commandId, state: 'new', businessKey: order.orderId, kind: 'create_sales_order' }] });
  const { rows } = (await (await call('/sync/connections', ['operator'])).json()) as { rows: unknown[] };
  expect(connectionRowSchema.parse(rows[0])).toMatchObject({
    state: 'paused',
    pausedWhy: 'by_hand',
    waiting: 1,
    oldestAt: outbox.rows[0]?.since,
  });
  expect((await call(`/sync/connections/${connectionId}/resume`, ['it'], 'POST')).status).toBe(200);
  await world.settle();
  expect(await world.command(order.commandId)).toMatchObject({ state: 'committed' });
});

it('cancelling a refused command can be taken back; then it can be sent again', async () => {
  const order = await world.place({ customer: 'C-1300' });
  await world.settle();
  const act = (what: string, roles: string[], body?: object) => call(`/sync/commands/${order.commandId}/${what}`, roles, 'POST', body);
  expect((await act('restore', ['it'])).status).toBe(409);
  expect((await act('cancel', ['order_desk'], { why: 'a slip of the hand' })).status).toBe(200);
  const page = async () => commandPageSchema.parse(await (await call(`/sync/commands/${order.commandId}`, ['it'])).json());
  expect(await page()).toMatchObject({
    state: 'cancelled',
    settled: { by: 'person:p', why: 'a slip of the hand' },
    customer: 'C-1300',
    businessKey: order.orderId,
  });
  expect((await act('restore', ['operator'])).status).toBe(403);
  expect((await act('restore', ['order_desk'])).status).toBe(200);
  expect(await page()).toMatchObject({ state: 'rejected', settled: null, refused: { text: expect.stringMatching(/block/i) as string } });
  expect((await act('resend', ['order_desk'])).status).toBe(200);
});
