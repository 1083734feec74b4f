import type { ProductionReceipt } from '../../../modules/sync/contract.ts';
import { productionReceiptSchema } from '../../../modules/sync/contract.ts';
import { sameDecimal } from '../../kit/decimal.ts';
import { jsonNumber } from '../../kit/format.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { literalOf } from '../../kit/odata4/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { yes } from '../map/fields.ts';
import { differs } from '../map/order.ts';
import { both, ourCompanies } from '../read/reading.ts';
import { warehouseOf } from '../settings.ts';
import { bookedOn, closedTo, foundAmong, inInventory, lineKey, onDay, readLine, sendMessage, targetOf, waitForBooking, type Target } from './messages.ts';
import { readRows, type Tools } from './tools.ts';

/** Thrown for a payload that is no receipt: a bug on our side, found before anything is sent. */
const receiptOf = (command: ErpCommand): ProductionReceipt => productionReceiptSchema.parse(command.payload);
const set = 'ReportAsFinishedProductionJournalEntries';

interface Booking {
  readonly target: Target;
  /** In the inventory unit. */
  readonly quantity: string;
}

async function bookingOf(receipt: ProductionReceipt, step: string, tools: Tools): Promise<Booking | ErpFailure> {
  const target = await targetOf(receipt.company, receipt.productionOrder, step, tools);
  if (target.kind !== 'target') return target;
  const quantity = await inInventory(receipt.sku, receipt.quantity, receipt.erpUom, step, tools);
  return typeof quantity === 'string' ? { target, quantity } : quantity;
}

/** Where a journal line is not the receipt. */
function compare(receipt: ProductionReceipt, quantity: string, row: WireRecord, tools: Tools) {
  return [
    ...differs('item', receipt.sku, textOf(row, 'ItemNumber')),
    ...differs('quantity', quantity, textOf(row, 'ReportedGoodInventoryQuantity'), sameDecimal),
    ...differs('place', warehouseOf(tools.settings, receipt.place), textOf(row, 'WarehouseId')),
    ...(receipt.lot === '' ? [] : differs('lot', receipt.lot, textOf(row, 'ItemBatchNumber'))),
    ...differs('posted_on', receipt.postedOn, bookedOn(row, 'ReportAsFinishedDate')),
  ];
}

async function look(command: ErpCommand, booking: Booking, tools: Tools): Promise<FindOutcome> {
  const receipt = receiptOf(command);
  const { target, quantity } = booking;
  const field = tools.settings.receiptReference;
  const which = field === null ? onDay('ReportAsFinishedDate', receipt.postedOn) : `${field} eq ${literalOf('text', command.reference)}`;
  const filter = both(ourCompanies(tools.settings, [target.dataAreaId]), `ProductionOrderNumber eq ${literalOf('text', target.number)}`, which);
  const found = await readRows('find', set, filter, tools);
  if (found.kind !== 'rows') return found;
  return foundAmong(field === null ? found.rows.filter((row) => compare(receipt, quantity, row, tools).length === 0) : found.rows, field !== null, tools);
}

/** Looks for the journal line of the receipt: by our reference where a field carries it, else by all that it says. */
export async function findReceipt(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const booking = await bookingOf(receiptOf(command), 'find', tools);
  return 'kind' in booking ? booking : look(command, booking, tools);
}

/** Reports finished goods. */
export async function bookReceipt(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const receipt = receiptOf(command);
  const booking = await bookingOf(receipt, 'look', tools);
  if ('kind' in booking) return booking;
  const { target, quantity } = booking;
  const closed = closedTo(target);
  if (closed) return closed;
  const line = {
    ItemNumber: receipt.sku,
    ReportedGoodQuantity: jsonNumber(quantity),
    ReportAsFinishedDate: receipt.postedOn,
    ProductionWarehouseId: warehouseOf(tools.settings, receipt.place),
    ...(receipt.lot === '' ? {} : { ItemBatchNumber: receipt.lot }),
    ...(tools.settings.receiptReference === null ? {} : { [tools.settings.receiptReference]: command.reference }),
    ...(receipt.final ? { EndJob: 'Yes' } : {}),
  };
  const sent = await sendMessage(
    'ProdProductionOrderReportFinished',
    target.dataAreaId,
    { ProductionOrderNumber: target.number, ReportFinishedLines: [line] },
    tools,
  );
  return sent.kind === 'ok' ? waitForBooking(() => look(command, booking, tools), tools) : sent;
}

/** Reads the journal line back; one that is not posted yet is waited for. */
export async function verifyReceipt(command: ErpCommand, erpKey: string, tools: Tools): Promise<VerifyOutcome> {
  const receipt = receiptOf(command);
  const booking = await bookingOf(receipt, 'verify', tools);
  if ('kind' in booking) return booking;
  const read = await readLine('verify', set, erpKey, tools);
  if (read.kind !== 'line') return read;
  const fields = [
    ...compare(receipt, booking.quantity, read.row, tools),
    ...differs('production_order', booking.target.number, textOf(read.row, 'ProductionOrderNumber')),
  ];
  if (fields.length > 0) return { kind: 'different', fields };
  return yes(read.row, 'IsPosted')
    ? { kind: 'equal', document: { erpNumber: lineKey(read.row, tools), documentNumber: textOf(read.row, 'JournalNumber') } }
    : { kind: 'transient', why: 'not_posted_yet' };
}
