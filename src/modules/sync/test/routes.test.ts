import { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HttpEnv } from '../../../platform/http/env.ts';
import type { Actor } from '../../../platform/runtime/ctx.ts';
import { commandPageSchema, connectionRowSchema } from '../contract.ts';
import type { SapWorld } from './sap-world.ts';
import { connectionId, sapWorld } from './sap-world.ts';

let world: SapWorld;
beforeAll(async () => {
  world = await sapWorld();
  await world.connect();
});
afterAll(() => world.close());

const call = async (path: string, roles: string[], method = 'GET'): Promise<Response> => {
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    c.set('actor', { kind: 'person', id: 'p', name: 'P', roles } satisfies Actor);
    return next();
  });
  app.route('/api', world.sync.routes!(world.db.runtime));
  return app.request(`/api${path}`, { method });
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
