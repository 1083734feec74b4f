import { OpenAPIHono } from '@hono/zod-openapi';
import type { Hook } from '@hono/zod-openapi';
import type { HttpEnv } from './env.ts';
import { refusalResponse } from './refusal.ts';

/** Why one field of a request was refused: where it is, and zod's code and words for a developer's eye. */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

const refuseInvalid: Hook<unknown, HttpEnv, string, unknown> = (result, c) => {
  if (result.success) return undefined;
  const fields: FieldProblem[] = result.error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), code: issue.code, message: issue.message }));
  return refusalResponse(c, { code: 'invalid_input', facts: { in: result.target, fields } });
};

/** The router on which a module declares its routes: input that breaks its schema is refused (422) with the paths of the fields. */
export const createRouter = (): OpenAPIHono<HttpEnv> => new OpenAPIHono<HttpEnv>({ defaultHook: refuseInvalid });
