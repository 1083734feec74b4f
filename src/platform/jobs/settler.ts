import { setTimeout as sleep } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import { isDatabaseAway } from '../db/errors.ts';
import type { ClaimedJob } from './lane.ts';
import type { JobQueue } from './queues.ts';

/** Writes down how the jobs of one queue ended, many in one statement when many end together. */
export interface Settler {
  done(job: ClaimedJob): Promise<void>;
  failed(job: ClaimedJob, error: unknown): Promise<void>;
}

const awayPauseMs = 500;
const mostTries = 240;

/**
 * Resolves when it is written. While the database is away it tries again for two minutes; a job that then still counts
 * as active runs once more, which every handler must stand.
 */
export function createSettler(boss: PgBoss, queue: JobQueue): Settler {
  // A done periodic job stays for a while: it marks its slot as used.
  const finish = (jobs: ClaimedJob[]): Promise<unknown> => (queue.everySeconds === null ? boss.deleteJob(queue.name, jobs) : boss.complete(queue.name, jobs));
  return {
    done: batched((jobs) => persistently(() => finish(jobs))),
    failed: (job, error) => persistently(() => boss.fail(queue.name, job, errorFacts(error))),
  };
}

/** Collects items while the former batch is being written. All callers of a batch share its outcome. */
function batched<T>(write: (items: T[]) => Promise<void>): (item: T) => Promise<void> {
  let waiting: T[] = [];
  let next: Promise<void> | null = null;
  let former: Promise<void> = Promise.resolve();
  return (item) => {
    waiting.push(item);
    if (next) return next;
    const batch = former.then(() => {
      const items = waiting;
      waiting = [];
      next = null;
      return write(items);
    });
    next = batch;
    former = batch.catch(() => undefined);
    return batch;
  };
}

async function persistently(write: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await write();
      return;
    } catch (error) {
      if (!isDatabaseAway(error) || tries === mostTries) throw error;
      await sleep(awayPauseMs);
    }
  }
}

function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  return { name, message: message.slice(0, 2_000), stack: (stack ?? '').slice(0, 4_000) };
}
