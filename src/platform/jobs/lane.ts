/** A job as it was claimed. */
export interface ClaimedJob {
  readonly id: string;
  readonly retryCount: number;
  readonly data: object;
}

/** Claims and runs the jobs of one queue, as many at once as it may. */
export interface Lane {
  /** There may be something to claim. Cheap: call it on every hint. */
  wake(): void;
  /** Claims nothing any more; resolves when a claim under way has ended. */
  close(): Promise<void>;
  /** Resolves when all running jobs have ended. */
  idle(): Promise<void>;
}

/** What a lane claims and how it runs it. */
export interface LaneOptions {
  readonly concurrency: number;
  readonly claim: (most: number) => Promise<readonly ClaimedJob[]>;
  /** Never rejects. */
  readonly run: (job: ClaimedJob) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Hints that come while a claim is under way lead to one more claim after it, never to two at once. */
export function createLane({ concurrency, claim, run, onError }: LaneOptions): Lane {
  const running = new Set<Promise<void>>();
  let wanted = false;
  let claiming: Promise<void> | null = null;
  let stopped = false;

  const start = (job: ClaimedJob): void => {
    const ending = run(job).finally(() => {
      running.delete(ending);
      proceed();
    });
    running.add(ending);
  };
  const claimOnce = async (): Promise<void> => {
    const room = concurrency - running.size;
    wanted = false;
    try {
      const jobs = await claim(room);
      jobs.forEach(start);
      if (jobs.length === room) wanted = true;
    } catch (error) {
      onError(error);
    } finally {
      claiming = null;
      proceed();
    }
  };
  // Deferred: several jobs that end in the same turn of the event loop lead to one claim for all their places.
  const proceed = (): void => {
    if (stopped || !wanted || claiming || running.size >= concurrency) return;
    claiming = new Promise<void>((resolve) => setImmediate(resolve)).then(claimOnce);
  };
  return {
    wake() {
      wanted = true;
      proceed();
    },
    async close() {
      stopped = true;
      await claiming;
    },
    async idle() {
      await Promise.all(running);
    },
  };
}
