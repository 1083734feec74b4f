import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** What the browser may do with our pages. */
export interface HeaderOptions {
  /** Demo only: the phone page talks to the sandboxes, which listen on other loopback ports. */
  readonly connectLoopback: boolean;
}

const loopback = ['http://127.0.0.1:*', 'http://localhost:*'];

/**
 * Security headers on every answer: own origin only, no frames, no sniffing. Styles may be inline because the component library sets them.
 * An answer that is stricter about referrers by itself (a page whose address is a secret) stays so.
 */
export function securityHeaders(options: HeaderOptions): MiddlewareHandler {
  const set = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'", ...(options.connectLoopback ? loopback : [])],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    crossOriginResourcePolicy: 'same-origin',
    // a proxy that speaks TLS sets it; over plain HTTP it has no meaning
    strictTransportSecurity: false,
    permissionsPolicy: { camera: ['self'], microphone: ['self'], geolocation: ['self'], payment: [], usb: [] },
  });
  return async (c, next) => {
    let own: string | null = null;
    await set(c, async () => {
      await next();
      own = c.res.headers.get('Referrer-Policy');
    });
    if (own !== null) c.res.headers.set('Referrer-Policy', own);
  };
}
