import type { ChangeSalesOrder } from '../../../modules/sync/contract.ts';
import { changeSalesOrderSchema } from '../../../modules/sync/contract.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf } from '../../kit/odata4/codec.ts';
import type { ErpCommand, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import type { BatchWrite } from '../batch.ts';
import { isCancelled, isEmptied, numbered } from '../map/documents.ts';
import { areaOf } from '../map/fields.ts';
import { compareLine, differs, lineBody, lineValues, noon, type Difference } from '../map/order.ts';
import { changedMeanwhile } from '../messages.ts';
import { setOf } from '../settings.ts';
import { emptying, factsOf, readOrder } from './sales-order.ts';
import { headerPath, linePath, refused, type Order, type Tools } from './tools.ts';

/** Thrown for a payload that is no change: a bug on our side, found before anything is sent. */
const changeOf = (command: ErpCommand): ChangeSalesOrder => changeSalesOrderSchema.parse(command.payload);

type Side = ChangeSalesOrder['after'];
type Line = Side['lines'][number];

const cancelled = ({ header, lines }: Order): boolean => isCancelled(header, 'SalesOrderStatus') || isEmptied(header, lines);
const living = (order: Order, tools: Tools): ReadonlyMap<number, WireRecord> =>
  new Map(
    isCancelled(order.header, 'SalesOrderStatus')
      ? []
      : numbered(
          order.lines.filter((line) => !isCancelled(line, 'SalesOrderLineStatus')),
          tools.settings,
        ),
  );
const byNumber = (side: Side): ReadonlyMap<number, Line> => new Map(side.lines.map((line) => [line.erpLine, line]));

function comparePair(erpLine: number, line: Line | undefined, row: WireRecord | undefined, { settings }: Tools): readonly Difference[] {
  const at = `line ${erpLine}`;
  if (line === undefined)
    return row === undefined ? [] : [{ field: at, ours: '', theirs: `${textOf(row, 'ItemNumber')} ${textOf(row, 'OrderedSalesQuantity')}` }];
  return row === undefined ? [{ field: at, ours: `${line.sku} ${line.quantity}`, theirs: '' }] : compareLine(line, at, row, settings);
}

const movesDate = (change: ChangeSalesOrder): boolean => change.after.requestedDate !== null && change.before.requestedDate !== change.after.requestedDate;

/** Where the document is not as one side of the change has it. Empty: it is. A document without lines must be stopped as well: else it is half cancelled. */
function compareSide(side: Side, change: ChangeSalesOrder, order: Order, tools: Tools): readonly Difference[] {
  const rows = living(order, tools);
  const lines = byNumber(side);
  const date =
    movesDate(change) && side.requestedDate !== null && lines.size > 0
      ? differs('requested_date', side.requestedDate, dayOf(order.header, 'RequestedReceiptDate') ?? '')
      : [];
  return [
    ...differs('customer', change.customer, textOf(order.header, 'OrderingCustomerAccountNumber')),
    ...(lines.size === 0 ? differs('state', 'cancelled', cancelled(order) ? 'cancelled' : 'open') : []),
    ...date,
    ...[...new Set([...rows.keys(), ...lines.keys()])].flatMap((erpLine) => comparePair(erpLine, lines.get(erpLine), rows.get(erpLine), tools)),
  ];
}

/** What stands in the document that is neither as it was when the change was asked for nor as it shall be: others' work is not written over. */
function foreignChanges(change: ChangeSalesOrder, order: Order, tools: Tools): readonly Difference[] {
  const rows = living(order, tools);
  const [before, after] = [byNumber(change.before), byNumber(change.after)];
  const lines = [...new Set([...rows.keys(), ...before.keys(), ...after.keys()])].flatMap((erpLine) => {
    const was = comparePair(erpLine, before.get(erpLine), rows.get(erpLine), tools);
    return was.length === 0 || comparePair(erpLine, after.get(erpLine), rows.get(erpLine), tools).length === 0 ? [] : was;
  });
  return [...differs('customer', change.customer, textOf(order.header, 'OrderingCustomerAccountNumber')), ...lines];
}

/** Whether the document is what the change wants: then nothing is sent a second time. A deleted document is a cancelled one. Anything else is absent. */
export async function findSalesOrderChange(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const change = changeOf(command);
  const now = await readOrder('find', change.erpNumber, tools);
  const found: FindOutcome = { kind: 'found', erpKey: change.erpNumber };
  if (now.kind === 'gone') return change.after.lines.length === 0 ? found : { kind: 'absent' };
  if (now.kind !== 'order') return now;
  return compareSide(change.after, change, now, tools).length === 0 ? found : { kind: 'absent' };
}

/** Reads the document back and compares it with what the change wants. */
export async function verifySalesOrderChange(command: ErpCommand, tools: Tools): Promise<VerifyOutcome> {
  const change = changeOf(command);
  const now = await readOrder('verify', change.erpNumber, tools);
  if (now.kind === 'gone')
    return change.after.lines.length === 0
      ? { kind: 'equal', document: { erpNumber: change.erpNumber } }
      : { kind: 'different', fields: [{ field: 'state', ours: 'alive', theirs: 'deleted' }] };
  if (now.kind !== 'order') return now;
  const fields = compareSide(change.after, change, now, tools);
  return fields.length === 0 ? { kind: 'equal', document: factsOf(now, tools) } : { kind: 'different', fields };
}

/** Makes the document what the change wants, in one transaction under the versions of what it touches: all of it or nothing. Without lines the order is cancelled. */
export async function changeSalesOrder(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const change = changeOf(command);
  const first = await attempt(change, tools);
  // somebody saved it between our reading and writing: looked at once more
  return first.kind === 'transient' && first.why === changedMeanwhile ? attempt(change, tools) : first;
}

async function attempt(change: ChangeSalesOrder, tools: Tools): Promise<ExecuteOutcome> {
  const now = await readOrder('read', change.erpNumber, tools);
  const done: ExecuteOutcome = { kind: 'committed', erpKey: change.erpNumber, warnings: [] };
  if (now.kind === 'gone') return change.after.lines.length === 0 ? done : refused('changed_in_erp', `order ${change.erpNumber} was deleted`);
  if (now.kind !== 'order') return now;
  if (compareSide(change.after, change, now, tools).length === 0) return done;
  const foreign = foreignChanges(change, now, tools);
  if (foreign.length > 0)
    return refused('changed_in_erp', foreign.map((one) => `${one.field}: ${one.ours} ≠ ${one.theirs}`).join('; '), foreign[0]?.field ?? null);
  const writes = change.after.lines.length === 0 ? emptying(now, tools) : writesTo(change, now, tools);
  const answer = await tools.client.change('change', writes, tools.record);
  return answer.kind === 'ok' ? done : answer;
}

/** The writes from where the document is to where it shall be; the header is always among them, so that its version is looked at. */
function writesTo(change: ChangeSalesOrder, order: Order, tools: Tools): readonly BatchWrite[] {
  const { settings } = tools;
  const rows = living(order, tools);
  const wanted = byNumber(change.after);
  const date = movesDate(change) ? change.after.requestedDate : null;
  // without a new day it says again what it says already
  const head = date === null ? { [settings.referenceField]: textOf(order.header, settings.referenceField) } : { RequestedReceiptDate: noon(date) };
  const changed = [...wanted].flatMap(([erpLine, line]): BatchWrite[] => {
    const row = rows.get(erpLine);
    const body = row
      ? lineValues(line, date, settings)
      : lineBody(areaOf(order.header), textOf(order.header, 'SalesOrderNumber'), line, erpLine, change.after.requestedDate, settings);
    if (!row) return [{ method: 'POST', path: setOf(settings, 'salesOrderLines'), body }];
    const same = date === null && compareLine(line, '', row, settings).length === 0;
    return same ? [] : [{ method: 'PATCH', path: linePath(row, settings), body, etag: textOf(row, '@odata.etag') }];
  });
  const removed = [...rows]
    .filter(([erpLine]) => !wanted.has(erpLine))
    .map(([, row]): BatchWrite => ({ method: 'DELETE', path: linePath(row, settings), etag: textOf(row, '@odata.etag') }));
  return [{ method: 'PATCH', path: headerPath(order.header, settings), body: head, etag: textOf(order.header, '@odata.etag') }, ...removed, ...changed];
}
