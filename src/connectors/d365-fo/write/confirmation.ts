import type { OperationConfirmation } from '../../../modules/sync/contract.ts';
import { operationConfirmationSchema } from '../../../modules/sync/contract.ts';
import { divideExact, multiplyRounded, sameDecimal } from '../../kit/decimal.ts';
import { jsonNumber } from '../../kit/format.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { literalOf } from '../../kit/odata4/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { yes } from '../map/fields.ts';
import { differs } from '../map/order.ts';
import { both, ourCompanies } from '../read/reading.ts';
import { bookedOn, closedTo, foundAmong, inInventory, lineKey, onDay, readLine, sendMessage, targetOf, waitForBooking, type Target } from './messages.ts';
import { readRows, refused, type Tools } from './tools.ts';

/** Thrown for a payload that is no confirmation: a bug on our side, found before anything is sent. */
const confirmationOf = (command: ErpCommand): OperationConfirmation => operationConfirmationSchema.parse(command.payload);
const set = 'RouteCardProductionJournalEntries';

interface Booking {
  readonly target: Target;
  readonly operation: number;
  /** In the inventory unit. */
  readonly good: string;
  readonly scrap: string;
  /** With four digits; null: not measured. */
  readonly hours: string | null;
}

const hoursOf = (minutes: string | null): string | null =>
  minutes === null ? null : (divideExact(minutes, '60', 4) ?? multiplyRounded(minutes, '0.016666666666666667', 4));

async function bookingOf(confirmation: OperationConfirmation, step: string, tools: Tools): Promise<Booking | ErpFailure> {
  const target = await targetOf(confirmation.company, confirmation.productionOrder, step, tools);
  if (target.kind !== 'target') return target;
  const operation = Number(confirmation.operation);
  if (!Number.isSafeInteger(operation)) return refused('unknown_operation', `${confirmation.operation} is no number of an operation`, 'OperationNumber');
  const filter = both(
    ourCompanies(tools.settings, [target.dataAreaId]),
    `ProductionOrderNumber eq ${literalOf('text', target.number)}`,
    `OperationNumber eq ${literalOf('number', String(operation))}`,
  );
  const known = await readRows(step, 'ProductionOrderRouteOperations', filter, tools);
  if (known.kind !== 'rows') return known;
  if (known.rows.length === 0)
    return refused('unknown_operation', `production order ${target.number} has no operation ${confirmation.operation}`, 'OperationNumber');
  const sku = textOf(target.row, 'ItemNumber');
  const [good, scrap] = await Promise.all([confirmation.quantity, confirmation.scrap].map((one) => inInventory(sku, one, confirmation.erpUom, step, tools)));
  if (typeof good !== 'string') return good ?? refused('unknown_item', sku);
  if (typeof scrap !== 'string') return scrap ?? refused('unknown_item', sku);
  return { target, operation, good, scrap, hours: hoursOf(confirmation.workMinutes) };
}

/** Where a journal line is not the confirmation. */
const compare = (confirmation: OperationConfirmation, booking: Booking, row: WireRecord) => [
  ...differs('operation', String(booking.operation), textOf(row, 'RouteOperationNumber')),
  ...differs('quantity', booking.good, textOf(row, 'ReportedGoodInventoryQuantity'), sameDecimal),
  ...differs('scrap', booking.scrap, textOf(row, 'ReportedErrorInventoryQuantity'), sameDecimal),
  ...(booking.hours === null ? [] : differs('hours', booking.hours, textOf(row, 'RegisteredHours'), sameDecimal)),
  ...differs('posted_on', confirmation.postedOn, bookedOn(row, 'ConsumptionDate')),
];

async function look(confirmation: OperationConfirmation, booking: Booking, tools: Tools): Promise<FindOutcome> {
  const { target } = booking;
  const filter = both(
    ourCompanies(tools.settings, [target.dataAreaId]),
    `ProductionOrderNumber eq ${literalOf('text', target.number)}`,
    onDay('ConsumptionDate', confirmation.postedOn),
  );
  const found = await readRows('find', set, filter, tools);
  return found.kind === 'rows'
    ? foundAmong(
        found.rows.filter((row) => compare(confirmation, booking, row).length === 0),
        false,
        tools,
      )
    : found;
}

/** Looks for a journal line that says the same: no field of a route card carries a reference. */
export async function findConfirmation(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const confirmation = confirmationOf(command);
  const booking = await bookingOf(confirmation, 'find', tools);
  return 'kind' in booking ? booking : look(confirmation, booking, tools);
}

/** Reports what an operation has done. */
export async function bookConfirmation(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const confirmation = confirmationOf(command);
  const booking = await bookingOf(confirmation, 'look', tools);
  if ('kind' in booking) return booking;
  const { target, operation, good, scrap, hours } = booking;
  const closed = closedTo(target);
  if (closed) return closed;
  const line = {
    OperationNumber: operation,
    GoodQuantity: jsonNumber(good),
    ErrorQuantity: jsonNumber(scrap),
    ...(hours === null ? {} : { Hours: jsonNumber(hours) }),
    ConsumptionDate: confirmation.postedOn,
    TaskType: 'Process',
    OperationCompleted: confirmation.final ? 'Yes' : 'No',
  };
  const sent = await sendMessage('ProdProductionOrderRouteCard', target.dataAreaId, { ProductionOrderNumber: target.number, RouteCardLines: [line] }, tools);
  return sent.kind === 'ok' ? waitForBooking(() => look(confirmation, booking, tools), tools) : sent;
}

/** Reads the journal line back; one that is not posted yet is waited for. */
export async function verifyConfirmation(command: ErpCommand, erpKey: string, tools: Tools): Promise<VerifyOutcome> {
  const confirmation = confirmationOf(command);
  const booking = await bookingOf(confirmation, 'verify', tools);
  if ('kind' in booking) return booking;
  const read = await readLine('verify', set, erpKey, tools);
  if (read.kind !== 'line') return read;
  const fields = [
    ...compare(confirmation, booking, read.row),
    ...differs('production_order', booking.target.number, textOf(read.row, 'ProductionOrderNumber')),
  ];
  if (fields.length > 0) return { kind: 'different', fields };
  return yes(read.row, 'IsPosted')
    ? { kind: 'equal', document: { erpNumber: lineKey(read.row, tools), documentNumber: textOf(read.row, 'JournalNumber') } }
    : { kind: 'transient', why: 'not_posted_yet' };
}
