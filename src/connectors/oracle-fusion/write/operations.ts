import type { OperationConfirmation } from '../../../modules/sync/contract.ts';
import { operationConfirmationSchema } from '../../../modules/sync/contract.ts';
import { normalDecimal, sameDecimal } from '../../kit/decimal.ts';
import { jsonNumber } from '../../kit/format.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import type { Difference } from '../map/sales-order.ts';
import { anyOf } from '../wire.ts';
import { detailRefusal } from './movements.ts';
import { ask, refusal, type Tools } from './tools.ts';

const confirmationOf = (command: ErpCommand): OperationConfirmation => operationConfirmationSchema.parse(command.payload);

/** One step of quantity from a dispatch state to another. */
interface Step {
  readonly from: string;
  readonly to: string;
  readonly quantity: string;
}

const steps = (payload: OperationConfirmation): readonly Step[] =>
  [
    { from: 'READY', to: 'COMPLETE', quantity: payload.quantity },
    { from: 'READY', to: 'SCRAP', quantity: payload.scrap },
  ].filter((step) => normalDecimal(step.quantity) !== '0');

const back = (step: Step): Step => ({ ...step, from: step.to, to: step.from });
const counter = (reference: string): string => `${reference}R`;

interface Reported {
  readonly kind: 'reported';
  readonly own: readonly WireRecord[];
  readonly counter: readonly WireRecord[];
}

async function reported(command: ErpCommand, step: string, tools: Tools): Promise<Reported | ErpFailure> {
  const history = tools.settings.operationHistory;
  if (history === null)
    return refusal('not_supported', 'the connection names no resource that shows reported operations: what was sent could not be found again');
  const { reference } = command;
  const asked = await ask(tools, step, history.resource, anyOf(history.noteField, [reference, counter(reference)]));
  if (asked.kind !== 'rows') return asked;
  const of = (note: string): readonly WireRecord[] => asked.rows.filter((row) => textOf(row, history.noteField) === note);
  return { kind: 'reported', own: of(reference), counter: of(counter(reference)) };
}

const isStep = (step: Step) => (row: WireRecord) => textOf(row, 'FromDispatchState') === step.from && textOf(row, 'ToDispatchState') === step.to;
/** Steps that are reported and were not taken back. */
const standing = (all: readonly Step[], seen: Reported): readonly Step[] =>
  all.filter((step) => seen.own.filter(isStep(step)).length > seen.counter.filter(isStep(back(step))).length);

/** Found when every step is reported under our reference and none was taken back. */
export async function findOperation(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const all = steps(confirmationOf(command));
  const seen = await reported(command, 'find', tools);
  if (seen.kind !== 'reported') return seen;
  return standing(all, seen).length === all.length
    ? { kind: 'found', erpKey: textOf(seen.own[0] ?? {}, 'TransactionId') || command.reference }
    : { kind: 'absent' };
}

async function post(
  payload: OperationConfirmation,
  wanted: readonly Step[],
  reference: string,
  tools: Tools,
): Promise<ExecuteOutcome | { readonly kind: 'sent' }> {
  const answer = await tools.client.write({
    step: 'create',
    method: 'POST',
    path: `${tools.settings.scmPath}/operationTransactions`,
    body: {
      SourceSystemCode: tools.settings.sourceSystem,
      SourceSystemType: 'EXTERNAL',
      OperationTransactionDetail: wanted.map((step) => ({
        SourceSystemCode: tools.settings.sourceSystem,
        OrganizationCode: payload.company,
        WorkOrderNumber: payload.productionOrder,
        WoOperationSequenceNumber: Number(payload.operation),
        FromDispatchState: step.from,
        ToDispatchState: step.to,
        TransactionQuantity: jsonNumber(step.quantity),
        TransactionUnitOfMeasure: payload.erpUom,
        TransactionDate: `${payload.postedOn}T00:00:00+00:00`,
        TransactionNote: reference,
        ...(step.to === 'SCRAP' && payload.scrapReason !== '' ? { ReasonCode: payload.scrapReason } : {}),
      })),
    },
    record: tools.record,
  });
  return answer.kind === 'ok' ? (detailRefusal(answer.json, 'OperationTransactionDetail') ?? { kind: 'sent' }) : answer;
}

/** Reports what is not reported yet. Of a refusal of one step the other one is taken back, so that a failure means that nothing stands. */
export async function executeOperation(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const payload = confirmationOf(command);
  if (!/^\d{1,9}$/.test(payload.operation)) return refusal('bad_operation', `${payload.operation} is no operation sequence`, 'operation');
  const all = steps(payload);
  if (all.length === 0) return refusal('nothing_to_confirm', 'Oracle reports quantities: there is none', 'quantity');
  const before = await reported(command, 'read', tools);
  if (before.kind !== 'reported') return before;
  const missing = all.filter((step) => !standing(all, before).includes(step));
  const sent = missing.length === 0 ? { kind: 'sent' as const } : await post(payload, missing, command.reference, tools);
  if (sent.kind === 'sent') return { kind: 'committed', erpKey: command.reference, warnings: [] };
  if (sent.kind !== 'rejected') return sent;
  const taken = await reverseOperation(command, tools);
  return taken.kind === 'committed' ? sent : { kind: 'unknown', why: 'half_reported' };
}

/** Takes back the steps that stand. */
export async function reverseOperation(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const payload = confirmationOf(command);
  const seen = await reported(command, 'read', tools);
  if (seen.kind !== 'reported') return seen;
  const stand = standing(steps(payload), seen);
  const done: ExecuteOutcome = { kind: 'committed', erpKey: command.reference, warnings: [] };
  if (stand.length === 0) return done;
  const sent = await post(payload, stand.map(back), counter(command.reference), tools);
  return sent.kind === 'sent' ? done : sent;
}

/** Compares what was reported with what was asked for. */
export async function verifyOperation(command: ErpCommand, tools: Tools): Promise<VerifyOutcome> {
  const payload = confirmationOf(command);
  const seen = await reported(command, 'verify', tools);
  if (seen.kind !== 'reported') return seen;
  const fields = steps(payload).flatMap((step): readonly Difference[] => {
    const row = seen.own.find(isStep(step));
    if (!row) return [{ field: step.to.toLowerCase(), ours: step.quantity, theirs: '' }];
    const compared: readonly (readonly [string, string, string, boolean])[] = [
      ['quantity', step.quantity, textOf(row, 'TransactionQuantity'), sameDecimal(step.quantity, textOf(row, 'TransactionQuantity'))],
      ['unit', payload.erpUom, textOf(row, 'TransactionUnitOfMeasure'), payload.erpUom === textOf(row, 'TransactionUnitOfMeasure')],
      ['production_order', payload.productionOrder, textOf(row, 'WorkOrderNumber'), payload.productionOrder === textOf(row, 'WorkOrderNumber')],
      [
        'operation',
        String(Number(payload.operation)),
        textOf(row, 'WoOperationSequenceNumber'),
        sameDecimal(String(Number(payload.operation)), textOf(row, 'WoOperationSequenceNumber')),
      ],
    ];
    return compared.flatMap(([field, ours, theirs, same]) => (same ? [] : [{ field: `${step.to.toLowerCase()} ${field}`, ours, theirs }]));
  });
  return fields.length === 0 ? { kind: 'equal', document: { erpNumber: command.reference } } : { kind: 'different', fields };
}
