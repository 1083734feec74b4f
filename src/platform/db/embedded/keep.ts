import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../runtime/ctx.ts';
import { isAlive } from '../processes.ts';
import { startEmbedded, type Embedded, type EmbeddedOptions } from './start.ts';

const lookMs = 250;
const longestPauseMs = 10_000;

/**
 * Starts the built-in database and starts it again whenever it ends by itself (out of memory, killed by mistake), until
 * `stop`. The url stays the same, so pools find it again. Throws like `startEmbedded` when the first start fails.
 */
export async function keepEmbedded(options: EmbeddedOptions, log: Logger): Promise<Embedded> {
  const first = await startEmbedded(options);
  let current = first;
  const stopping = new AbortController();
  const watching = watch(
    options,
    log,
    stopping.signal,
    () => current.pid,
    (next) => (current = next),
  );
  return {
    ...first,
    async stop() {
      stopping.abort();
      await watching;
      await current.stop();
    },
  };
}

async function watch(options: EmbeddedOptions, log: Logger, signal: AbortSignal, pid: () => number, onStarted: (server: Embedded) => void): Promise<void> {
  let pauseMs = lookMs;
  for (;;) {
    await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return;
    if (isAlive(pid())) {
      pauseMs = lookMs;
      continue;
    }
    try {
      const server = await startEmbedded(options);
      onStarted(server);
      log.warn({ ms: server.ms }, 'the built-in database had ended and was started again');
    } catch (error) {
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      log.error({ error }, 'the built-in database had ended and could not be started again');
    }
  }
}
