import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { ok, refuse } from '../../kernel/result.ts';
import type { HttpEnv } from '../../platform/http/env.ts';
import { answers } from '../../platform/http/refusal.ts';
import { jsonBody, respond } from '../../platform/http/respond.ts';
import { createRouter } from '../../platform/http/router.ts';
import type { Runtime } from '../../platform/runtime/ctx.ts';
import { confirmOrder } from './commands/confirm-order.ts';
import { addLine, correctLine, undoCorrection } from './commands/correct-line.ts';
import { askPrice } from './commands/price-request/ask-price.ts';
import { rejectOrder } from './commands/end-order.ts';
import {
  addLineSchema,
  askPriceSchema,
  confirmOrderSchema,
  correctLineSchema,
  orderListSchema,
  orderPageSchema,
  orderQuerySchema,
  rejectOrderSchema,
  undoSchema,
} from './contract.ts';
import { pageOf, thenPage } from './answer-page.ts';
import { deskRoutes } from './desk-routes.ts';
import { mayReadOrders } from './policy.ts';
import { listOrders } from './queries/list-orders.ts';
import { rulesRoutes } from './rules-routes.ts';
import { addAmendmentRoutes } from './routes/amendments.ts';

const tags = ['orders'];
const idParam = z.object({ id: z.uuid() });

const listRoute = createRoute({
  method: 'get',
  path: '/orders',
  tags,
  request: {
    query: orderQuerySchema,
  },
  responses: answers('The queue, by urgency or newest change first, with counts', orderListSchema),
});
const getRoute = createRoute({ method: 'get', path: '/orders/{id}', tags, request: { params: idParam }, responses: answers('The order', orderPageSchema) });
const confirmRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/confirm',
  tags,
  request: { params: idParam, body: jsonBody(confirmOrderSchema) },
  responses: answers('The order after all checks ran: on its way, or waiting with the reason', orderPageSchema),
});
const askPriceRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/price-request',
  tags,
  request: { params: idParam, body: jsonBody(askPriceSchema) },
  responses: answers('The order, waiting for whoever may decide on the price', orderPageSchema),
});
const rejectRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/reject',
  tags,
  request: { params: idParam, body: jsonBody(rejectOrderSchema) },
  responses: answers('The ended order', orderPageSchema),
});
const correctRoute = createRoute({
  method: 'patch',
  path: '/orders/{id}/lines/{lineId}',
  tags,
  request: { params: z.object({ id: z.uuid(), lineId: z.string().max(80) }), body: jsonBody(correctLineSchema) },
  responses: answers('The corrected order', orderPageSchema),
});
const addRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/lines',
  tags,
  request: { params: idParam, body: jsonBody(addLineSchema) },
  responses: answers('The order with the new line', orderPageSchema),
});
const undoRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/undo',
  tags,
  request: { params: idParam, body: jsonBody(undoSchema) },
  responses: answers('The order as it was before the newest correction', orderPageSchema),
});

const isId = (text: string): boolean => z.uuid().safeParse(text).success;
// what is no id of an order names none
const idsIn = (text: string): readonly string[] => text.split(',').filter(isId);

/** The routes of orders, mounted under `/api`. */
export function orderRoutes(runtime: Runtime): OpenAPIHono<HttpEnv> {
  const router = createRouter();
  router.openapi(listRoute, async (c) => {
    const { state, q, customer, assigned, ids, woken_since: wokenSince, cursor, ...rest } = c.req.valid('query');
    const filter = {
      ...rest,
      ...(ids === undefined && wokenSince === undefined ? {} : { among: { ids: idsIn(ids ?? ''), wokenSince: wokenSince ?? null } }),
      ...(state ? { states: state.split(',') } : {}),
      ...(q ? { q } : {}),
      ...(customer ? { customer } : {}),
      ...(assigned ? { assigned } : {}),
      ...(cursor ? { cursor } : {}),
    };
    return respond(c, runtime, async (ctx) => (mayReadOrders(ctx.actor) ? ok(await listOrders(ctx, filter)) : refuse('forbidden')));
  });
  router.openapi(getRoute, (c) => respond(c, runtime, (ctx) => pageOf(ctx, c.req.valid('param').id)));
  router.openapi(confirmRoute, async (c) => {
    const { id } = c.req.valid('param');
    const { version, accept, reasons } = c.req.valid('json');
    const input = { orderId: id, version, accept, ...(reasons === undefined ? {} : { reasons }) };
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await confirmOrder(ctx, input)));
  });
  router.openapi(askPriceRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await askPrice(ctx, id, c.req.valid('json'))));
  });
  router.openapi(rejectRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await rejectOrder(ctx, id, c.req.valid('json'))));
  });
  router.openapi(correctRoute, async (c) => {
    const { id, lineId } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await correctLine(ctx, id, lineId, c.req.valid('json'))));
  });
  router.openapi(addRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await addLine(ctx, id, c.req.valid('json'))));
  });
  router.openapi(undoRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await undoCorrection(ctx, id, c.req.valid('json').version)));
  });
  router.route('/', rulesRoutes(runtime));
  addAmendmentRoutes(router, runtime);
  return router.route('/', deskRoutes(runtime));
}
