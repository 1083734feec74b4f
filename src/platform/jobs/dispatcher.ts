import { setTimeout as sleep } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../db/database.ts';
import { isDatabaseAway } from '../db/errors.ts';
import type { Doorbell } from '../events/doorbell.ts';
import type { Runtime } from '../runtime/ctx.ts';
import { reportGivenUp } from './given-up.ts';
import { createLane, type ClaimedJob, type Lane } from './lane.ts';
import { heartbeatSeconds, type JobQueue } from './queues.ts';
import { runJob, type RunningJob } from './run.ts';
import { createSettler, type Settler } from './settler.ts';
import { dueQueues, giveBack } from './store.ts';

/** Finds what no hint told: jobs of other nodes' lost rings, retries, delays over ten minutes. */
const pollMs = 400;
/** What running jobs get to end when the node stops in order. */
const graceMs = 20_000;
const touchMs = (heartbeatSeconds * 1_000) / 3;
/** Lost jobs that ran out of attempts have nobody else who would report them. */
const reportMs = 5_000;

/** The doorbell's topic for a queue. */
export const topicOf = (queue: string): string => `job:${queue}`;

/** Runs the jobs of all queues on this node. */
export interface Dispatcher {
  /** Claims nothing any more. Graceful: waits up to 20 s for running jobs; what still runs then is given back. */
  stop(options: { readonly graceful: boolean }): Promise<void>;
}

/** What the dispatcher needs; queues must exist. */
export interface DispatcherOptions {
  readonly boss: PgBoss;
  readonly database: Database;
  readonly doorbell: Doorbell;
  readonly runtime: Runtime;
  readonly queues: readonly JobQueue[];
}

/** Begins to claim and run jobs of all `queues`, woken by the doorbell and, every 400 ms, by a look at what is due. */
export function startDispatcher(options: DispatcherOptions): Dispatcher {
  const { boss, database, doorbell, runtime, queues } = options;
  const running = new Map<string, RunningJob>();
  const names = queues.map((queue) => queue.name);
  const quietly = (what: string) => (error: unknown) => {
    if (isDatabaseAway(error)) runtime.log.debug({ error }, what);
    else runtime.log.error({ error }, what);
  };
  const report = (): Promise<void> => reportGivenUp(database, runtime, names).catch(quietly('given-up jobs not reported'));
  const lanes = new Map(queues.map((queue) => [queue.name, laneFor(options, queue, running, report)]));
  const wake = (name: string): void => lanes.get(name)?.wake();
  const stopHearing = names.map((name) => doorbell.on(topicOf(name), () => wake(name)));
  const stopTimers = [
    every(pollMs, () => dueQueues(database.pool, names).then((due) => due.forEach(wake), quietly('due jobs not looked up'))),
    every(touchMs, () => touch(boss, [...running.values()]).catch(quietly('heartbeat of jobs not written'))),
    every(reportMs, report),
  ];
  names.forEach(wake);
  return {
    async stop({ graceful }) {
      for (const stop of [...stopHearing, ...stopTimers]) stop();
      await Promise.all([...lanes.values()].map((lane) => lane.close()));
      const idle = Promise.all([...lanes.values()].map((lane) => lane.idle()));
      await Promise.race([idle, sleep(graceful ? graceMs : 0, undefined, { ref: false })]);
      await leave(database, names, [...running.values()]).catch(quietly('running jobs not given back'));
    },
  };
}

function laneFor({ boss, runtime }: DispatcherOptions, queue: JobQueue, all: Map<string, RunningJob>, report: () => Promise<void>): Lane {
  const settler: Settler = createSettler(boss, queue);
  const run = async (job: ClaimedJob): Promise<void> => {
    const running: RunningJob = { queue, job, sinceMs: performance.now(), abort: new AbortController() };
    all.set(job.id, running);
    const outcome = await runJob(runtime, running, settler);
    all.delete(job.id);
    if (outcome === 'failed' && job.retryCount >= queue.retries) await report();
    // The next job with the same key may go now.
    if (queue.ordered) lane.wake();
  };
  const lane = createLane({
    concurrency: queue.concurrency,
    claim: (most) => boss.fetch<object>(queue.name, { batchSize: most }),
    run,
    onError: (error) => (isDatabaseAway(error) ? undefined : runtime.log.error({ job: queue.name, error }, 'jobs not claimed')),
  });
  return lane;
}

/** Says that long-running jobs are alive, and tells those to stop that another node has taken over. */
async function touch(boss: PgBoss, running: readonly RunningJob[]): Promise<void> {
  const old = running.filter(({ sinceMs }) => performance.now() - sinceMs > touchMs / 2);
  for (const queue of new Set(old.map((entry) => entry.queue.name))) {
    const mine = old.filter((entry) => entry.queue.name === queue);
    const { settled } = (await boss.touch(
      queue,
      mine.map((entry) => entry.job),
    )) as { settled?: string[] };
    if (settled === undefined) continue;
    for (const { job, abort } of mine) if (!settled.includes(job.id)) abort.abort(new Error('another node has taken this job over'));
  }
}

/** What is still running when the node stops: free to run elsewhere at once, and told to stop. */
async function leave(database: Database, queues: readonly string[], running: readonly RunningJob[]): Promise<void> {
  if (running.length === 0) return;
  await giveBack(
    database.pool,
    queues,
    running.map(({ job }) => job.id),
  );
  for (const { abort } of running) abort.abort(new Error('this node stops'));
}

/** Calls `work` every `ms`, never twice at once. */
function every(ms: number, work: () => Promise<unknown>): () => void {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const next = (): void => {
    timer = setTimeout(() => void work().finally(() => stopped || next()), ms);
  };
  next();
  return () => {
    stopped = true;
    if (timer) clearTimeout(timer);
  };
}
