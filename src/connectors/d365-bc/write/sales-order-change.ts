import type { ChangeSalesOrder } from '../../../modules/sync/contract.ts';
import { changeSalesOrderSchema } from '../../../modules/sync/contract.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, decimalOf } from '../../kit/odata4/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { goodsOf } from '../map/documents.ts';
import { matchLines } from '../map/match.ts';
import { compareLine, documentFacts, lineBody, lineChange } from '../map/order-body.ts';
import { changedMeanwhile } from '../messages.ts';
import type { BcCompany } from '../read/companies.ts';
import { batchLimit, sendBatch, type BatchPart } from './batch.ts';
import { emptyOrder, guardOf } from './empty-order.ts';
import { locationOf } from './sales-order.ts';
import { differs, keyOf, lookUp, readOrder, refused, type Difference, type Tools } from './tools.ts';

/** Thrown for a payload that is no change: a bug on our side, found before anything is sent. */
const changeOf = (command: ErpCommand): ChangeSalesOrder => changeSalesOrderSchema.parse(command.payload);

type Side = ChangeSalesOrder['after'];
type Line = Side['lines'][number];

/** A line without quantity is as one that is not there. */
const living = (row: WireRecord): readonly WireRecord[] => goodsOf(row, 'salesOrderLines').filter((line) => (decimalOf(line, 'quantity') ?? '0') !== '0');

const wordsOf = (row: WireRecord): string => `${textOf(row, 'lineObjectNumber')} ${textOf(row, 'quantity')}`;
const nameOf = (line: Line): string => `line ${line.erpLine}`;
const movesDate = (change: ChangeSalesOrder): boolean => change.after.requestedDate !== null && change.before.requestedDate !== change.after.requestedDate;

/** Where the document is not as one side of the change has it. Empty: it is. */
function compareSide(side: Side, change: ChangeSalesOrder, row: WireRecord): readonly Difference[] {
  const { pairs, others } = matchLines(side.lines, living(row));
  const date = movesDate(change) && side.requestedDate !== null && side.lines.length > 0;
  return [
    ...differs('customer', change.customer, textOf(row, 'customerNumber')),
    ...(date ? differs('requested_date', side.requestedDate ?? '', dayOf(row, 'requestedDeliveryDate') ?? '') : []),
    ...pairs.flatMap(({ line, row: found }) =>
      found ? compareLine(line, nameOf(line), found) : [{ field: nameOf(line), ours: `${line.sku} ${line.quantity}`, theirs: '' }],
    ),
    ...others.map((other) => ({ field: `line of ${textOf(other, 'lineObjectNumber')}`, ours: '', theirs: wordsOf(other) })),
  ];
}

/** What stands in the document that is neither as it was when the change was asked for nor as it shall be: others' work is not written over. */
function foreignChanges(change: ChangeSalesOrder, row: WireRecord): readonly Difference[] {
  const before = matchLines(change.before.lines, living(row));
  const after = matchLines(change.after.lines, living(row));
  const asWanted = new Set(after.pairs.filter(({ line, row: found }) => found && compareLine(line, '', found).length === 0).map((pair) => pair.row));
  const wanted = new Set(change.after.lines.map((line) => line.erpLine));
  const lines = before.pairs.flatMap(({ line, row: found }): readonly Difference[] => {
    // a line that is gone may be one that we took away
    if (!found)
      return wanted.has(line.erpLine) && !after.pairs.some((pair) => pair.line.erpLine === line.erpLine && pair.row)
        ? [{ field: nameOf(line), ours: `${line.sku} ${line.quantity}`, theirs: '' }]
        : [];
    return asWanted.has(found) ? [] : compareLine(line, nameOf(line), found);
  });
  const strangers = before.others
    .filter((other) => !asWanted.has(other))
    .map((other) => ({ field: `line of ${textOf(other, 'lineObjectNumber')}`, ours: '', theirs: wordsOf(other) }));
  return [...differs('customer', change.customer, textOf(row, 'customerNumber')), ...lines, ...strangers];
}

interface Standing {
  readonly company: BcCompany;
  /** Null: the order is not there, and no invoice of it either. */
  readonly row: WireRecord | null;
}

async function standing(step: string, change: ChangeSalesOrder, tools: Tools): Promise<Standing | ErpFailure> {
  const key = await keyOf(tools, change.erpNumber);
  if ('kind' in key) return key;
  const { company, number } = key;
  const read = await readOrder(step, company, number, tools);
  if (read.kind !== 'order') return read;
  if (read.row !== null) return { company, row: read.row };
  const invoices = await lookUp(step, company.api('salesInvoices'), 'orderNumber', number, tools, { $select: 'number', $top: '1' });
  if (invoices.kind !== 'rows') return invoices;
  return invoices.rows.length > 0 ? refused('already_invoiced', `order ${number} is shipped and invoiced to its end`) : { company, row: null };
}

const gone = (change: ChangeSalesOrder): ErpFailure => refused('404', `order ${change.erpNumber} was deleted in Business Central`);

/** Whether the document is what the change wants: then nothing is sent a second time. Anything else is absent. A deleted order is a cancelled one. */
export async function findSalesOrderChange(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const change = changeOf(command);
  const now = await standing('find', change, tools);
  if ('kind' in now) return now;
  const done = now.row === null ? change.after.lines.length === 0 : compareSide(change.after, change, now.row).length === 0;
  return done ? { kind: 'found', erpKey: change.erpNumber } : { kind: 'absent' };
}

