/** Server-sent events to any number of open pages. Nothing is kept: a page loads the list, then listens. */
export interface SseHub {
  /** Sends `event: type` with JSON data to each open page. */
  publish(type: string, data: unknown): void;
  /** The endless response for one page; the first event is `hello`. */
  connect(): Response;
  readonly size: number;
  /** Ends all streams. */
  close(): void;
}

/** A hub with a comment line each `keepAliveMs` (default 25 s), so that proxies and browsers keep the line open. */
export function createSseHub(keepAliveMs = 25_000): SseHub {
  const pages = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const encoder = new TextEncoder();
  const send = (page: ReadableStreamDefaultController<Uint8Array>, text: string): void => {
    try {
      page.enqueue(encoder.encode(text));
    } catch {
      pages.delete(page);
    }
  };
  const timer = setInterval(() => pages.forEach((page) => send(page, ': still here\n\n')), keepAliveMs);
  timer.unref();
  return {
    publish: (type, data) => {
      const text = `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
      pages.forEach((page) => send(page, text));
    },
    connect: () => {
      let mine: ReadableStreamDefaultController<Uint8Array> | null = null;
      const stream = new ReadableStream<Uint8Array>({
        start: (page) => {
          mine = page;
          pages.add(page);
          send(page, 'event: hello\ndata: {}\n\n');
        },
        cancel: () => {
          if (mine) pages.delete(mine);
        },
      });
      return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
    },
    get size() {
      return pages.size;
    },
    close: () => {
      clearInterval(timer);
      pages.forEach((page) => {
        try {
          page.close();
        } catch {
          // the page went away by itself
        }
      });
      pages.clear();
    },
  };
}
