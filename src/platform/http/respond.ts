import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Result } from '../../kernel/result.ts';
import type { Ctx, Runtime } from '../runtime/ctx.ts';
import type { HttpEnv } from './env.ts';
import { refusalResponse } from './refusal.ts';

/** The body that a route asks for: JSON of this schema. */
export const jsonBody = <S extends z.ZodType>(schema: S) => ({ content: { 'application/json': { schema } }, required: true });

/** What nearly every route does: the work in one transaction as the signed-in person, answered with its value (200) or its refusal. */
export async function respond<T>(c: Context<HttpEnv>, runtime: Runtime, work: (ctx: Ctx) => Promise<Result<T>>) {
  const result = await runtime.transaction(c.get('actor'), work);
  return result.ok ? c.json(result.value, 200) : refusalResponse(c, result.refusal);
}
