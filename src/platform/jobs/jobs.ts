import { fromKysely, type PgBoss } from 'pg-boss';
import type { Kysely } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Doorbell } from '../events/doorbell.ts';
import type { Logger, Runtime } from '../runtime/ctx.ts';
import { openBoss } from './boss.ts';
import type { JobDefinition, JobKind, JobOptions, PeriodicJob } from './definition.ts';
import { startDispatcher, topicOf, type Dispatcher } from './dispatcher.ts';
import { createDueTimers } from './due-timers.ts';
import { periodicQueueOf, startPeriodic } from './periodic.ts';
import { ensureQueues, queueOf, type JobQueue } from './queues.ts';
import { giveBack, stampOrder } from './store.ts';

/** A job in a list of jobs with different data: each is type-safe at its own enqueue. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- heterogeneous list, see above
export type AnyJob = JobDefinition<any>;

/** What the caller of `enqueueIn` hands to `committed` once its transaction is committed. */
export interface Enqueued {
  readonly queue: string;
  readonly delayMs: number;
}

/** Durable jobs: queued in the transaction that needs them, run at least once, by this node or another. */
export interface Jobs {
  /** Says which jobs exist. Call before `prepare`. */
  define(jobs: readonly AnyJob[], periodic?: readonly PeriodicJob[]): void;
  /** Makes the tables and queues. A node that only enqueues needs no more than this. */
  prepare(): Promise<void>;
  /** Queues a job inside the caller's transaction. Throws for a job that is not defined, and for an ordered one without key. */
  enqueueIn<D extends object>(trx: Kysely<unknown>, job: JobKind<D>, data: D, options?: JobOptions): Promise<Enqueued>;
  /** After commit: wakes the workers, here and elsewhere. Without it they find the job within half a second. */
  committed(enqueued: readonly Enqueued[]): void;
  /** Begins to run jobs on this node (prepares first when that was not done). */
  start(runtime: Runtime): Promise<void>;
  /** Graceful: running jobs get 20 s to end. */
  stop(options?: { readonly graceful?: boolean }): Promise<void>;
  /** For tests and tools that run jobs by hand: the store and the queues. */
  readonly inspect: { readonly boss: PgBoss; readonly queues: ReadonlyMap<string, JobQueue> };
}

/** What jobs need. */
export interface JobsOptions {
  readonly database: Database;
  readonly doorbell: Doorbell;
  readonly log: Logger;
  /** No other node runs jobs of this database: what was active when the last one died runs again at once. */
  readonly soleNode?: boolean;
}

/** The jobs of this node. Nothing is connected before `prepare`. */
export function createJobs({ database, doorbell, log, soleNode }: JobsOptions): Jobs {
  const boss = openBoss(database.url, log, true);
  const queues = new Map<string, JobQueue>();
  const dueTimers = createDueTimers((queue) => doorbell.ring(topicOf(queue)));
  let prepared: Promise<void> | null = null;
  let dispatcher: Dispatcher | null = null;
  let stopPeriodic = (): void => undefined;

  const add = (queue: JobQueue): void => {
    if (queues.has(queue.name)) throw new Error(`two jobs are named ${queue.name}`);
    queues.set(queue.name, queue);
  };
  const prepare = (): Promise<void> => {
    prepared ??= boss.start().then(() => ensureQueues(boss, [...queues.values()]));
    return prepared;
  };
  return {
    inspect: { boss, queues },
    define(jobs, periodic = []) {
      for (const job of jobs) add(queueOf(job));
      for (const job of periodic) add(periodicQueueOf(job));
    },
    prepare,
    async enqueueIn(trx, job, data, options = {}) {
      const queue = queues.get(job.name);
      if (!queue) throw new Error(`job ${job.name} is not defined`);
      await insertJob(boss, trx, queue, data, options);
      return { queue: queue.name, delayMs: options.delayMs ?? 0 };
    },
    committed(enqueued) {
      for (const queue of new Set(enqueued.filter(({ delayMs }) => delayMs <= 0).map((entry) => entry.queue))) doorbell.ring(topicOf(queue));
      for (const { queue, delayMs } of enqueued) if (delayMs > 0) dueTimers.add(queue, delayMs);
    },
    async start(runtime) {
      await prepare();
      if (soleNode) {
        const count = await giveBack(database.pool, [...queues.keys()], null);
        if (count > 0) log.info({ count }, 'jobs that a former run left are run again');
      }
      dispatcher = startDispatcher({ boss, database, doorbell, runtime, queues: [...queues.values()] });
      stopPeriodic = startPeriodic(boss, [...queues.values()], (queue) => doorbell.ring(topicOf(queue)), log);
    },
    async stop({ graceful = true } = {}) {
      stopPeriodic();
      dueTimers.clear();
      await dispatcher?.stop({ graceful });
      await prepared?.catch(() => undefined);
      await boss.stop({ graceful: false, close: true });
    },
  };
}

async function insertJob(boss: PgBoss, trx: Kysely<unknown>, queue: JobQueue, data: object, options: JobOptions): Promise<void> {
  if (queue.ordered && options.key === undefined) throw new Error(`job ${queue.name} is ordered and needs a key`);
  const delay = options.delayMs !== undefined && options.delayMs > 0 ? { startAfter: options.delayMs / 1_000 } : {};
  const key = queue.ordered ? { singletonKey: options.key } : {};
  const id = await boss.send(queue.name, data, { db: fromKysely(trx as never), ...delay, ...key } as Parameters<PgBoss['send']>[2] & object);
  if (id === null) throw new Error(`job ${queue.name} was not queued`);
  if (queue.ordered) await stampOrder(trx, queue.name, id);
}
