import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import type { HttpEnv } from '../../platform/http/env.ts';
import { answers, refusalResponse } from '../../platform/http/refusal.ts';
import { jsonBody, respond } from '../../platform/http/respond.ts';
import { createRouter } from '../../platform/http/router.ts';
import type { Ctx, Runtime } from '../../platform/runtime/ctx.ts';
import { importRules } from './commands/rules/import-rules.ts';
import { retireRule, saveRule, type SavedRule } from './commands/rules/save-rule.ts';
import {
  askBackTestSchema,
  bypassReportSchema,
  creepReportSchema,
  importRulesSchema,
  leakReportSchema,
  rehearsalSchema,
  retireRuleSchema,
  ruleHistorySchema,
  ruleImportSchema,
  ruleKinds,
  ruleListSchema,
  saveRuleSchema,
  type RuleHistory,
} from './contract.ts';
import { editableKinds, mayEditRules, mayReadReports, mayReadRules } from './policy.ts';
import { getRuleFile, getRuleHistory, getRuleList, type NameActors } from './queries/rule-pages.ts';
import { getBackTest } from './queries/reports/back-test.ts';
import { getBypassReport, getCreepReport, getLeakReport } from './queries/reports/price-reports.ts';

const tags = ['pricing'];
const kindParam = z.object({ kind: z.enum(ruleKinds) });
const ruleParam = kindParam.extend({ code: z.string().min(1).max(40) });
const ofCompany = z.object({ company: z.string().max(10).default('') });

const listRoute = createRoute({
  method: 'get',
  path: '/pricing/rules',
  tags,
  request: { query: ofCompany },
  responses: answers('The newest version of every rule, by kind and code', ruleListSchema),
});
const historyRoute = createRoute({
  method: 'get',
  path: '/pricing/rules/{kind}/{code}',
  tags,
  request: { params: ruleParam, query: ofCompany },
  responses: answers('Every version of the rule, newest first', ruleHistorySchema),
});
const saveRoute = createRoute({
  method: 'post',
  path: '/pricing/rules/{kind}/{code}',
  tags,
  request: { params: ruleParam, body: jsonBody(saveRuleSchema) },
  responses: answers('Every version of the rule, the new one first', ruleHistorySchema),
});
const retireRoute = createRoute({
  method: 'post',
  path: '/pricing/rules/{kind}/{code}/retire',
  tags,
  request: { params: ruleParam, body: jsonBody(retireRuleSchema) },
  responses: answers('Every version of the rule, the last one first', ruleHistorySchema),
});
const testRoute = createRoute({
  method: 'post',
  path: '/pricing/back-test/{kind}',
  tags,
  request: { params: kindParam, body: jsonBody(askBackTestSchema) },
  responses: answers('What the rule would have done to past sales', rehearsalSchema),
});
const importRoute = createRoute({
  method: 'post',
  path: '/pricing/import/{kind}',
  tags,
  request: { params: kindParam, body: jsonBody(importRulesSchema) },
  responses: answers('What the file does, or would do', ruleImportSchema),
});
const exportRoute = createRoute({
  method: 'get',
  path: '/pricing/export/{kind}',
  tags,
  request: { params: kindParam, query: ofCompany },
  responses: { ...answers('All rules of a kind', z.string()), 200: { description: 'All rules of a kind', content: { 'text/csv': { schema: z.string() } } } },
});
const leaksRoute = createRoute({
  method: 'get',
  path: '/pricing/reports/leaks',
  tags,
  request: { query: ofCompany.extend({ days: z.coerce.number().int().min(1).max(730).default(91) }) },
  responses: answers('From list to invoice: by customer, item, reason and month', leakReportSchema),
});
const creepRoute = createRoute({
  method: 'get',
  path: '/pricing/reports/creep',
  tags,
  request: { query: ofCompany },
  responses: answers('The effective discount of customers over four quarters', creepReportSchema),
});
const bypassRoute = createRoute({
  method: 'get',
  path: '/pricing/reports/bypass',
  tags,
  request: { query: ofCompany.extend({ month: z.union([z.literal(''), z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)]).default('') }) },
  responses: answers('Lines sold under the floor of their day without an approval', bypassReportSchema),
});

