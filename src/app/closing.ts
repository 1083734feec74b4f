import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../platform/runtime/ctx.ts';

/** What has to be closed when the process ends, newest first. */
export interface Closing {
  /** Added while it closes already: closed as well. */
  add(name: string, close: () => Promise<void> | void): void;
  /** Closes everything, each part for at most its share of the time; later calls wait for the first. */
  run(): Promise<void>;
  /** True from the moment that `run` was called. */
  readonly begun: boolean;
  /** Where parts that hang or fail are told. */
  logTo(log: Logger): void;
}

interface Part {
  readonly name: string;
  readonly close: () => Promise<void> | void;
}

async function closePart(part: Part, limitMs: number, log: Logger | null): Promise<void> {
  const began = performance.now();
  const late = sleep(limitMs, 'late' as const, { ref: false });
  try {
    const outcome = await Promise.race([Promise.resolve(part.close()).then(() => 'closed' as const), late]);
    const facts = { part: part.name, ms: Math.round(performance.now() - began) };
    if (outcome === 'late') log?.warn(facts, 'did not close in time');
    else log?.debug(facts, 'closed');
  } catch (error) {
    log?.error({ part: part.name, err: error }, 'could not be closed');
  }
}

/** An empty list of things to close. A part that hangs or fails does not keep the others from being closed. */
export function createClosing(partLimitMs = 2000): Closing {
  const parts: Part[] = [];
  let log: Logger | null = null;
  let running: Promise<void> | null = null;
  async function closeAll(): Promise<void> {
    for (let part = parts.shift(); part; part = parts.shift()) await closePart(part, partLimitMs, log);
  }
  return {
    add: (name, close) => void parts.unshift({ name, close }),
    run: () => (running ??= closeAll()),
    get begun() {
      return running !== null;
    },
    logTo: (logger) => void (log = logger),
  };
}
