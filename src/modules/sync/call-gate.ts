import { setTimeout as sleep } from 'node:timers/promises';
import type { CallLimits, ErpConnection, ErpFailure } from '../../connectors/kit/types.ts';

/** What a gate needs of the world; tests hand in their own. */
export interface GateWorld {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

type Throttled = Extract<ErpFailure, { kind: 'throttled' }>;

const here: GateWorld = { now: Date.now, sleep: (ms) => sleep(ms, undefined, { ref: false }) };

/** Longest time that a call waits to be let in; then it is told when to come back. */
export const mostWaitMs = 20_000;
const minuteMs = 60_000;
/** How long until a call is tried again for which only a place was missing. */
const placeMs = 500;

/** Lets calls of one connection through as its ERP stands them. */
export interface CallGate {
  /** Does the work when it may; `throttled` without doing it when that would take longer than `mostWaitMs`. */
  pass<T>(work: () => Promise<T>): Promise<T | Throttled>;
  /** The ERP has asked for time: nobody is let in until it is over. */
  rest(ms: number): void;
}

/** A gate for so many calls at once and in any minute, which keeps still while the ERP has asked for time. Counts in this process. */
export function createCallGate({ atOnce, perMinute }: CallLimits, world: GateWorld = here): CallGate {
  let inside = 0;
  let restUntil = 0;
  let recent: readonly number[] = [];
  let waiting: (() => void)[] = [];
  const left = (): void => {
    inside -= 1;
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  /** Milliseconds until it is worth asking again; 0: come in. */
  const closedFor = (now: number): number => {
    if (restUntil > now) return restUntil - now;
    recent = recent.filter((at) => at > now - minuteMs);
    const [oldest] = recent;
    if (perMinute !== null && oldest !== undefined && recent.length >= perMinute) return oldest + minuteMs - now;
    return atOnce !== null && inside >= atOnce ? placeMs : 0;
  };
  const enter = async (): Promise<number> => {
    const last = world.now() + mostWaitMs;
    for (;;) {
      const now = world.now();
      const closed = closedFor(now);
      if (closed === 0) break;
      if (now + closed > last) return closed;
      await Promise.race([world.sleep(closed), new Promise<void>((resolve) => waiting.push(resolve))]);
    }
    inside += 1;
    recent = [...recent, world.now()];
    return 0;
  };
  return {
    async pass(work) {
      const closed = await enter();
      return closed > 0 ? { kind: 'throttled', afterMs: closed } : work().finally(left);
    },
    rest(ms) {
      restUntil = Math.max(restUntil, world.now() + ms);
    },
  };
}

const failureOf = (outcome: unknown): ErpFailure | null =>
  typeof outcome === 'object' && outcome !== null && 'kind' in outcome && outcome.kind === 'throttled' ? (outcome as Throttled) : null;

/** A connection whose calls go through a gate; one that the ERP throttles makes all others wait as long. What tells of the connection itself (test, doctor) does not. */
export function gated(connection: ErpConnection, gate: CallGate): ErpConnection {
  const heed = <T>(outcome: T): T => {
    const failure = failureOf(outcome);
    if (failure?.kind === 'throttled') gate.rest(failure.afterMs);
    return outcome;
  };
  const call = async <T>(work: () => Promise<T>): Promise<T | Throttled> => heed(await gate.pass(work));
  const read = async <T>(work: () => Promise<T>): Promise<T> => {
    const told = (error: unknown): never => {
      if (error instanceof Error && 'failure' in error) heed(error.failure);
      throw error;
    };
    const outcome = await gate.pass(() => work().then((page) => ({ page }), told));
    if ('page' in outcome) return outcome.page;
    throw Object.assign(new Error('the ERP is left in peace'), { name: 'ErpReadError', failure: outcome });
  };
  return {
    ...connection,
    readPage: (object, cursor, since) => read(() => connection.readPage(object, cursor, since)),
    readKeys: (object, cursor) => read(() => connection.readKeys(object, cursor)),
    readReferences: (kind, since, cursor) => read(() => connection.readReferences(kind, since, cursor)),
    find: (command, record) => call(() => connection.find(command, record)),
    execute: (command, record) => call(() => connection.execute(command, record)),
    verify: (command, erpKey, record) => call(() => connection.verify(command, erpKey, record)),
    reverse: (command, erpKey, record) => call(() => connection.reverse(command, erpKey, record)),
    simulate: (command, record) => call(() => connection.simulate(command, record)),
  };
}
