import { createRoute, z } from '@hono/zod-openapi';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Result } from '../../kernel/result.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { HttpEnv } from '../../platform/http/env.ts';
import { answers, refusalResponse } from '../../platform/http/refusal.ts';
import { jsonBody, respond } from '../../platform/http/respond.ts';
import type { Ctx, Runtime } from '../../platform/runtime/ctx.ts';
import { changeConnection } from './commands/change-connection.ts';
import { pauseByHand } from './commands/pause-connection.ts';
import { restoreCommand } from './commands/restore-command.ts';
import { getConnectionSetup, listConnectors } from './connector-list.ts';
import type { ConnectionSetup, Connectors, Outbox } from './contract.ts';
import {
  changeConnectionSchema,
  connectionIdSchema,
  connectionSetupSchema,
  connectionTestSchema,
  connectorsSchema,
  outboxSchema,
  testConnectionSchema,
} from './contract.ts';
import type { SyncDeps } from './deps.ts';
import { testConnection } from './jobs/test-connection.ts';
import { mayManageConnections, maySeeSync } from './policy.ts';
import { loadOutbox } from './store/outbox-store.ts';

const done = z.object({ id: z.string() });
const byId = z.object({ id: z.string() });

const connectorsRoute = createRoute({
  method: 'get',
  path: '/sync/connectors',
  tags: ['sync'],
  summary: 'ERPs that can be connected: what each can, and its settings as a JSON schema',
  responses: answers('connectors', connectorsSchema),
});
const setupRoute = createRoute({
  method: 'get',
  path: '/sync/connections/{id}/setup',
  tags: ['sync'],
  summary: 'How an ERP is connected; of secrets only the names',
  request: { params: byId },
  responses: answers('settings', connectionSetupSchema),
});
const changeRoute = createRoute({
  method: 'put',
  path: '/sync/connections/{id}',
  tags: ['sync'],
  summary: 'Connect an ERP, or change how it is connected; secrets that are not given stay',
  request: { params: z.object({ id: connectionIdSchema }), body: jsonBody(changeConnectionSchema) },
  responses: answers('saved', done),
});
const testRoute = createRoute({
  method: 'post',
  path: '/sync/connection-test',
  tags: ['sync'],
  summary: 'Whether an ERP answers with these settings; nothing is kept',
  request: { body: jsonBody(testConnectionSchema) },
  responses: answers('what it said', connectionTestSchema),
});
const pauseRoute = createRoute({
  method: 'post',
  path: '/sync/connections/{id}/pause',
  tags: ['sync'],
  summary: 'Send and read nothing more until it is resumed',
  request: { params: byId },
  responses: answers('paused', done),
});
const restoreRoute = createRoute({
  method: 'post',
  path: '/sync/commands/{id}/restore',
  tags: ['sync'],
  summary: 'Take the cancelling of a command back',
  request: { params: z.object({ id: z.uuid() }) },
  responses: answers('waits again', done),
});
const outboxRoute = createRoute({
  method: 'get',
  path: '/sync/outbox',
  tags: ['sync'],
  summary: 'Commands that are not over, oldest first',
  request: { query: z.object({ connection: z.string().optional() }) },
  responses: answers('open commands', outboxSchema),
});

const mostOpen = 200;

const connectorsFor = async (ctx: Ctx, deps: SyncDeps): Promise<Result<Connectors>> =>
  maySeeSync(ctx.actor) ? ok(listConnectors(deps.connectors)) : refuse('forbidden');

const outboxFor = async (ctx: Ctx, connection: string | null): Promise<Result<Outbox>> =>
  maySeeSync(ctx.actor) ? ok(await loadOutbox(ctx, connection, mostOpen)) : refuse('forbidden');

async function setupFor(ctx: Ctx, deps: SyncDeps, id: string): Promise<Result<ConnectionSetup>> {
  if (!mayManageConnections(ctx.actor)) return refuse('forbidden');
  const setup = await getConnectionSetup(ctx, deps, id);
  return setup === null ? refuse('not_found', { connection: id }) : ok(setup);
}

/** Adds what IT sets up connections with. */
export function addSetupRoutes(routes: OpenAPIHono<HttpEnv>, runtime: Runtime, deps: SyncDeps): void {
  routes.openapi(connectorsRoute, (c) => respond(c, runtime, (ctx) => connectorsFor(ctx, deps)));
  routes.openapi(outboxRoute, (c) => respond(c, runtime, (ctx) => outboxFor(ctx, c.req.valid('query').connection ?? null)));
  routes.openapi(setupRoute, (c) => respond(c, runtime, (ctx) => setupFor(ctx, deps, c.req.valid('param').id)));
  routes.openapi(changeRoute, (c) => respond(c, runtime, (ctx) => changeConnection(ctx, deps, c.req.valid('param').id, c.req.valid('json'))));
  routes.openapi(pauseRoute, (c) => respond(c, runtime, (ctx) => pauseByHand(ctx, c.req.valid('param').id)));
  routes.openapi(restoreRoute, (c) => respond(c, runtime, (ctx) => restoreCommand(ctx, c.req.valid('param').id)));
  // no transaction is held open while an ERP is asked
  routes.openapi(testRoute, async (c) => {
    const tested = await testConnection(runtime, deps, c.get('actor'), c.req.valid('json'));
    return tested.ok ? c.json(tested.value, 200) : refusalResponse(c, tested.refusal);
  });
}
