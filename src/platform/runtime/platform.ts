import { openDatabase, type Database } from '../db/database.ts';
import { createDoorbell, type Doorbell } from '../events/doorbell.ts';
import { createFeed, type Feed } from '../events/feed.ts';
import { createLive, type Live } from '../events/live.ts';
import type { PeriodicJob } from '../jobs/definition.ts';
import { createJobs, type AnyJob, type Jobs } from '../jobs/jobs.ts';
import type { Clock } from './clock.ts';
import type { Logger, Reaction, Runtime } from './ctx.ts';
import { createRuntime } from './runtime.ts';

/** What makes up a node. */
export interface PlatformOptions {
  /** A migrated database. */
  readonly url: string;
  readonly log: Logger;
  readonly jobs: readonly AnyJob[];
  readonly periodic?: readonly PeriodicJob[] | undefined;
  readonly reactions: readonly Reaction[];
  /** No other node uses this database: true with the built-in one. */
  readonly soleNode?: boolean | undefined;
  readonly clock?: Clock;
  readonly connections?: number;
}

/** All building blocks of one node, put together. */
export interface Platform {
  readonly database: Database;
  readonly doorbell: Doorbell;
  readonly jobs: Jobs;
  readonly feed: Feed;
  readonly live: Live;
  readonly runtime: Runtime;
  /** Makes the job queues. Needed before the first transaction that enqueues. */
  prepare(): Promise<void>;
  /** Begins to run jobs on this node. */
  startWorking(): Promise<void>;
  /** Ends live streams, jobs and connections, in this order. */
  close(options?: { readonly graceful?: boolean }): Promise<void>;
}

/** Puts the building blocks together. Nothing is connected before the first use. */
export function createPlatform(options: PlatformOptions): Platform {
  const { log } = options;
  const soleNode = options.soleNode ?? false;
  const onError = (error: Error): void => log.debug({ error }, 'database connection broke');
  const database = openDatabase(options.url, { onError, ...(options.connections ? { max: options.connections } : {}) });
  const doorbell = createDoorbell({ database, log, soleNode });
  const jobs = createJobs({ database, doorbell, log, soleNode });
  const feed = createFeed({ database, doorbell, log });
  const live = createLive(feed);
  jobs.define(options.jobs, options.periodic);
  const runtime = createRuntime({ database, doorbell, jobs, reactions: options.reactions, log, ...(options.clock ? { clock: options.clock } : {}) });
  return {
    database,
    doorbell,
    jobs,
    feed,
    live,
    runtime,
    prepare: () => jobs.prepare(),
    startWorking: () => jobs.start(runtime),
    async close(closing) {
      live.close();
      feed.close();
      await jobs.stop(closing);
      await doorbell.close();
      await database.close();
    },
  };
}
