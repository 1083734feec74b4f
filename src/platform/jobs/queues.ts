import type { PgBoss, Queue, QueueResult } from 'pg-boss';
import type { JobDefinition } from './definition.ts';

/** A job definition with all its defaults: one queue of pg-boss. */
export interface JobQueue {
  readonly name: string;
  readonly ordered: boolean;
  readonly concurrency: number;
  readonly retries: number;
  readonly expireSeconds: number;
  readonly handle: JobDefinition<object>['handle'];
  /** Queued by the clock, one at a time in the whole node group. */
  readonly everySeconds: number | null;
}

const dayS = 86_400;
/** A node that has not been heard of for this long is taken for dead; 10 is the least that pg-boss allows. */
export const heartbeatSeconds = 10;
/** The back-off doubles from one second up to this. */
const longestBackoffSeconds = 300;
/** How long a job that failed for good is kept for a person to look at. */
export const keepFailedSeconds = 90 * dayS;

/** The definition with its defaults filled in. */
export function queueOf(job: JobDefinition<object>): JobQueue {
  return {
    name: job.name,
    ordered: job.ordered ?? false,
    concurrency: job.concurrency ?? 4,
    retries: job.retries ?? 20,
    expireSeconds: job.expireSeconds ?? 60,
    handle: job.handle,
    everySeconds: null,
  };
}

/** Makes the queues that pg-boss does not have yet and brings the others up to date. */
export async function ensureQueues(boss: PgBoss, queues: readonly JobQueue[]): Promise<void> {
  const existing = new Map((await boss.getQueues(queues.map((queue) => queue.name))).map((found) => [found.name, found]));
  for (const queue of queues) {
    const wanted = bossQueue(queue);
    const found = existing.get(queue.name);
    if (found === undefined) await boss.createQueue(queue.name, wanted);
    else if (found.policy !== wanted.policy) throw new Error(`job ${queue.name} was queued as ${found.policy} and is now ${wanted.policy}: give it a new name`);
    else if (!isSame(found, wanted)) await boss.updateQueue(queue.name, settingsOf(wanted));
  }
}

function bossQueue(queue: JobQueue): Queue {
  return {
    name: queue.name,
    policy: queue.everySeconds !== null ? 'exclusive' : queue.ordered ? 'key_strict_fifo' : 'standard',
    retryLimit: queue.retries,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: longestBackoffSeconds,
    expireInSeconds: queue.expireSeconds,
    heartbeatSeconds,
    // Done jobs are deleted at once; this is for those that a crashed node left, and for the slots of periodic ones.
    deleteAfterSeconds: Math.max(120, 2 * (queue.everySeconds ?? 0)),
    retentionSeconds: 90 * dayS,
    // The doorbell wakes the nodes instead, outside of the caller's transaction.
    notify: false,
  };
}

const settingsOf = ({ name: _, policy: __, ...settings }: Queue): Omit<Queue, 'name' | 'policy'> => settings;

const isSame = (found: QueueResult, wanted: Queue): boolean =>
  Object.entries(settingsOf(wanted)).every(([key, value]) => (found as unknown as Record<string, unknown>)[key] === value);
