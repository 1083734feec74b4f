import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { refuse, type Result } from '../../kernel/result.ts';
import type { HttpEnv } from '../../platform/http/env.ts';
import { answers, refusalResponse } from '../../platform/http/refusal.ts';
import { createRouter } from '../../platform/http/router.ts';
import type { Ctx, Runtime } from '../../platform/runtime/ctx.ts';
import { confirmOrder } from './commands/confirm-order.ts';
import { addLine, correctLine, undoCorrection } from './commands/correct-line.ts';
import { rejectOrder } from './commands/end-order.ts';
import {
  addLineSchema,
  confirmOrderSchema,
  correctLineSchema,
  orderListSchema,
  orderPageSchema,
  rejectOrderSchema,
  undoSchema,
  type OrderPage,
} from './contract.ts';
import { mayReadOrders } from './policy.ts';
import { getOrderPage } from './queries/get-order-page.ts';
import { listOrders } from './queries/list-orders.ts';

const tags = ['orders'];
const idParam = z.object({ id: z.uuid() });
const body = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } }, required: true });

const listRoute = createRoute({
  method: 'get',
  path: '/orders',
  tags,
  request: {
    query: z.object({
      state: z.string().max(200).optional(),
      q: z.string().max(100).optional(),
      customer: z.string().max(20).optional(),
      cursor: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
  },
  responses: answers('The queue: newest change first, with counts by state', orderListSchema),
});
const getRoute = createRoute({ method: 'get', path: '/orders/{id}', tags, request: { params: idParam }, responses: answers('The order', orderPageSchema) });
const confirmRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/confirm',
  tags,
  request: { params: idParam, body: body(confirmOrderSchema) },
  responses: answers('The order after all checks ran: on its way, or waiting with the reason', orderPageSchema),
});
const rejectRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/reject',
  tags,
  request: { params: idParam, body: body(rejectOrderSchema) },
  responses: answers('The ended order', orderPageSchema),
});
const correctRoute = createRoute({
  method: 'patch',
  path: '/orders/{id}/lines/{lineId}',
  tags,
  request: { params: z.object({ id: z.uuid(), lineId: z.string().max(80) }), body: body(correctLineSchema) },
  responses: answers('The corrected order', orderPageSchema),
});
const addRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/lines',
  tags,
  request: { params: idParam, body: body(addLineSchema) },
  responses: answers('The order with the new line', orderPageSchema),
});
const undoRoute = createRoute({
  method: 'post',
  path: '/orders/{id}/undo',
  tags,
  request: { params: idParam, body: body(undoSchema) },
  responses: answers('The order as it was before the newest correction', orderPageSchema),
});

/** Runs a command and answers the order as it now is. */
async function thenPage(ctx: Ctx, orderId: string, result: Result<unknown>): Promise<Result<OrderPage>> {
  if (!result.ok) return result;
  return pageOf(ctx, orderId);
}

async function pageOf(ctx: Ctx, orderId: string): Promise<Result<OrderPage>> {
  if (!mayReadOrders(ctx.actor)) return refuse('forbidden');
  const page = await getOrderPage(ctx, orderId);
  return page === null ? refuse('not_found', { orderId }) : { ok: true, value: page };
}

/** The routes of orders, mounted under `/api`. */
export function orderRoutes(runtime: Runtime): OpenAPIHono<HttpEnv> {
  const router = createRouter();
  router.openapi(listRoute, async (c) => {
    const { state, q, customer, cursor, limit } = c.req.valid('query');
    const filter = {
      limit,
      ...(state ? { states: state.split(',') } : {}),
      ...(q ? { q } : {}),
      ...(customer ? { customer } : {}),
      ...(cursor ? { cursor } : {}),
    };
    const actor = c.get('actor');
    if (!mayReadOrders(actor)) return refusalResponse(c, refuse('forbidden').refusal);
    return c.json(await runtime.transaction(actor, (ctx) => listOrders(ctx, filter)), 200);
  });
  router.openapi(getRoute, async (c) => {
    const page = await runtime.transaction(c.get('actor'), (ctx) => pageOf(ctx, c.req.valid('param').id));
    return page.ok ? c.json(page.value, 200) : refusalResponse(c, page.refusal);
  });
  router.openapi(confirmRoute, async (c) => {
    const { id } = c.req.valid('param');
    const page = await runtime.transaction(c.get('actor'), async (ctx) => thenPage(ctx, id, await confirmOrder(ctx, { orderId: id, ...c.req.valid('json') })));
    return page.ok ? c.json(page.value, 200) : refusalResponse(c, page.refusal);
  });
  router.openapi(rejectRoute, async (c) => {
    const { id } = c.req.valid('param');
    const page = await runtime.transaction(c.get('actor'), async (ctx) => thenPage(ctx, id, await rejectOrder(ctx, id, c.req.valid('json'))));
    return page.ok ? c.json(page.value, 200) : refusalResponse(c, page.refusal);
  });
  router.openapi(correctRoute, async (c) => {
    const { id, lineId } = c.req.valid('param');
    const page = await runtime.transaction(c.get('actor'), async (ctx) => thenPage(ctx, id, await correctLine(ctx, id, lineId, c.req.valid('json'))));
    return page.ok ? c.json(page.value, 200) : refusalResponse(c, page.refusal);
  });
  router.openapi(addRoute, async (c) => {
    const { id } = c.req.valid('param');
    const page = await runtime.transaction(c.get('actor'), async (ctx) => thenPage(ctx, id, await addLine(ctx, id, c.req.valid('json'))));
    return page.ok ? c.json(page.value, 200) : refusalResponse(c, page.refusal);
  });
  router.openapi(undoRoute, async (c) => {
    const { id } = c.req.valid('param');
    const page = await runtime.transaction(c.get('actor'), async (ctx) => thenPage(ctx, id, await undoCorrection(ctx, id, c.req.valid('json').version)));
    return page.ok ? c.json(page.value, 200) : refusalResponse(c, page.refusal);
  });
  return router;
}
