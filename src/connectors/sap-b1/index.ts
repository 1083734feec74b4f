import { businessDateIn, instantFromMs } from '../../kernel/time.ts';
import { assemble } from '../kit/assemble.ts';
import type { Reader, Writer } from '../kit/assemble.ts';
import type { CommandKind, Connector, ErpCommand, ErpConnection, ErpObject, ReadCapability, WriteCapability } from '../kit/types.ts';
import { createB1Client, type CallSink } from './client.ts';
import { discoverB1 } from './discover.ts';
import { inspectB1 } from './inspect.ts';
import { deltas, readers, readKeys, sweeps } from './read/objects.ts';
import type { Reading } from './read/reading.ts';
import { createTables } from './read/tables.ts';
import { b1SettingsSchema, type B1Settings } from './settings.ts';
import { bookDelivery, findDelivery, reverseDelivery, verifyDelivery } from './write/delivery.ts';
import { bookMovement, findMovement, reverseMovement, verifyMovement } from './write/movement.ts';
import { bookPayment, findPayment, reversePayment, verifyPayment } from './write/payment.ts';
import { bookReceipt, findReceipt, verifyReceipt } from './write/receipt.ts';
import { referencesOf } from './write/references.ts';
import { changeSalesOrder, findSalesOrderChange, verifySalesOrderChange } from './write/sales-order-change.ts';
import { createSalesOrder, findSalesOrder, reverseSalesOrder, verifySalesOrder } from './write/sales-order.ts';
import { bookStatus, findStatus, reverseStatus, verifyStatus } from './write/status.ts';
import type { Tools } from './write/tools.ts';

const objects = Object.keys(readers) as ErpObject[];
const readOf = (object: ErpObject): ReadCapability => ({
  how: deltas.has(object) ? 'delta' : 'snapshot',
  by: deltas.has(object) ? 'UpdateDate + UpdateTime' : '',
  deletes: sweeps[object] ? 'sweep' : 'none',
});

const writeOf = (referenceField: string, referenceLength: number, reversal: WriteCapability['reversal']): WriteCapability => ({
  how: 'native',
  idempotency: 'findByReference',
  referenceField,
  referenceLength,
  atomic: true,
  async: false,
  reversal,
});
const change: WriteCapability = { ...writeOf('', 0, 'none'), idempotency: 'compareDocument' };

/** Finds, books, reads back and takes back one kind of command. */
type Use = {
  readonly find: (command: ErpCommand, tools: Tools) => ReturnType<Writer['find']>;
  readonly execute: (command: ErpCommand, tools: Tools) => ReturnType<Writer['execute']>;
  readonly verify: (command: ErpCommand, erpKey: string, tools: Tools) => ReturnType<Writer['verify']>;
  readonly reverse?: (command: ErpCommand, erpKey: string, tools: Tools) => ReturnType<Writer['execute']>;
  /** Set and field in which references are looked for in reconciliation. */
  readonly references?: readonly [set: string, field: string, by: 'UpdateDate' | 'DocDate'];
};

const changing: Use = {
  find: findSalesOrderChange,
  execute: changeSalesOrder,
  verify: (command, _erpKey, tools) => verifySalesOrderChange(command, tools),
};

