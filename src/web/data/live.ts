import { z } from 'zod';
import { backoffMs, sseParser, type ServerEvent } from './sse.ts';

/** `live`: the feed is open. `connecting`: it broke and is being opened again. `offline`: it has been away for a while. */
export type LiveState = 'live' | 'connecting' | 'offline';

/** How live the page is, and since when what it shows is whole. */
export interface LiveStatus {
  readonly state: LiveState;
  /** When the feed was last known to be whole, epoch milliseconds; null before the first time. */
  readonly asOf: number | null;
}

/** What is told to whoever follows a feed. */
export interface FeedHandlers {
  /** Each event, parsed from its own text by the caller. */
  readonly onEvent: (event: ServerEvent) => void;
  /** The feed is open again; what happened in between may be missing. */
  readonly onOpen: () => void;
  readonly onStatus: (status: LiveStatus) => void;
}

const offlineAfterMs = 6_000;
// Any sign of life counts, heartbeats too. A feed that is silent for this long is taken for dead and opened anew.
const silenceMs = 90_000;

/**
 * Follows a server-sent feed for as long as the page lives: reconnects with growing pauses, resumes after the last id,
 * and says honestly since when it is cut off. Call what it returns to stop.
 */
export function followFeed(url: string, handlers: FeedHandlers, sameOrigin = true): () => void {
  const stop = new AbortController();
  void run(url, handlers, sameOrigin, stop.signal);
  return () => stop.abort();
}

async function run(url: string, handlers: FeedHandlers, sameOrigin: boolean, stopped: AbortSignal): Promise<void> {
  let lastId: string | null = null;
  let attempt = 0;
  let asOf: number | null = null;
  let downSince = Date.now();
  while (!stopped.aborted) {
    const heard = (): void => {
      asOf = Date.now();
    };
    await readOnce(url, lastId, sameOrigin, stopped, {
      onOpen: () => {
        attempt = 0;
        heard();
        handlers.onStatus({ state: 'live', asOf });
        handlers.onOpen();
      },
      onEvent: (event) => {
        heard();
        if (event.id !== null) lastId = event.id;
        handlers.onStatus({ state: 'live', asOf });
        handlers.onEvent(event);
      },
      onLife: () => {
        heard();
        handlers.onStatus({ state: 'live', asOf });
      },
    }).catch(() => undefined);
    if (stopped.aborted) return;
    if (attempt === 0) downSince = Date.now();
    handlers.onStatus({ state: Date.now() - downSince > offlineAfterMs ? 'offline' : 'connecting', asOf });
    await pause(backoffMs(attempt, Math.random()), stopped);
    attempt += 1;
  }
}

interface ReadHandlers {
  readonly onOpen: () => void;
  readonly onEvent: (event: ServerEvent) => void;
  readonly onLife: () => void;
}

async function readOnce(url: string, lastId: string | null, sameOrigin: boolean, stopped: AbortSignal, handlers: ReadHandlers): Promise<void> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  stopped.addEventListener('abort', end, { once: true });
  let watchdog = setTimeout(end, silenceMs);
  try {
    const headers: Record<string, string> = { accept: 'text/event-stream', ...(lastId === null ? {} : { 'last-event-id': lastId }) };
    const response = await fetch(url, { headers, credentials: sameOrigin ? 'same-origin' : 'omit', cache: 'no-store', signal: ending.signal });
    if (!response.ok || response.body === null) return;
    handlers.onOpen();
    const parser = sseParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      clearTimeout(watchdog);
      watchdog = setTimeout(end, silenceMs);
      handlers.onLife();
      for (const event of parser.push(piece.value)) handlers.onEvent(event);
    }
  } finally {
    clearTimeout(watchdog);
    stopped.removeEventListener('abort', end);
    ending.abort();
  }
}

/** Sleeps, but wakes at once when the machine says that it is on the network again. */
function pause(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      stopped.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
    stopped.addEventListener('abort', done);
  });
}

const feedData = z.object({ type: z.string(), subject: z.string(), payload: z.unknown(), at: z.string(), actor: z.string() });
export type FeedEvent = z.output<typeof feedData>;

/** The product's own event out of a server-sent one; null for anything else (hello, heartbeats, a newer format). */
export function feedEventOf(event: ServerEvent): FeedEvent | null {
  try {
    const parsed = feedData.safeParse(JSON.parse(event.data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
