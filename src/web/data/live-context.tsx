import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { feedEventOf, followFeed, type LiveStatus } from './live.ts';
import { orderChangesOf } from './order-changes.ts';
import { namedBy, staleKeysOf } from './stale-keys.ts';

const before: LiveStatus = { state: 'connecting', asOf: null };
const LiveContext = createContext<LiveStatus>(before);

/** Whether what the page shows is live, and as of when. */
export const useLive = (): LiveStatus => useContext(LiveContext);

// Events come in bursts (a message makes five); one refetch answers them all.
const gatherMs = 120;

/** Keeps everything below it live: what an event makes stale is fetched again; of the lists of orders only the rows that it names. */
export function LiveProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const client = useQueryClient();
  const [status, setStatus] = useState<LiveStatus>(before);
  useEffect(() => {
    const waiting = new Map<string, readonly unknown[]>();
    const orders = orderChangesOf(client);
    let timer: ReturnType<typeof setTimeout> | null = null;
    const flush = (): void => {
      timer = null;
      const stale = [...waiting.values()];
      waiting.clear();
      for (const key of stale) void client.invalidateQueries({ queryKey: key });
    };
    const stop = followFeed('/api/live', {
      onEvent: (raw) => {
        const event = feedEventOf(raw);
        if (event === null) return;
        for (const key of staleKeysOf(event)) waiting.set(JSON.stringify(key), key);
        timer ??= setTimeout(flush, gatherMs);
        const { order, conversation } = namedBy(event);
        if (order !== null) orders.changed([order]);
        if (conversation !== null) orders.changedTalk(conversation);
      },
      onOpen: () => void client.invalidateQueries(),
      onStatus: (next) => setStatus((old) => (old.state === next.state && sameSecond(old.asOf, next.asOf) ? old : next)),
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [client]);
  return <LiveContext.Provider value={status}>{children}</LiveContext.Provider>;
}

const sameSecond = (a: number | null, b: number | null): boolean => (a === null || b === null ? a === b : Math.floor(a / 1000) === Math.floor(b / 1000));
