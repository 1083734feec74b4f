import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { createSalesOrderSchema } from '../../../modules/sync/contract.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { entityOf } from '../../kit/odata4/answer.ts';
import { decimalOf, literalOf } from '../../kit/odata4/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import type { BatchWrite } from '../batch.ts';
import type { Unknown } from '../client.ts';
import { isCancelled, isEmptied, numbered } from '../map/documents.ts';
import { areaOf } from '../map/fields.ts';
import { compareHeader, compareLine, differs, documentFacts, headerBody, lineBody } from '../map/order.ts';
import { sumOf } from '../map/sum.ts';
import { dataAreaOf, documentKey, parseKey, setOf } from '../settings.ts';
import { headerPath, linePath, readHeaders, readLines, refused, type Order, type Tools } from './tools.ts';

/** Thrown for a payload that is no sales order: a bug on our side, found before anything is sent. */
const orderOf = (command: ErpCommand): CreateSalesOrder => createSalesOrderSchema.parse(command.payload);

const noCompany = (order: CreateSalesOrder): ErpFailure =>
  refused('unknown_company', `no legal entity is set for sales organisation ${order.salesOrg}`, 'dataAreaId');

/** Lines of the command that the document does not have yet. */
function missingLines(order: CreateSalesOrder, lines: readonly WireRecord[], tools: Tools): CreateSalesOrder['lines'] {
  const there = new Set(numbered(lines, tools.settings).map(([lineNo]) => lineNo));
  return order.lines.filter((line) => !there.has(line.lineNo));
}

type Standing = Order | { readonly kind: 'absent' } | { readonly kind: 'several'; readonly erpKeys: readonly string[] } | ErpFailure;

/**
 * The order that carries the reference, with its lines. Cancelled ones do not count as long as another one lives; one that is alone counts, so that a
 * person's cancelling is never undone by sending again.
 */
async function standing(command: ErpCommand, dataAreaId: string, step: string, tools: Tools): Promise<Standing> {
  const { settings } = tools;
  const filter = `${settings.referenceField} eq ${literalOf('text', command.reference)} and OrderingCustomerAccountNumber eq ${literalOf('text', orderOf(command).customer)}`;
  const found = await readHeaders(step, filter, tools, [dataAreaId]);
  if (found.kind !== 'rows') return found;
  const alive = found.rows.filter((row) => !isCancelled(row, 'SalesOrderStatus'));
  if (alive.length > 1) return { kind: 'several', erpKeys: alive.map((row) => documentKey(settings, areaOf(row), textOf(row, 'SalesOrderNumber'))) };
  const header = alive[0] ?? found.rows.at(-1);
  return header ? readLines(step, header, tools) : { kind: 'absent' };
}

const closedFor = ({ header, lines }: Order): boolean => isCancelled(header, 'SalesOrderStatus') || isEmptied(header, lines);

/** Looks for the order that carries the command's reference. One that lacks lines is half made: `execute` goes on with it, so it counts as absent. */
export async function findSalesOrder(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const order = orderOf(command);
  const dataAreaId = dataAreaOf(tools.settings, 'salesOrg', order.salesOrg);
  if (dataAreaId === undefined) return noCompany(order);
  const now = await standing(command, dataAreaId, 'find', tools);
  if (now.kind === 'several') return { kind: 'ambiguous', erpKeys: now.erpKeys };
  if (now.kind !== 'order') return now;
  if (!closedFor(now) && missingLines(order, now.lines, tools).length > 0) return { kind: 'absent' };
  return { kind: 'found', erpKey: documentKey(tools.settings, dataAreaId, textOf(now.header, 'SalesOrderNumber')) };
}

/**
 * Makes the order: header, then the lines that are missing, from wherever an earlier attempt has come. A refusal of lines takes away what was made,
 * so a failure means that the ERP has nothing of it; what is half made is `unknown`, and goes on next time.
 */
