import { fromJson } from '../kit/odata4/json.ts';
import { ODataFault, type Row } from '../kit/odata4/index.ts';
import type { Change } from '../kit/odata4/store.ts';
import { processMessage } from './booking/shopfloor.ts';
import { refusal } from './messages.ts';
import type { World } from './world.ts';

/** Three tries, then a message has failed. */
const tries = 3;

/** The queue of messages of the shop floor, and the batch job that works it off. */
export interface ShopMessages {
  /** Takes a message in; it is booked later, or not. Gives the changes to keep. */
  take(text: string): { readonly response: Response; readonly changes: readonly Change[] };
  /** Works off what has waited long enough, in the order of the messages of a production order. */
  work(): readonly Change[];
}

const plain = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

const bad = (text: string): Response => Response.json({ Message: text, ExceptionMessage: text, ExceptionType: 'System.ArgumentException' }, { status: 400 });

/** The queue of one environment. */
export function createShopMessages(world: World): ShopMessages {
  const table = world.store.table('Messages');

  const book = (message: Row): readonly Change[] => {
    try {
      const { changes } = world.store.change(() => {
        if (world.chance(world.habits().pMessageFails)) throw refusal.badMessage('unexpected error');
        processMessage(world, message);
        table.put({ ...message, State: 'Processed' });
      });
      return changes;
    } catch (error) {
      if (!(error instanceof ODataFault)) throw error;
      return world.store.change(() => table.put({ ...message, State: 'Failed', Tries: tries, Log: error.message })).changes;
    }
  };

  return {
    take: (text) => {
      const body = plain(fromJson(text));
      const [company, queue, type, content] = ['_companyId', '_messageQueue', '_messageType', '_messageContent'].map((name) => body[name]);
      if (typeof company !== 'string' || typeof type !== 'string' || typeof content !== 'string')
        return { response: bad('Parameters _companyId, _messageQueue, _messageType and _messageContent are required.'), changes: [] };
      if (queue !== 'JmgMES3P') return { response: bad(`Message queue '${String(queue)}' does not exist.`), changes: [] };
      const { result, changes } = world.store.change(() => {
        const id = `M${String(world.next('Messages', 'Id', 'M')).padStart(9, '0')}`;
        table.put({ Id: id, Company: company, Type: type, Content: content, State: 'Queued', Tries: 0, Log: '', At: world.now() });
        return id;
      });
      return { response: Response.json({ $id: '1', MessageId: result }), changes };
    },
    work: () => {
      const due = table.all().filter((row) => row['State'] === 'Queued' && Number(row['At']) + world.habits().messageDelayMs <= world.now());
      return due.flatMap(book);
    },
  };
}
