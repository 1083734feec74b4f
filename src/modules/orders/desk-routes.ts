import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { ok, refuse } from '../../kernel/result.ts';
import type { HttpEnv } from '../../platform/http/env.ts';
import { answers } from '../../platform/http/refusal.ts';
import { jsonBody, respond } from '../../platform/http/respond.ts';
import { createRouter } from '../../platform/http/router.ts';
import type { Runtime } from '../../platform/runtime/ctx.ts';
import { listPeopleOf } from '../identity/index.ts';
import { thenPage } from './answer-page.ts';
import { addNote } from './commands/desk/add-note.ts';
import { assignOrder } from './commands/desk/assign-order.ts';
import { explainChange } from './commands/desk/explain-change.ts';
import { bulkAssign } from './bulk-assign.ts';
import { bulkConfirm } from './bulk-confirm.ts';
import { leaveOrder, lookAtOrder } from './commands/desk/look-at-order.ts';
import { reopenOrder } from './commands/desk/reopen-order.ts';
import { snoozeOrder, wakeOrder } from './commands/desk/snooze-order.ts';
import {
  addNoteSchema,
  assignOrderSchema,
  assignOutcomesSchema,
  bulkAssignSchema,
  bulkConfirmSchema,
  bulkOutcomesSchema,
  deskPeopleSchema,
  explainChangeSchema,
  orderPageSchema,
  presenceSchema,
  reopenOrderSchema,
  snoozeOrderSchema,
} from './contract.ts';
import { deskRoles, mayReadOrders, mayWorkOrders } from './policy.ts';
import { listLookers } from './queries/list-lookers.ts';

const tags = ['orders'];
const params = z.object({ id: z.uuid() });
const thePage = (words: string) => answers(words, orderPageSchema);

const assignRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/assign',
  tags,
  request: { params, body: jsonBody(assignOrderSchema) },
  responses: thePage('The order with whom it is now'),
});
const noteRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/notes',
  tags,
  request: { params, body: jsonBody(addNoteSchema) },
  responses: thePage('The order with the note'),
});
const snoozeRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/snooze',
  tags,
  request: { params, body: jsonBody(snoozeOrderSchema) },
  responses: thePage('The order, asleep until its time or its next change'),
});
const wakeRoute = createRoute({ method: 'delete', path: '/orders/{id}/snooze', tags, request: { params }, responses: thePage('The order, awake') });
const reopenRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/reopen',
  tags,
  request: { params, body: jsonBody(reopenOrderSchema) },
  responses: thePage('The order, at the desk again'),
});
const lookRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/presence',
  tags,
  request: { params },
  responses: answers('Who is looking at the order, you among them for the next half minute', presenceSchema),
});
const leaveRoute = createRoute({
  method: 'delete',
  path: '/orders/{id}/presence',
  tags,
  request: { params },
  responses: answers('Who is still looking at the order', presenceSchema),
});
const peopleRoute = createRoute({ method: 'get', path: '/orders-desk/people', tags, responses: answers('Whom an order can be given to', deskPeopleSchema) });
const bulkRoute = createRoute({
  method: 'post',
  path: '/orders/bulk-confirm',
  tags,
  request: { body: jsonBody(bulkConfirmSchema) },
  responses: answers('What became of each order', bulkOutcomesSchema),
});

const bulkAssignRoute = createRoute({
  method: 'post',
  path: '/orders/bulk-assign',
  tags,
  request: { body: jsonBody(bulkAssignSchema) },
  responses: answers('What became of each order', assignOutcomesSchema),
});
const explainRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/change-reason',
  tags,
  request: { params, body: jsonBody(explainChangeSchema) },
  responses: thePage('The order with why its lines were changed'),
});

/** The routes of the desk's queue: who has an order, what was noted, what sleeps, who looks at it, many at once. */
export function deskRoutes(runtime: Runtime): OpenAPIHono<HttpEnv> {
  const router = createRouter();
  router.openapi(assignRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await assignOrder(ctx, id, c.req.valid('json'))));
  });
  router.openapi(noteRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await addNote(ctx, id, c.req.valid('json'))));
  });
  router.openapi(explainRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await explainChange(ctx, id, c.req.valid('json'))));
  });
  router.openapi(snoozeRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await snoozeOrder(ctx, id, c.req.valid('json'))));
  });
  router.openapi(wakeRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await wakeOrder(ctx, id)));
  });
  router.openapi(reopenRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await reopenOrder(ctx, id, c.req.valid('json').version)));
  });
  return router.route('/', togetherRoutes(runtime));
}

function togetherRoutes(runtime: Runtime): OpenAPIHono<HttpEnv> {
  const router = createRouter();
  router.openapi(lookRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => {
      const looked = await lookAtOrder(ctx, id);
      return looked.ok ? ok({ lookers: await listLookers(ctx, id) }) : looked;
    });
  });
  router.openapi(leaveRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => {
      const left = await leaveOrder(ctx, id);
      return left.ok ? ok({ lookers: await listLookers(ctx, id) }) : left;
    });
  });
  router.openapi(peopleRoute, (c) =>
    respond(c, runtime, async (ctx) =>
      mayReadOrders(ctx.actor)
        ? ok({ people: (await listPeopleOf(ctx, deskRoles)).map(({ id: person, name }) => ({ id: person, name })) })
        : refuse('forbidden'),
    ),
  );
  router.openapi(bulkAssignRoute, async (c) => {
    const actor = c.get('actor');
    const outcomes = mayWorkOrders(actor) ? [...(await bulkAssign(runtime, actor, c.req.valid('json')))] : null;
    return respond(c, runtime, () => Promise.resolve(outcomes === null ? refuse('forbidden') : ok({ outcomes })));
  });
  router.openapi(bulkRoute, async (c) => {
    const actor = c.get('actor');
    const outcomes = mayWorkOrders(actor) ? [...(await bulkConfirm(runtime, actor, c.req.valid('json')))] : null;
    return respond(c, runtime, () => Promise.resolve(outcomes === null ? refuse('forbidden') : ok({ outcomes })));
  });
  return router;
}
