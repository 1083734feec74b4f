import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { withRequestId } from '../runtime/request.ts';
import type { Logger } from '../runtime/ctx.ts';
import type { HttpEnv } from './env.ts';
import { maskedPath } from './masked-path.ts';
import type { HttpMetrics } from './metrics.ts';

/** The header in which the edge tells code further in who is really at the other end. Whatever came in with this name is dropped. */
export const peerHeader = 'x-karkhana-peer';

/** The request's id: the caller's `X-Request-Id` when it is harmless, else a new one; always sent back, and carried by every transaction and log line inside. */
export const requestId: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const given = c.req.header('x-request-id') ?? '';
  const id = /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  c.set('requestId', id);
  await withRequestId(id, next);
  c.res.headers.set('X-Request-Id', id);
};

function peerOf(c: Context, trustProxy: boolean): string | null {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  if (forwarded) return forwarded;
  const env: unknown = c.env;
  const incoming = typeof env === 'object' && env !== null && 'incoming' in env ? (env.incoming as { socket?: { remoteAddress?: string } }) : null;
  return incoming?.socket?.remoteAddress ?? null;
}

/** Writes the other end's address into `peerHeader`: the socket's, or behind a trusted proxy the one that the proxy appended. */
export function markPeer(trustProxy: boolean): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const peer = peerOf(c, trustProxy);
    c.req.raw.headers.delete(peerHeader);
    if (peer) c.req.raw.headers.set(peerHeader, peer);
    return next();
  };
}

/** The pattern that answered, so that measures do not grow with every id; `*` for files and unknown paths. */
const patternOf = (c: Context): string =>
  matchedRoutes(c)
    .map((route) => route.path)
    .findLast((path) => !path.includes('*')) ?? '*';

/** One line a request: who, what, how long. Never a body, a query (it may hold a name or number), a header, or a signed token in the path. */
export function accessLog(log: Logger, metrics: HttpMetrics): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const started = performance.now();
    await next();
    const ms = performance.now() - started;
    const actor: HttpEnv['Variables']['actor'] | undefined = c.get('actor');
    metrics.observe(c.req.method, patternOf(c), c.res.status, ms);
    const facts = {
      requestId: c.get('requestId'),
      method: c.req.method,
      path: maskedPath(c.req.path),
      status: c.res.status,
      ms: Math.round(ms * 10) / 10,
      actor: actor?.id,
    };
    const quiet = c.req.path === '/healthz' || c.req.path === '/metrics' || c.req.path.startsWith('/assets/');
    if (quiet) log.debug(facts, 'request');
    else log.info(facts, 'request');
  };
}
