import type { MiddlewareHandler } from 'hono';

/** The answer was not there in time: the edge says 503, and the sender comes again. */
export class AnswerTooLate extends Error {
  override readonly name = 'AnswerTooLate';
}

/**
 * Gives up waiting after `ms` and throws `AnswerTooLate`. The work goes on: what it still does must be harmless when the same
 * request comes again. For callers who would rather ask again than wait, such as the senders of webhooks.
 */
export function answerWithin(ms: number): MiddlewareHandler {
  return async (_c, next) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new AnswerTooLate(`no answer within ${ms} ms`)), ms);
    });
    try {
      await Promise.race([next(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
