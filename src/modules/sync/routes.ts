import { createRoute, z } from '@hono/zod-openapi';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import type { HttpEnv } from '../../platform/http/env.ts';
import { answers } from '../../platform/http/refusal.ts';
import { jsonBody, respond } from '../../platform/http/respond.ts';
import { createRouter } from '../../platform/http/router.ts';
import type { Ctx, Runtime } from '../../platform/runtime/ctx.ts';
import { resendCommand, resumeConnection } from './commands/manage-commands.ts';
import { askLook } from './commands/ask-look.ts';
import { fixCommand } from './commands/fix-command.ts';
import { cancelCommand, settleByHand } from './commands/settle-command.ts';
import { askSimulation, getSimulation } from './commands/simulate-order.ts';
import { getConnectionPage } from './connection-page.ts';
import {
  commandPageSchema,
  connectionPageSchema,
  connectionRowSchema,
  deadLetterPageSchema,
  deadLetterSchema,
  doneByHandSchema,
  fixCommandSchema,
  lookSchema,
  simulationSchema,
  whySchema,
} from './contract.ts';
import type { CommandPage, ConnectionPage, ConnectionRow, DeadLetter, DeadLetterPage, Simulation } from './contract.ts';
import type { SyncDeps } from './deps.ts';
import { mountMapping } from './mapping-routes.ts';
import { maySeeSync } from './policy.ts';
import { addSetupRoutes } from './setup-routes.ts';
import { getCommandPage, getDeadLetter, listConnections, listDeadLetters } from './queries.ts';

const byUuid = z.object({ id: z.uuid() });
const done = z.object({ id: z.string() });

const commandRoute = createRoute({
  method: 'get',
  path: '/sync/commands/{id}',
  tags: ['sync'],
  summary: 'A command to an ERP with its calls',
  request: { params: byUuid },
  responses: answers('the command', commandPageSchema),
});
const resendRoute = createRoute({
  method: 'post',
  path: '/sync/commands/{id}/resend',
  tags: ['sync'],
  summary: 'Send a refused command again',
  request: { params: byUuid },
  responses: answers('queued', done),
});
const simulationRoute = createRoute({
  method: 'get',
  path: '/sync/orders/{id}/simulation',
  tags: ['sync'],
  summary: 'What the ERP says an order would come to',
  request: { params: byUuid },
  responses: answers('the newest answer', simulationSchema),
});
const askSimulationRoute = createRoute({
  method: 'post',
  path: '/sync/orders/{id}/simulation',
  tags: ['sync'],
  summary: 'Ask the ERP what an order would come to, without writing it',
  request: { params: byUuid },
  responses: answers('asked', done),
});
const connectionsRoute = createRoute({
  method: 'get',
  path: '/sync/connections',
  tags: ['sync'],
  summary: 'ERP connections and what waits on them',
  responses: answers('connections', z.object({ rows: z.array(connectionRowSchema) })),
});
const resumeRoute = createRoute({
  method: 'post',
  path: '/sync/connections/{id}/resume',
  tags: ['sync'],
  summary: 'Take a paused connection up again',
  request: { params: z.object({ id: z.string() }) },
  responses: answers('active', done),
});

const deadLettersRoute = createRoute({
  method: 'get',
  path: '/sync/dead-letters',
  tags: ['sync'],
  summary: 'Commands that the ERP refused and that wait for a person, oldest first',
  request: { query: z.object({ connection: z.string().optional() }) },
  responses: answers('dead letters', z.object({ rows: z.array(deadLetterSchema) })),
});
const deadLetterRoute = createRoute({
  method: 'get',
  path: '/sync/dead-letters/{id}',
  tags: ['sync'],
  summary: 'A refused command with what was sent, in our words and without personal data',
  request: { params: byUuid },
  responses: answers('the refused command', deadLetterPageSchema),
});
const fixRoute = createRoute({
  method: 'post',
  path: '/sync/commands/{id}/fix',
  tags: ['sync'],
  summary: 'Correct a refused command and send it again',
  request: { params: byUuid, body: jsonBody(fixCommandSchema) },
  responses: answers('queued', done),
});
const doneRoute = createRoute({
  method: 'post',
  path: '/sync/commands/{id}/done',
  tags: ['sync'],
  summary: 'A refused command was done by hand in the ERP',
  request: { params: byUuid, body: { content: { 'application/json': { schema: doneByHandSchema } }, required: true } },
  responses: answers('settled', done),
});
const cancelRoute = createRoute({
  method: 'post',
  path: '/sync/commands/{id}/cancel',
  tags: ['sync'],
  summary: 'A refused command is no longer wanted',
  request: { params: byUuid, body: { content: { 'application/json': { schema: whySchema } }, required: true } },
  responses: answers('cancelled', done),
});
const connectionRoute = createRoute({
  method: 'get',
  path: '/sync/connections/{id}',
  tags: ['sync'],
  summary: 'A connection: what it can, how current it is, what the doctor and the last reconciliation found',
  request: { params: z.object({ id: z.string() }) },
  responses: answers('the connection', connectionPageSchema),
});
const lookRoute = createRoute({
  method: 'post',
  path: '/sync/connections/{id}/look',
  tags: ['sync'],
  summary: 'Read anew, reconcile, or ask the doctor; `erp_connection.looked` tells when it is over',
  request: { params: z.object({ id: z.string() }), body: { content: { 'application/json': { schema: lookSchema } }, required: true } },
  responses: answers('queued', done),
});

