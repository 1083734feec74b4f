import type { Runtime } from '../../../platform/runtime/ctx.ts';
import type { ConnectionPool } from '../connections.ts';
import type { SyncDeps } from '../deps.ts';
import { loadProvenConnections } from '../store/connection-store.ts';
import { readEverything } from './read-all.ts';
import { syncActor } from './send-command.ts';

/**
 * Reads the stock of every connection anew. One with which nothing has worked yet, or that is paused, is left alone: the first reading
 * brings its stock. What goes wrong is logged, and the next round tries again; until then availability says as of when it is.
 */
export async function refreshStock(runtime: Runtime, deps: SyncDeps, pool: ConnectionPool, signal?: AbortSignal): Promise<void> {
  for (const connection of await runtime.transaction(syncActor, loadProvenConnections)) {
    const read = await readEverything(runtime, deps, pool, connection, { only: ['stock'], ...(signal ? { signal } : {}) });
    if (!read.ok) runtime.log.warn({ connection, ...read.refusal }, 'stock could not be read');
  }
}
