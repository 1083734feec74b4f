import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { HttpEnv } from '../../../platform/http/env.ts';
import { answers, refusalResponse } from '../../../platform/http/refusal.ts';
import { jsonBody, respond } from '../../../platform/http/respond.ts';
import { createRouter } from '../../../platform/http/router.ts';
import type { Ctx, Runtime } from '../../../platform/runtime/ctx.ts';
import { promoteAlias, removeAlias, ruleOutAlias, teachAlias, undoLesson, type EditedAlias } from '../commands/aliases/edit-aliases.ts';
import { importAliases } from '../commands/aliases/import-aliases.ts';
import {
  aliasImportSchema,
  aliasListSchema,
  aliasPageSchema,
  aliasQuerySchema,
  aliasUndoneSchema,
  importAliasesSchema,
  promoteAliasSchema,
  removeAliasSchema,
  teachAliasSchema,
  type AliasList,
  type AliasPage,
  type AliasQuery,
  type AliasUndone,
} from '../contract.ts';
import { mayReadAliases } from '../policy.ts';
import { getAlias, listAliases, listTouchedOrders } from '../queries/aliases.ts';
import { getAliasFile } from '../queries/export-aliases.ts';

const tags = ['aliases'];
const params = z.object({ id: z.uuid() });

const listRoute = createRoute({
  method: 'get',
  path: '/aliases',
  tags,
  request: { query: aliasQuerySchema },
  responses: answers('Aliases, used last first', aliasListSchema),
});
const exportRoute = createRoute({
  method: 'get',
  path: '/aliases/export',
  tags,
  responses: { ...answers('All aliases', z.string()), 200: { description: 'All aliases', content: { 'text/csv': { schema: z.string() } } } },
});
const getRoute = createRoute({
  method: 'get',
  path: '/aliases/{id}',
  tags,
  request: { params },
  responses: answers('The alias with what taught it and the open orders that it decided', aliasPageSchema),
});
const teachRoute = createRoute({
  method: 'post',
  path: '/aliases',
  tags,
  request: { body: jsonBody(teachAliasSchema) },
  responses: answers('The alias as it now is', aliasPageSchema),
});
const removeRoute = createRoute({
  method: 'post',
  path: '/aliases/{id}/remove',
  tags,
  request: { params, body: jsonBody(removeAliasSchema) },
  responses: answers('Taken back; the open orders that it had decided, now with the desk', aliasUndoneSchema),
});
const undoRoute = createRoute({
  method: 'post',
  path: '/aliases/{id}/lessons/{lessonId}/undo',
  tags,
  request: { params: params.extend({ lessonId: z.uuid() }) },
  responses: answers('Taken back; the open orders that the alias had decided, when it no longer decides', aliasUndoneSchema),
});
const ruleOutRoute = createRoute({
  method: 'post',
  path: '/aliases/{id}/rule-out',
  tags,
  request: { params },
  responses: answers('The alias, which now says "never"', aliasPageSchema),
});
const promoteRoute = createRoute({
  method: 'post',
  path: '/aliases/{id}/promote',
  tags,
  request: { params, body: jsonBody(promoteAliasSchema) },
  responses: answers('The wider alias', aliasPageSchema),
});
const importRoute = createRoute({
  method: 'post',
  path: '/aliases/import',
  tags,
  request: { body: jsonBody(importAliasesSchema) },
  responses: answers('What the file does, or would do', aliasImportSchema),
});

async function listFor(ctx: Ctx, query: AliasQuery): Promise<Result<AliasList>> {
  return mayReadAliases(ctx.actor) ? ok(await listAliases(ctx, query)) : refuse('forbidden');
}

async function pageFor(ctx: Ctx, id: string): Promise<Result<AliasPage>> {
  if (!mayReadAliases(ctx.actor)) return refuse('forbidden');
  const page = await getAlias(ctx, id);
  return page === null ? refuse('not_found', { aliasId: id }) : ok(page);
}

const thenPage = async (ctx: Ctx, edited: Result<EditedAlias>): Promise<Result<AliasPage>> => (edited.ok ? pageFor(ctx, edited.value.alias.id) : edited);

const thenTouched = async (ctx: Ctx, edited: Result<EditedAlias>): Promise<Result<AliasUndone>> =>
  edited.ok ? ok({ openOrders: [...(await listTouchedOrders(ctx, edited.value.touched))] }) : edited;

const fileFor = async (ctx: Ctx): Promise<Result<string>> => (mayReadAliases(ctx.actor) ? ok(await getAliasFile(ctx)) : refuse('forbidden'));

const fileHead = { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="aliases.csv"' };

function addReads(router: OpenAPIHono<HttpEnv>, runtime: Runtime): void {
  router.openapi(listRoute, (c) => respond(c, runtime, (ctx) => listFor(ctx, c.req.valid('query'))));
  router.openapi(exportRoute, async (c) => {
    const file = await runtime.transaction(c.get('actor'), fileFor);
    return file.ok ? c.body(file.value, 200, fileHead) : refusalResponse(c, file.refusal);
  });
  router.openapi(getRoute, (c) => respond(c, runtime, (ctx) => pageFor(ctx, c.req.valid('param').id)));
}

function addChanges(router: OpenAPIHono<HttpEnv>, runtime: Runtime): void {
  router.openapi(teachRoute, (c) => respond(c, runtime, async (ctx) => thenPage(ctx, await teachAlias(ctx, c.req.valid('json')))));
  router.openapi(importRoute, async (c) => {
    const { csv, apply } = c.req.valid('json');
    return respond(c, runtime, (ctx) => importAliases(ctx, csv, apply));
  });
  router.openapi(ruleOutRoute, (c) => respond(c, runtime, async (ctx) => thenPage(ctx, await ruleOutAlias(ctx, c.req.valid('param').id))));
  router.openapi(promoteRoute, async (c) => {
    const { scope } = c.req.valid('json');
    return respond(c, runtime, async (ctx) => thenPage(ctx, await promoteAlias(ctx, c.req.valid('param').id, scope)));
  });
  router.openapi(removeRoute, async (c) => {
    const { reason } = c.req.valid('json');
    return respond(c, runtime, async (ctx) => thenTouched(ctx, await removeAlias(ctx, c.req.valid('param').id, reason)));
  });
  router.openapi(undoRoute, async (c) => {
    const { id, lessonId } = c.req.valid('param');
    return respond(c, runtime, async (ctx) => thenTouched(ctx, await undoLesson(ctx, id, lessonId)));
  });
}

/** The routes of Setup → Aliases, mounted under `/api`. */
export function aliasRoutes(runtime: Runtime): OpenAPIHono<HttpEnv> {
  const router = createRouter();
  addReads(router, runtime);
  addChanges(router, runtime);
  return router;
}
