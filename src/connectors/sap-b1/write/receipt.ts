import type { ProductionReceipt } from '../../../modules/sync/contract.ts';
import { productionReceiptSchema } from '../../../modules/sync/contract.ts';
import { expandedOf } from '../../kit/odata/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { warehouseOf } from '../settings.ts';
import { batchesOf, bookable, bookingFacts, compareGoods, compareHead } from './goods.ts';
import { createdOf, decimal, differs, findDocument, readDocument, referenceFieldOf, type Tools } from './tools.ts';
import { textOf } from '../../kit/odata/codec.ts';

/** Thrown for a payload that is no receipt: a bug on our side, found before anything is sent. */
const receiptOf = (command: ErpCommand): ProductionReceipt => productionReceiptSchema.parse(command.payload);
const fieldOf = (tools: Tools): string => referenceFieldOf(tools.settings, 'JournalMemo');
const productionOrder = 202;
const set = 'InventoryGenEntries';

/** Looks for the goods receipt that carries the reference. */
export const findReceipt = (command: ErpCommand, tools: Tools): Promise<FindOutcome> =>
  findDocument({ set, field: fieldOf(tools), reference: command.reference, cancels: true }, tools);

/** Books finished goods of a production order in. The order stays released, also after the last receipt: closing it is costing's. */
export async function bookReceipt(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const receipt = receiptOf(command);
  const goods = await bookable([receipt], tools);
  if ('kind' in goods) return goods as ErpFailure;
  const lines = goods.map((one, at) => ({
    BaseType: productionOrder,
    BaseEntry: Number(receipt.productionOrder),
    TransactionType: 'botrntComplete',
    Quantity: decimal(one.inventory),
    WarehouseCode: warehouseOf(tools.settings, one.place),
    ...batchesOf(one, at, tools.settings),
  }));
  const body = { DocDate: receipt.postedOn, [fieldOf(tools)]: command.reference, DocumentLines: lines };
  return createdOf(await tools.client.send('create', 'POST', set, body, {}, tools.record));
}

/** Reads the goods receipt back. */
export async function verifyReceipt(command: ErpCommand, erpKey: string, tools: Tools): Promise<VerifyOutcome> {
  const receipt = receiptOf(command);
  const goods = await bookable([receipt], tools);
  if ('kind' in goods) return goods as ErpFailure;
  const read = await readDocument('verify', set, erpKey, tools);
  if (read.kind !== 'read') return read;
  const rows = expandedOf(read.row, 'DocumentLines');
  const fields = [
    ...compareHead(read.row, fieldOf(tools), command.reference, receipt.postedOn),
    ...compareGoods(
      [receipt],
      rows,
      tools.settings,
      undefined,
      goods.map((one) => one.inventory),
    ),
    ...differs('production_order', receipt.productionOrder, textOf(rows[0] ?? {}, 'BaseEntry')),
  ];
  return fields.length === 0 ? { kind: 'equal', document: bookingFacts(read.row) } : { kind: 'different', fields };
}
