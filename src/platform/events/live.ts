import type { Context } from 'hono';
import type { Feed, Subscription } from './feed.ts';
import { cursorText, parseCursor } from './cursor.ts';
import type { FeedEvent } from './read.ts';

const heartbeatMs = 15_000;
/** What a client may leave unread before it is cut off; it comes back with Last-Event-ID and misses nothing. */
const mostUnreadBytes = 1_000_000;

/** A handler of server-sent events, and the switch that ends all streams when the node stops. */
export interface Live {
  readonly handler: (c: Context) => Promise<Response>;
  close(): void;
}

/**
 * `GET /api/live?types=a,b&subject=id`: `hello` first, then every event with `id: xid:seq` and the things that it names, never their contents. Resumes after
 * `Last-Event-ID` (header, or `?after=`). Who may listen is the caller's business.
 */
export function createLive(feed: Feed): Live {
  const streams = new Set<() => void>();
  return {
    async handler(c) {
      const body = openStream(feed, subscriptionOf(c), streams);
      const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' };
      return new Response(body, { headers });
    },
    close() {
      for (const end of [...streams]) end();
    },
  };
}

function subscriptionOf(c: Context): Subscription {
  const from = parseCursor(c.req.header('last-event-id') ?? c.req.query('after') ?? '');
  const types = c.req
    .query('types')
    ?.split(',')
    .filter((type) => type !== '');
  const subject = c.req.query('subject');
  return { ...(from ? { from } : {}), ...(types?.length ? { types } : {}), ...(subject ? { subject } : {}) };
}

function openStream(feed: Feed, subscription: Subscription, streams: Set<() => void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let heartbeat: NodeJS.Timeout | undefined;
  let unsubscribe: (() => void) | undefined;
  let ended = false;
  let end = (): void => undefined;
  const cleanUp = (): void => {
    ended = true;
    clearInterval(heartbeat);
    unsubscribe?.();
    streams.delete(end);
  };
  const start = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    end = () => {
      if (ended) return;
      cleanUp();
      controller.close();
    };
    streams.add(end);
    const send = (text: string): void => {
      if (ended) return;
      controller.enqueue(encoder.encode(text));
      if ((controller.desiredSize ?? 0) < 0) end();
    };
    heartbeat = setInterval(() => send(': \n\n'), heartbeatMs);
    // Hello comes when the subscription stands: what the client reads after it can be older than no event that it misses.
    let early: string | null = '';
    const stop = await feed.subscribe(subscription, (events) => {
      const text = events.map(eventText).join('');
      if (early === null) send(text);
      else early += text;
    });
    unsubscribe = stop;
    send(`retry: 1000\nevent: hello\ndata: ${JSON.stringify({ resumed: subscription.from !== undefined })}\n\n${early}`);
    early = null;
    // The client may have gone while the subscription was made.
    if (ended) stop();
  };
  const size = { highWaterMark: mostUnreadBytes, size: (chunk?: Uint8Array) => chunk?.byteLength ?? 0 };
  return new ReadableStream<Uint8Array>({ start, cancel: cleanUp }, size);
}

/**
 * What of a payload goes to every signed-in person: which things the event names (`orderId`, `conversationId`, …). Its contents are
 * asked for from routes that know who may see them.
 */
const namedIn = (payload: unknown): Record<string, string> =>
  typeof payload !== 'object' || payload === null
    ? {}
    : Object.fromEntries(Object.entries(payload).filter((entry): entry is [string, string] => /(^id|Id)$/.test(entry[0]) && typeof entry[1] === 'string'));

function eventText({ cursor, type, subject, payload, at, actor }: FeedEvent): string {
  return `event: ${type}\nid: ${cursorText(cursor)}\ndata: ${JSON.stringify({ type, subject, payload: namedIn(payload), at, actor })}\n\n`;
}
