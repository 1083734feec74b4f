import type { ChangeSalesOrder } from '../../../modules/sync/contract.ts';
import { changeSalesOrderSchema } from '../../../modules/sync/contract.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { compareSide, foreignChanges, revisionBody } from '../map/sales-order-change.ts';
import { documentFacts } from '../map/sales-order.ts';
import { changeIndicatorOf, linkOf } from '../wire.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { readByNumber } from './order-document.ts';
import { refusal, type Tools } from './tools.ts';

/** Thrown for a payload that is no change: a bug on our side, found before anything is sent. */
const changeOf = (command: ErpCommand): ChangeSalesOrder => changeSalesOrderSchema.parse(command.payload);

type Read = { readonly kind: 'read'; readonly row: WireRecord } | ErpFailure;

async function readDocument(step: string, change: ChangeSalesOrder, tools: Tools): Promise<Read> {
  const read = await readByNumber(tools, step, change.erpNumber);
  return read.kind === 'absent' ? refusal('404', `Oracle does not have order ${change.erpNumber}`) : read;
}

/** Whether the order is what the change wants: then it is found, and nothing is sent a second time. Anything else is absent. */
export async function findSalesOrderChange(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const change = changeOf(command);
  const read = await readDocument('find', change, tools);
  if (read.kind !== 'read') return read;
  return compareSide(change.after, change, read.row).length === 0 ? { kind: 'found', erpKey: change.erpNumber } : { kind: 'absent' };
}

/** Reads the order back and compares it with what the change wants. */
export async function verifySalesOrderChange(command: ErpCommand, tools: Tools): Promise<VerifyOutcome> {
  const change = changeOf(command);
  const read = await readDocument('verify', change, tools);
  if (read.kind !== 'read') return read;
  const fields = compareSide(change.after, change, read.row);
  return fields.length === 0 ? { kind: 'equal', document: documentFacts(read.row) } : { kind: 'different', fields };
}

const changedMeanwhile = 'changed_meanwhile';

/** Makes the order what the change wants by one revision under its version, so that a failure means that it is as it was. */
export async function changeSalesOrder(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const change = changeOf(command);
  const first = await revise(change, tools);
  // somebody saved it between our reading and writing: looked at once more
  return first.kind === 'transient' && first.why === changedMeanwhile ? revise(change, tools) : first;
}

async function revise(change: ChangeSalesOrder, tools: Tools): Promise<ExecuteOutcome> {
  const read = await readDocument('read', change, tools);
  if (read.kind !== 'read') return read;
  if (compareSide(change.after, change, read.row).length === 0) return { kind: 'committed', erpKey: change.erpNumber, warnings: [] };
  const foreign = foreignChanges(change, read.row);
  if (foreign.length > 0)
    return refusal('changed_in_erp', foreign.map((one) => `${one.field}: ${one.ours} ≠ ${one.theirs}`).join('; '), foreign[0]?.field ?? null);
  const body = revisionBody(change, read.row, tools.settings);
  if (body === null)
    return refusal(
      'not_one_revision',
      'a canceled line is wanted again, a line shall be another item, unit or price, or a part that has shipped is in the way',
      'lines',
    );
  const self = linkOf(read.row, 'self');
  if (self === null) return { kind: 'transient', why: 'no_link_to_itself' };
  const version = changeIndicatorOf(read.row);
  const answer = await tools.client.write({
    step: 'change',
    method: 'PATCH',
    path: self,
    body,
    headers: version === null ? {} : { 'if-match': version },
    record: tools.record,
  });
  return answer.kind === 'ok' ? { kind: 'committed', erpKey: change.erpNumber, warnings: [] } : answer;
}
