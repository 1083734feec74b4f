import type { Writer } from '../../kit/assemble.ts';
import type { CommandKind, ErpCommand, WriteCapability } from '../../kit/types.ts';
import type { CallSink, SapClient } from '../client.ts';
import type { SapSettings } from '../settings.ts';
import { bookConfirmation, findConfirmation, reverseConfirmation, verifyConfirmation } from './confirmation.ts';
import { bookDelivery, findDelivery, reverseDelivery, verifyDelivery } from './delivery.ts';
import { bookGoods, findGoods, reverseGoods, verifyGoods } from './goods.ts';
import { referencesOf } from './references.ts';
import { changeSalesOrder, findSalesOrderChange, verifySalesOrderChange } from './sales-order-change.ts';
import { createSalesOrder, findSalesOrder, reverseSalesOrder, verifySalesOrder } from './sales-order.ts';
import { simulateSalesOrder } from './simulate-sales-order.ts';
import type { Tools } from './tools.ts';

const byReference = (referenceField: string, referenceLength: number, reversal: WriteCapability['reversal'], atomic = true): WriteCapability => ({
  how: 'native',
  idempotency: 'findByReference',
  referenceField,
  referenceLength,
  atomic,
  async: false,
  reversal,
});
const change: WriteCapability = { ...byReference('', 0, 'none', false), idempotency: 'compareDocument' };

/** What can be written, and how. Proof of delivery and payments have no published service. */
export const writeCapabilities: Readonly<Partial<Record<CommandKind, WriteCapability>>> = {
  create_sales_order: byReference('PurchaseOrderByCustomer', 35, 'cancel'),
  sales_order_change: change,
  sales_order_cancel: change,
  stock_movement: byReference('ReferenceDocument', 16, 'cancel'),
  stock_status: byReference('ReferenceDocument', 16, 'cancel'),
  production_receipt: byReference('ReferenceDocument', 16, 'cancel'),
  operation_confirmation: byReference('ExternalSystemConfirmation', 36, 'cancel'),
  delivery: byReference('BillOfLading', 35, 'cancel', false),
};

/** What writers of one connection work with. */
export type WriterTools = Omit<Tools, 'record'> & { readonly client: SapClient; readonly settings: SapSettings };

interface Use {
  readonly find: (command: ErpCommand, tools: Tools) => ReturnType<Writer['find']>;
  readonly book: (command: ErpCommand, tools: Tools) => ReturnType<Writer['execute']>;
  readonly verify: (command: ErpCommand, erpKey: string, tools: Tools) => ReturnType<Writer['verify']>;
  readonly reverse?: (command: ErpCommand, erpKey: string, tools: Tools) => ReturnType<Writer['execute']>;
}

const goods: Use = { find: findGoods, book: bookGoods, verify: verifyGoods, reverse: (_command, erpKey, tools) => reverseGoods(erpKey, tools) };
const changing: Use = { find: findSalesOrderChange, book: changeSalesOrder, verify: (command, _erpKey, tools) => verifySalesOrderChange(command, tools) };
const uses: Readonly<Partial<Record<CommandKind, Use>>> = {
  create_sales_order: {
    find: (command, { client, record }) => findSalesOrder(client, command, record),
    book: (command, { client, settings, now, record }) => createSalesOrder(client, command, settings, now(), record),
    verify: (command, erpKey, { client, settings, record }) => verifySalesOrder(client, command, erpKey, settings, record),
    reverse: (_command, erpKey, { client, settings, record }) => reverseSalesOrder(client, erpKey, settings, record),
  },
  sales_order_change: changing,
  sales_order_cancel: changing,
  stock_movement: goods,
  stock_status: goods,
  production_receipt: goods,
  operation_confirmation: {
    find: findConfirmation,
    book: bookConfirmation,
    verify: verifyConfirmation,
    reverse: (_command, erpKey, tools) => reverseConfirmation(erpKey, tools),
  },
  delivery: { find: findDelivery, book: bookDelivery, verify: verifyDelivery, reverse: reverseDelivery },
};

function writerOf(kind: CommandKind, use: Use, tools: WriterTools): Writer {
  const withSink = (record: CallSink): Tools => ({ ...tools, record });
  const { reverse } = use;
  const references = referencesOf(kind, tools.client, tools.settings, tools.now);
  return {
    find: (command, record) => use.find(command, withSink(record)),
    execute: (command, record) => use.book(command, withSink(record)),
    verify: (command, erpKey, record) => use.verify(command, erpKey, withSink(record)),
    ...(reverse ? { reverse: (command: ErpCommand, erpKey: string, record: CallSink) => reverse(command, erpKey, withSink(record)) } : {}),
    ...(references ? { references } : {}),
    ...(kind === 'create_sales_order'
      ? { simulate: (command: ErpCommand, record: CallSink) => simulateSalesOrder(tools.client, command, tools.settings, record) }
      : {}),
  };
}

/** The writers of a connection by kind of command. */
export const writersOf = (tools: WriterTools): Readonly<Partial<Record<CommandKind, Writer>>> =>
  Object.fromEntries((Object.entries(uses) as [CommandKind, Use][]).map(([kind, use]) => [kind, writerOf(kind, use, tools)]));