export async function createSalesOrder(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const order = orderOf(command);
  const dataAreaId = dataAreaOf(tools.settings, 'salesOrg', order.salesOrg);
  if (dataAreaId === undefined) return noCompany(order);
  const now = await standing(command, dataAreaId, 'look', tools);
  if (now.kind === 'several') return { kind: 'unknown', why: 'several_orders' };
  if (now.kind === 'order') return closedFor(now) ? committed(now.header, tools) : complete(order, now.header, now.lines, tools);
  if (now.kind !== 'absent') return now;
  if (tools.settings.orderNumbers === 'reference') return createAtOnce(command, order, dataAreaId, tools);
  const header = await createHeader(command, order, dataAreaId, tools);
  return isOutcome(header) ? header : complete(order, header, [], tools);
}

/** Adds the lines that an order lacks. */
async function complete(order: CreateSalesOrder, header: WireRecord, lines: readonly WireRecord[], tools: Tools): Promise<ExecuteOutcome> {
  const added = await addLines(order, missingLines(order, lines, tools), header, tools);
  if (added.kind === 'ok') return committed(header, tools);
  if (added.kind === 'unknown') return added;
  return added.kind === 'rejected' ? takeAway(header, added, tools) : { kind: 'unknown', why: `half_made_${added.kind}` };
}

const committed = (header: WireRecord, tools: Tools): ExecuteOutcome => ({
  kind: 'committed',
  erpKey: documentKey(tools.settings, areaOf(header), textOf(header, 'SalesOrderNumber')),
  warnings: [],
});

const isOutcome = (value: WireRecord | ExecuteOutcome): value is ExecuteOutcome => typeof value['kind'] === 'string';

async function createHeader(command: ErpCommand, order: CreateSalesOrder, dataAreaId: string, tools: Tools): Promise<WireRecord | ExecuteOutcome> {
  const { client, settings, record } = tools;
  const made = await client.send(
    'create',
    'POST',
    setOf(settings, 'salesOrderHeaders'),
    headerBody(dataAreaId, order, command.reference, settings),
    '',
    record,
  );
  if (made.kind !== 'ok') return made;
  const header = entityOf(made.json) ?? {};
  return textOf(header, 'SalesOrderNumber') === '' ? { kind: 'unknown', why: 'no_number_in_answer' } : { dataAreaId, ...header };
}

/** Header and lines in one transaction: the number is ours. */
async function createAtOnce(command: ErpCommand, order: CreateSalesOrder, dataAreaId: string, tools: Tools): Promise<ExecuteOutcome> {
  const { settings } = tools;
  const header: BatchWrite = { method: 'POST', path: setOf(settings, 'salesOrderHeaders'), body: headerBody(dataAreaId, order, command.reference, settings) };
  const made = await tools.client.change('create', [header, ...lineWrites(order, order.lines, dataAreaId, command.reference, tools)], tools.record);
  return made.kind === 'ok' ? { kind: 'committed', erpKey: documentKey(settings, dataAreaId, command.reference), warnings: [] } : made;
}

const lineWrites = (
  order: CreateSalesOrder,
  lines: CreateSalesOrder['lines'],
  dataAreaId: string,
  number: string,
  { settings }: Tools,
): readonly BatchWrite[] =>
  lines.map((line) => ({
    method: 'POST',
    path: setOf(settings, 'salesOrderLines'),
    body: lineBody(dataAreaId, number, line, line.lineNo, order.requestedDate, settings),
  }));

type Added = { readonly kind: 'ok' } | Unknown | ErpFailure;

async function addLines(order: CreateSalesOrder, lines: CreateSalesOrder['lines'], header: WireRecord, tools: Tools): Promise<Added> {
  const { client, settings, record } = tools;
  const writes = lineWrites(order, lines, areaOf(header), textOf(header, 'SalesOrderNumber'), tools);
  if (writes.length === 0) return { kind: 'ok' };
  if (settings.linesBy === 'changeset') return patiently(() => client.change('create', writes, record), tools);
  for (const { path, body } of writes) {
    const made = await patiently(() => client.send('create', 'POST', path, body, '', record), tools);
    if (made.kind !== 'ok') return made;
  }
  return { kind: 'ok' };
}

/** Waits as long as a busy ERP asks for, while there is time: a half made order is not left behind for that. */
async function patiently<T extends Added>(work: () => Promise<T>, tools: Tools): Promise<T> {
  const until = tools.now() + tools.settings.waitForBusyMs;
  for (;;) {
    const outcome = await work();
    if (outcome.kind !== 'throttled' || tools.now() + outcome.afterMs > until) return outcome;
    await tools.sleep(outcome.afterMs);
  }
}

