import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import type { HttpEnv } from '../../platform/http/env.ts';
import { answers } from '../../platform/http/refusal.ts';
import { jsonBody, respond } from '../../platform/http/respond.ts';
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
  request: { params, body: jsonBody(linkCustomerSchema) },
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
  router.openapi(listRoute, (c) => respond(c, runtime, (ctx) => listFor(ctx, c.req.valid('query'))));
  router.openapi(getRoute, (c) => respond(c, runtime, (ctx) => pageOf(ctx, c.req.valid('param').id)));
  router.openapi(previewRoute, (c) => respond(c, runtime, (ctx) => previewQuestion(ctx, c.req.valid('param').id)));
  router.openapi(askRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await askCustomer(ctx, id, deps.policy.answerWithinMs)));
  });
  router.openapi(doneRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await finishConversation(ctx, id)));
  });
  router.openapi(linkRoute, async (c) => {
    const { id } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenPage(ctx, id, await linkCustomer(ctx, { conversationId: id, ...c.req.valid('json') }, deps)));
  });
  return router.route('/', aliasRoutes(runtime)).route('/', readingRoutes(runtime, deps));
}
