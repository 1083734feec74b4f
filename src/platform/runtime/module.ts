import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import type { JobDefinition, PeriodicJob } from '../jobs/definition.ts';
import type { HttpEnv } from '../http/env.ts';
import type { Reaction, Runtime } from './ctx.ts';

/** What a module hands to the composition root. Only `app/wire.ts` reads it. */
export interface ModuleParts {
  readonly name: string;
  /** Mounted under `/api`. */
  readonly routes?: (runtime: Runtime) => OpenAPIHono<HttpEnv>;
  /** Mounted under `/api`, without sign-in: for people who hold a signed link. They authenticate each request themselves. */
  readonly openRoutes?: (runtime: Runtime) => OpenAPIHono<HttpEnv>;
  /** Mounted at `/`, without sign-in: doors for other machines (webhooks). They authenticate each request themselves. */
  readonly door?: (runtime: Runtime) => Hono;
  /** Paths of the door that begin so count the bytes of what they are sent themselves. */
  readonly ownLimitUnder?: string;
  // A list of jobs of different data types: each is type-safe at its own enqueue.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- heterogeneous list, see above
  readonly jobs?: readonly JobDefinition<any>[];
  readonly periodic?: readonly PeriodicJob[];
  readonly reactions?: readonly Reaction[];
}
