import { createRoute, z } from '@hono/zod-openapi';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpEnv } from '../../platform/http/env.ts';
import { refusalResponse } from '../../platform/http/refusal.ts';
import { createRouter } from '../../platform/http/router.ts';
import type { Runtime } from '../../platform/runtime/ctx.ts';
import { resendCommand, resumeConnection } from './commands/manage-commands.ts';
import { commandPageSchema, connectionRowSchema } from './contract.ts';
import type { SyncDeps } from './deps.ts';
import { maySeeSync } from './policy.ts';
import { getCommandPage, listConnections } from './queries.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
const refusal = json(z.object({ refusal: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }) }), 'refused');
const byUuid = z.object({ id: z.uuid() });
const done = z.object({ id: z.string() });
const refusals = { 403: refusal, 404: refusal, 409: refusal };

const commandRoute = createRoute({
  method: 'get',
  path: '/sync/commands/{id}',
  tags: ['sync'],
  summary: 'A command to an ERP with its calls',
  request: { params: byUuid },
  responses: { 200: json(commandPageSchema, 'the command'), ...refusals },
});
const resendRoute = createRoute({
  method: 'post',
  path: '/sync/commands/{id}/resend',
  tags: ['sync'],
  summary: 'Send a refused command again',
  request: { params: byUuid },
  responses: { 200: json(done, 'queued'), ...refusals },
});
const connectionsRoute = createRoute({
  method: 'get',
  path: '/sync/connections',
  tags: ['sync'],
  summary: 'ERP connections and what waits on them',
  responses: { 200: json(z.object({ rows: z.array(connectionRowSchema) }), 'connections'), ...refusals },
});
const resumeRoute = createRoute({
  method: 'post',
  path: '/sync/connections/{id}/resume',
  tags: ['sync'],
  summary: 'Take a paused connection up again',
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: json(done, 'active'), ...refusals },
});

/** What IT and the order page see of the exchange with ERPs. */
export const syncRoutes =
  (deps: SyncDeps) =>
  (runtime: Runtime): OpenAPIHono<HttpEnv> => {
    const routes = createRouter();
    routes.openapi(commandRoute, async (c) => {
      const { id } = c.req.valid('param');
      if (!maySeeSync(c.get('actor'))) return refusalResponse(c, { code: 'forbidden', facts: {} }) as never;
      const page = await runtime.transaction(c.get('actor'), (ctx) => getCommandPage(ctx, id));
      return page ? c.json(page, 200) : (refusalResponse(c, { code: 'not_found', facts: { id } }) as never);
    });
    routes.openapi(resendRoute, async (c) => {
      const result = await runtime.transaction(c.get('actor'), (ctx) => resendCommand(ctx, deps.orders, c.req.valid('param').id));
      return result.ok ? c.json(result.value, 200) : (refusalResponse(c, result.refusal) as never);
    });
    routes.openapi(connectionsRoute, async (c) => {
      if (!maySeeSync(c.get('actor'))) return refusalResponse(c, { code: 'forbidden', facts: {} }) as never;
      const rows = await runtime.transaction(c.get('actor'), (ctx) => listConnections(ctx));
      return c.json({ rows: [...rows] }, 200);
    });
    routes.openapi(resumeRoute, async (c) => {
      const result = await runtime.transaction(c.get('actor'), (ctx) => resumeConnection(ctx, c.req.valid('param').id));
      return result.ok ? c.json(result.value, 200) : (refusalResponse(c, result.refusal) as never);
    });
    return routes;
  };
