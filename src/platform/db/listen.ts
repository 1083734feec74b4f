import pg from 'pg';

/** What a listening connection tells. */
export interface ListenHandlers {
  /** Connected, at first or again: whatever was notified before is lost, so look. */
  readonly onConnect: () => void;
  readonly onPayload: (payload: string) => void;
  /** The connection broke or was not made; it is tried again every second. */
  readonly onError: (error: unknown) => void;
}

const reconnectMs = 1_000;

/** Listens to a channel on a connection of its own until the returned function is called. Not through a transaction pooler. */
export function keepListening(url: string, channel: string, handlers: ListenHandlers): () => Promise<void> {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const again = (): void => {
    if (!closed) timer ??= setTimeout(connect, reconnectMs);
  };
  const connect = (): void => {
    timer = null;
    const fresh = new pg.Client({ connectionString: url, application_name: 'karkhana-listen', keepAlive: true, connectionTimeoutMillis: 5_000 });
    client = fresh;
    fresh.on('error', handlers.onError);
    fresh.on('end', again);
    fresh.on('notification', (message) => handlers.onPayload(message.payload ?? ''));
    const listening = fresh.connect().then(() => fresh.query(`listen ${pg.escapeIdentifier(channel)}`));
    listening.then(handlers.onConnect, (error: unknown) => {
      handlers.onError(error);
      again();
    });
  };
  connect();
  return async () => {
    closed = true;
    if (timer) clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}
