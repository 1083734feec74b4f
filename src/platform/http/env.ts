import type { Actor } from '../runtime/ctx.ts';

/** What the HTTP layer puts beside a request: the signed-in person (routes refuse without one unless they say `public`). */
export interface HttpEnv {
  Variables: {
    actor: Actor;
    requestId: string;
  };
}
