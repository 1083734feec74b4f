import type { Runtime } from '../../../platform/runtime/ctx.ts';
import type { ConnectionPool } from '../connections.ts';
import type { SyncDeps } from '../deps.ts';
import { loadProvenConnections } from '../store/connection-store.ts';
import { readEverything } from './read-all.ts';
import { syncActor } from './send-command.ts';

/** While orders wait for credit, a payment must free them soon; when none does, the ERP is left in peace. What goes wrong is logged, and the next round tries again. */
export async function refreshAwaitedCredit(runtime: Runtime, deps: SyncDeps, pool: ConnectionPool, signal?: AbortSignal): Promise<void> {
  if (!(await runtime.transaction(syncActor, (ctx) => deps.orders.waitsForCredit(ctx)))) return;
  for (const connection of await runtime.transaction(syncActor, loadProvenConnections)) {
    const read = await readEverything(runtime, deps, pool, connection, { only: ['credit'], ...(signal ? { signal } : {}) });
    if (!read.ok) runtime.log.warn({ connection, ...read.refusal }, 'credit not read anew');
  }
}
