import { randomUUID } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { keepListening } from '../db/listen.ts';
import type { Logger } from '../runtime/ctx.ts';

/**
 * Tells every node that something changed, by topic, and nothing more: who hears it looks into the database.
 * A ring can get lost (a pooler, a broken connection), so every listener also looks by itself now and then.
 */
export interface Doorbell {
  /** Call after commit. Listeners of this node hear it at once, those of other nodes within some 10 ms. */
  ring(topic: string): void;
  on(topic: string, listener: () => void): () => void;
  close(): Promise<void>;
}

/** What the doorbell needs. */
export interface DoorbellOptions {
  readonly database: Database;
  readonly log: Logger;
  /** This node is the only one: nothing is sent or listened to through the database. */
  readonly soleNode?: boolean;
}

const channel = 'karkhana_doorbell';
const betweenNotifiesMs = 10;

/** Opens the doorbell; its listening connection is made, and made again when it breaks, in the background. */
export function createDoorbell(options: DoorbellOptions): Doorbell {
  const listeners = new Map<string, Set<() => void>>();
  const hear = (topic: string): void => {
    for (const listener of listeners.get(topic) ?? []) listener();
  };
  const hearAll = (): void => {
    for (const topic of listeners.keys()) hear(topic);
  };
  const remote = options.soleNode ? null : createRemote(options, hear, hearAll);
  return {
    ring(topic) {
      hear(topic);
      remote?.send(topic);
    },
    on(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => void set.delete(listener);
    },
    close: async () => remote?.close(),
  };
}

interface Remote {
  send(topic: string): void;
  close(): Promise<void>;
}

function createRemote({ database, log }: DoorbellOptions, hear: (topic: string) => void, hearAll: () => void): Remote {
  const node = randomUUID().slice(0, 8);
  const onPayload = (payload: string): void => {
    const [from, ...topics] = payload.split(' ');
    if (from !== node) topics.forEach(hear);
  };
  const stopListening = keepListening(database.url, channel, { onConnect: hearAll, onPayload, onError: (error) => log.debug({ error }, 'doorbell not heard') });
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let lastSent = 0;
  const flush = (): void => {
    timer = null;
    lastSent = performance.now();
    const payload = [node, ...waiting].join(' ');
    waiting.clear();
    database.pool.query('select pg_notify($1, $2)', [channel, payload]).catch((error: unknown) => log.debug({ error }, 'doorbell not rung'));
  };
  return {
    // NOTIFY takes a lock that all committing notifiers share: so never inside a working transaction, and few of them.
    send(topic) {
      waiting.add(topic);
      timer ??= setTimeout(flush, Math.max(0, lastSent + betweenNotifiesMs - performance.now()));
    },
    async close() {
      if (timer) clearTimeout(timer);
      await stopListening();
    },
  };
}
