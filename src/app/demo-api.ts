import { createRoute, z } from '@hono/zod-openapi';
import { createRouter } from '../platform/http/router.ts';
import type { SignIn } from './running.ts';

const demoSchema = z.object({
  whatsappUrl: z.string(),
  erpUrl: z.string(),
  erpName: z.string(),
  quietMs: z.number(),
  phones: z.array(
    z.object({ phone: z.string(), name: z.string(), customer: z.string().nullable(), customerName: z.string().nullable(), language: z.string() }),
  ),
  signIns: z.array(z.object({ email: z.string(), password: z.string(), name: z.string(), roles: z.array(z.string()) })),
});

/** What the pages need to know of the demo: where the sandboxes are, whose phones can be played, who can sign in. */
export interface DemoFacts {
  readonly whatsappUrl: string;
  readonly erpUrl: string;
  readonly erpName: string;
  readonly quietMs: number;
  readonly phones: readonly {
    readonly phone: string;
    readonly name: string;
    readonly customer: string | null;
    readonly customerName: string | null;
    readonly language: string;
  }[];
  readonly signIns: readonly SignIn[];
}

const demoRoute = createRoute({
  method: 'get',
  path: '/demo',
  summary: 'The demo factory, for its pages',
  responses: { 200: { description: 'Addresses, phones and sign-ins of the demo', content: { 'application/json': { schema: demoSchema } } } },
});

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Answers `GET /api/demo` without sign-in. The sign-ins are given to this machine only: by the name in the request, so that neither
 * another machine nor a foreign page behind a made-up name gets the passwords.
 */
export function demoApi(facts: DemoFacts): ReturnType<typeof createRouter> {
  const router = createRouter();
  router.openapi(demoRoute, (c) => {
    const isLocal = loopbackHosts.has(new URL(c.req.url).hostname);
    return c.json({ ...facts, phones: [...facts.phones], signIns: isLocal ? facts.signIns.map((one) => ({ ...one, roles: [...one.roles] })) : [] }, 200);
  });
  return router;
}
