/** Server face of sync: the exchange with ERPs. See README.md. */
import type { Result, Refusal } from '../../kernel/result.ts';
import type { ModuleParts } from '../../platform/runtime/module.ts';
import type { Ctx, Runtime } from '../../platform/runtime/ctx.ts';
import { recoverCommands, requeueForgotten } from './commands/manage-commands.ts';
import type { Posting } from './commands/queue-posting.ts';
import { queuePosting } from './commands/queue-posting.ts';
import type { ConnectionInput } from './commands/save-connection.ts';
import { createConnection } from './commands/save-connection.ts';
import { createConnectionPool } from './connections.ts';
import type { SyncDeps } from './deps.ts';
import type { ReadOptions } from './jobs/read-all.ts';
import { readEverything } from './jobs/read-all.ts';
import { inspectConnection } from './jobs/inspect.ts';
import { lookJob } from './jobs/look.ts';
import { previewMappingJob } from './jobs/preview-mapping.ts';
import { keepCurrent } from './jobs/read-changes.ts';
import { reconcileAll, reconcileConnection } from './jobs/reconcile.ts';
import { refreshAwaitedCredit } from './jobs/refresh.ts';
import { sendCommandJob, syncActor } from './jobs/send-command.ts';
import { simulateOrderJob } from './jobs/simulate-order.ts';
import { syncReactions } from './reactions.ts';
import { syncRoutes } from './routes.ts';

export { loadDocuments as listDocuments } from './store/record-store.ts';
export type { Posting, PostingRefusal } from './commands/queue-posting.ts';
export type { ConnectionInput } from './commands/save-connection.ts';
export type { OrdersFace, SyncDeps } from './deps.ts';

/** The module, and what the composition root and the command line do with it. */
export interface SyncParts extends ModuleParts {
  /** Connects an ERP or changes how it is connected; secrets are stored encrypted. */
  createConnection(runtime: Runtime, input: ConnectionInput): Promise<Result<{ id: string }, Refusal>>;
  /** Reads all master data and past orders; goes on where a killed reading stopped. */
  readAll(runtime: Runtime, connectionId: string, options?: ReadOptions): ReturnType<typeof readEverything>;
  /** Puts a booking beside orders into the outbox, in the caller's transaction. */
  post(ctx: Ctx, posting: Posting): ReturnType<typeof queuePosting>;
  /** Looks at an ERP as its doctor; see jobs/inspect.ts. */
  inspect(runtime: Runtime, connectionId: string): ReturnType<typeof inspectConnection>;
  /** Compares what we wrote with what the ERP holds; see jobs/reconcile.ts. */
  reconcile(runtime: Runtime, connectionId: string): ReturnType<typeof reconcileConnection>;
  /** Before jobs start on a node that is alone: leases of dead processes end at once. Gives the number of open commands. */
  recover(runtime: Runtime): Promise<number>;
  /** Ends the sessions with the ERPs. */
  close(): Promise<void>;
}

const currentEverySeconds = 20;
const creditEverySeconds = 30;
const reconcileEverySeconds = 3_600;

/** The module as the composition root gets it. */
export function syncModule(deps: SyncDeps): SyncParts {
  const pool = createConnectionPool(deps);
  return {
    name: 'sync',
    routes: syncRoutes(deps),
    jobs: [sendCommandJob(deps, pool), simulateOrderJob(deps, pool), lookJob(deps, pool), previewMappingJob(pool)],
    periodic: [
      {
        name: 'sync.requeue-forgotten',
        everySeconds: 10,
        handle: async (runtime) => void (await runtime.transaction(syncActor, (ctx) => requeueForgotten(ctx))),
      },
      { name: 'sync.keep-current', everySeconds: currentEverySeconds, handle: (runtime, signal) => keepCurrent(runtime, deps, pool, signal) },
      { name: 'sync.reconcile', everySeconds: reconcileEverySeconds, handle: (runtime, signal) => reconcileAll(runtime, pool, signal) },
      { name: 'sync.refresh-credit', everySeconds: creditEverySeconds, handle: (runtime, signal) => refreshAwaitedCredit(runtime, deps, pool, signal) },
    ],
    reactions: syncReactions(deps),
    createConnection: (runtime, input) => runtime.transaction(syncActor, (ctx) => createConnection(ctx, deps, input)),
    readAll: (runtime, connectionId, options) => readEverything(runtime, deps, pool, connectionId, options),
    post: (ctx, posting) => queuePosting(ctx, deps, posting),
    inspect: (runtime, connectionId) => inspectConnection(runtime, pool, connectionId),
    reconcile: (runtime, connectionId) => reconcileConnection(runtime, pool, connectionId),
    recover: (runtime) => runtime.transaction(syncActor, (ctx) => recoverCommands(ctx)),
    close: () => pool.close(),
  };
}
