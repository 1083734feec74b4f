import { isRecord, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { compareMovement, counterOf, isOf, materialDetail, sourceHeaderId, stagedBody } from '../map/movement.ts';
import type { Plan, Wanted } from '../map/movement.ts';
import { anyOf, childRows } from '../wire.ts';
import { ask, refusal, type Tools } from './tools.ts';

/** The reference of what takes a booking back. */
const counterReference = (reference: string): string => `${reference}R`;
const staging = 'inventoryStagedTransactions';

/** What Oracle has of a command: transactions that are completed and stand, rows that wait, and pairs that took each other back. */
interface State {
  readonly kind: 'state';
  /** For each wanted row its completed transaction that was not taken back. */
  readonly done: ReadonlyMap<Wanted, WireRecord>;
  readonly staged: readonly WireRecord[];
}

async function look(tools: Tools, step: string, reference: string, rows: readonly Wanted[]): Promise<State | ErpFailure> {
  const q = anyOf('TransactionReference', [reference, counterReference(reference)]);
  const completed = await ask(tools, step, 'inventoryCompletedTransactions', q, 'lots');
  if (completed.kind !== 'rows') return completed;
  const waiting = rows.some((row) => row.workOrder === null) ? await ask(tools, step, staging, q) : { kind: 'rows' as const, rows: [] };
  if (waiting.kind !== 'rows') return waiting;
  const of = (wanted: string, all: readonly WireRecord[]): readonly WireRecord[] => all.filter((row) => textOf(row, 'TransactionReference') === wanted);
  const done = new Map<Wanted, WireRecord>();
  for (const row of rows) {
    const booked = of(reference, completed.rows).filter((one) => isOf(row, one));
    const back = of(counterReference(reference), completed.rows).filter((one) => isOf(counterOf(row, tools.settings), one));
    const last = booked.at(-1);
    if (last && booked.length > back.length) done.set(row, last);
  }
  return { kind: 'state', done, staged: of(reference, waiting.rows) };
}

const rowsIn = (plan: Plan): readonly Wanted[] | ErpFailure => (plan.kind === 'plan' ? plan.rows : refusal(plan.code, plan.text));
const isRows = (given: readonly Wanted[] | ErpFailure): given is readonly Wanted[] => Array.isArray(given);
const keyOf = (state: State): string => textOf([...state.done.values()][0] ?? {}, 'TransactionId');

/** Found when every line is completed and none was taken back. What is only staged, or only in part there, is absent: to execute goes on from there. */
export async function findMovements(command: ErpCommand, plan: Plan, tools: Tools): Promise<FindOutcome> {
  const rows = rowsIn(plan);
  if (!isRows(rows)) return rows;
  const state = await look(tools, 'find', command.reference, rows);
  if (state.kind !== 'state') return state;
  return state.done.size === rows.length ? { kind: 'found', erpKey: keyOf(state) } : { kind: 'absent' };
}

/** Compares every completed transaction with what was asked for. */
export async function verifyMovements(command: ErpCommand, plan: Plan, tools: Tools): Promise<VerifyOutcome> {
  const rows = rowsIn(plan);
  if (!isRows(rows)) return rows;
  const state = await look(tools, 'verify', command.reference, rows);
  if (state.kind !== 'state') return state;
  const fields = rows.flatMap((row) => {
    const theirs = state.done.get(row);
    return theirs ? compareMovement(row, theirs) : [{ field: `line ${row.line}`, ours: row.sku, theirs: '' }];
  });
  const transactions = [...state.done.values()].map((row) => textOf(row, 'TransactionId'));
  return fields.length === 0 ? { kind: 'equal', document: { erpNumber: keyOf(state), transactions } } : { kind: 'different', fields };
}

/** Books what is not booked yet. A failure means that nothing stands: rows that Oracle refused are deleted, lines that it had booked are taken back. */
export async function executeMovements(command: ErpCommand, plan: Plan, tools: Tools): Promise<ExecuteOutcome> {
  const rows = rowsIn(plan);
  return isRows(rows) ? book(rows, command.reference, tools) : rows;
}

/** Takes back what stands, by counter-bookings. What does not stand needs none. */
export async function reverseMovements(command: ErpCommand, plan: Plan, tools: Tools): Promise<ExecuteOutcome> {
  const rows = rowsIn(plan);
  if (!isRows(rows)) return rows;
  const state = await look(tools, 'find', command.reference, rows);
  if (state.kind !== 'state') return state;
  return takeBack(
    rows.filter((row) => state.done.has(row)),
    command.reference,
    tools,
  );
}

async function takeBack(rows: readonly Wanted[], reference: string, tools: Tools): Promise<ExecuteOutcome> {
  if (rows.length === 0) return { kind: 'committed', erpKey: reference, warnings: [] };
  return book(
    rows.map((row) => counterOf(row, tools.settings)),
    counterReference(reference),
    tools,
  );
}

async function book(rows: readonly Wanted[], reference: string, tools: Tools): Promise<ExecuteOutcome> {
  const before = await look(tools, 'read', reference, rows);
  if (before.kind !== 'state') return before;
  const missing = rows.filter((row) => !before.done.has(row) && !before.staged.some((one) => isOf(row, one)));
  const sent = rows.some((row) => row.workOrder !== null) ? await postMaterial(missing, reference, tools) : await postStaged(missing, before, reference, tools);
  if (sent.kind === 'unknown' || (sent.kind !== 'sent' && sent.kind !== 'rejected')) return sent;
  const after = await look(tools, 'check', reference, rows);
  if (after.kind !== 'state') return { kind: 'unknown', why: 'booked_not_read' };
  if (after.done.size === rows.length) return { kind: 'committed', erpKey: keyOf(after), warnings: [] };
  return giveUp(rows, after, sent.kind === 'rejected' ? sent : null, reference, tools);
}

/** Why lines are not booked, in Oracle's words, once nothing of them is left behind; unknown as long as something may still be booked. */
async function giveUp(rows: readonly Wanted[], state: State, refused: ErpFailure | null, reference: string, tools: Tools): Promise<ExecuteOutcome> {
  const words = state.staged.map((row) => textOf(row, 'ErrorExplanation')).filter((text) => text !== '');
  if (words.length === 0 && refused === null) return { kind: 'unknown', why: 'still_staged' };
  for (const row of state.staged) {
    const id = textOf(row, 'TransactionInterfaceId');
    const gone = await tools.client.write({ step: 'unstage', method: 'DELETE', path: `${tools.settings.scmPath}/${staging}/${id}`, record: tools.record });
    if (gone.kind !== 'ok' && !(gone.kind === 'rejected' && gone.code === '404')) return { kind: 'unknown', why: 'refused_but_staged' };
  }
  const back = await takeBack(
    rows.filter((row) => state.done.has(row)),
    reference,
    tools,
  );
  if (back.kind !== 'committed') return { kind: 'unknown', why: 'half_booked' };
  if (refused) return refused;
  const text = [...new Set(words)].join(' · ');
  return refusal(textOf(state.staged[0] ?? {}, 'ErrorCode') || text.split(':')[0] || 'staged_error', text);
}

type Sent = { readonly kind: 'sent' } | Extract<ExecuteOutcome, { kind: 'unknown' }> | ErpFailure;

/** One line is processed at once; several are staged together and processed together. Rows that an earlier try left staged are processed now. */
async function postStaged(missing: readonly Wanted[], before: State, reference: string, tools: Tools): Promise<Sent> {
  const untouched = before.staged.length === 0 && before.done.size === 0;
  const mode = missing.length === 1 && untouched ? 'Online' : 'Background';
  const path = `${tools.settings.scmPath}/${staging}`;
  for (const [index, row] of missing.entries()) {
    const body = stagedBody(row, reference, mode, tools.settings);
    const answer = await tools.client.write({ step: 'create', method: 'POST', path, body, record: tools.record });
    if (answer.kind !== 'ok') return notStaged(answer, index === 0 && untouched);
  }
  const waits = mode === 'Background' && (missing.length > 0 || before.staged.length > 0);
  return waits ? processStaged(path, reference, tools) : { kind: 'sent' };
}

/** A refusal is followed by taking away what is staged; any other failure promises that nothing was done only as long as nothing is staged. */
const notStaged = (answer: Exclude<Sent, { kind: 'sent' }>, first: boolean): Sent =>
  first || answer.kind === 'unknown' || answer.kind === 'rejected' ? answer : { kind: 'unknown', why: `half_staged_${answer.kind}` };

async function processStaged(path: string, reference: string, tools: Tools): Promise<Sent> {
  const answer = await tools.client.write({
    step: 'process',
    method: 'POST',
    path: `${path}/action/processByHeader`,
    body: { headerId: sourceHeaderId(reference) },
    headers: { 'content-type': 'application/vnd.oracle.adf.action+json' },
    record: tools.record,
  });
  return answer.kind === 'ok' ? { kind: 'sent' } : { kind: 'unknown', why: `staged_not_processed_${answer.kind}` };
}

/** Material of work orders: 201 also when details were refused; their words are in the details. */
async function postMaterial(missing: readonly Wanted[], reference: string, tools: Tools): Promise<Sent> {
  if (missing.length === 0) return { kind: 'sent' };
  const answer = await tools.client.write({
    step: 'create',
    method: 'POST',
    path: `${tools.settings.scmPath}/materialTransactions`,
    body: {
      SourceSystemCode: tools.settings.sourceSystem,
      SourceSystemType: 'EXTERNAL',
      MaterialTransactionDetail: missing.map((row) => materialDetail(row, reference, tools.settings)),
    },
    record: tools.record,
  });
  return answer.kind === 'ok' ? (detailRefusal(answer.json, 'MaterialTransactionDetail') ?? { kind: 'sent' }) : answer;
}

/** The refusal that the details of an answer carry; null when none does. Success is counted only where no detail speaks of errors. */
export function detailRefusal(json: unknown, name: string): ErpFailure | null {
  const details = isRecord(json) ? childRows(json, name) : [];
  const refused = details.filter((row) => textOf(row, 'ErrorMessages') !== '' || textOf(row, 'ErrorMessageNames') !== '');
  const [first] = refused;
  if (first)
    return refusal(
      textOf(first, 'ErrorMessageNames') || 'detail_error',
      refused.map((row) => textOf(row, 'ErrorMessages') || textOf(row, 'ErrorMessageNames')).join(' · '),
    );
  return isRecord(json) && /^true$/i.test(String(json['ErrorsExistFlag'])) ? refusal('errors_exist', 'Oracle says that errors exist and names none') : null;
}
