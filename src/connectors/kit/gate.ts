/** Lets at most `limit` calls through at once, in the order in which they asked. */
export function createGate(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
  return async (work) => {
    if (running < limit) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      leave();
    }
  };
}

/** Many callers, one running `work`: all who ask while it runs get its outcome. The argument of the one who started it counts. */
export function createSingleFlight<T, A = void>(work: (argument: A) => Promise<T>): (argument: A) => Promise<T> {
  let flight: Promise<T> | null = null;
  return (argument) => {
    flight ??= work(argument).finally(() => {
      flight = null;
    });
    return flight;
  };
}
