import type { MiddlewareHandler } from 'hono';
import { peerHeader } from './access.ts';
import type { HttpEnv } from './env.ts';
import { refusalResponse } from './refusal.ts';

/** How often one address may call in a time. */
export interface RateLimit {
  readonly max: number;
  readonly windowMs: number;
  readonly nowMs: () => number;
}

/** More addresses than this are not remembered one by one: the oldest windows are forgotten. */
const mostPeers = 10_000;

/**
 * Refuses (429 `too_many_requests`) an address that called more than `max` times in the running window. Counted on each node by itself, in
 * memory: it slows down whoever guesses; what is guessed must be unguessable anyway.
 */
export function limitRate({ max, windowMs, nowMs }: RateLimit): MiddlewareHandler<HttpEnv> {
  const windows = new Map<string, { readonly since: number; count: number }>();
  return async (c, next) => {
    const peer = c.req.header(peerHeader) ?? '';
    const now = nowMs();
    const known = windows.get(peer);
    const window = known !== undefined && now - known.since < windowMs ? known : { since: now, count: 0 };
    if (window !== known) {
      windows.delete(peer);
      windows.set(peer, window);
      for (const oldest of windows.keys()) if (windows.size > mostPeers) windows.delete(oldest);
    }
    window.count += 1;
    if (window.count <= max) return next();
    c.header('Retry-After', String(Math.ceil((window.since + windowMs - now) / 1000)));
    return refusalResponse(c, { code: 'too_many_requests', facts: { max, windowMs } });
  };
}
