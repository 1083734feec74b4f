import { setTimeout as sleep } from 'node:timers/promises';
import type { ErpConnection, ErpFailure } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Runtime } from '../../../platform/runtime/ctx.ts';
import type { ReadRefusal } from '../contract.ts';
import { backoffMs } from '../domain/backoff.ts';
import { noteFailure } from '../commands/note-failure.ts';
import { pauseConnection } from '../store/connection-store.ts';
import { syncActor } from './send-command.ts';

const mostTries = 5;

/** A connection that is being read. */
export interface ReadingOf {
  readonly runtime: Runtime;
  readonly connection: ErpConnection;
  readonly connectionId: string;
  readonly signal?: AbortSignal | undefined;
}

/** One call of a reading, tried again while the ERP is slow or away. A refused sign-in pauses the connection. */
export async function readPatiently<T extends object>(
  { runtime, connection, connectionId, signal }: ReadingOf,
  object: string,
  call: (connection: ErpConnection) => Promise<T>,
): Promise<Result<T, Refusal<ReadRefusal>>> {
  for (let tries = 0; ; tries += 1) {
    const outcome = await call(connection).then((page) => ({ kind: 'page', page }) as const, failureOf);
    if (outcome.kind === 'page') return ok(outcome.page);
    if (outcome.kind === 'unauthorised') {
      await runtime.transaction(syncActor, (ctx) => pauseConnection(ctx, connectionId, outcome.text));
      return refuse('unauthorised', { object, text: outcome.text });
    }
    if (outcome.kind === 'rejected') return refuse('refused_by_erp', { object, code: outcome.code, text: outcome.text });
    if (tries === mostTries || signal?.aborted) {
      if (outcome.kind === 'transient') await runtime.transaction(syncActor, (ctx) => noteFailure(ctx, connectionId));
      return refuse('erp_away', { object, why: outcome.kind === 'transient' ? outcome.why : outcome.kind });
    }
    await sleep(outcome.kind === 'throttled' ? outcome.afterMs : backoffMs(tries, Math.random(), 500, 15_000));
  }
}

/** Reads the failure that a connector's reading throws; a fault of ours is thrown on. */
function failureOf(error: unknown): ErpFailure {
  if (error instanceof Error && error.name === 'ErpReadError' && 'failure' in error) return error.failure as ErpFailure;
  throw error;
}
