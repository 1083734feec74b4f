import type { ErpObject } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import type { JobDefinition } from '../../../platform/jobs/definition.ts';
import { defineJob } from '../../../platform/jobs/definition.ts';
import type { Runtime } from '../../../platform/runtime/ctx.ts';
import type { ConnectionPool } from '../connections.ts';
import type { Look, ReadRefusal } from '../contract.ts';
import type { SyncDeps } from '../deps.ts';
import { lookKind } from '../job-kinds.ts';
import { inspectConnection } from './inspect.ts';
import { readEverything } from './read-all.ts';
import { reconcileConnection } from './reconcile.ts';
import { syncActor } from './send-command.ts';

/** Does what `askLook` queued, and tells when it is over. */
export const lookJob = (deps: SyncDeps, pool: ConnectionPool): JobDefinition<{ readonly connection: string; readonly look: Look; readonly anew?: boolean }> =>
  defineJob({
    ...lookKind,
    concurrency: 2,
    expireSeconds: 3_600,
    handle: async (runtime, { connection, look, anew = false }, signal) => {
      const looked = await lookAt(runtime, deps, pool, { connection, look, anew, signal });
      const payload = { what: look.what, code: looked.ok ? null : looked.refusal.code };
      await runtime.transaction(syncActor, (ctx) => ctx.publish({ type: 'erp_connection.looked', subject: connection, payload }));
    },
  });

interface Asked {
  readonly connection: string;
  readonly look: Look;
  readonly anew: boolean;
  readonly signal: AbortSignal;
}

function lookAt(
  runtime: Runtime,
  deps: SyncDeps,
  pool: ConnectionPool,
  { connection, look, anew, signal }: Asked,
): Promise<Result<unknown, Refusal<ReadRefusal>>> {
  if (look.what === 'doctor') return inspectConnection(runtime, pool, connection);
  if (look.what === 'reconcile') return reconcileConnection(runtime, pool, connection, signal);
  // the command has seen that the connector knows them
  const only = look.objects as ErpObject[];
  return readEverything(runtime, deps, pool, connection, { only, accept: look.accept, anew, signal });
}
