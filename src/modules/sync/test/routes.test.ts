import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpEnv } from '../../../platform/http/env.ts';
import type { Actor } from '../../../platform/runtime/ctx.ts';
import { commandPageSchema, connectionPageSchema, connectionRowSchema, deadLetterSchema } from '../contract.ts';
import type { SapWorld } from './sap-world.ts';
import { connectionId, sapWorld } from './sap-world.ts';

let world: SapWorld;
beforeAll(async () => {
  world = await sapWorld();
  await world.connect();
});
afterAll(() => world.close());

const call = async (path: string, roles: string[], method = 'GET', body?: object): Promise<Response> => {
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    c.set('actor', { kind: 'person', id: 'p', name: 'P', roles } satisfies Actor);
    return next();
  });
  app.route('/api', world.sync.routes!(world.db.runtime));
  return app.request(`/api${path}`, { method, ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}) });
};

it('a command is shown with its calls', async () => {
  const order = await world.place();
  await world.settle();
  const page = commandPageSchema.parse(await (await call(`/sync/commands/${order.commandId}`, ['order_desk'])).json());
  expect(page).toMatchObject({ state: 'committed', reference: order.reference });
  expect(page.calls.map((one) => one.step)).toEqual(expect.arrayContaining(['find', 'create', 'verify']));
  expect((await call('/sync/commands/0193a000-0000-7000-8000-00000000ffff', ['it'])).status).toBe(404);
});

it('connections are shown without settings or secrets', async () => {
  const body = await (await call('/sync/connections', ['it'])).text();
  const { rows } = JSON.parse(body) as { rows: unknown[] };
  expect(rows.map((row) => connectionRowSchema.parse(row))).toMatchObject([{ id: connectionId, connector: 'sap-s4', host: 'sap.test:4320', state: 'active' }]);
  expect(body).not.toContain('sandbox-secret');
});

it('resend: denied to an operator, a conflict for a command that is done', async () => {
  const order = await world.place();
  await world.settle();
  expect((await call(`/sync/commands/${order.commandId}/resend`, ['operator'], 'POST')).status).toBe(403);
  expect((await call(`/sync/commands/${order.commandId}/resend`, ['it'], 'POST')).status).toBe(409);
  expect((await call(`/sync/connections/${connectionId}/resume`, ['order_desk'], 'POST')).status).toBe(403);
  expect((await call(`/sync/connections/${connectionId}/resume`, ['it'], 'POST')).status).toBe(200);
});

describe('what the ERP refused', () => {
  const refused = async () => {
    const order = await world.place({ customer: 'C-1300' });
    await world.settle();
    return order;
  };
  const letters = async () => deadLetterSchema.array().parse(((await (await call('/sync/dead-letters', ['it'])).json()) as { rows: unknown[] }).rows);

  it("waits for a person, with the ERP's own words", async () => {
    const order = await refused();
    expect(await letters()).toMatchObject([{ id: order.commandId, businessKey: order.orderId, customer: 'C-1300', kind: 'create_sales_order', erpKey: null }]);
    expect((await letters())[0]?.text).toMatch(/block/i);
  });

  it('is settled by hand with the number of the ERP, and the order hears it; others of the customer go on', async () => {
    const order = await refused();
    const body = { erpKey: '4711', why: 'entered at the counter' };
    expect((await call(`/sync/commands/${order.commandId}/done`, ['operator'], 'POST', body)).status).toBe(403);
    expect((await call(`/sync/commands/${order.commandId}/done`, ['it'], 'POST', { erpKey: ' ', why: '' })).status).toBe(422);
    expect((await call(`/sync/commands/${order.commandId}/done`, ['it'], 'POST', body)).status).toBe(200);
    expect(world.heard.filter((one) => one.orderId === order.orderId).at(-1)).toMatchObject({ kind: 'committed', facts: { erpNumber: '4711' } });
    expect(await world.command(order.commandId)).toMatchObject({
      state: 'committed',
      erp_key: '4711',
      settled_by: 'person:p',
      settled_why: 'entered at the counter',
    });
    expect((await call(`/sync/commands/${order.commandId}/done`, ['it'], 'POST', body)).status).toBe(409);
    expect((await letters()).map((letter) => letter.id)).not.toContain(order.commandId);
  });

  it('is cancelled with a reason, and stays on record', async () => {
    const order = await refused();
    expect((await call(`/sync/commands/${order.commandId}/cancel`, ['operator'], 'POST', { why: 'x' })).status).toBe(403);
    expect((await call(`/sync/commands/${order.commandId}/cancel`, ['order_desk'], 'POST', { why: 'customer closed' })).status).toBe(200);
    expect(await world.command(order.commandId)).toMatchObject({ state: 'cancelled', settled_why: 'customer closed' });
    expect((await call(`/sync/commands/${order.commandId}/resend`, ['it'], 'POST')).status).toBe(409);
  });
});

it('a connection is shown with what it can and how current it is, without settings or secrets', async () => {
  const answer = await call(`/sync/connections/${connectionId}`, ['it']);
  const body = await answer.text();
  expect(connectionPageSchema.parse(JSON.parse(body))).toMatchObject({ vendor: 'SAP', product: 'S/4HANA', downUntil: null, doctor: null, reconciled: null });
  expect(body).not.toContain('sandbox-secret');
  expect((await call('/sync/connections/nope', ['it'])).status).toBe(404);
  expect((await call(`/sync/connections/${connectionId}/look`, ['order_desk'], 'POST', { what: 'doctor' })).status).toBe(403);
  expect((await call(`/sync/connections/${connectionId}/look`, ['it'], 'POST', { what: 'nonsense' })).status).toBe(422);
});
