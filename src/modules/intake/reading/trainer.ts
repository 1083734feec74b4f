import { setImmediate } from 'node:timers/promises';
import type { Trained, Training } from '../../../engines/reading/index.ts';
import type { Thread } from '../../../platform/threads/thread.ts';

/** Fits a reader to a company. */
export interface Trainer {
  /** Takes seconds to a minute. Null with the reason when it could not. */
  train(input: Training): Promise<{ readonly trained: Trained | null; readonly error: string | null }>;
}

/** Fitting ends after this, whatever the catalogue. */
const longestMs = 540_000;
const portion = 500;

/** Fits in a thread that lives as long as the fitting: reading goes on beside it, and its memory is gone afterwards. */
export const createThreadTrainer = (openThread: () => Thread): Trainer => ({
  async train({ items, ...rest }) {
    const thread = openThread();
    for (let at = 0; at < items.length; at += portion) {
      void thread.call('items', items.slice(at, at + portion), 30_000);
      await setImmediate();
    }
    const answer = await thread.call<Trained>('train', rest, longestMs);
    await thread.close();
    return answer.ok ? { trained: answer.value, error: null } : { trained: null, error: `${answer.fault}: ${answer.error}` };
  },
});
