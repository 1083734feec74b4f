import { createHash } from 'node:crypto';
import type { OperationConfirmation } from '../../../modules/sync/contract.ts';
import { postingSchemas } from '../../../modules/sync/contract.ts';
import { entityOf, warningsOf } from '../../kit/odata/answer.ts';
import { dateFromWire, dateToWire, stringLiteral, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import type { SapSettings } from '../settings.ts';
import { chosen, cut, decimalText, differs, functionPath, repeatability, rowsBy, sameKey, sameNumber, type Tools } from './tools.ts';

const service = 'API_PROD_ORDER_CONFIRMATION_2_SRV';
const set = 'ProdnOrdConf2';

/** Thrown for a payload that is no confirmation: a bug on our side, found before anything is sent. */
const confirmationOf = (command: ErpCommand): OperationConfirmation => postingSchemas.operation_confirmation.parse(command.payload);

/** The external key of a confirmation: a UUID made of our reference, always the same for the same one. */
export function externalKeyOf(reference: string): string {
  const hex = createHash('sha256').update(`confirmation\u0000${reference}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const keyOf = (row: WireRecord): string => `${textOf(row, 'ConfirmationGroup')}/${textOf(row, 'ConfirmationCount')}`;
const isGone = (row: WireRecord): boolean => row['IsReversed'] === true;

function bodyOf(one: OperationConfirmation, reference: string, settings: SapSettings): Record<string, unknown> {
  const variance = settings.varianceReasons[one.scrapReason];
  const at = settings.confirmActivity;
  return {
    OrderID: one.productionOrder,
    Sequence: settings.confirmSequence,
    OrderOperation: one.operation,
    // people and reconciliation read our reference here; the key is for machines
    ConfirmationText: cut([reference, one.scrapReason].filter(Boolean).join(' '), 40),
    ExternalSystemConfirmation: externalKeyOf(reference),
    ConfirmationUnit: one.erpUom,
    ConfirmationYieldQuantity: decimalText(one.quantity),
    ConfirmationScrapQuantity: decimalText(one.scrap),
    ...(variance === undefined ? {} : { VarianceReasonCode: variance }),
    PostingDate: dateToWire(one.postedOn),
    IsFinalConfirmation: one.final,
    FinalConfirmationType: one.final ? '1' : '',
    APIConfHasNoGoodsMovements: !settings.confirmMovesGoods,
    ...(one.workMinutes === null ? {} : { [`OpConfirmedWorkQuantity${at}`]: decimalText(one.workMinutes), [`OpWorkQuantityUnit${at}`]: 'MIN' }),
  };
}

/** Looks for the confirmation that carries the external key made of our reference. */
export async function findConfirmation(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const filter = `ExternalSystemConfirmation eq guid'${externalKeyOf(command.reference)}'`;
  const found = await rowsBy('find', service, set, { $filter: filter, $orderby: 'ConfirmationGroup,ConfirmationCount' }, tools);
  if (found.kind !== 'rows') return found;
  const own = found.rows.filter((row) => row['IsReversal'] !== true);
  return chosen(own.filter((row) => !isGone(row)).map(keyOf), own.filter(isGone).map(keyOf));
}

/** Confirms the operation. A failure means that SAP booked nothing. */
export async function bookConfirmation(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const body = bodyOf(confirmationOf(command), command.reference, tools.settings);
  const answer = await tools.client.post('create', service, set, body, repeatability(command, tools.now()), tools.record);
  if (answer.kind !== 'ok') return answer;
  const row = entityOf(answer.json);
  return row === null || textOf(row, 'ConfirmationCount') === ''
    ? { kind: 'unknown', why: 'no_number_in_answer' }
    : { kind: 'committed', erpKey: keyOf(row), warnings: warningsOf(answer.headers.get('sap-message')) };
}

const keyPredicate = (erpKey: string): Record<string, string> => {
  const [group = '', count = ''] = erpKey.split('/');
  return { ConfirmationGroup: stringLiteral(group), ConfirmationCount: stringLiteral(count) };
};

async function readConfirmation(step: string, erpKey: string, tools: Tools): Promise<{ readonly kind: 'read'; readonly row: WireRecord } | ErpFailure> {
  const predicate = Object.entries(keyPredicate(erpKey)).map(([name, value]) => `${name}=${value}`);
  const answer = await tools.client.get(step, service, `${set}(${predicate.join(',')})`, tools.record);
  if (answer.kind !== 'ok') return answer;
  const row = entityOf(answer.json);
  return row ? { kind: 'read', row } : { kind: 'transient', why: 'no_entity' };
}

/** Reads the confirmation back and compares it with what was asked for. */
export async function verifyConfirmation(command: ErpCommand, erpKey: string, tools: Tools): Promise<VerifyOutcome> {
  const one = confirmationOf(command);
  const read = await readConfirmation('verify', erpKey, tools);
  if (read.kind !== 'read') return read;
  const { row } = read;
  const at = tools.settings.confirmActivity;
  const fields = [
    ...differs('reference', externalKeyOf(command.reference), textOf(row, 'ExternalSystemConfirmation').toLowerCase()),
    ...differs('production_order', one.productionOrder, textOf(row, 'OrderID'), sameKey),
    ...differs('operation', one.operation, textOf(row, 'OrderOperation'), sameKey),
    ...differs('quantity', one.quantity, textOf(row, 'ConfirmationYieldQuantity'), sameNumber),
    ...differs('scrap', one.scrap, textOf(row, 'ConfirmationScrapQuantity'), sameNumber),
    ...differs('unit', one.erpUom, textOf(row, 'ConfirmationUnit')),
    ...differs('posted_on', one.postedOn, dateFromWire(row['PostingDate']) ?? ''),
    ...differs('final', String(one.final), String(row['IsFinalConfirmation'] === true)),
    ...(one.workMinutes === null ? [] : differs('work', one.workMinutes, textOf(row, `OpConfirmedWorkQuantity${at}`), sameNumber)),
    ...(isGone(row) ? [{ field: 'cancelled', ours: '', theirs: 'cancelled' }] : []),
  ];
  return fields.length === 0 ? { kind: 'equal', document: { erpNumber: erpKey } } : { kind: 'different', fields };
}

/** Cancels the confirmation; one that is cancelled already is done. */
export async function reverseConfirmation(erpKey: string, tools: Tools): Promise<ExecuteOutcome> {
  const read = await readConfirmation('read', erpKey, tools);
  if (read.kind !== 'read') return read;
  if (isGone(read.row)) return { kind: 'committed', erpKey, warnings: [] };
  const answer = await tools.client.post('cancel', service, functionPath('CancelProdnOrdConf', keyPredicate(erpKey)), undefined, {}, tools.record);
  if (answer.kind !== 'ok') return answer;
  const row = entityOf(answer.json);
  return { kind: 'committed', erpKey: row === null ? erpKey : keyOf(row), warnings: [] };
}

/** What of a confirmation matters. */
export const confirmationDigest = (row: WireRecord): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        ['OrderID', 'OrderOperation', 'ConfirmationYieldQuantity', 'ConfirmationScrapQuantity', 'ConfirmationUnit'].map((field) => textOf(row, field)),
      ),
    )
    .digest('hex')
    .slice(0, 24);
