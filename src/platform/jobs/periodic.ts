import type { PgBoss } from 'pg-boss';
import type { Logger } from '../runtime/ctx.ts';
import type { PeriodicJob } from './definition.ts';
import type { JobQueue } from './queues.ts';

/** A periodic job as a queue: the next slot comes anyway, so a failed run is not repeated. */
export const periodicQueueOf = (job: PeriodicJob): JobQueue => ({
  name: job.name,
  ordered: false,
  concurrency: 1,
  retries: 0,
  expireSeconds: Math.max(60, job.everySeconds),
  handle: (runtime, _data, signal) => job.handle(runtime, signal),
  everySeconds: job.everySeconds,
});

/**
 * Queues each periodic job at the start of its slots. All nodes try; the slot is a unique key in the database, so one
 * succeeds, and nobody while the former run still goes on.
 */
export function startPeriodic(boss: PgBoss, queues: readonly JobQueue[], wake: (queue: string) => void, log: Logger): () => void {
  const timers = new Map<string, NodeJS.Timeout>();
  const enqueue = async (queue: JobQueue, everySeconds: number): Promise<void> => {
    const id = await boss.send(queue.name, {}, { singletonSeconds: everySeconds });
    if (id !== null) wake(queue.name);
  };
  const plan = (queue: JobQueue, everySeconds: number, inMs: number): void => {
    const tick = (): void => {
      enqueue(queue, everySeconds).catch((error: unknown) => log.debug({ job: queue.name, error }, 'periodic job not queued'));
      const slotMs = everySeconds * 1_000;
      plan(queue, everySeconds, slotMs - (Date.now() % slotMs) + 5);
    };
    timers.set(queue.name, setTimeout(tick, inMs));
  };
  for (const queue of queues) if (queue.everySeconds !== null) plan(queue, queue.everySeconds, 0);
  return () => {
    for (const timer of timers.values()) clearTimeout(timer);
  };
}
