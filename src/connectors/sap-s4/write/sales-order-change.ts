import type { ChangeSalesOrder } from '../../../modules/sync/contract.ts';
import { changeSalesOrderSchema } from '../../../modules/sync/contract.ts';
import { entityOf } from '../../kit/odata/answer.ts';
import { queryOf, stringLiteral } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import type { CallSink, SapAnswer, SapClient, Unknown } from '../client.ts';
import { compareSide, etagOf, foreignChanges, stepsTo, type ChangeStep } from '../map/sales-order-change.ts';
import { documentFacts } from '../map/sales-order.ts';
import type { SapSettings } from '../settings.ts';

const service = 'API_SALES_ORDER_SRV';

/** Thrown for a payload that is no change: a bug on our side, found before anything is sent. */
const changeOf = (command: ErpCommand): ChangeSalesOrder => changeSalesOrderSchema.parse(command.payload);

/** What a call needs beside its change. */
interface Tools {
  readonly client: SapClient;
  readonly settings: SapSettings;
  readonly record: CallSink;
}

type Read = { readonly kind: 'read'; readonly row: WireRecord } | ErpFailure;

async function readDocument(step: string, change: ChangeSalesOrder, tools: Tools): Promise<Read> {
  const query = queryOf({ $expand: 'to_Item,to_Item/to_PricingElement,to_Partner' });
  const answer = await tools.client.get(step, service, `A_SalesOrder(${stringLiteral(change.erpNumber)})${query}`, tools.record);
  if (answer.kind !== 'ok') return answer;
  const row = entityOf(answer.json);
  return row === null ? { kind: 'transient', why: 'no_entity' } : { kind: 'read', row };
}

/** Whether the document is what the change wants: then it is found, and nothing is sent a second time. Anything else is absent. */
export async function findSalesOrderChange(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const change = changeOf(command);
  const read = await readDocument('find', change, tools);
  if (read.kind !== 'read') return read;
  return compareSide(change.after, change, read.row, tools.settings).length === 0 ? { kind: 'found', erpKey: change.erpNumber } : { kind: 'absent' };
}

/** Reads the document back and compares it with what the change wants. */
export async function verifySalesOrderChange(command: ErpCommand, tools: Tools): Promise<VerifyOutcome> {
  const change = changeOf(command);
  const read = await readDocument('verify', change, tools);
  if (read.kind !== 'read') return read;
  const fields = compareSide(change.after, change, read.row, tools.settings);
  return fields.length === 0 ? { kind: 'equal', document: documentFacts(read.row) } : { kind: 'different', fields };
}

/**
 * Makes the document what the change wants, from whatever part of the way it is on: header first, under its ETag, then what grows, then what shrinks.
 * A refusal after the first step is followed by the steps back. A failure means that the document is as it was (but for `partly_changed`: the steps
 * back were refused too); whatever is in doubt or half done is `unknown`, and goes on from there next time.
 */
export async function changeSalesOrder(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const change = changeOf(command);
  const first = await attempt(change, tools);
  // somebody saved it between our reading and writing: looked at once more
  return first.kind === 'transient' && first.why === changedMeanwhile ? attempt(change, tools) : first;
}

const changedMeanwhile = 'changed_meanwhile';

async function attempt(change: ChangeSalesOrder, tools: Tools): Promise<ExecuteOutcome> {
  const read = await readDocument('read', change, tools);
  if (read.kind !== 'read') return read;
  const foreign = foreignChanges(change, read.row, tools.settings);
  if (foreign.length > 0) {
    const text = foreign.map((one) => `${one.field}: ${one.ours} ≠ ${one.theirs}`).join('; ');
    return { kind: 'rejected', code: 'changed_in_erp', text, field: foreign[0]?.field ?? null };
  }
  const walked = await walk(change, stepsTo(change.after, change, read.row, tools.settings), etagOf(read.row), tools);
  if (walked.outcome.kind === 'ok') return { kind: 'committed', erpKey: change.erpNumber, warnings: [] };
  if (walked.outcome.kind === 'unknown' || walked.done === 0) return walked.outcome;
  return walked.outcome.kind === 'rejected' ? goBack(change, walked.outcome, tools) : { kind: 'unknown', why: `half_done_${walked.outcome.kind}` };
}

interface Walked {
  readonly outcome: SapAnswer | ErpFailure | Unknown | { readonly kind: 'ok' };
  readonly done: number;
}

async function walk(change: ChangeSalesOrder, steps: readonly ChangeStep[], etag: string, tools: Tools): Promise<Walked> {
  for (const [done, step] of steps.entries()) {
    const outcome = await take(change, step, etag, tools);
    if (outcome.kind !== 'ok') return { outcome, done };
  }
  return { outcome: { kind: 'ok' }, done: steps.length };
}

function take(change: ChangeSalesOrder, step: ChangeStep, etag: string, { client, record }: Tools): Promise<SapAnswer | ErpFailure | Unknown> {
  const order = stringLiteral(change.erpNumber);
  switch (step.kind) {
    case 'header':
      return client.patch('change', service, `A_SalesOrder(${order})`, step.body, { 'if-match': etag }, record);
    case 'add':
      return client.post('change', service, `A_SalesOrder(${order})/to_Item`, step.body, {}, record);
    case 'item':
      // items have no version of their own; the header's was looked at when the document was read
      return client.patch('change', service, `A_SalesOrderItem(SalesOrder=${order},SalesOrderItem='${step.erpLine}')`, step.body, { 'if-match': '*' }, record);
  }
}

/** Takes the steps back after a refusal, so that the order stands as it was. */
async function goBack(change: ChangeSalesOrder, refusal: Extract<ErpFailure, { kind: 'rejected' }>, tools: Tools): Promise<ExecuteOutcome> {
  const read = await readDocument('read', change, tools);
  if (read.kind !== 'read') return { kind: 'unknown', why: 'half_done_not_read' };
  const { outcome } = await walk(change, stepsTo(change.before, change, read.row, tools.settings), etagOf(read.row), tools);
  if (outcome.kind === 'ok') return refusal;
  return outcome.kind === 'rejected'
    ? { ...refusal, code: 'partly_changed', text: `${refusal.text} · ${outcome.text}` }
    : { kind: 'unknown', why: 'half_done_not_taken_back' };
}
