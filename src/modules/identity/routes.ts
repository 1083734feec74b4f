import { createRoute } from '@hono/zod-openapi';
import { ok, refuse } from '../../kernel/result.ts';
import { createRouter } from '../../platform/http/router.ts';
import { answers } from '../../platform/http/refusal.ts';
import { respond } from '../../platform/http/respond.ts';
import type { ModuleParts } from '../../platform/runtime/module.ts';
import { meSchema } from './contract.ts';
import { getMe } from './queries.ts';

const meRoute = createRoute({
  method: 'get',
  path: '/me',
  summary: 'The signed-in person',
  responses: answers('Who is signed in', meSchema),
});

/** Routes of identity. */
export const identityRoutes: NonNullable<ModuleParts['routes']> = (runtime) =>
  createRouter().openapi(meRoute, (c) =>
    respond(c, runtime, async (ctx) => {
      const me = await getMe(ctx, ctx.actor.id);
      return me ? ok(me) : refuse('not_found', { id: ctx.actor.id });
    }),
  );
