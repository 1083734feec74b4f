import type { AgentAnswer } from './protocol.ts';

/** A request that waits for its agent, or for the agent's answer. */
export interface Job {
  readonly id: string;
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly patienceMs: number;
  /** Installation that has it; null: nobody has. */
  taken: string | null;
  readonly done: (answer: AgentAnswer) => void;
}

/** What happens when a request is handed in. */
export type Enqueued = 'queued' | 'full' | 'away';
/** What an agent gets that asks for work. */
export type Next = { readonly kind: 'job'; readonly job: Job } | { readonly kind: 'none' } | { readonly kind: 'another_at_work' };

/** The waiting requests of one agent. No clock of its own and no network: what the door does with sockets is decided here. */
export interface AgentDesk {
  enqueue(job: Job, nowMs: number): Enqueued;
  /** Takes a request back that its asker waits for no longer. Tells whether the agent has had it. */
  withdraw(id: string): { readonly taken: boolean };
  /**
   * The oldest request. One that the same installation has taken and asks again without having answered is handed to it again: the handing over
   * was lost, or it was killed; it knows by its disk. To another installation nothing is handed while the first one was seen lately.
   */
  next(instance: string, nowMs: number): Next;
  /** False when nobody waits for that answer any more. */
  answer(id: string, answer: AgentAnswer, nowMs: number): boolean;
  lastSeen(): number | null;
  size(): number;
}

/** A desk for at most `limit` requests; an agent not seen for `awayMs` is away. */
export function createAgentDesk(limit: number, awayMs: number): AgentDesk {
  const jobs = new Map<string, Job>();
  let instance: string | null = null;
  let seen: number | null = null;
  const isAway = (nowMs: number): boolean => seen === null || nowMs - seen > awayMs;
  return {
    enqueue: (job, nowMs) => {
      if (isAway(nowMs)) return 'away';
      if (jobs.size >= limit) return 'full';
      jobs.set(job.id, job);
      return 'queued';
    },
    withdraw: (id) => {
      const taken = jobs.get(id)?.taken !== null;
      jobs.delete(id);
      return { taken };
    },
    next: (asking, nowMs) => {
      if (instance !== null && instance !== asking && !isAway(nowMs)) return { kind: 'another_at_work' };
      if (instance !== asking) {
        // what the former installation had may have been carried out there: its asker has to look
        for (const job of [...jobs.values()].filter((one) => one.taken !== null)) {
          jobs.delete(job.id);
          job.done({ kind: 'failed', why: 'interrupted' });
        }
        instance = asking;
      }
      seen = nowMs;
      const job = jobs.values().next().value;
      if (job === undefined) return { kind: 'none' };
      job.taken = asking;
      return { kind: 'job', job };
    },
    answer: (id, answer, nowMs) => {
      seen = nowMs;
      const job = jobs.get(id);
      jobs.delete(id);
      job?.done(answer);
      return job !== undefined;
    },
    lastSeen: () => seen,
    size: () => jobs.size,
  };
}
