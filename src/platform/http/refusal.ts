import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Refusal } from '../../kernel/result.ts';

type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429;

/** Refusals of the edge itself, and the two business ones with a status of their own. All others are conflicts (409). */
const statusByCode: Readonly<Record<string, RefusalStatus>> = {
  malformed_json: 400,
  bad_request: 400,
  not_signed_in: 401,
  forbidden: 403,
  foreign_origin: 403,
  not_found: 404,
  too_large: 413,
  not_json: 415,
  invalid_input: 422,
  too_many_requests: 429,
};

/** The body of every refusal. */
const refusalSchema = z.object({ refusal: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }) }).openapi('Refusal');
const refused = (description: string) => ({ description, content: { 'application/json': { schema: refusalSchema } } });

const refusalAnswers = {
  400: refused('The request cannot be read'),
  401: refused('Nobody is signed in'),
  403: refused('This person may not'),
  404: refused('There is no such thing'),
  409: refused('The business says no; the code says why'),
  413: refused('The body is too large'),
  415: refused('The body is not JSON'),
  422: refused('A field is not as the schema says'),
  429: refused('Too many requests from one address'),
};

/** The `responses` of a route: the value on success, and refusals as everywhere. */
export const answers = <S extends z.ZodType>(description: string, schema: S) => ({
  200: { description, content: { 'application/json': { schema } } },
  ...refusalAnswers,
});

/** The HTTP status of a refusal code: 403 `forbidden`, 404 `not_found`, 409 for outcomes of the business. */
export const refusalStatus = (code: string): RefusalStatus => statusByCode[code] ?? 409;

/** Answers a refusal as JSON. Routes call it with the refusal of a command; never with a fault. */
export const refusalResponse = (c: Context, refusal: Refusal) =>
  c.json({ refusal: { code: refusal.code, facts: { ...refusal.facts } } }, refusalStatus(refusal.code));
