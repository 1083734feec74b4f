import { assemble } from '../kit/assemble.ts';
import type { Writer } from '../kit/assemble.ts';
import type { CommandKind, Connector, ErpConnection, WriteCapability } from '../kit/types.ts';
import { createTrytonClient } from './client.ts';
import type { CallSink } from './client.ts';
import { inspectTryton } from './inspect.ts';
import { deltaObjects, readersOf, snapshotObjects } from './read/objects.ts';
import { trytonSettingsSchema } from './settings.ts';
import { bookDelivery, findDelivery, verifyDelivery } from './write/delivery.ts';
import { bookMovement, findMovement, verifyMovement } from './write/movement.ts';
import { bookReceipt, findReceipt, verifyReceipt } from './write/production.ts';
import { createSalesOrder, findSalesOrder, salesReferences, verifySalesOrder } from './write/sales-order.ts';
import type { Writing } from './write/writing.ts';

const write: WriteCapability = {
  how: 'native',
  idempotency: 'findByReference',
  referenceField: 'reference',
  referenceLength: 64,
  // several transactions: a refusal half way is followed by the steps back
  atomic: false,
  async: false,
  reversal: 'none',
};

/** Tryton 6.0 over its JSON-RPC, the open ERP that also runs in our tests. See README.md for modules, entities and known gaps. */
export const tryton: Connector = {
  id: 'tryton',
  vendor: 'Tryton',
  product: 'Tryton',
  settings: trytonSettingsSchema,
  secretNames: ['password'],
  capabilities: {
    read: Object.fromEntries([
      ...deltaObjects.map((object) => [object, { how: 'delta', by: 'write_date', deletes: 'sweep' }] as const),
      ...snapshotObjects.map((object) => [object, { how: 'snapshot', by: '', deletes: 'none' }] as const),
    ]),
    write: {
      create_sales_order: write,
      stock_movement: { ...write, reversal: 'counterPosting' },
      stock_status: { ...write, reversal: 'counterPosting' },
      production_receipt: write,
      delivery: write,
    },
  },
  open(given, secrets, deps): ErpConnection {
    const settings = trytonSettingsSchema.parse(given);
    const client = createTrytonClient(settings, secrets['password'] ?? '', deps);
    const by = (record: CallSink): Writing => ({ client, settings, record });
    const moving: Writer = {
      find: (command, record) => findMovement(command, by(record)),
      execute: (command, record) => bookMovement(command, by(record)),
      verify: (command, erpKey, record) => verifyMovement(command, erpKey, by(record)),
      reverse: (command, _erpKey, record) => bookMovement(command, by(record), true),
    };
    const writers: Readonly<Partial<Record<CommandKind, Writer>>> = {
      create_sales_order: {
        find: (command, record) => findSalesOrder(command, by(record)),
        execute: (command, record) => createSalesOrder(command, by(record)),
        verify: (command, erpKey, record) => verifySalesOrder(command, erpKey, by(record)),
        references: (since, cursor) => salesReferences(client, settings, since, cursor),
      },
      stock_movement: moving,
      stock_status: moving,
      production_receipt: {
        find: (command, record) => findReceipt(command, by(record)),
        execute: (command, record) => bookReceipt(command, by(record)),
        verify: (command, erpKey, record) => verifyReceipt(command, erpKey, by(record)),
      },
      delivery: {
        find: (command, record) => findDelivery(command, by(record)),
        execute: (command, record) => bookDelivery(command, by(record)),
        verify: (command, erpKey, record) => verifyDelivery(command, erpKey, by(record)),
      },
    };
    return assemble({
      async testConnection() {
        const answer = await client.search('test', { model: 'company.company', domain: [['id', '=', settings.company]], fields: ['rec_name'], limit: 1 });
        if (answer.kind === 'ok')
          return { ok: answer.rows.length === 1, text: answer.rows.length === 1 ? 'the company can be read' : 'there is no such company' };
        return { ok: false, text: 'text' in answer ? answer.text : 'why' in answer ? answer.why : answer.kind };
      },
      inspect: () => inspectTryton(client, settings, deps.now),
      readers: readersOf(client, settings, deps.now),
      writers,
      close: () => Promise.resolve(),
    });
  },
};
