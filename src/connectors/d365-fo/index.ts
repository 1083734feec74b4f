import { assemble } from '../kit/assemble.ts';
import type { Reader, Writer } from '../kit/assemble.ts';
import type { CommandKind, Connector, ErpCommand, ErpConnection, ErpObject, ReadCapability, WriteCapability } from '../kit/types.ts';
import { createFoClient, type CallSink } from './client.ts';
import { discoverFo } from './discover.ts';
import { inspectFo } from './inspect.ts';
import { readers, readKeys, sweeps } from './read/objects.ts';
import type { Reading } from './read/reading.ts';
import { createTables } from './read/tables.ts';
import { foSettingsSchema } from './settings.ts';
import { bookConfirmation, findConfirmation, verifyConfirmation } from './write/confirmation.ts';
import { bookReceipt, findReceipt, verifyReceipt } from './write/receipt.ts';
import { orderReferences } from './write/references.ts';
import { changeSalesOrder, findSalesOrderChange, verifySalesOrderChange } from './write/sales-order-change.ts';
import { createSalesOrder, findSalesOrder, reverseSalesOrder, verifySalesOrder } from './write/sales-order.ts';
import type { Tools } from './write/tools.ts';

const objects = Object.keys(readers) as ErpObject[];
const readOf = (object: ErpObject): ReadCapability => ({ how: 'snapshot', by: '', deletes: sweeps[object] ? 'sweep' : 'none' });

const change: WriteCapability = {
  how: 'native',
  idempotency: 'compareDocument',
  referenceField: '',
  referenceLength: 0,
  atomic: true,
  async: false,
  reversal: 'none',
};
const message: WriteCapability = { ...change, async: true };

function writersOf(tools: Omit<Tools, 'record'>, reading: Reading): Partial<Record<CommandKind, Writer>> {
  const on =
    <T>(run: (command: ErpCommand, tools: Tools) => Promise<T>) =>
    (command: ErpCommand, record: CallSink): Promise<T> =>
      run(command, { ...tools, record });
  const onKey =
    <T>(run: (command: ErpCommand, erpKey: string, tools: Tools) => Promise<T>) =>
    (command: ErpCommand, erpKey: string, record: CallSink): Promise<T> =>
      run(command, erpKey, { ...tools, record });
  const changing: Writer = {
    find: on(findSalesOrderChange),
    execute: on(changeSalesOrder),
    verify: onKey((command, _key, with_) => verifySalesOrderChange(command, with_)),
  };
  return {
    create_sales_order: {
      find: on(findSalesOrder),
      execute: on(createSalesOrder),
      verify: onKey(verifySalesOrder),
      reverse: onKey((_command, erpKey, with_) => reverseSalesOrder(erpKey, with_)),
      references: orderReferences(reading),
    },
    sales_order_change: changing,
    sales_order_cancel: changing,
    production_receipt: { find: on(findReceipt), execute: on(bookReceipt), verify: onKey(verifyReceipt) },
    operation_confirmation: { find: on(findConfirmation), execute: on(bookConfirmation), verify: onKey(verifyConfirmation) },
  };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Microsoft Dynamics 365 Finance and Operations over its OData entities and shop floor messages. See README.md for versions, entities and known gaps. */
export const d365Fo: Connector = {
  id: 'd365-fo',
  vendor: 'Microsoft',
  product: 'Dynamics 365 Finance and Operations',
  settings: foSettingsSchema,
  secretNames: ['clientSecret'],
  capabilities: {
    read: Object.fromEntries(objects.map((object) => [object, readOf(object)])),
    write: {
      create_sales_order: {
        ...change,
        idempotency: 'findByReference',
        referenceField: 'CustomersOrderReference',
        referenceLength: 60,
        atomic: false,
        reversal: 'cancel',
      },
      sales_order_change: change,
      sales_order_cancel: change,
      production_receipt: message,
      operation_confirmation: message,
    },
  },
  discover: discoverFo,
  open(given, secrets, deps): ErpConnection {
    const settings = foSettingsSchema.parse(given);
    const client = createFoClient(settings, secrets['clientSecret'] ?? '', deps);
    const tables = createTables(client, settings, deps.now);
    const reading: Reading = { client, settings, now: deps.now, tables };
    const readerOf = (object: ErpObject): Reader => {
      const page = readers[object];
      return {
        page: (cursor) => page?.(reading, cursor) ?? Promise.reject(new Error(`no reader of ${object}`)),
        ...(sweeps[object] ? { keys: (cursor: string | null) => readKeys(object, reading, cursor) } : {}),
      };
    };
    return assemble({
      async testConnection() {
        const answer = await client.get('test', 'LegalEntities?$top=1&$select=LegalEntityId');
        if (answer.kind === 'ok') return { ok: true, text: 'legal entities can be read' };
        return { ok: false, text: answer.kind === 'rejected' || answer.kind === 'unauthorised' ? answer.text : answer.kind };
      },
      inspect: () => inspectFo(reading),
      readers: Object.fromEntries(objects.map((object) => [object, readerOf(object)])),
      writers: writersOf({ client, settings, tables, now: deps.now, sleep }, reading),
      close: () => Promise.resolve(),
    });
  },
};
