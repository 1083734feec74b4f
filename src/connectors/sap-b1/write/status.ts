import type { StockStatusChange } from '../../../modules/sync/contract.ts';
import { stockStatusChangeSchema } from '../../../modules/sync/contract.ts';
import { queryOf, textOf } from '../../kit/odata/codec.ts';
import { etagOf, rowsOf } from '../../kit/odata4/answer.ts';
import { entityPath, literalOf } from '../../kit/odata4/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { holdOf, warehouseOf } from '../settings.ts';
import { bookMovement, findMovement, reverseMovement, verifyMovement } from './movement.ts';
import { refused, type Tools } from './tools.ts';

/** Thrown for a payload that is no change of status: a bug on our side, found before anything is sent. */
const changeOf = (command: ErpCommand): StockStatusChange => stockStatusChangeSchema.parse(command.payload);

/** The hold as a movement between warehouses; a refusal where the settings name no hold warehouse. */
function asMovement(command: ErpCommand, tools: Tools): ErpCommand | ErpFailure {
  const change = changeOf(command);
  const warehouse = warehouseOf(tools.settings, change.place);
  const [from, to] = [holdOf(tools.settings, warehouse, change.from), holdOf(tools.settings, warehouse, change.to)];
  if (from === undefined || to === undefined) return refused('no_hold_warehouse', `no hold warehouse is set up for ${warehouse}`, 'place');
  const { company, postedOn, reason, sku, quantity, uom, erpUom, lot } = change;
  const line = { sku, quantity, uom, erpUom, lot, place: from, placeTo: to };
  return { ...command, payload: { company, movement: 'transfer', postedOn, reason, productionOrder: null, lines: [line] } };
}

const moving =
  <T>(run: (command: ErpCommand, tools: Tools) => Promise<T>) =>
  (command: ErpCommand, tools: Tools): Promise<T | ErpFailure> => {
    const movement = asMovement(command, tools);
    return 'payload' in movement ? run(movement, tools) : Promise.resolve(movement);
  };

/** The batch's record; a refusal where the change names no lot or the ERP has none of that name. */
async function batchOf(
  change: StockStatusChange,
  step: string,
  { client, record }: Tools,
): Promise<{ readonly kind: 'read'; readonly row: WireRecord } | ErpFailure> {
  const filter = `ItemCode eq ${literalOf('text', change.sku)} and Batch eq ${literalOf('text', change.lot)}`;
  const answer = await client.get(step, `BatchNumberDetails${queryOf({ $filter: filter })}`, record);
  if (answer.kind !== 'ok') return answer;
  const row = rowsOf(answer.json)?.rows[0];
  return row ? { kind: 'read', row } : refused('unknown_lot', `the ERP has no batch ${change.lot} of ${change.sku}`, 'Batch');
}

const statusOf = (status: StockStatusChange['to'], tools: Tools): string => (status === 'free' ? 'bdsStatus_Released' : tools.settings.batchStatuses[status]);

async function findBatch(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const change = changeOf(command);
  const read = await batchOf(change, 'find', tools);
  if (read.kind !== 'read') return read;
  return textOf(read.row, 'Status') === statusOf(change.to, tools) ? { kind: 'found', erpKey: textOf(read.row, 'DocEntry') } : { kind: 'absent' };
}

async function setBatch(change: StockStatusChange, to: StockStatusChange['to'], tools: Tools): Promise<ExecuteOutcome> {
  const read = await batchOf(change, 'read', tools);
  if (read.kind !== 'read') return read;
  const entry = textOf(read.row, 'DocEntry');
  if (textOf(read.row, 'Status') === statusOf(to, tools)) return { kind: 'committed', erpKey: entry, warnings: [] };
  const headers = etagOf(read.row) === '' ? {} : { 'if-match': etagOf(read.row) };
  const path = entityPath('BatchNumberDetails', ['DocEntry', 'number', entry]);
  const answer = await tools.client.send('change', 'PATCH', path, { Status: statusOf(to, tools) }, headers, tools.record);
  return answer.kind === 'ok' ? { kind: 'committed', erpKey: entry, warnings: ['the whole batch has this status, in every warehouse'] } : answer;
}

async function verifyBatch(command: ErpCommand, tools: Tools): Promise<VerifyOutcome> {
  const change = changeOf(command);
  const read = await batchOf(change, 'verify', tools);
  if (read.kind !== 'read') return read;
  const theirs = textOf(read.row, 'Status');
  const ours = statusOf(change.to, tools);
  return theirs === ours
    ? { kind: 'equal', document: { erpNumber: textOf(read.row, 'DocEntry'), status: theirs } }
    : { kind: 'different', fields: [{ field: 'status', ours, theirs }] };
}

const byBatch = (tools: Tools): boolean => tools.settings.holdBy === 'batch';

/** Looks for the hold: the transfer that carries the reference, or the batch's status. */
export const findStatus = (command: ErpCommand, tools: Tools): Promise<FindOutcome> =>
  byBatch(tools) ? findBatch(command, tools) : moving(findMovement)(command, tools);

/** Books the hold or its end. */
export const bookStatus = (command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> =>
  byBatch(tools) ? setBatch(changeOf(command), changeOf(command).to, tools) : moving(bookMovement)(command, tools);

/** Reads it back. */
export const verifyStatus = (command: ErpCommand, erpKey: string, tools: Tools): Promise<VerifyOutcome> =>
  byBatch(tools) ? verifyBatch(command, tools) : moving((movement, with_) => verifyMovement(movement, erpKey, with_))(command, tools);

/** Takes it back. */
export const reverseStatus = (command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> =>
  byBatch(tools) ? setBatch(changeOf(command), changeOf(command).from, tools) : moving(reverseMovement)(command, tools);
