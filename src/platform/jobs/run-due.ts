import type { Job } from 'pg-boss';
import type { Database } from '../db/database.ts';
import type { Runtime } from '../runtime/ctx.ts';
import { withRequestId } from '../runtime/request.ts';
import type { Jobs } from './jobs.ts';
import type { JobQueue } from './queues.ts';
import { giveBack } from './store.ts';

/** How far `runDueJobs` goes. */
export interface RunDueOptions {
  /** Also run jobs whose time has not come. */
  readonly includeDelayed?: boolean;
  /** More jobs than this mean that they queue each other for ever: throws. Default 1,000. */
  readonly most?: number;
}

/** A job that threw. */
export interface FailedRun {
  readonly job: string;
  readonly id: string;
  readonly error: unknown;
}

/** What `runDueJobs` did. */
export interface RunDueResult {
  /** Names of the jobs that ran, in order. */
  readonly ran: readonly string[];
  readonly failed: readonly FailedRun[];
}

/**
 * Runs jobs one after the other in this process until none is due, for tests and tools. A job that fails is not run
 * again by the same call; it stays queued for its next attempt.
 */
export async function runDueJobs(jobs: Jobs, runtime: Runtime, database: Database, options: RunDueOptions = {}): Promise<RunDueResult> {
  const { includeDelayed = false, most = 1_000 } = options;
  const { boss, queues } = jobs.inspect;
  const ran: string[] = [];
  const failed: FailedRun[] = [];
  const claim = async (queue: JobQueue): Promise<Job<object> | undefined> =>
    (await boss.fetch<object>(queue.name, { batchSize: 1, ignoreStartAfter: includeDelayed }))[0];
  for (let before = -1; before !== ran.length;) {
    before = ran.length;
    for (const queue of queues.values()) {
      for (let job = await claim(queue); job; job = await claim(queue)) {
        // Claimed again although its next attempt is not due: stays aside until the end.
        if (failed.some((former) => former.id === job?.id)) continue;
        if (ran.push(queue.name) > most) throw new Error(`more than ${most} jobs ran, the last of them ${queue.name}`);
        const error = await runOne(jobs, runtime, queue, job);
        if (error !== null) failed.push({ job: queue.name, id: job.id, error });
      }
    }
  }
  const ids = failed.map(({ id }) => id);
  await giveBack(database.pool, [...queues.keys()], ids);
  return { ran, failed };
}

/** The error that the job ended with, or null. */
async function runOne(jobs: Jobs, runtime: Runtime, queue: JobQueue, job: Job<object>): Promise<unknown> {
  const { boss } = jobs.inspect;
  try {
    await withRequestId(`job:${job.id}`, () => queue.handle(runtime, job.data, new AbortController().signal));
    await (queue.everySeconds === null ? boss.deleteJob(queue.name, job) : boss.complete(queue.name, job));
    return null;
  } catch (error) {
    await boss.fail(queue.name, job, { message: String(error) });
    return error;
  }
}
