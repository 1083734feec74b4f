import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import type { HttpEnv } from '../../platform/http/env.ts';
import { answers } from '../../platform/http/refusal.ts';
import { jsonBody, respond } from '../../platform/http/respond.ts';
import { createRouter } from '../../platform/http/router.ts';
import type { Ctx, Runtime } from '../../platform/runtime/ctx.ts';
import { getCompany } from '../masters/index.ts';
import { saveCheckSetting, saveOrderRule } from './commands/save-rules.ts';
import { orderRulesPageSchema, saveCheckSettingSchema, saveOrderRuleSchema, type OrderRulesPage } from './contract.ts';
import { mayReadOrders } from './policy.ts';
import { getOrderRules } from './queries/list-rules.ts';

const tags = ['orders'];

const rulesRoute = createRoute({
  method: 'get',
  path: '/order-rules',
  tags,
  request: { query: z.object({ company: z.string().max(20).optional(), customer: z.string().max(40).optional() }) },
  responses: answers('Checks and rules as they count for a company (left out: the first) or one customer', orderRulesPageSchema),
});
const ruleRoute = createRoute({
  method: 'put',
  path: '/order-rules',
  tags,
  request: { body: jsonBody(saveOrderRuleSchema) },
  responses: answers('Checks and rules as they count now', orderRulesPageSchema),
});
const checkRoute = createRoute({
  method: 'put',
  path: '/order-rules/checks',
  tags,
  request: { body: jsonBody(saveCheckSettingSchema) },
  responses: answers('Checks and rules as they count now', orderRulesPageSchema),
});

/** The routes of check settings and order rules. */
export function rulesRoutes(runtime: Runtime): OpenAPIHono<HttpEnv> {
  const router = createRouter();
  router.openapi(rulesRoute, (c) => {
    const { company, customer } = c.req.valid('query');
    return respond(c, runtime, (ctx) => pageOf(ctx, company ?? null, customer ?? null));
  });
  router.openapi(ruleRoute, (c) => {
    const input = c.req.valid('json');
    return respond(c, runtime, async (ctx) => thenPage(ctx, input, await saveOrderRule(ctx, input)));
  });
  router.openapi(checkRoute, (c) => {
    const input = c.req.valid('json');
    return respond(c, runtime, async (ctx) => thenPage(ctx, input, await saveCheckSetting(ctx, input)));
  });
  return router;
}

async function pageOf(ctx: Ctx, asked: string | null, customer: string | null): Promise<Result<OrderRulesPage>> {
  if (!mayReadOrders(ctx.actor)) return refuse('forbidden');
  const company = asked ?? (await getCompany(ctx))?.code;
  return company === undefined ? refuse('not_found') : ok(await getOrderRules(ctx, company, customer));
}

const thenPage = async (ctx: Ctx, of: { company: string; customer: string | null }, result: Result<unknown>): Promise<Result<OrderRulesPage>> =>
  result.ok ? pageOf(ctx, of.company, of.customer) : result;
