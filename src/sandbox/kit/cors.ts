import type { MiddlewareHandler } from 'hono';

const loopbackPage = /^http:\/\/(?:127\.0\.0\.1|localhost):\d{1,5}$/;

/** Lets pages on this machine, and no others, call the stand-in's own UI API from a browser. Preflight requests are answered here. */
export const loopbackCors: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin') ?? '';
  const allowed = loopbackPage.test(origin);
  if (c.req.method === 'OPTIONS') c.res = new Response(null, { status: allowed ? 204 : 403 });
  else await next();
  if (!allowed) return;
  // on the answer itself: headers set before are lost when a handler returns a response of its own (event streams)
  const { headers } = c.res;
  headers.set('access-control-allow-origin', origin);
  headers.set('vary', 'origin');
  if (c.req.method !== 'OPTIONS') return;
  headers.set('access-control-allow-methods', 'GET, POST, OPTIONS');
  headers.set('access-control-allow-headers', 'content-type, last-event-id');
  headers.set('access-control-max-age', '600');
};
