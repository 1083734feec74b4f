import { createRoute } from '@hono/zod-openapi';
import { ok, refuse } from '../../kernel/result.ts';
import { createRouter } from '../../platform/http/router.ts';
import { answers, refusalResponse } from '../../platform/http/refusal.ts';
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
  createRouter().openapi(meRoute, async (c) => {
    const actor = c.get('actor');
    const me = await runtime.transaction(actor, async (ctx) => {
      const found = await getMe(ctx, actor.id);
      return found ? ok(found) : refuse('not_found', { id: actor.id });
    });
    return me.ok ? c.json(me.value, 200) : refusalResponse(c, me.refusal);
  });
