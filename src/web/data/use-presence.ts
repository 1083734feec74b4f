import { useEffect } from 'react';
import { presenceSchema } from '../../modules/orders/contract.ts';
import { ask } from './client.ts';

const beatMs = 15_000;
// keys run over many orders: only where the eye rests is somebody looking
const restMs = 500;

/** Tells the others that this order is being looked at, for as long as it is and the page is in sight. A beat that fails is made up for by the next. */
export function usePresence(orderId: string | null): void {
  useEffect(() => {
    if (orderId === null) return undefined;
    const path = `/api/orders/${encodeURIComponent(orderId)}/presence`;
    let told = false;
    const send = (method: 'POST' | 'DELETE'): void => void ask(presenceSchema, path, { method }).catch(() => undefined);
    const beat = (): void => {
      if (document.visibilityState !== 'visible') return;
      told = true;
      send('POST');
    };
    const first = setTimeout(beat, restMs);
    const timer = setInterval(beat, beatMs);
    document.addEventListener('visibilitychange', beat);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
      if (told) send('DELETE');
    };
  }, [orderId]);
}
