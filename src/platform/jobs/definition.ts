import type { Runtime } from '../runtime/ctx.ts';
import type { JobKind } from './kind.ts';

export type { JobKind, JobOptions } from './kind.ts';

/**
 * A kind of durable job. The handler runs at least once, so it must be idempotent; it opens its own transactions
 * and is the only place (besides channels and connectors that it calls) that talks to the outside.
 */
export interface JobDefinition<D extends object = object> extends JobKind<D> {
  /** How many run at once on one node. Default 4. */
  readonly concurrency?: number;
  /** Attempts after the first failure, with exponential back-off from one second. Default 20. */
  readonly retries?: number;
  /** A handler that runs longer than this is taken for dead and run again. Default 60. */
  readonly expireSeconds?: number;
  readonly handle: (runtime: Runtime, data: D, signal: AbortSignal) => Promise<void>;
}

/** A job that is queued by the clock: every `everySeconds`, once per node group. */
export interface PeriodicJob {
  readonly name: string;
  readonly everySeconds: number;
  readonly handle: (runtime: Runtime, signal: AbortSignal) => Promise<void>;
}

/** Keeps the data type of a job definition while it is declared as a constant. */
export const defineJob = <D extends object>(definition: JobDefinition<D>): JobDefinition<D> => definition;
