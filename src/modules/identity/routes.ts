import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { ok, refuse } from '../../kernel/result.ts';
import type { HttpEnv } from '../../platform/http/env.ts';
import { answers } from '../../platform/http/refusal.ts';
import { jsonBody, respond } from '../../platform/http/respond.ts';
import { createRouter } from '../../platform/http/router.ts';
import type { Runtime } from '../../platform/runtime/ctx.ts';
import { deleteAbsence, saveAbsence, saveRota } from './commands/save-duty.ts';
import { keptAbsenceSchema, meSchema, newAbsenceSchema, personNameSchema, rotaSchema } from './contract.ts';
import { maySeeDuty } from './policy.ts';
import { listAbsences, listRotas } from './queries/duty.ts';
import { getMe, listPeople } from './queries/people.ts';

const tags = ['identity'];

const meRoute = createRoute({
  method: 'get',
  path: '/me',
  summary: 'The signed-in person',
  responses: answers('Who is signed in', meSchema),
});
const peopleRoute = createRoute({
  method: 'get',
  path: '/people',
  tags,
  responses: answers('Everybody who is switched on, by name: to forward a case, to name a delegate', z.object({ rows: z.array(personNameSchema) })),
});
const absencesRoute = createRoute({
  method: 'get',
  path: '/absences',
  tags,
  responses: answers('Absences that have not ended', z.object({ rows: z.array(keptAbsenceSchema) })),
});
const saveAbsenceRoute = createRoute({
  method: 'post',
  path: '/absences',
  tags,
  request: { body: jsonBody(newAbsenceSchema) },
  responses: answers('The absence as it is kept', keptAbsenceSchema),
});
const deleteAbsenceRoute = createRoute({
  method: 'delete',
  path: '/absences/{id}',
  tags,
  request: { params: z.object({ id: z.uuid() }) },
  responses: answers('Taken back', z.object({})),
});
const rotasRoute = createRoute({
  method: 'get',
  path: '/rotas',
  tags,
  request: { query: z.object({ company: z.string().min(1).max(10) }) },
  responses: answers('The rotas of a company', z.object({ rows: z.array(rotaSchema) })),
});
const saveRotaRoute = createRoute({
  method: 'put',
  path: '/rotas',
  tags,
  request: { body: jsonBody(rotaSchema) },
  responses: answers('The rota of one role, as it now is', rotaSchema),
});

/** Routes of identity. */
export function identityRoutes(runtime: Runtime): OpenAPIHono<HttpEnv> {
  const router = createRouter();
  router.openapi(meRoute, (c) =>
    respond(c, runtime, async (ctx) => {
      const me = await getMe(ctx, ctx.actor.id);
      return me ? ok(me) : refuse('not_found', { id: ctx.actor.id });
    }),
  );
  router.openapi(peopleRoute, (c) =>
    respond(c, runtime, async (ctx) => {
      if (!maySeeDuty(ctx.actor)) return refuse('forbidden');
      const people = (await listPeople(ctx)).filter((one) => one.active);
      return ok({ rows: people.map(({ id, name, roles, company }) => ({ id, name, roles: [...roles], company })) });
    }),
  );
  router.openapi(absencesRoute, (c) =>
    respond(c, runtime, async (ctx) => (maySeeDuty(ctx.actor) ? ok({ rows: [...(await listAbsences(ctx))] }) : refuse('forbidden'))),
  );
  router.openapi(saveAbsenceRoute, (c) => respond(c, runtime, (ctx) => saveAbsence(ctx, c.req.valid('json'))));
  router.openapi(deleteAbsenceRoute, (c) =>
    respond(c, runtime, async (ctx) => {
      const gone = await deleteAbsence(ctx, c.req.valid('param').id);
      return gone.ok ? ok({}) : gone;
    }),
  );
  router.openapi(rotasRoute, (c) =>
    respond(c, runtime, async (ctx) => (maySeeDuty(ctx.actor) ? ok({ rows: [...(await listRotas(ctx, c.req.valid('query').company))] }) : refuse('forbidden'))),
  );
  router.openapi(saveRotaRoute, (c) => respond(c, runtime, (ctx) => saveRota(ctx, c.req.valid('json'))));
  return router;
}
