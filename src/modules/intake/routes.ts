import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import type { HttpEnv } from '../../platform/http/env.ts';
import { answers, refusalResponse } from '../../platform/http/refusal.ts';
import { createRouter } from '../../platform/http/router.ts';
import type { Ctx, Runtime } from '../../platform/runtime/ctx.ts';
import { askCustomer, previewQuestion } from './commands/ask-customer.ts';
import { finishConversation } from './commands/close-conversation.ts';
import { linkCustomer } from './commands/link-customer.ts';
import { askPreviewSchema, conversationRowSchema, conversationSchema, linkCustomerSchema, type ConversationPage, type ConversationRow } from './contract.ts';
import { mayReadConversations } from './policy.ts';
import { getConversation, listConversations } from './queries/conversations.ts';
import { aliasRoutes } from './routes/aliases.ts';
import { readingRoutes } from './routes/reading.ts';
import type { IntakeDeps } from './settings.ts';

const tags = ['intake'];
const params = z.object({ id: z.uuid() });

const listRoute = createRoute({
  method: 'get',
  path: '/conversations',
  tags,
  request: { query: z.object({ state: z.string().max(200).optional(), q: z.string().max(100).optional() }) },
  responses: answers('Conversations, newest first', z.object({ rows: z.array(conversationRowSchema) })),
});
const getRoute = createRoute({
  method: 'get',
  path: '/conversations/{id}',
  tags,
  request: { params },
  responses: answers('The conversation', conversationSchema),
});
const previewRoute = createRoute({
  method: 'get',
  path: '/conversations/{id}/question',
  tags,
  request: { params },
  responses: answers('The exact message that asking would send', askPreviewSchema),
});
const askRoute = createRoute({
  method: 'post',
  path: '/conversations/{id}/ask',
  tags,
  request: { params },
  responses: answers('The conversation, question on its way', conversationSchema),
});
const doneRoute = createRoute({
  method: 'post',
  path: '/conversations/{id}/done',
  tags,
  request: { params },
  responses: answers('The conversation, dealt with', conversationSchema),
});
const linkRoute = createRoute({
  method: 'post',
  path: '/conversations/{id}/customer',
  tags,
  request: { params, body: { content: { 'application/json': { schema: linkCustomerSchema } }, required: true } },
  responses: answers('The conversation, read again as this customer’s', conversationSchema),
});

async function pageOf(ctx: Ctx, id: string): Promise<Result<ConversationPage>> {
  if (!mayReadConversations(ctx.actor)) return refuse('forbidden');
  const page = await getConversation(ctx, id);
  return page === null ? refuse('not_found', { conversationId: id }) : ok(page);
}

const thenPage = async (ctx: Ctx, id: string, result: Result<unknown>): Promise<Result<ConversationPage>> => (result.ok ? pageOf(ctx, id) : result);

async function listFor(ctx: Ctx, query: { state?: string | undefined; q?: string | undefined }): Promise<Result<{ rows: ConversationRow[] }>> {
  if (!mayReadConversations(ctx.actor)) return refuse('forbidden');
  return ok({ rows: await listConversations(ctx, { states: query.state ? query.state.split(',') : [], ...(query.q ? { q: query.q } : {}) }) });
}

/** The routes of intake, mounted under `/api`. */
export function intakeRoutes(runtime: Runtime, deps: IntakeDeps): OpenAPIHono<HttpEnv> {
  const router = createRouter();
  router.openapi(listRoute, async (c) => {
    const list = await runtime.transaction(c.get('actor'), (ctx) => listFor(ctx, c.req.valid('query')));
    return list.ok ? c.json(list.value, 200) : refusalResponse(c, list.refusal);
  });
  router.openapi(getRoute, async (c) => {
    const page = await runtime.transaction(c.get('actor'), (ctx) => pageOf(ctx, c.req.valid('param').id));
    return page.ok ? c.json(page.value, 200) : refusalResponse(c, page.refusal);
  });
  router.openapi(previewRoute, async (c) => {
    const preview = await runtime.transaction(c.get('actor'), (ctx) => previewQuestion(ctx, c.req.valid('param').id));
    return preview.ok ? c.json(preview.value, 200) : refusalResponse(c, preview.refusal);
  });
  router.openapi(askRoute, async (c) => {
    const { id } = c.req.valid('param');
    const page = await runtime.transaction(c.get('actor'), async (ctx) => thenPage(ctx, id, await askCustomer(ctx, id, deps.policy.answerWithinMs)));
    return page.ok ? c.json(page.value, 200) : refusalResponse(c, page.refusal);
  });
  router.openapi(doneRoute, async (c) => {
    const { id } = c.req.valid('param');
    const page = await runtime.transaction(c.get('actor'), async (ctx) => thenPage(ctx, id, await finishConversation(ctx, id)));
    return page.ok ? c.json(page.value, 200) : refusalResponse(c, page.refusal);
  });
  router.openapi(linkRoute, async (c) => {
    const { id } = c.req.valid('param');
    const page = await runtime.transaction(c.get('actor'), async (ctx) =>
      thenPage(ctx, id, await linkCustomer(ctx, { conversationId: id, ...c.req.valid('json') }, deps)),
    );
    return page.ok ? c.json(page.value, 200) : refusalResponse(c, page.refusal);
  });
  return router.route('/', aliasRoutes(runtime)).route('/', readingRoutes(runtime, deps));
}
