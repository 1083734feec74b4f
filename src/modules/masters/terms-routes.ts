import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { ok } from '../../kernel/result.ts';
import type { HttpEnv } from '../../platform/http/env.ts';
import { answers } from '../../platform/http/refusal.ts';
import { jsonBody, respond } from '../../platform/http/respond.ts';
import { createRouter } from '../../platform/http/router.ts';
import type { Runtime } from '../../platform/runtime/ctx.ts';
import { saveCalendar, saveCustomerTerms, saveItemRule, saveRoute } from './commands/save-order-terms.ts';
import { calendarSchema, customerTermsSchema, itemRuleSchema, routeSchema } from './contract.ts';
import { getCalendar, listRoutes } from './queries/order-terms.ts';

const tags = ['masters'];
const daysSchema = z.object({ routes: z.array(routeSchema), calendar: calendarSchema });

const daysRoute = createRoute({
  method: 'get',
  path: '/delivery-days',
  tags,
  request: { query: z.object({ company: z.string().min(1).max(20), from: calendarSchema.shape.holidays.element.shape.day }) },
  responses: answers('Routes and calendar of a company', daysSchema),
});
const itemRoute = createRoute({
  method: 'put',
  path: '/item-rules',
  tags,
  request: { body: jsonBody(itemRuleSchema) },
  responses: answers('The rule', itemRuleSchema),
});
const customerRoute = createRoute({
  method: 'put',
  path: '/customer-terms',
  tags,
  request: { body: jsonBody(customerTermsSchema) },
  responses: answers('The terms', customerTermsSchema),
});
const routeRoute = createRoute({
  method: 'put',
  path: '/routes',
  tags,
  request: { body: jsonBody(routeSchema) },
  responses: answers('The route', routeSchema),
});
const calendarRoute = createRoute({
  method: 'put',
  path: '/calendar',
  tags,
  request: { body: jsonBody(calendarSchema) },
  responses: answers('The calendar', calendarSchema),
});

/** The routes of what orders need beside the ERP's own records. Everybody who is signed in may look at routes and days. */
export function termsRoutes(runtime: Runtime): OpenAPIHono<HttpEnv> {
  const router = createRouter();
  router.openapi(daysRoute, (c) => {
    const { company, from } = c.req.valid('query');
    return respond(c, runtime, async (ctx) => ok({ routes: [...(await listRoutes(ctx, company))], calendar: await getCalendar(ctx, company, from) }));
  });
  router.openapi(itemRoute, (c) => respond(c, runtime, (ctx) => saveItemRule(ctx, c.req.valid('json'))));
  router.openapi(customerRoute, (c) => respond(c, runtime, (ctx) => saveCustomerTerms(ctx, c.req.valid('json'))));
  router.openapi(routeRoute, (c) => respond(c, runtime, (ctx) => saveRoute(ctx, c.req.valid('json'))));
  router.openapi(calendarRoute, (c) => respond(c, runtime, (ctx) => saveCalendar(ctx, c.req.valid('json'))));
  return router;
}
