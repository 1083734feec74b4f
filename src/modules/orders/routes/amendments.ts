import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { HttpEnv } from '../../../platform/http/env.ts';
import { answers } from '../../../platform/http/refusal.ts';
import { jsonBody, respond } from '../../../platform/http/respond.ts';
import type { Ctx, Runtime } from '../../../platform/runtime/ctx.ts';
import { previewAmendment } from '../commands/amendment/preview-amendment.ts';
import { requestAmendment } from '../commands/amendment/request-amendment.ts';
import { confirmAmendment, withdrawAmendment } from '../commands/amendment/settle-amendment.ts';
import { amendmentListSchema, amendmentSchema, confirmAmendmentSchema, requestAmendmentSchema, type AmendmentList } from '../contract.ts';
import { mayReadOrders } from '../policy.ts';
import { listAmendments } from '../queries/list-amendments.ts';

const tags = ['orders'];
const path = '/orders/{id}/amendments';
const idParam = z.object({ id: z.uuid() });
const bothParams = z.object({ id: z.uuid(), amendmentId: z.uuid() });
const all = 'Every change to the order since the ERP holds it, oldest first';

const listRoute = createRoute({ method: 'get', path, tags, request: { params: idParam }, responses: answers(all, amendmentListSchema) });
const previewRoute = createRoute({
  method: 'post',
  path: `${path}/preview`,
  tags,
  request: { params: idParam, body: jsonBody(requestAmendmentSchema) },
  responses: answers('What the changes would come to; nothing is changed', amendmentSchema),
});
const requestRoute = createRoute({
  method: 'post',
  path,
  tags,
  request: { params: idParam, body: jsonBody(requestAmendmentSchema) },
  responses: answers(all, amendmentListSchema),
});
const confirmRoute = createRoute({
  method: 'post',
  path: `${path}/{amendmentId}/confirm`,
  tags,
  request: { params: bothParams, body: jsonBody(confirmAmendmentSchema) },
  responses: answers(all, amendmentListSchema),
});
const withdrawRoute = createRoute({
  method: 'post',
  path: `${path}/{amendmentId}/withdraw`,
  tags,
  request: { params: bothParams },
  responses: answers(all, amendmentListSchema),
});

async function thenList(ctx: Ctx, orderId: string, result: Result<unknown>): Promise<Result<AmendmentList>> {
  if (!result.ok) return result;
  return mayReadOrders(ctx.actor) ? ok({ rows: [...(await listAmendments(ctx, orderId))] }) : refuse('forbidden');
}

/** Adds the routes of amendments to those of orders. */
export function addAmendmentRoutes(router: OpenAPIHono<HttpEnv>, runtime: Runtime): void {
  router.openapi(listRoute, (c) => respond(c, runtime, (ctx) => thenList(ctx, c.req.valid('param').id, ok(null))));
  router.openapi(previewRoute, (c) => respond(c, runtime, (ctx) => previewAmendment(ctx, c.req.valid('param').id, c.req.valid('json'))));
  router.openapi(requestRoute, (c) => {
    const { id } = c.req.valid('param');
    const { wantedBy, ...wish } = c.req.valid('json');
    return respond(c, runtime, async (ctx) => thenList(ctx, id, await requestAmendment(ctx, { orderId: id, by: wantedBy, ...wish })));
  });
  router.openapi(confirmRoute, (c) => {
    const { id, amendmentId } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenList(ctx, id, await confirmAmendment(ctx, { amendmentId, ...c.req.valid('json') })));
  });
  router.openapi(withdrawRoute, (c) => {
    const { id, amendmentId } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenList(ctx, id, await withdrawAmendment(ctx, { amendmentId })));
  });
}
