import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { HttpEnv } from '../../../platform/http/env.ts';
import { answers } from '../../../platform/http/refusal.ts';
import { jsonBody, respond } from '../../../platform/http/respond.ts';
import { createRouter } from '../../../platform/http/router.ts';
import type { Ctx, Runtime } from '../../../platform/runtime/ctx.ts';
import { answerAudit } from '../commands/reading/answer-audit.ts';
import { decideProposal, saveWords } from '../commands/reading/change-words.ts';
import { requestRefit } from '../commands/reading/refit-reader.ts';
import {
  answerAuditSchema,
  companyWordsSchema,
  decideProposalSchema,
  readingAuditSchema,
  readingFiguresSchema,
  type ReadingAudit,
  type ReadingFigures,
} from '../contract.ts';
import { mayAuditReading, mayReadFigures } from '../policy.ts';
import { getOwnCompany } from '../queries/companies.ts';
import { getReadingFigures, listReadingAudits } from '../queries/reading-figures.ts';
import type { IntakeDeps } from '../settings.ts';

const tags = ['reading'];
const params = z.object({ id: z.uuid() });
const auditListSchema = z.object({ rows: z.array(readingAuditSchema) });

const figuresRoute = createRoute({ method: 'get', path: '/reading', tags, responses: answers('How the reader does', readingFiguresSchema) });
const refitRoute = createRoute({
  method: 'post',
  path: '/reading/refit',
  tags,
  responses: answers('The figures; the fitting is queued', readingFiguresSchema),
});
const auditsRoute = createRoute({ method: 'get', path: '/reading/audits', tags, responses: answers('Lines to look at', auditListSchema) });
const answerRoute = createRoute({
  method: 'post',
  path: '/reading/audits/{id}',
  tags,
  request: { params, body: jsonBody(answerAuditSchema) },
  responses: answers('What is left to look at', auditListSchema),
});
const wordsRoute = createRoute({
  method: 'put',
  path: '/reading/words',
  tags,
  request: { body: jsonBody(companyWordsSchema) },
  responses: answers('The figures with the new words', readingFiguresSchema),
});
const proposalRoute = createRoute({
  method: 'post',
  path: '/reading/proposals/{id}',
  tags,
  request: { params, body: jsonBody(decideProposalSchema) },
  responses: answers('The figures without the proposal', readingFiguresSchema),
});

/** The routes around reading, mounted under `/api`. */
export function readingRoutes(runtime: Runtime, deps: IntakeDeps): OpenAPIHono<HttpEnv> {
  const router = createRouter();
  const llm = deps.llm ?? null;
  const figures = async (ctx: Ctx): Promise<Result<ReadingFigures>> =>
    mayReadFigures(ctx.actor) ? ok(await getReadingFigures(ctx, await getOwnCompany(ctx), llm)) : refuse('forbidden');
  const audits = async (ctx: Ctx): Promise<Result<{ rows: ReadingAudit[] }>> =>
    mayAuditReading(ctx.actor) ? ok({ rows: await listReadingAudits(ctx, await getOwnCompany(ctx)) }) : refuse('forbidden');
  router.openapi(figuresRoute, (c) => respond(c, runtime, figures));
  router.openapi(refitRoute, async (c) => {
    return respond(c, runtime, async (ctx) => {
      const queued = await requestRefit(ctx, await getOwnCompany(ctx));
      return queued.ok ? figures(ctx) : queued;
    });
  });
  router.openapi(auditsRoute, (c) => respond(c, runtime, audits));
  router.openapi(answerRoute, async (c) => {
    return respond(c, runtime, async (ctx) => {
      const answered = await answerAudit(ctx, c.req.valid('param').id, c.req.valid('json'));
      return answered.ok ? audits(ctx) : answered;
    });
  });
  router.openapi(wordsRoute, async (c) => {
    return respond(c, runtime, async (ctx) => {
      const saved = await saveWords(ctx, await getOwnCompany(ctx), c.req.valid('json'));
      return saved.ok ? figures(ctx) : saved;
    });
  });
  router.openapi(proposalRoute, async (c) => {
    return respond(c, runtime, async (ctx) => {
      const decided = await decideProposal(ctx, c.req.valid('param').id, c.req.valid('json').accept);
      return decided.ok ? figures(ctx) : decided;
    });
  });
  return router;
}