async function commandFor(ctx: Ctx, id: string): Promise<Result<CommandPage>> {
  if (!maySeeSync(ctx.actor)) return refuse('forbidden');
  const page = await getCommandPage(ctx, id);
  return page === null ? refuse('not_found', { id }) : ok(page);
}

const simulationFor = async (ctx: Ctx, deps: SyncDeps, id: string): Promise<Result<Simulation>> =>
  maySeeSync(ctx.actor) ? ok(await getSimulation(ctx, deps, id)) : refuse('forbidden');
async function connectionFor(ctx: Ctx, deps: SyncDeps, id: string): Promise<Result<ConnectionPage>> {
  if (!maySeeSync(ctx.actor)) return refuse('forbidden');
  const page = await getConnectionPage(ctx, deps.connectors, id);
  return page === null ? refuse('not_found', { id }) : ok(page);
}

const mostDeadLetters = 500;
const deadLettersFor = async (ctx: Ctx, connection: string | null): Promise<Result<{ rows: DeadLetter[] }>> =>
  maySeeSync(ctx.actor) ? ok({ rows: [...(await listDeadLetters(ctx, connection, mostDeadLetters))] }) : refuse('forbidden');

async function deadLetterFor(ctx: Ctx, id: string): Promise<Result<DeadLetterPage>> {
  if (!maySeeSync(ctx.actor)) return refuse('forbidden');
  const page = await getDeadLetter(ctx, id);
  return page === null ? refuse('not_found', { id }) : ok(page);
}

const connectionsFor = async (ctx: Ctx): Promise<Result<{ rows: ConnectionRow[] }>> =>
  maySeeSync(ctx.actor) ? ok({ rows: [...(await listConnections(ctx))] }) : refuse('forbidden');

/** What IT and the order page see of the exchange with ERPs. */
export const syncRoutes =
  (deps: SyncDeps) =>
  (runtime: Runtime): OpenAPIHono<HttpEnv> => {
    const routes = createRouter();
    routes.openapi(commandRoute, (c) => respond(c, runtime, (ctx) => commandFor(ctx, c.req.valid('param').id)));
    routes.openapi(resendRoute, (c) => respond(c, runtime, (ctx) => resendCommand(ctx, deps.orders, c.req.valid('param').id)));
    routes.openapi(simulationRoute, (c) => respond(c, runtime, (ctx) => simulationFor(ctx, deps, c.req.valid('param').id)));
    routes.openapi(askSimulationRoute, (c) => respond(c, runtime, (ctx) => askSimulation(ctx, deps, c.req.valid('param').id)));
    routes.openapi(connectionsRoute, (c) => respond(c, runtime, connectionsFor));
    routes.openapi(resumeRoute, (c) => respond(c, runtime, (ctx) => resumeConnection(ctx, c.req.valid('param').id)));
    routes.openapi(deadLettersRoute, (c) => respond(c, runtime, (ctx) => deadLettersFor(ctx, c.req.valid('query').connection ?? null)));
    routes.openapi(deadLetterRoute, (c) => respond(c, runtime, (ctx) => deadLetterFor(ctx, c.req.valid('param').id)));
    routes.openapi(fixRoute, (c) => respond(c, runtime, (ctx) => fixCommand(ctx, deps.orders, c.req.valid('param').id, c.req.valid('json'))));
    routes.openapi(doneRoute, (c) => respond(c, runtime, (ctx) => settleByHand(ctx, deps.orders, c.req.valid('param').id, c.req.valid('json'))));
    routes.openapi(cancelRoute, (c) => respond(c, runtime, (ctx) => cancelCommand(ctx, c.req.valid('param').id, c.req.valid('json').why)));
    routes.openapi(connectionRoute, (c) => respond(c, runtime, (ctx) => connectionFor(ctx, deps, c.req.valid('param').id)));
    routes.openapi(lookRoute, (c) => respond(c, runtime, (ctx) => askLook(ctx, deps.connectors, c.req.valid('param').id, c.req.valid('json'))));
    mountMapping(routes, runtime, deps);
    addSetupRoutes(routes, runtime, deps);
    return routes;
  };
