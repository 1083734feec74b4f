import { Worker } from 'node:worker_threads';
import type { CallMessage, ThreadMessage } from './protocol.ts';

/** What is run beside the event loop. */
export interface ThreadOptions {
  /** The file that calls `serveThread`. */
  readonly entry: URL;
  readonly name: string;
  /** A thread that needs more ends, and the process does not. */
  readonly memoryMb: number;
  /** It must listen after this. Default 60 s. */
  readonly startWithinMs?: number;
}

/**
 * Why a call has no answer. `late`: it ran past its deadline and the thread was ended. `died`: the thread ended under it.
 * `failed`: its handler threw; the thread lives. `not_started`: it was still waiting when the thread ended, so it may be
 * asked again elsewhere.
 */
export type ThreadFault = 'late' | 'died' | 'failed' | 'not_started';

/** What came of a call. */
export type ThreadAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: ThreadFault; readonly error: string };

/** One worker thread. It ends for good: whoever needs it again opens another. */
export interface Thread {
  /** Asks the thread; calls run one after the other. The deadline counts from when it is this call's turn. Never rejects. */
  call<T>(name: string, data: unknown, deadlineMs: number): Promise<ThreadAnswer<T>>;
  /** False from the moment that it takes no further calls. */
  readonly open: boolean;
  /** Takes no further calls, answers those that wait, then ends. */
  retire(): void;
  /** Ends now. */
  close(): Promise<void>;
}

interface Waiting {
  readonly message: CallMessage;
  readonly deadlineMs: number;
  readonly settle: (answer: ThreadAnswer<never>) => void;
}

/** Starts a thread. It keeps no process alive by itself. */
export function openThread(options: ThreadOptions): Thread {
  const worker = new Worker(options.entry, { name: options.name, resourceLimits: { maxOldGenerationSizeMb: options.memoryMb } });
  worker.unref();
  const waiting: Waiting[] = [];
  let running: Waiting | null = null;
  let timer: NodeJS.Timeout | undefined;
  let state: 'starting' | 'ready' | 'ended' = 'starting';
  let retired = false;
  let calls = 0;

  const end = (fault: ThreadFault, error: string): void => {
    if (state === 'ended') return;
    state = 'ended';
    clearTimeout(timer);
    running?.settle({ ok: false, fault, error });
    running = null;
    for (const call of waiting.splice(0)) call.settle({ ok: false, fault: 'not_started', error });
    void worker.terminate();
  };
  const next = (): void => {
    if (state !== 'ready' || running) return;
    running = waiting.shift() ?? null;
    if (!running) return retired ? end('not_started', 'retired') : undefined;
    const { message, deadlineMs } = running;
    timer = setTimeout(() => end('late', `${options.name}: ${message.name} took longer than ${deadlineMs} ms`), deadlineMs);
    worker.postMessage(message);
  };
  const settle = (message: Exclude<ThreadMessage, { kind: 'ready' }>): void => {
    if (running?.message.call !== message.call) return;
    clearTimeout(timer);
    const done = running;
    running = null;
    done.settle(message.kind === 'done' ? { ok: true, value: message.value as never } : { ok: false, fault: 'failed', error: message.error });
    next();
  };
  worker.on('message', (message: ThreadMessage) => {
    if (message.kind !== 'ready') return settle(message);
    if (state === 'ended') return;
    clearTimeout(timer);
    state = 'ready';
    next();
  });
  worker.on('messageerror', (error) => end('died', String(error)));
  worker.on('error', (error) => end('died', error instanceof Error ? (error.stack ?? error.message) : String(error)));
  worker.on('exit', (code) => end('died', `${options.name} ended with ${code}`));
  timer = setTimeout(() => end('not_started', `${options.name} did not start`), options.startWithinMs ?? 60_000);
  return {
    call: (name, data, deadlineMs) =>
      new Promise((resolve) => {
        if (state === 'ended' || retired) return resolve({ ok: false, fault: 'not_started', error: `${options.name} has ended` });
        waiting.push({ message: { call: (calls += 1), name, data }, deadlineMs, settle: resolve });
        next();
      }),
    get open() {
      return state !== 'ended' && !retired;
    },
    retire() {
      retired = true;
      next();
    },
    async close() {
      end('not_started', 'closed');
      await worker.terminate();
    },
  };
}
