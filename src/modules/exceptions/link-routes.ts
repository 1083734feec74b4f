import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Result } from '../../kernel/result.ts';
import { msOf } from '../../kernel/time.ts';
import type { HttpEnv } from '../../platform/http/env.ts';
import { limitRate } from '../../platform/http/rate-limit.ts';
import { answers, refusalResponse } from '../../platform/http/refusal.ts';
import { jsonBody } from '../../platform/http/respond.ts';
import { createRouter } from '../../platform/http/router.ts';
import { systemActor, type Ctx, type Runtime } from '../../platform/runtime/ctx.ts';
import { decideCaseSchema, linkPageSchema, requoteSchema, requotedSchema } from './contract.ts';
import type { Links } from './links.ts';
import { requoteCase, type RequoteLines } from './requote.ts';

const door = systemActor('door');
const tags = ['exceptions'];
const params = z.object({ token: z.string().max(200) });

/** What one address may ask of links in a minute: enough for a person, too little for guessing. */
const perMinute = 60;

const readRoute = createRoute({
  method: 'get',
  path: '/links/{token}',
  tags,
  summary: 'The case of a signed link; no sign-in',
  request: { params },
  responses: answers('The case as the person of the link sees it', linkPageSchema),
});
const decideRoute = createRoute({
  method: 'post',
  path: '/links/{token}/decide',
  tags,
  summary: 'One decision by a signed link; no sign-in',
  request: { params, body: jsonBody(decideCaseSchema) },
  responses: answers('The case after the choice', linkPageSchema),
});

const requoteRoute = createRoute({
  method: 'post',
  path: '/links/{token}/requote',
  tags,
  summary: 'The lines of a price request in other quantities; no sign-in',
  request: { params, body: jsonBody(requoteSchema) },
  responses: answers('The lines in those quantities', requotedSchema),
});

/** Routes for those who hold a signed link, mounted under `/api` without a sign-in. Nothing of them may be kept by browsers or proxies. */
export const linkRoutes =
  (links: Links, requote: RequoteLines) =>
  (runtime: Runtime): OpenAPIHono<HttpEnv> => {
    const router = createRouter();
    const answer = <T>(work: (ctx: Ctx) => Promise<Result<T>>): Promise<Result<T>> => runtime.transaction(door, work);
    router.use('/links/*', limitRate({ max: perMinute, windowMs: 60_000, nowMs: () => msOf(runtime.now()) }), async (c, next) => {
      await next();
      c.res.headers.set('Cache-Control', 'no-store');
    });
    router.openapi(readRoute, async (c) => {
      const page = await answer((ctx) => links.readLink(ctx, c.req.valid('param').token));
      return page.ok ? c.json(page.value, 200) : refusalResponse(c, page.refusal);
    });
    router.openapi(decideRoute, async (c) => {
      const { token } = c.req.valid('param');
      const input = c.req.valid('json');
      const page = await answer(async (ctx) => {
        const settled = await links.decideByToken(ctx, token, { way: 'link', input });
        return settled.ok ? links.readLink(ctx, token) : settled;
      });
      return page.ok ? c.json(page.value, 200) : refusalResponse(c, page.refusal);
    });
    router.openapi(requoteRoute, async (c) => {
      const lines = await answer(async (ctx) => {
        const page = await links.readLink(ctx, c.req.valid('param').token);
        return page.ok ? requoteCase(ctx, page.value, c.req.valid('json'), requote) : page;
      });
      return lines.ok ? c.json(lines.value, 200) : refusalResponse(c, lines.refusal);
    });
    return router;
  };
