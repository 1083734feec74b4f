import { createRoute, z } from '@hono/zod-openapi';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpEnv } from '../../platform/http/env.ts';
import { createRouter } from '../../platform/http/router.ts';
import { termsRoutes } from './terms-routes.ts';
import type { Runtime } from '../../platform/runtime/ctx.ts';
import { customerHitSchema, itemHitSchema } from './contract.ts';
import { searchCustomers, searchItems } from './queries/masters-queries.ts';

const query = z.object({ q: z.string().max(200).default(''), limit: z.coerce.number().int().min(1).max(50).default(20) });

const itemsRoute = createRoute({
  method: 'get',
  path: '/items',
  tags: ['masters'],
  summary: 'Items that a text could mean',
  request: { query },
  responses: { 200: { description: 'best first', content: { 'application/json': { schema: z.object({ rows: z.array(itemHitSchema) }) } } } },
});

const customersRoute = createRoute({
  method: 'get',
  path: '/customers',
  tags: ['masters'],
  summary: 'Customers that a text could mean',
  request: { query },
  responses: { 200: { description: 'best first', content: { 'application/json': { schema: z.object({ rows: z.array(customerHitSchema) }) } } } },
});

/** The search boxes of the screens. Everybody who is signed in may search. */
export function mastersRoutes(runtime: Runtime): OpenAPIHono<HttpEnv> {
  const routes = createRouter();
  routes.openapi(itemsRoute, async (c) => {
    const { q, limit } = c.req.valid('query');
    const rows = await runtime.transaction(c.get('actor'), (ctx) => searchItems(ctx, q, limit));
    return c.json({ rows: [...rows] }, 200);
  });
  routes.openapi(customersRoute, async (c) => {
    const { q, limit } = c.req.valid('query');
    const rows = await runtime.transaction(c.get('actor'), (ctx) => searchCustomers(ctx, q, limit));
    return c.json({ rows: [...rows] }, 200);
  });
  routes.route('/', termsRoutes(runtime));
  return routes;
}
