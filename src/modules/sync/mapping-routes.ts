import { createRoute, z } from '@hono/zod-openapi';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpEnv } from '../../platform/http/env.ts';
import { answers } from '../../platform/http/refusal.ts';
import { jsonBody, respond } from '../../platform/http/respond.ts';
import type { Runtime } from '../../platform/runtime/ctx.ts';
import { askPreview, getPreview } from './commands/ask-preview.ts';
import { getMappingPage, saveMapping } from './commands/save-mapping.ts';
import { mappingPageSchema, mappingPreviewSchema, mappingSavedSchema, previewMappingSchema, saveMappingSchema } from './contract.ts';
import type { SyncDeps } from './deps.ts';

const byConnection = z.object({ id: z.string() });
const path = '/sync/connections/{id}/mapping';

const pageRoute = createRoute({
  method: 'get',
  path,
  tags: ['sync'],
  summary: 'The mapping of a connection, its versions, and what it can be about',
  request: { params: byConnection },
  responses: answers('the mapping', mappingPageSchema),
});
const saveRoute = createRoute({
  method: 'put',
  path,
  tags: ['sync'],
  summary: 'Save a mapping as a new version; what it changes is read anew in full',
  request: { params: byConnection, body: jsonBody(saveMappingSchema) },
  responses: answers('saved', mappingSavedSchema),
});
const askRoute = createRoute({
  method: 'post',
  path: `${path}/preview`,
  tags: ['sync'],
  summary: 'Ask the ERP what a draft of a mapping would do; `erp_connection.looked` tells when it is over',
  request: { params: byConnection, body: jsonBody(previewMappingSchema) },
  responses: answers('asked', z.object({ id: z.string() })),
});
const previewRoute = createRoute({
  method: 'get',
  path: `${path}/preview/{preview}`,
  tags: ['sync'],
  summary: 'What the ERP said to a draft',
  request: { params: byConnection.extend({ preview: z.uuid() }) },
  responses: answers('the preview', mappingPreviewSchema),
});

/** Mounts the routes by which IT edits how an ERP is understood. */
export function mountMapping(routes: OpenAPIHono<HttpEnv>, runtime: Runtime, { connectors }: Pick<SyncDeps, 'connectors'>): void {
  routes.openapi(pageRoute, (c) => respond(c, runtime, (ctx) => getMappingPage(ctx, connectors, c.req.valid('param').id)));
  routes.openapi(saveRoute, (c) => respond(c, runtime, (ctx) => saveMapping(ctx, connectors, c.req.valid('param').id, c.req.valid('json'))));
  routes.openapi(askRoute, (c) => respond(c, runtime, (ctx) => askPreview(ctx, connectors, c.req.valid('param').id, c.req.valid('json'))));
  routes.openapi(previewRoute, (c) => {
    const { id, preview } = c.req.valid('param');
    return respond(c, runtime, (ctx) => getPreview(ctx, connectors, id, preview));
  });
}
