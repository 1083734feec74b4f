/** The thread that reads, away from the event loop of web and jobs. Started through src/app/threads.ts. */
import { buildReader, trainReader, type Conversation, type Reader, type ReaderData, type ReadingItem, type Training } from '../../../engines/reading/index.ts';
import { serveThread } from '../../../platform/threads/serve.ts';

const items: ReadingItem[] = [];
let reader: Reader = buildReader({ items: [], aliases: [] });

serveThread({
  /** A portion of the catalogue: small ones keep the caller's loop free while they are copied. */
  items: (portion: readonly ReadingItem[]) => {
    items.push(...portion);
  },
  build: (data: Omit<ReaderData, 'items'>) => {
    reader = buildReader({ ...data, items });
  },
  read: (conversation: Conversation) => reader.read(conversation),
  train: (training: Omit<Training, 'items'>) => trainReader({ ...training, items }),
});
