import type { LexiconPatch } from '../../../engines/reading/index.ts';
import type { Logger } from '../../../platform/runtime/ctx.ts';
import type { Thread } from '../../../platform/threads/thread.ts';
import type { Readers } from '../readers.ts';
import { createThreadReaders } from './thread-readers.ts';
import { createThreadTrainer, type Trainer } from './trainer.ts';

/** Reading and fitting, as a process uses them. */
export interface ReadingService {
  readonly readers: Readers;
  readonly trainer: Trainer;
  /** Ends the threads. */
  close(): Promise<void>;
}

/** Reads and fits in threads. `installed`: words of this installation, beside those that each company keeps. */
export function openReading(options: { readonly openThread: () => Thread; readonly log: Logger; readonly installed: LexiconPatch | null }): ReadingService {
  const readers = createThreadReaders(options);
  return { readers, trainer: createThreadTrainer(options.openThread), close: () => readers.close() };
}
