import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { isDatabaseAway, isDiskFull, isRetryable } from '../db/errors.ts';
import type { Logger } from '../runtime/ctx.ts';
import { AnswerTooLate } from './deadline.ts';
import type { HttpEnv } from './env.ts';
import { maskedPath } from './masked-path.ts';
import { refusalResponse } from './refusal.ts';

const retryAfterSeconds = '2';

/** True when the world, not the program, is the reason: the same request may succeed in a moment. */
const isUnavailable = (error: unknown): boolean => error instanceof AnswerTooLate || isDatabaseAway(error) || isDiskFull(error) || isRetryable(error);

function refusalOfException(c: Context, error: HTTPException): Response {
  if (error.message.startsWith('Malformed JSON')) return refusalResponse(c, { code: 'malformed_json', facts: {} });
  if (error.status === 413) return refusalResponse(c, { code: 'too_large', facts: {} });
  return c.json({ refusal: { code: 'bad_request', facts: { status: error.status } } }, error.status);
}

/**
 * The HTTP edge where faults end: logged once with the request id and answered without any detail.
 * A world that is away (database, disk) is 503 with Retry-After, a bug 500, an unreadable request 4xx.
 */
export function answerFault(log: Logger, error: unknown, c: Context<HttpEnv>): Response {
  if (error instanceof HTTPException && error.status < 500) return refusalOfException(c, error);
  const requestId = c.get('requestId');
  const facts = { requestId, method: c.req.method, path: maskedPath(c.req.path), err: error };
  if (isUnavailable(error)) {
    log.warn(facts, 'unavailable');
    return c.json({ fault: { code: 'unavailable', requestId } }, 503, { 'Retry-After': retryAfterSeconds });
  }
  log.error(facts, 'fault');
  return c.json({ fault: { code: 'internal', requestId } }, 500);
}
