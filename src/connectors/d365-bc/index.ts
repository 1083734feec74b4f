import { assemble } from '../kit/assemble.ts';
import type { Reader, Writer } from '../kit/assemble.ts';
import type { CommandKind, Connector, ErpCommand, ErpConnection, ErpObject, ReadCapability, WriteCapability } from '../kit/types.ts';
import { createBcClient, type CallSink } from './client.ts';
import { discoverBc } from './discover.ts';
import { inspectBc } from './inspect.ts';
import { createCompanies } from './read/companies.ts';
import { deltas, readers, readKeys, sweeps } from './read/objects.ts';
import type { Reading } from './read/reading.ts';
import { createTables } from './read/tables.ts';
import { bcSettingsSchema } from './settings.ts';
import { bookPayment, findPayment, reversePayment, verifyPayment } from './write/payment.ts';
import { orderReferences } from './write/references.ts';
import { changeSalesOrder, findSalesOrderChange, verifySalesOrderChange } from './write/sales-order-change.ts';
import { createSalesOrder, findSalesOrder, reverseSalesOrder, verifySalesOrder } from './write/sales-order.ts';
import { beforeSending, type Tools } from './write/tools.ts';

const objects = Object.keys(readers) as ErpObject[];
const readOf = (object: ErpObject): ReadCapability => ({
  how: deltas.has(object) ? 'delta' : 'snapshot',
  by: deltas.has(object) ? 'lastModifiedDateTime' : '',
  deletes: sweeps[object] ? 'sweep' : 'none',
});

const native: WriteCapability = {
  how: 'native',
  idempotency: 'findByReference',
  referenceField: 'externalDocumentNumber',
  referenceLength: 35,
  atomic: true,
  async: false,
  reversal: 'cancel',
};
const change: WriteCapability = { ...native, idempotency: 'compareDocument', referenceField: '', referenceLength: 0, reversal: 'none' };

/** Finds, books, reads back and takes back one kind of command. */
type Use = {
  readonly find: (command: ErpCommand, tools: Tools) => ReturnType<Writer['find']>;
  readonly execute: (command: ErpCommand, tools: Tools) => ReturnType<Writer['execute']>;
  readonly verify: (command: ErpCommand, erpKey: string, tools: Tools) => ReturnType<Writer['verify']>;
  readonly reverse?: (command: ErpCommand, erpKey: string, tools: Tools) => ReturnType<Writer['execute']>;
};

const changing: Use = { find: findSalesOrderChange, execute: changeSalesOrder, verify: (command, _erpKey, tools) => verifySalesOrderChange(command, tools) };

const uses: Readonly<Partial<Record<CommandKind, Use>>> = {
  create_sales_order: {
    find: findSalesOrder,
    execute: createSalesOrder,
    verify: verifySalesOrder,
    reverse: (_command, erpKey, tools) => reverseSalesOrder(erpKey, tools),
  },
  sales_order_change: changing,
  sales_order_cancel: changing,
  payment_receipt: { find: findPayment, execute: bookPayment, verify: (command, _erpKey, tools) => verifyPayment(command, tools), reverse: reversePayment },
};

function writerOf(kind: string, use: Use, reading: Reading): Writer {
  const withSink = (record: CallSink): Tools => ({ ...reading, record });
  const { reverse } = use;
  return {
    find: (command, record) => use.find(command, withSink(record)),
    execute: (command, record) => use.execute(command, withSink(record)),
    verify: (command, erpKey, record) => use.verify(command, erpKey, withSink(record)),
    ...(reverse ? { reverse: (command: ErpCommand, erpKey: string, record: CallSink) => reverse(command, erpKey, withSink(record)) } : {}),
    ...(kind === 'create_sales_order' ? { references: orderReferences(reading) } : {}),
  };
}

function readerOf(object: ErpObject, reading: Reading): Reader {
  const page = readers[object];
  return {
    page: (cursor, since) => page?.(reading, cursor, since) ?? Promise.reject(new Error(`no reader of ${object}`)),
    ...(sweeps[object] ? { keys: (cursor: string | null) => readKeys(object, reading, cursor) } : {}),
  };
}

/** Microsoft Dynamics 365 Business Central over API v2.0. See README.md for versions, entities and known gaps. */
export const d365Bc: Connector = {
  id: 'd365-bc',
  vendor: 'Microsoft',
  product: 'Dynamics 365 Business Central',
  settings: bcSettingsSchema,
  secretNames: ['clientSecret', 'webServiceKey'],
  secretsFor: (settings) => (bcSettingsSchema.parse(settings).auth.by === 'entra' ? ['clientSecret'] : ['webServiceKey']),
  capabilities: {
    read: Object.fromEntries(objects.map((object) => [object, readOf(object)])),
    write: {
      create_sales_order: native,
      sales_order_change: change,
      sales_order_cancel: change,
      // a journal line that a clerk posts
      payment_receipt: { ...native, referenceField: 'documentNumber', referenceLength: 20, async: true },
    },
  },
  discover: discoverBc,
  open(given, secrets, deps): ErpConnection {
    const settings = bcSettingsSchema.parse(given);
    const client = createBcClient(settings, secrets, deps);
    const reading: Reading = {
      client,
      settings,
      now: deps.now,
      companies: createCompanies(client, settings, deps.now),
      tables: createTables(client, deps.now),
    };
    return assemble({
      async testConnection() {
        const companies = await beforeSending(() => reading.companies());
        if ('kind' in companies)
          return { ok: false, text: companies.kind === 'rejected' || companies.kind === 'unauthorised' ? companies.text : companies.kind };
        return { ok: true, text: `companies ${companies.map((one) => one.name).join(', ')} can be read` };
      },
      inspect: () => inspectBc(reading),
      readers: Object.fromEntries(objects.map((object) => [object, readerOf(object, reading)])),
      writers: Object.fromEntries(Object.entries(uses).map(([kind, use]) => [kind, writerOf(kind, use, reading)])),
      close: () => Promise.resolve(),
    });
  },
};