/** The value where the person may and it is there; else `forbidden` or `not_found`. */
async function shown<T>(may: boolean, read: () => Promise<T | null>): Promise<Result<T>> {
  if (!may) return refuse('forbidden');
  const value = await read();
  return value === null ? refuse('not_found') : ok(value);
}

async function thenHistory(ctx: Ctx, saved: Result<SavedRule>, nameActors: NameActors): Promise<Result<RuleHistory>> {
  return saved.ok ? shown(true, () => getRuleHistory(ctx, saved.value, nameActors)) : saved;
}

function addRules(router: OpenAPIHono<HttpEnv>, runtime: Runtime, nameActors: NameActors): void {
  router.openapi(listRoute, (c) =>
    respond(c, runtime, (ctx) => shown(mayReadRules(ctx.actor), () => getRuleList(ctx, c.req.valid('query').company, nameActors, editableKinds(ctx.actor)))),
  );
  router.openapi(historyRoute, (c) => {
    const rule = { ...c.req.valid('param'), ...c.req.valid('query') };
    return respond(c, runtime, (ctx) => shown(mayReadRules(ctx.actor), () => getRuleHistory(ctx, rule, nameActors)));
  });
  router.openapi(saveRoute, async (c) => {
    const change = { ...c.req.valid('json'), ...c.req.valid('param') };
    return respond(c, runtime, async (ctx) => thenHistory(ctx, await saveRule(ctx, change), nameActors));
  });
  router.openapi(retireRoute, async (c) => {
    const { company, ...change } = c.req.valid('json');
    return respond(c, runtime, async (ctx) => thenHistory(ctx, await retireRule(ctx, { ...c.req.valid('param'), company }, change), nameActors));
  });
}

function addFilesAndTests(router: OpenAPIHono<HttpEnv>, runtime: Runtime): void {
  router.openapi(testRoute, async (c) => {
    const [{ kind }, asked] = [c.req.valid('param'), c.req.valid('json')];
    return respond(c, runtime, async (ctx) => (mayEditRules(ctx.actor, kind) ? getBackTest(ctx, kind, asked) : refuse('forbidden', { kind })));
  });
  router.openapi(importRoute, async (c) => respond(c, runtime, (ctx) => importRules(ctx, c.req.valid('param').kind, c.req.valid('json'))));
  router.openapi(exportRoute, async (c) => {
    const [{ kind }, { company }] = [c.req.valid('param'), c.req.valid('query')];
    const file = await runtime.transaction(c.get('actor'), (ctx) => shown(mayReadRules(ctx.actor), () => getRuleFile(ctx, company, kind)));
    if (!file.ok) return refusalResponse(c, file.refusal);
    return c.body(file.value, 200, { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="prices-${kind}.csv"` });
  });
}

function addReports(router: OpenAPIHono<HttpEnv>, runtime: Runtime): void {
  router.openapi(leaksRoute, (c) => {
    const { company, days } = c.req.valid('query');
    return respond(c, runtime, (ctx) => shown(mayReadReports(ctx.actor), () => getLeakReport(ctx, company, days)));
  });
  router.openapi(creepRoute, (c) => respond(c, runtime, (ctx) => shown(mayReadReports(ctx.actor), () => getCreepReport(ctx, c.req.valid('query').company))));
  router.openapi(bypassRoute, (c) => {
    const { company, month } = c.req.valid('query');
    return respond(c, runtime, (ctx) => shown(mayReadReports(ctx.actor), () => getBypassReport(ctx, company, month)));
  });
}

/** The routes of Setup → Prices and Numbers → Prices, mounted under `/api`. `nameActors` finds the names of people. */
export const pricingRoutes =
  (nameActors: NameActors) =>
  (runtime: Runtime): OpenAPIHono<HttpEnv> => {
    const router = createRouter();
    addRules(router, runtime, nameActors);
    addFilesAndTests(router, runtime);
    addReports(router, runtime);
    return router;
  };
