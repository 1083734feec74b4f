import type { ChangeSalesOrder } from '../../../modules/sync/contract.ts';
import { changeSalesOrderSchema } from '../../../modules/sync/contract.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { etagOf } from '../../kit/odata4/answer.ts';
import { dayOf, entityPath, intOf } from '../../kit/odata4/codec.ts';
import type { ErpCommand, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { compareRow, documentFacts, rowBody, rowsByLine } from '../map/order-body.ts';
import { changedMeanwhile } from '../messages.ts';
import { unitEntries } from './sales-order.ts';
import { cancelDocument, differs, readDocument, type Difference, type Tools } from './tools.ts';

/** Thrown for a payload that is no change: a bug on our side, found before anything is sent. */
const changeOf = (command: ErpCommand): ChangeSalesOrder => changeSalesOrderSchema.parse(command.payload);

type Side = ChangeSalesOrder['after'];
type Line = Side['lines'][number];

const cancelled = (row: WireRecord): boolean => textOf(row, 'Cancelled') === 'tYES';
const living = (row: WireRecord, tools: Tools): ReadonlyMap<number, WireRecord> => (cancelled(row) ? new Map() : rowsByLine(row, tools.settings));
const byNumber = (side: Side): ReadonlyMap<number, Line> => new Map(side.lines.map((line) => [line.erpLine, line]));

function compareLine(erpLine: number, line: Line | undefined, row: WireRecord | undefined): readonly Difference[] {
  const at = `line ${erpLine}`;
  if (line === undefined) return row === undefined ? [] : [{ field: at, ours: '', theirs: `${textOf(row, 'ItemCode')} ${textOf(row, 'Quantity')}` }];
  return row === undefined ? [{ field: at, ours: `${line.sku} ${line.quantity}`, theirs: '' }] : compareRow(line, at, row);
}

const movesDate = (change: ChangeSalesOrder): boolean => change.after.requestedDate !== null && change.before.requestedDate !== change.after.requestedDate;

/** Where the document is not as one side of the change has it. Empty: it is. */
function compareSide(side: Side, change: ChangeSalesOrder, row: WireRecord, tools: Tools): readonly Difference[] {
  const rows = living(row, tools);
  const lines = byNumber(side);
  const date =
    movesDate(change) && side.requestedDate !== null && !cancelled(row) ? differs('requested_date', side.requestedDate, dayOf(row, 'DocDueDate') ?? '') : [];
  return [
    ...differs('customer', change.customer, textOf(row, 'CardCode')),
    ...date,
    ...[...new Set([...rows.keys(), ...lines.keys()])].flatMap((erpLine) => compareLine(erpLine, lines.get(erpLine), rows.get(erpLine))),
  ];
}

/** What stands in the document that is neither as it was when the change was asked for nor as it shall be: others' work is not written over. */
function foreignChanges(change: ChangeSalesOrder, row: WireRecord, tools: Tools): readonly Difference[] {
  const rows = living(row, tools);
  const [before, after] = [byNumber(change.before), byNumber(change.after)];
  const lines = [...new Set([...rows.keys(), ...before.keys(), ...after.keys()])].flatMap((erpLine) => {
    const was = compareLine(erpLine, before.get(erpLine), rows.get(erpLine));
    return was.length === 0 || compareLine(erpLine, after.get(erpLine), rows.get(erpLine)).length === 0 ? [] : was;
  });
  return [...differs('customer', change.customer, textOf(row, 'CardCode')), ...lines];
}

/** Whether the document is what the change wants: then nothing is sent a second time. Anything else is absent. */
export async function findSalesOrderChange(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const change = changeOf(command);
  const read = await readDocument('find', 'Orders', change.erpNumber, tools);
  if (read.kind !== 'read') return read;
  return compareSide(change.after, change, read.row, tools).length === 0 ? { kind: 'found', erpKey: change.erpNumber } : { kind: 'absent' };
}

/** Reads the document back and compares it with what the change wants. */
export async function verifySalesOrderChange(command: ErpCommand, tools: Tools): Promise<VerifyOutcome> {
  const change = changeOf(command);
  const read = await readDocument('verify', 'Orders', change.erpNumber, tools);
  if (read.kind !== 'read') return read;
  const fields = compareSide(change.after, change, read.row, tools);
  return fields.length === 0 ? { kind: 'equal', document: documentFacts(read.row) } : { kind: 'different', fields };
}

/** Makes the document what the change wants, in one call under its version: all of it or nothing. Without lines the order is cancelled. */
export async function changeSalesOrder(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const change = changeOf(command);
  const first = await attempt(change, tools);
  // somebody saved it between our reading and writing: looked at once more
  return first.kind === 'transient' && first.why === changedMeanwhile ? attempt(change, tools) : first;
}

async function attempt(change: ChangeSalesOrder, tools: Tools): Promise<ExecuteOutcome> {
  const read = await readDocument('read', 'Orders', change.erpNumber, tools);
  if (read.kind !== 'read') return read;
  const foreign = foreignChanges(change, read.row, tools);
  if (foreign.length > 0) {
    const text = foreign.map((one) => `${one.field}: ${one.ours} ≠ ${one.theirs}`).join('; ');
    return { kind: 'rejected', code: 'changed_in_erp', text, field: foreign[0]?.field ?? null };
  }
  if (compareSide(change.after, change, read.row, tools).length === 0) return { kind: 'committed', erpKey: change.erpNumber, warnings: [] };
  return change.after.lines.length === 0 ? cancelDocument('Orders', change.erpNumber, tools, 'change') : patch(change, read.row, tools);
}

async function patch(change: ChangeSalesOrder, row: WireRecord, tools: Tools): Promise<ExecuteOutcome> {
  const { settings, client, record } = tools;
  const entries = await unitEntries(
    change.after.lines.map((line) => line.erpUom),
    tools,
  );
  if ('kind' in entries) return entries;
  const rows = rowsByLine(row, settings);
  const lines = change.after.lines.map((line) => {
    const standing = rows.get(line.erpLine);
    const lineNum = standing === undefined ? null : intOf(standing, 'LineNum');
    return { ...(lineNum === null ? {} : { LineNum: lineNum }), ...rowBody(line, { lineNo: line.erpLine, lineNum }, entries, settings) };
  });
  const body = { ...(change.after.requestedDate === null ? {} : { DocDueDate: change.after.requestedDate }), DocumentLines: lines };
  const path = entityPath('Orders', ['DocEntry', 'number', change.erpNumber]);
  // rows that are left out go: without this header they would stay
  const headers = { 'b1s-replacecollectionsonpatch': 'true', ...(etagOf(row) === '' ? {} : { 'if-match': etagOf(row) }) };
  const answer = await client.send('change', 'PATCH', path, body, headers, record);
  return answer.kind === 'ok' ? { kind: 'committed', erpKey: change.erpNumber, warnings: [] } : answer;
}
