import type { KeptObject } from '../commands/save-page.ts';
import type { Runtime } from '../../../platform/runtime/ctx.ts';
import type { ConnectionPool } from '../connections.ts';
import type { SyncDeps } from '../deps.ts';
import { loadProvenConnections } from '../store/connection-store.ts';
import { readEverything } from './read-all.ts';
import { syncActor } from './send-command.ts';

/**
 * Reads some objects of every connection anew. One with which nothing has worked yet, or that is paused, is left alone: the first reading
 * brings them. What goes wrong is logged, and the next round tries again; until then everything says as of when it is.
 */
export async function refresh(runtime: Runtime, deps: SyncDeps, pool: ConnectionPool, only: readonly KeptObject[], signal?: AbortSignal): Promise<void> {
  for (const connection of await runtime.transaction(syncActor, loadProvenConnections)) {
    const read = await readEverything(runtime, deps, pool, connection, { only, ...(signal ? { signal } : {}) });
    if (!read.ok) runtime.log.warn({ connection, only, ...read.refusal }, 'not read anew');
  }
}

/** While orders wait for credit, a payment must free them soon; when none does, the ERP is left in peace. */
export async function refreshAwaitedCredit(runtime: Runtime, deps: SyncDeps, pool: ConnectionPool, signal?: AbortSignal): Promise<void> {
  if (await runtime.transaction(syncActor, (ctx) => deps.orders.waitsForCredit(ctx))) await refresh(runtime, deps, pool, ['credit'], signal);
}
