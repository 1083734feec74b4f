import type { Database } from '../db/database.ts';
import { systemActor, type Runtime } from '../runtime/ctx.ts';
import { jobsGivenUp } from '../runtime/metrics.ts';
import { takeGivenUp, type GivenUpJob } from './store.ts';

/** Event `job.given_up`, subject = the job's id: it ran out of attempts and needs a person. */
export interface JobGivenUp {
  readonly job: string;
  readonly key: string | null;
  readonly attempts: number;
  readonly error: string;
}

/** Reports the jobs that failed for good since the last call: as an error in the log, as an event, in the metrics. */
export async function reportGivenUp(database: Database, runtime: Runtime, queues: readonly string[]): Promise<void> {
  const jobs = await takeGivenUp(database.pool, queues);
  if (jobs.length === 0) return;
  for (const job of jobs) {
    jobsGivenUp.inc({ job: job.name });
    runtime.log.error({ job: job.name, jobId: job.id, key: job.key, attempts: job.attempts, reason: reasonOf(job) }, 'job given up');
  }
  await runtime.transaction(systemActor('jobs'), async (ctx) => {
    for (const job of jobs) {
      const payload: JobGivenUp = { job: job.name, key: job.key, attempts: job.attempts, error: reasonOf(job) };
      await ctx.publish({ type: 'job.given_up', subject: job.id, payload });
    }
  });
}

/** pg-boss wraps the reason of a lost job as `{value: {message}}`. */
function reasonOf(job: GivenUpJob): string {
  const output = job.error as { message?: unknown; value?: { message?: unknown } } | null;
  return String(output?.message ?? output?.value?.message ?? 'unknown');
}
