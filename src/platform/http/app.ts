import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Handler, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ModuleParts } from '../runtime/module.ts';
import type { Actor, Runtime } from '../runtime/ctx.ts';
import { accessLog, markPeer, requestId } from './access.ts';
import { answerWithin } from './deadline.ts';
import { docsPage, docsScript } from './docs-page.ts';
import type { HttpEnv } from './env.ts';
import { answerFault } from './fault.ts';
import { refuseForeign, refuseLarge, requireJson, requireSession } from './guard.ts';
import { securityHeaders } from './headers.ts';
import type { HttpMetrics } from './metrics.ts';
import { refusalResponse } from './refusal.ts';
import { createRouter } from './router.ts';
import { serveWeb } from './static.ts';
import type { WebFiles } from './static.ts';

/** Everything that the HTTP application is made of. */
export interface HttpAppOptions {
  readonly runtime: Runtime;
  readonly modules: readonly ModuleParts[];
  readonly metrics: HttpMetrics;
  /** Who sent the request, by its cookie or token; null when nobody is signed in. */
  readonly session: (request: Request) => Promise<Actor | null>;
  /** Answers `/api/auth/*`. */
  readonly authHandler: (request: Request) => Promise<Response>;
  /** Answers `GET /api/live` for signed-in people: the event feed. */
  readonly live?: Handler<HttpEnv>;
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>;
  /** Routes under `/api` that need no sign-in. */
  readonly publicApi?: Hono<HttpEnv>;
  readonly web?: WebFiles;
  readonly version: string;
  /** Other origins from which people use this installation (behind a proxy: the public address). */
  readonly trustedOrigins?: readonly string[];
  /** Behind a proxy that appends `X-Forwarded-For`. */
  readonly trustProxy?: boolean;
  readonly connectLoopback?: boolean;
}

const apiBodyBytes = 1_000_000;
const doorBodyBytes = 3_000_000;
/** A database that hangs must not hold the senders of webhooks: they come again. */
const doorAnswerMs = 2_500;

function addChain(app: OpenAPIHono<HttpEnv>, options: HttpAppOptions): void {
  const log = options.runtime.log;
  app.onError((error, c) => answerFault(log, error, c));
  app.use(
    requestId,
    markPeer(options.trustProxy ?? false),
    accessLog(log, options.metrics),
    securityHeaders({ connectLoopback: options.connectLoopback ?? false }),
  );
  const doorLimit = bodyLimit({ maxSize: doorBodyBytes, onError: refuseLarge(doorBodyBytes) });
  const unlimited = ['/api/', ...options.modules.flatMap((part) => part.ownLimitUnder ?? [])];
  app.use(async (c, next) => (unlimited.some((prefix) => c.req.path.startsWith(prefix)) ? next() : doorLimit(c, next)));
  app.use('/api/*', bodyLimit({ maxSize: apiBodyBytes, onError: refuseLarge(apiBodyBytes) }), refuseForeign(options.trustedOrigins ?? []), requireJson);
}

function addPublic(app: OpenAPIHono<HttpEnv>, options: HttpAppOptions): void {
  app.get('/healthz', async (c) => {
    await options.ping();
    return c.json({ ok: true, version: options.version });
  });
  app.get('/metrics', async (c) => c.text(await options.metrics.registry.metrics(), 200, { 'Content-Type': options.metrics.registry.contentType }));
  app.all('/api/auth/*', (c) => options.authHandler(c.req.raw));
  app.get('/api', (c) => c.html(docsPage));
  app.get('/api/docs.js', (c) => c.body(docsScript, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  app.doc31('/api/openapi.json', { openapi: '3.1.0', info: { title: 'Karkhana', version: options.version } });
  if (options.publicApi) app.route('/api', options.publicApi);
  for (const part of options.modules) if (part.openRoutes) app.route('/api', part.openRoutes(options.runtime));
}

/**
 * Builds the web application of one process. Its chain, in order: request id → peer → access line → security headers → body limit →
 * foreign origin → JSON only → (public routes) → session → module routes → doors → web files. Faults end in `answerFault`,
 * for the doors too.
 */
export function createHttpApp(options: HttpAppOptions): OpenAPIHono<HttpEnv> {
  const app = createRouter();
  addChain(app, options);
  addPublic(app, options);
  app.use('/api/*', requireSession(options.session));
  if (options.live) app.get('/api/live', options.live);
  for (const part of options.modules) if (part.routes) app.route('/api', part.routes(options.runtime));
  app.all('/api/*', (c) => refusalResponse(c, { code: 'not_found', facts: { path: c.req.path } }));
  app.use('/webhooks/*', answerWithin(doorAnswerMs));
  for (const part of options.modules) if (part.door) app.route('/', part.door(options.runtime));
  if (options.web) serveWeb(app, options.web);
  app.notFound((c) => refusalResponse(c, { code: 'not_found', facts: { path: c.req.path } }));
  return app;
}
