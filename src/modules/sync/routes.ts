import { createRoute, z } from '@hono/zod-openapi';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import type { HttpEnv } from '../../platform/http/env.ts';
import { answers } from '../../platform/http/refusal.ts';
import { respond } from '../../platform/http/respond.ts';
import { createRouter } from '../../platform/http/router.ts';
import type { Ctx, Runtime } from '../../platform/runtime/ctx.ts';
import { resendCommand, resumeConnection } from './commands/manage-commands.ts';
import { askSimulation, getSimulation } from './commands/simulate-order.ts';
import type { ConnectionPool } from './connections.ts';
import { commandPageSchema, connectionRowSchema, simulationSchema, type CommandPage, type ConnectionRow, type Simulation } from './contract.ts';
import type { SyncDeps } from './deps.ts';
import { maySeeSync } from './policy.ts';
import { getCommandPage, listConnections } from './queries.ts';

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

async function commandFor(ctx: Ctx, id: string): Promise<Result<CommandPage>> {
  if (!maySeeSync(ctx.actor)) return refuse('forbidden');
  const page = await getCommandPage(ctx, id);
  return page === null ? refuse('not_found', { id }) : ok(page);
}

const simulationFor = async (ctx: Ctx, pool: Pick<ConnectionPool, 'connectorOf'>, id: string): Promise<Result<Simulation>> =>
  maySeeSync(ctx.actor) ? ok(await getSimulation(ctx, pool, id)) : refuse('forbidden');

const connectionsFor = async (ctx: Ctx): Promise<Result<{ rows: ConnectionRow[] }>> =>
  maySeeSync(ctx.actor) ? ok({ rows: [...(await listConnections(ctx))] }) : refuse('forbidden');

/** What IT and the order page see of the exchange with ERPs. */
export const syncRoutes =
  (deps: SyncDeps, pool: Pick<ConnectionPool, 'connectorOf'>) =>
  (runtime: Runtime): OpenAPIHono<HttpEnv> => {
    const routes = createRouter();
    routes.openapi(commandRoute, (c) => respond(c, runtime, (ctx) => commandFor(ctx, c.req.valid('param').id)));
    routes.openapi(resendRoute, (c) => respond(c, runtime, (ctx) => resendCommand(ctx, deps.orders, c.req.valid('param').id)));
    routes.openapi(simulationRoute, (c) => respond(c, runtime, (ctx) => simulationFor(ctx, pool, c.req.valid('param').id)));
    routes.openapi(askSimulationRoute, (c) => respond(c, runtime, (ctx) => askSimulation(ctx, deps.orders, pool, c.req.valid('param').id)));
    routes.openapi(connectionsRoute, (c) => respond(c, runtime, connectionsFor));
    routes.openapi(resumeRoute, (c) => respond(c, runtime, (ctx) => resumeConnection(ctx, c.req.valid('param').id)));
    return routes;
  };