const uses = (today: () => string): Readonly<Partial<Record<CommandKind, Use>>> => ({
  create_sales_order: {
    find: findSalesOrder,
    execute: (command, tools) => createSalesOrder(command, tools, today()),
    verify: verifySalesOrder,
    reverse: (_command, erpKey, tools) => reverseSalesOrder(erpKey, tools),
    references: ['Orders', 'NumAtCard', 'UpdateDate'],
  },
  sales_order_change: changing,
  sales_order_cancel: changing,
  stock_movement: { find: findMovement, execute: bookMovement, verify: verifyMovement, reverse: (command, _erpKey, tools) => reverseMovement(command, tools) },
  stock_status: { find: findStatus, execute: bookStatus, verify: verifyStatus, reverse: (command, _erpKey, tools) => reverseStatus(command, tools) },
  production_receipt: { find: findReceipt, execute: bookReceipt, verify: verifyReceipt, references: ['InventoryGenEntries', 'JournalMemo', 'UpdateDate'] },
  delivery: {
    find: findDelivery,
    execute: bookDelivery,
    verify: verifyDelivery,
    reverse: (_command, erpKey, tools) => reverseDelivery(erpKey, tools),
    references: ['DeliveryNotes', 'NumAtCard', 'UpdateDate'],
  },
  payment_receipt: {
    find: findPayment,
    execute: bookPayment,
    verify: verifyPayment,
    reverse: (_command, erpKey, tools) => reversePayment(erpKey, tools),
    references: ['IncomingPayments', 'JournalRemarks', 'DocDate'],
  },
});

function writersOf(settings: B1Settings, tools: Omit<Tools, 'record'>, now: () => number): Partial<Record<CommandKind, Writer>> {
  const today = (): string => businessDateIn(settings.serverZone, instantFromMs(now()));
  const writer = (use: Use): Writer => {
    const withSink = (record: CallSink): Tools => ({ ...tools, record });
    const { reverse, references } = use;
    return {
      find: (command, record) => use.find(command, withSink(record)),
      execute: (command, record) => use.execute(command, withSink(record)),
      verify: (command, erpKey, record) => use.verify(command, erpKey, withSink(record)),
      ...(reverse ? { reverse: (command: ErpCommand, erpKey: string, record: CallSink) => reverse(command, erpKey, withSink(record)) } : {}),
      ...(references ? { references: referencesOf(tools.client, settings, references[0], references[1], references[2], now) } : {}),
    };
  };
  return Object.fromEntries(Object.entries(uses(today)).map(([kind, use]) => [kind, writer(use)]));
}

/** SAP Business One over its Service Layer. See README.md for versions, entities and known gaps. */
export const sapB1: Connector = {
  id: 'sap-b1',
  vendor: 'SAP',
  product: 'Business One',
  settings: b1SettingsSchema,
  secretNames: ['password'],
  capabilities: {
    read: Object.fromEntries(objects.map((object) => [object, readOf(object)])),
    write: {
      create_sales_order: writeOf('NumAtCard', 100, 'cancel'),
      sales_order_change: change,
      sales_order_cancel: change,
      stock_movement: writeOf('JournalMemo', 50, 'counterPosting'),
      stock_status: writeOf('JournalMemo', 50, 'counterPosting'),
      production_receipt: writeOf('JournalMemo', 50, 'none'),
      delivery: writeOf('NumAtCard', 100, 'cancel'),
      payment_receipt: writeOf('JournalRemarks', 50, 'cancel'),
    },
  },
  discover: discoverB1,
  open(given, secrets, deps): ErpConnection {
    const settings = b1SettingsSchema.parse(given);
    const client = createB1Client(settings, secrets['password'] ?? '', deps);
    const tables = createTables(client, deps.now);
    const reading: Reading = { client, settings, now: deps.now, tables };
    const readerOf = (object: ErpObject): Reader => {
      const page = readers[object];
      return {
        page: (cursor, since) => page?.(reading, cursor, since) ?? Promise.reject(new Error(`no reader of ${object}`)),
        ...(sweeps[object] ? { keys: (cursor: string | null) => readKeys(object, reading, cursor) } : {}),
      };
    };
    return assemble({
      async testConnection() {
        const answer = await client.get('test', 'Orders?$top=1&$select=DocEntry');
        if (answer.kind === 'ok') return { ok: true, text: 'sales orders can be read' };
        return { ok: false, text: answer.kind === 'rejected' || answer.kind === 'unauthorised' ? answer.text : answer.kind };
      },
      inspect: () => inspectB1(client, settings, deps.now),
      readers: Object.fromEntries(objects.map((object) => [object, readerOf(object)])),
      writers: writersOf(settings, { client, settings, tables }, deps.now),
      close: () => client.close(),
    });
  },
};