/** Takes a half made order away after a refusal; lines first, where a call each has made some. */
async function takeAway(header: WireRecord, refusal: ErpFailure, tools: Tools): Promise<ExecuteOutcome> {
  const now = await readLines('look', header, tools);
  if (now.kind !== 'order') return { kind: 'unknown', why: 'half_made_not_read' };
  const writes: readonly BatchWrite[] = [
    ...now.lines.map((line): BatchWrite => ({ method: 'DELETE', path: linePath(line, tools.settings), etag: '*' })),
    { method: 'DELETE', path: headerPath(header, tools.settings), etag: '*' },
  ];
  const gone = await patiently(() => tools.client.change('take away', writes, tools.record), tools);
  return gone.kind === 'ok' ? refusal : { kind: 'unknown', why: 'half_made_not_taken_away' };
}

/** The order of a key; `gone` when there is none. */
export async function readOrder(step: string, erpKey: string, tools: Tools): Promise<Order | { readonly kind: 'gone' } | ErpFailure> {
  const { companies, number } = parseKey(tools.settings, erpKey);
  const found = await readHeaders(step, `SalesOrderNumber eq ${literalOf('text', number)}`, tools, companies);
  if (found.kind !== 'rows') return found;
  const [header, other] = found.rows;
  if (other) return refused('ambiguous_number', `several companies have an order ${number}`);
  return header ? readLines(step, header, tools) : { kind: 'gone' };
}

/** Reads the order back and compares it with what was asked for. */
export async function verifySalesOrder(command: ErpCommand, erpKey: string, tools: Tools): Promise<VerifyOutcome> {
  const order = orderOf(command);
  const now = await readOrder('verify', erpKey, tools);
  if (now.kind === 'gone') return { kind: 'different', fields: [{ field: 'state', ours: 'alive', theirs: 'deleted' }] };
  if (now.kind !== 'order') return now;
  const rows = new Map(numbered(now.lines, tools.settings));
  const fields = [
    ...differs('state', 'alive', closedFor(now) ? 'cancelled' : 'alive'),
    ...compareHeader(order, command.reference, dataAreaOf(tools.settings, 'salesOrg', order.salesOrg) ?? '', now.header, tools.settings),
    ...differs('lines', String(order.lines.length), String(now.lines.length)),
    ...order.lines.flatMap((line) => compareLine(line, `line ${line.lineNo}`, rows.get(line.lineNo) ?? {}, tools.settings)),
  ];
  return fields.length === 0 ? { kind: 'equal', document: factsOf(now, tools) } : { kind: 'different', fields };
}

/** What is shown of an order. */
export const factsOf = ({ header, lines }: Order, { settings }: Tools): Record<string, unknown> =>
  documentFacts(header, sumOf(lines.map((line) => decimalOf(line, 'LineAmount'))), settings);

/** Takes the order back: its lines go and it is stopped, in one transaction. An order that is gone or stopped already is done. */
export async function reverseSalesOrder(erpKey: string, tools: Tools): Promise<ExecuteOutcome> {
  const now = await readOrder('read', erpKey, tools);
  if (now.kind === 'gone') return { kind: 'committed', erpKey, warnings: [] };
  if (now.kind !== 'order') return now;
  if (closedFor(now)) return { kind: 'committed', erpKey, warnings: [] };
  const answer = await tools.client.change('cancel', emptying(now, tools), tools.record);
  return answer.kind === 'ok' ? { kind: 'committed', erpKey, warnings: [] } : answer;
}

/** The writes that cancel an order. */
export const emptying = ({ header, lines }: Order, { settings }: Tools): readonly BatchWrite[] => [
  { method: 'PATCH', path: headerPath(header, settings), body: { IsSalesProcessingStopped: 'Yes' }, etag: textOf(header, '@odata.etag') },
  ...lines.map((line): BatchWrite => ({ method: 'DELETE', path: linePath(line, settings), etag: textOf(line, '@odata.etag') })),
];
