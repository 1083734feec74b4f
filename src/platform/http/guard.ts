import type { IncomingMessage } from 'node:http';
import type { Context, MiddlewareHandler } from 'hono';
import type { Actor } from '../runtime/ctx.ts';
import type { HttpEnv } from './env.ts';
import { refusalResponse } from './refusal.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

/**
 * True when a browser may have been tricked into sending this request: it changes something, carries a cookie, and its Origin
 * is neither this host nor one of `trusted`. Programs that send no Origin pass: a foreign page cannot leave it out.
 */
export function isForeign(request: Request, trusted: readonly string[]): boolean {
  if (reading.has(request.method) || !request.headers.has('cookie')) return false;
  const origin = request.headers.get('origin');
  if (origin === null) return request.headers.get('sec-fetch-site') === 'cross-site';
  if (trusted.includes(origin)) return false;
  return hostOf(origin) !== (request.headers.get('host') ?? new URL(request.url).host);
}

/** Refuses changing requests that another site made the browser send (403 `foreign_origin`). */
export function refuseForeign(trusted: readonly string[]): MiddlewareHandler<HttpEnv> {
  return async (c, next) => (isForeign(c.req.raw, trusted) ? refusalResponse(c, { code: 'foreign_origin', facts: {} }) : next());
}

/**
 * Bodies under `/api` are JSON and nothing else. One without a content type is taken for JSON, because a schema is only
 * checked when the type is known: otherwise leaving the header out would leave the check out.
 */
export const requireJson: MiddlewareHandler<HttpEnv> = async (c, next) => {
  // the sign-in library reads its own bodies
  if (reading.has(c.req.method) || c.req.path.startsWith('/api/auth/')) return next();
  const type = c.req.header('content-type');
  if (type === undefined) c.req.raw.headers.set('content-type', 'application/json');
  else if (!/^application\/json\b/i.test(type)) return refusalResponse(c, { code: 'not_json', facts: { type } });
  return next();
};

/** Puts the signed-in person beside the request; refuses (401 `not_signed_in`) when there is none. */
export function requireSession(session: (request: Request) => Promise<Actor | null>): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const actor = await session(c.req.raw);
    if (!actor) return refusalResponse(c, { code: 'not_signed_in', facts: {} });
    c.set('actor', actor);
    return next();
  };
}

/** How long the rest of a body that is too large is let in, to be thrown away. */
const drainMs = 2_000;

/** Lets the rest of the body come in and throws it away: whoever is still sending would not read an answer. Bounded in time. */
async function drainBody(c: Context): Promise<void> {
  const { incoming } = (c.env ?? {}) as { readonly incoming?: IncomingMessage };
  if (incoming === undefined || incoming.readableEnded || incoming.destroyed) return;
  const ended = new Promise<void>((resolve) => incoming.once('end', resolve).once('close', resolve));
  const late = new Promise<void>((resolve) => setTimeout(resolve, drainMs).unref());
  incoming.resume();
  await Promise.race([ended, late]);
}

/** Answers a body over the limit, and ends the connection: no other request may be put behind it. */
export const refuseLarge =
  (maxBytes: number) =>
  async (c: Context): Promise<Response> => {
    await drainBody(c);
    c.header('Connection', 'close');
    return refusalResponse(c, { code: 'too_large', facts: { maxBytes } });
  };
