/** Delays longer than this are left to the poll. */
const longestMs = 600_000;
/** Due times this close together share a timer. */
const grainMs = 10;

/** Wakes a queue when a job that this node delayed is due. A hint only: the poll finds what it misses. */
export interface DueTimers {
  add(queue: string, delayMs: number): void;
  clear(): void;
}

/** Timers that call `wake` with the queue; they do not keep the process alive. */
export function createDueTimers(wake: (queue: string) => void): DueTimers {
  const timers = new Map<string, NodeJS.Timeout>();
  return {
    add(queue, delayMs) {
      if (delayMs > longestMs) return;
      const due = Math.ceil((performance.now() + delayMs) / grainMs);
      const key = `${queue} ${due}`;
      if (timers.has(key)) return;
      const fire = (): void => {
        timers.delete(key);
        wake(queue);
      };
      timers.set(key, setTimeout(fire, due * grainMs - performance.now() + 1).unref());
    },
    clear() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
