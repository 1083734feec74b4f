/** The reading thread with a bad day: some words make it hang, end or throw. */
import { buildReader, type Conversation, type Reader, type ReaderData, type ReadingItem } from '../../../engines/reading/index.ts';
import { serveThread } from '../../../platform/threads/serve.ts';

const items: ReadingItem[] = [];
let reader: Reader = buildReader({ items: [], aliases: [] });

serveThread({
  items: (portion: readonly ReadingItem[]) => void items.push(...portion),
  build: (data: Omit<ReaderData, 'items'>) => {
    reader = buildReader({ ...data, items });
  },
  read: (conversation: Conversation) => {
    const said = conversation.turns.map((turn) => (turn.kind === 'said' ? turn.text : '')).join('\n');
    if (said.includes('HANG')) for (;;);
    if (said.includes('END')) process.exit(1);
    if (said.includes('THROW')) throw new Error('on purpose');
    return reader.read(conversation);
  },
  /** A fitting that takes no time and says how many items reached it. */
  train: () => ({ model: { threshold: 0.7 }, report: { calibrationError: items.length }, loss: { fresh: 0, present: null } }),
});
