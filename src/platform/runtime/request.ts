import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/** Runs `work` with this request id: every transaction in it, and every line logged by it, carries the id. */
export const withRequestId = <T>(requestId: string, work: () => T): T => current.run(requestId, work);

/** The id of the request or job that is running; null outside of one. */
export const currentRequestId = (): string | null => current.getStore() ?? null;
