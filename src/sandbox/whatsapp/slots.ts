/** Runs a limited number of pieces of work at once, in order of asking. */
export interface Slots {
  run(work: () => Promise<void>): Promise<void>;
}

/** As many slots as `limit`. */
export function createSlots(limit: number): Slots {
  const queue: (() => void)[] = [];
  let running = 0;
  return {
    run: async (work) => {
      if (running >= limit) await new Promise<void>((go) => queue.push(go));
      else running += 1;
      try {
        await work();
      } finally {
        const next = queue.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
