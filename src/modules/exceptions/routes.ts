import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import type { HttpEnv } from '../../platform/http/env.ts';
import { answers } from '../../platform/http/refusal.ts';
import { jsonBody, respond } from '../../platform/http/respond.ts';
import { createRouter } from '../../platform/http/router.ts';
import type { Ctx, Runtime } from '../../platform/runtime/ctx.ts';
import { decideCase } from './commands/decide-case.ts';
import { ackCase } from './commands/follow-case.ts';
import { caseListSchema, casePageSchema, decideCaseSchema, requestReportSchema, requoteSchema, requotedSchema, type CasePage } from './contract.ts';
import { mayReadAll, mayReadCase, mayReadRequests, shownTo } from './policy.ts';
import { requoteCase, type RequoteLines } from './requote.ts';
import { getCase } from './queries/get-case.ts';
import { listCases, type CaseFilter } from './queries/list-cases.ts';
import { getRequestReport } from './queries/price-report.ts';

const tags = ['exceptions'];
const params = z.object({ id: z.uuid() });
const query = z.object({
  kind: z.string().max(200).optional(),
  state: z.string().max(200).optional(),
  mine: z.enum(['true', 'false']).optional(),
  q: z.string().max(100).optional(),
  subject: z.string().max(100).optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const listRoute = createRoute({
  method: 'get',
  path: '/cases',
  tags,
  request: { query },
  responses: answers('Cases: to be decided first, by deadline, with counts by state', caseListSchema),
});
const getRoute = createRoute({ method: 'get', path: '/cases/{id}', tags, request: { params }, responses: answers('The case', casePageSchema) });
const ackRoute = createRoute({
  method: 'post',
  path: '/cases/{id}/ack',
  tags,
  request: { params },
  responses: answers('The case, seen', casePageSchema),
});
const decideRoute = createRoute({
  method: 'post',
  path: '/cases/{id}/decide',
  tags,
  request: { params, body: jsonBody(decideCaseSchema) },
  responses: answers('The case after the choice', casePageSchema),
});

const reportRoute = createRoute({
  method: 'get',
  path: '/cases/reports/prices',
  tags,
  request: { query: z.object({ company: z.string().max(10).default(''), days: z.coerce.number().int().min(1).max(730).default(91) }) },
  responses: answers('Asked against approved: by who asked, customer, item, approver and month', requestReportSchema),
});
const requoteRoute = createRoute({
  method: 'post',
  path: '/cases/{id}/requote',
  tags,
  request: { params, body: jsonBody(requoteSchema) },
  responses: answers('The lines of a price request in other quantities', requotedSchema),
});

async function pageOf(ctx: Ctx, id: string): Promise<Result<CasePage>> {
  const page = await getCase(ctx, id);
  if (page === null) return refuse('not_found', { caseId: id });
  if (!mayReadCase(ctx.actor, page)) return refuse('forbidden');
  return ok(shownTo(ctx.actor.kind === 'person' ? ctx.actor.roles : [], page));
}

const thenPage = async (ctx: Ctx, id: string, result: Result<unknown>): Promise<Result<CasePage>> => (result.ok ? pageOf(ctx, id) : result);

function filterOf(given: z.infer<typeof query>): CaseFilter {
  const { kind, state, mine, limit, ...rest } = given;
  const texts = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== '')) as Pick<
    CaseFilter,
    'q' | 'subject' | 'cursor'
  >;
  return { ...texts, limit, mine: mine === 'true', ...(kind ? { kinds: kind.split(',') } : {}), ...(state ? { states: state.split(',') } : {}) };
}

/** The routes of exceptions, mounted under `/api`. */
export const exceptionRoutes =
  (requote: RequoteLines) =>
  (runtime: Runtime): OpenAPIHono<HttpEnv> => {
    const router = createRouter();
    router.openapi(listRoute, (c) =>
      respond(c, runtime, async (ctx) => ok(await listCases(ctx, { ...filterOf(c.req.valid('query')), all: mayReadAll(ctx.actor) }))),
    );
    router.openapi(reportRoute, (c) =>
      respond(c, runtime, async (ctx) => {
        if (!mayReadRequests(ctx.actor)) return refuse('forbidden');
        const report = await getRequestReport(ctx, c.req.valid('query'));
        return report === null ? refuse('not_found') : ok(report);
      }),
    );
    router.openapi(getRoute, (c) => respond(c, runtime, (ctx) => pageOf(ctx, c.req.valid('param').id)));
    router.openapi(ackRoute, (c) => {
      const { id } = c.req.valid('param');
      return respond(c, runtime, async (ctx) => thenPage(ctx, id, await ackCase(ctx, id)));
    });
    router.openapi(decideRoute, (c) => {
      const { id } = c.req.valid('param');
      return respond(c, runtime, async (ctx) => thenPage(ctx, id, await decideCase(ctx, id, c.req.valid('json'), 'desk')));
    });
    router.openapi(requoteRoute, (c) => {
      const { id } = c.req.valid('param');
      return respond(c, runtime, async (ctx) => {
        const page = await pageOf(ctx, id);
        return page.ok ? requoteCase(ctx, page.value, c.req.valid('json'), requote) : page;
      });
    });
    return router;
  };