/** Reads the document back and compares it with what the change wants. */
export async function verifySalesOrderChange(command: ErpCommand, tools: Tools): Promise<VerifyOutcome> {
  const change = changeOf(command);
  const now = await standing('verify', change, tools);
  if ('kind' in now) return now;
  if (now.row === null) return change.after.lines.length === 0 ? { kind: 'equal', document: { erpNumber: change.erpNumber, state: 'deleted' } } : gone(change);
  const fields = compareSide(change.after, change, now.row);
  return fields.length === 0 ? { kind: 'equal', document: { ...documentFacts(now.row), erpNumber: change.erpNumber } } : { kind: 'different', fields };
}

/** Makes the document what the change wants, in one batch under its version: all of it or nothing. Without lines the order is cancelled. */
export async function changeSalesOrder(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const change = changeOf(command);
  const first = await attempt(change, tools);
  // somebody saved it between our reading and writing: looked at once more
  return first.kind === 'transient' && first.why === changedMeanwhile ? attempt(change, tools) : first;
}

async function attempt(change: ChangeSalesOrder, tools: Tools): Promise<ExecuteOutcome> {
  const now = await standing('read', change, tools);
  if ('kind' in now) return now;
  const done: ExecuteOutcome = { kind: 'committed', erpKey: change.erpNumber, warnings: [] };
  if (now.row === null) return change.after.lines.length === 0 ? done : gone(change);
  const foreign = foreignChanges(change, now.row);
  if (foreign.length > 0) {
    const text = foreign.map((one) => `${one.field}: ${one.ours} ≠ ${one.theirs}`).join('; ');
    return { kind: 'rejected', code: 'changed_in_erp', text, field: foreign[0]?.field ?? null };
  }
  if (compareSide(change.after, change, now.row).length === 0) return done;
  return change.after.lines.length === 0
    ? emptyOrder(now.row, now.company, change.erpNumber, tools, 'change')
    : rewrite(change, { ...now, row: now.row }, tools);
}

async function rewrite(
  change: ChangeSalesOrder,
  { company, row }: { readonly company: BcCompany; readonly row: WireRecord },
  tools: Tools,
): Promise<ExecuteOutcome> {
  const location = await locationOf(company, tools);
  if ('kind' in location) return location;
  const parts = partsOf(change, row, location.id);
  if (parts.length > batchLimit) return refused('too_many_changes', `${parts.length} changes at once; Business Central takes ${batchLimit}`);
  const outcome = await sendBatch('change', company, parts, tools);
  if (outcome.kind === 'held') return { kind: 'committed', erpKey: change.erpNumber, warnings: [] };
  if (outcome.kind !== 'refused') return outcome;
  return outcome.failedAt === 0 ? outcome.failure : provedUndone(change, company, row, outcome.failure, tools);
}

/** What must be done to the lines: those that are not wanted go first, then those that change, then new ones. */
function partsOf(change: ChangeSalesOrder, row: WireRecord, location: string | null): readonly BatchPart[] {
  const { pairs, others } = matchLines(change.after.lines, goodsOf(row, 'salesOrderLines'));
  const date = movesDate(change) ? { requestedDeliveryDate: change.after.requestedDate } : {};
  return [
    guardOf(row, date),
    ...others.map((other): BatchPart => ({ method: 'DELETE', path: `salesOrderLines(${textOf(other, 'id')})`, version: '*' })),
    ...pairs.flatMap(({ line, row: found }): readonly BatchPart[] => {
      if (!found || compareLine(line, '', found).length === 0) return [];
      return [{ method: 'PATCH', path: `salesOrderLines(${textOf(found, 'id')})`, version: '*', body: lineChange(line, line.erpLine, found) }];
    }),
    ...pairs.flatMap(({ line, row: found }): readonly BatchPart[] =>
      found
        ? []
        : [
            {
              method: 'POST',
              path: `salesOrders(${textOf(row, 'id')})/salesOrderLines`,
              body: lineBody(line, { lineNo: line.erpLine, byPlace: null }, location),
            },
          ],
    ),
  ];
}

const signature = (row: WireRecord): string =>
  JSON.stringify([
    dayOf(row, 'requestedDeliveryDate'),
    ...goodsOf(row, 'salesOrderLines').map((line) => [textOf(line, 'id'), textOf(line, 'quantity'), textOf(line, 'netAmount')]),
  ]);

/** A batch that was refused half way should be undone; servers before 17.1 and code that commits in between leave half of it. */
async function provedUndone(change: ChangeSalesOrder, company: BcCompany, before: WireRecord, failure: ErpFailure, tools: Tools): Promise<ExecuteOutcome> {
  const read = await readOrder('read', company, textOf(before, 'number'), tools);
  if (read.kind !== 'order') return { kind: 'unknown', why: 'batch_refused' };
  if (read.row !== null && signature(read.row) === signature(before)) return failure;
  const why = failure.kind === 'rejected' ? failure.text : failure.kind;
  return refused('partly_changed', `order ${change.erpNumber} was changed in part and must be looked at: ${why}`);
}
