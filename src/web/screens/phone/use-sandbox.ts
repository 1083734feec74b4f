import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followFeed } from '../../data/live.ts';

/** Keeps what was read from a sandbox live: anything that happens there makes it stale. */
export function useSandboxFeed(origin: string, root: 'phone' | 'sandbox-orders'): void {
  const client = useQueryClient();
  useEffect(() => {
    const refresh = (): void => void client.invalidateQueries({ queryKey: [root, origin] });
    return followFeed(`${origin}/sandbox/events`, { onEvent: refresh, onOpen: refresh, onStatus: () => undefined }, false);
  }, [client, origin, root]);
}
