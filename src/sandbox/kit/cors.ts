import type { MiddlewareHandler } from 'hono';

const loopbackPage = /^http:\/\/(?:127\.0\.0\.1|localhost):\d{1,5}$/;

/** Lets pages on this machine, and no others, call the stand-in's own UI API from a browser. Preflight requests are answered here. */
export const loopbackCors: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin') ?? '';
  const allowed = loopbackPage.test(origin);
  if (allowed) {
    c.header('access-control-allow-origin', origin);
    c.header('vary', 'origin');
    if (c.req.method === 'OPTIONS') {
      c.header('access-control-allow-methods', 'GET, POST, OPTIONS');
      c.header('access-control-allow-headers', 'content-type, last-event-id');
      c.header('access-control-max-age', '600');
    }
  }
  if (c.req.method === 'OPTIONS') return c.body(null, allowed ? 204 : 403);
  return await next();
};
