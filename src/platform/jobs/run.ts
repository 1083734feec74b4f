import type { Runtime } from '../runtime/ctx.ts';
import { jobSeconds } from '../runtime/metrics.ts';
import { withRequestId } from '../runtime/request.ts';
import type { ClaimedJob } from './lane.ts';
import type { JobQueue } from './queues.ts';
import type { Settler } from './settler.ts';

/** A job that this node is running. */
export interface RunningJob {
  readonly queue: JobQueue;
  readonly job: ClaimedJob;
  readonly sinceMs: number;
  /** Tells the handler to stop. */
  readonly abort: AbortController;
}

/**
 * Runs one job and writes down how it ended. The handler is told to stop when its time is over; its place in the lane
 * is free again only when it really returns. Never rejects.
 */
export async function runJob(runtime: Runtime, running: RunningJob, settler: Settler): Promise<'done' | 'failed'> {
  const { queue, job, abort } = running;
  const timer = setTimeout(() => abort.abort(new Error(`${queue.name} ran longer than ${queue.expireSeconds} s`)), queue.expireSeconds * 1_000);
  const observe = jobSeconds.startTimer({ job: queue.name });
  const log = runtime.log;
  const outcome = await withRequestId(`job:${job.id}`, async () => {
    try {
      await queue.handle(runtime, job.data, abort.signal);
      observe({ outcome: 'done' });
      await settler.done(job).catch((error: unknown) => log.error({ job: queue.name, error }, 'done job not written down; it will run again'));
      return 'done';
    } catch (error) {
      observe({ outcome: 'failed' });
      // The last failure is reported when the job is given up; see given-up.ts.
      log.warn({ job: queue.name, attempt: job.retryCount + 1, of: queue.retries + 1, error }, 'job failed');
      await settler.failed(job, error).catch((fault: unknown) => log.error({ job: queue.name, error: fault }, 'failed job not written down'));
      return 'failed';
    }
  });
  clearTimeout(timer);
  return outcome;
}
