import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SalesOrder } from '../../../modules/sync/contract.ts';
import type { Reader, Writer } from '../../kit/assemble.ts';
import { sameDecimal } from '../../kit/decimal.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import { reference16 } from '../../kit/reference.ts';
import type {
  CallRecord,
  CommandKind,
  ErpCommand,
  ErpFailure,
  ExecuteOutcome,
  FindOutcome,
  ReferencedDocument,
  ReferencePage,
  VerifyOutcome,
} from '../../kit/types.ts';
import { folderFailure, reading } from '../client.ts';
import type { FileSettings } from '../settings.ts';
import { mustBeUnlocked } from '../read/reader.ts';
import type { AckRow, Acknowledgements } from './acks.ts';
import type { ExportRow } from './layout.ts';
import { bodyRows, chargesFree, exportBytes } from './layout.ts';
import type { Entry, Ledger } from './ledger.ts';

type Sink = (call: CallRecord) => void;

/** What the writers of one folder share. */
export interface Writing {
  readonly settings: FileSettings;
  readonly ledger: Ledger;
  readonly acks: Acknowledgements;
  readonly now: () => number;
  readonly guard: () => Promise<void>;
}

/** Where the newest file for a reference stands. */
type Standing =
  | { readonly kind: 'none' }
  | { readonly kind: 'staged' | 'pending' | 'failed'; readonly entry: Entry }
  | { readonly kind: 'posted'; readonly entry: Entry; readonly keys: readonly string[]; readonly rows: readonly AckRow[] }
  | { readonly kind: 'refused' | 'again'; readonly entry: Entry; readonly row: AckRow };

async function standingOf(reference: string, { ledger, acks }: Writing): Promise<Standing> {
  const entry = (await ledger.attempts(reference)).at(-1);
  if (entry === undefined) return { kind: 'none' };
  const all = await acks.rowsFor(reference);
  // what is posted is posted, whichever of our files it was
  const posted = all.filter((row) => row.state === 'posted');
  if (posted.length > 0) return { kind: 'posted', entry, keys: [...new Set(posted.map((row) => row.key))], rows: posted };
  const row = all.filter((one, index) => (one.attempt === '' ? index >= entry.seen : one.attempt === String(entry.attempt))).at(-1);
  if (row?.state === 'refused' || row?.state === 'again') return { kind: row.state, entry, row };
  const place = await ledger.placeOf(entry);
  return { kind: place === 'staged' ? 'staged' : place === 'failed' ? 'failed' : 'pending', entry };
}

/** One look into the folder, noted like a call; what the file system refuses comes as a failure. */
async function noted<T>(writing: Writing, step: string, record: Sink, work: () => Promise<readonly [T, string]>): Promise<T | ErpFailure> {
  const started = writing.now();
  const note = (path: string, outcome: string, detail: string | null): void =>
    record({
      at: new Date(started).toISOString(),
      step,
      method: step === 'create' ? 'WRITE' : 'READ',
      path,
      status: null,
      ms: Math.max(0, Math.round(writing.now() - started)),
      outcome,
      detail,
    });
  try {
    await writing.guard();
    const [value, file] = await work();
    note(file, 'ok', null);
    return value;
  } catch (error) {
    const failure = error instanceof ErpReadError ? error.failure : error instanceof Error && 'syscall' in error ? folderFailure(error) : null;
    if (failure === null) throw error;
    note('', failure.kind, failure.kind === 'transient' ? failure.why : null);
    return failure;
  }
}

const refusal = (row: AckRow, settings: FileSettings): ErpFailure =>
  row.state === 'again'
    ? { kind: 'transient', why: 'locked' }
    : { kind: 'rejected', code: settings.acks.codes[row.code] ?? (row.code || 'refused'), text: row.message || row.status, field: row.line || null };

/** The outcome of a file that was written; null: not acknowledged yet. */
function outcomeOf(standing: Standing, settings: FileSettings): ExecuteOutcome | null {
  if (standing.kind === 'refused' || standing.kind === 'again') return refusal(standing.row, settings);
  if (standing.kind !== 'posted') return null;
  const erpKey = standing.keys[0] ?? '';
  if (erpKey === '') return { kind: 'unknown', why: 'acknowledged_without_key' };
  return { kind: 'committed', erpKey, warnings: [...new Set(standing.rows.map((row) => row.message).filter((text) => text !== ''))] };
}

/** Rows of a file: what every export carries, then the body. */
function rowsOf(command: ErpCommand, more: ExportRow, attempt: number, number: number): readonly ExportRow[] {
  const body = bodyRows(command);
  return body.map((row, index) => ({
    number: String(number),
    kind: command.kind,
    reference: command.reference,
    attempt: String(attempt),
    row: String(index + 1),
    rows: String(body.length),
    ...more,
    ...row,
  }));
}

interface Sent {
  readonly command: ErpCommand;
  /** Ledger name: a reversal has a reference of its own. */
  readonly reference: string;
  readonly kind: string;
  readonly more: ExportRow;
}

/** Whether a file must be written now: never while an earlier one may still be booked. */
const mustWrite = (standing: Standing, round: number): boolean =>
  standing.kind === 'none' || standing.kind === 'failed' || ((standing.kind === 'refused' || standing.kind === 'again') && standing.entry.round < round);

async function send(sent: Sent, writing: Writing): Promise<readonly [ExecuteOutcome, string]> {
  const { settings, ledger } = writing;
  let standing = await standingOf(sent.reference, writing);
  const round = sent.command.round ?? 0;
  if (mustWrite(standing, round)) {
    await mustBeUnlocked(settings);
    if ((await ledger.waiting()) >= settings.maxWaiting) return [{ kind: 'throttled', afterMs: 10_000 }, ''];
    const at = new Date(writing.now()).toISOString();
    const named = { ...sent.command, reference: sent.reference };
    const seen = (await writing.acks.rowsFor(sent.reference)).length;
    const entry = await ledger.claim({ reference: sent.reference, kind: sent.kind, round, seen, at }, (attempt, number) =>
      exportBytes(sent.kind, rowsOf(named, sent.more, attempt, number), settings.export),
    );
    standing = { kind: 'staged', entry };
  }
  // claimed before a crash, or by another process: put out once, whoever does it
  if (standing.kind === 'staged') await ledger.putOut(standing.entry);
  const file = standing.kind === 'none' ? '' : standing.entry.file;
  const until = writing.now() + settings.ackWaitMs;
  for (;;) {
    const outcome = outcomeOf(await standingOf(sent.reference, writing), settings);
    if (outcome !== null) return [outcome, file];
    if (writing.now() >= until) return [{ kind: 'unknown', why: 'not_acknowledged' }, file];
    await sleep(Math.min(settings.pollMs, Math.max(1, until - writing.now())));
  }
}

function findIn(standing: Standing): FindOutcome {
  if (standing.kind === 'posted')
    return standing.keys.length > 1 ? { kind: 'ambiguous', erpKeys: standing.keys } : { kind: 'found', erpKey: standing.keys[0] ?? standing.entry.file };
  // Written and not answered: it may be booked at any moment.
  if (standing.kind === 'pending') return { kind: 'found', erpKey: standing.entry.file };
  // Refused, thrown out unread, or never put out: the ERP has nothing. `execute` says why, or writes.
  return { kind: 'absent' };
}

/** Documents that our files have become, as the acknowledgements say. What the ERP made by itself is not among them. */
async function acknowledged(kind: string, since: string, cursor: string | null, writing: Writing): Promise<ReferencePage> {
  const entries = (await writing.ledger.entries(kind)).filter((entry) => entry.at >= since).sort((a, b) => (a.file < b.file ? -1 : 1));
  const from = Number(cursor ?? 0);
  const documents: ReferencedDocument[] = [];
  for (const { reference, at } of entries.slice(from, from + writing.settings.pageSize)) {
    const rows = (await writing.acks.rowsFor(reference)).filter((row) => row.state === 'posted');
    const digest = createHash('sha256')
      .update(JSON.stringify(rows.map(({ file: _file, ...row }) => row)))
      .digest('hex')
      .slice(0, 16);
    for (const erpKey of new Set(rows.map((row) => row.key))) documents.push({ erpKey, reference, state: 'open', digest, changedAt: at });
  }
  const next = from + writing.settings.pageSize;
  return { documents, nextCursor: next < entries.length ? String(next) : null };
}

/** The orders of the ERP's own export, where it is declared: ours, and those that were made there. */
async function exportedOrders(orders: Reader, since: string, cursor: string | null): Promise<ReferencePage> {
  const page = await orders.page(cursor, null);
  const documents = page.records.flatMap((record): ReferencedDocument[] => {
    const order = record.data as SalesOrder;
    if (order.orderedOn < since.slice(0, 10)) return [];
    return [{ erpKey: order.erpNumber, reference: order.reference, state: order.state, digest: record.version, changedAt: null }];
  });
  return { documents, nextCursor: page.nextCursor };
}

/** How commands of one kind are written as files and found again. */
export function createWriter(kind: CommandKind, writing: Writing, orders: Reader | null): Writer {
  const sentOf = (command: ErpCommand): Sent => ({ command, reference: command.reference, kind: command.kind, more: {} });
  const write = async (sent: Sent, record: Sink): Promise<ExecuteOutcome> => {
    // thrown for a payload that is none before anything is written
    const rows = bodyRows(sent.command);
    if (chargesFree(sent.kind, rows, writing.settings.export))
      return {
        kind: 'rejected',
        code: 'free_not_said',
        text: `the layout of ${sent.kind} has no column for price or free_with: goods that go along free would be charged`,
        field: 'free_with',
      };
    return noted(writing, 'create', record, () => send(sent, writing));
  };
  const takeBack = (command: ErpCommand, erpKey: string, record: Sink): Promise<ExecuteOutcome> => {
    const more = { reverses: command.reference, erp_key: erpKey };
    return write({ command, reference: reference16('reverse', command.reference), kind: `${command.kind}.reverse`, more }, record);
  };
  return {
    find: (command, record) =>
      noted(writing, 'find', record, async () => {
        const standing = await standingOf(command.reference, writing);
        return [findIn(standing), standing.kind === 'none' ? '' : standing.entry.file] as const;
      }),
    execute: (command, record) => write(sentOf(command), record),
    verify: (command, erpKey, record) =>
      noted(writing, 'verify', record, async (): Promise<readonly [VerifyOutcome, string]> => {
        const standing = await standingOf(command.reference, writing);
        if (standing.kind === 'posted') return [compare(command, erpKey === standing.entry.file ? null : erpKey, standing.rows), standing.rows[0]?.file ?? ''];
        if (standing.kind === 'refused' || standing.kind === 'again') return [refusal(standing.row, writing.settings), standing.row.file];
        return [{ kind: 'transient', why: 'not_acknowledged' }, standing.kind === 'none' ? '' : standing.entry.file];
      }),
    ...(kind === 'sales_order_change' || kind === 'sales_order_cancel' ? {} : { reverse: takeBack }),
    references: (since, cursor) =>
      reading(async () => {
        await writing.guard();
        return kind === 'create_sales_order' && orders !== null ? exportedOrders(orders, since, cursor) : acknowledged(kind, since, cursor, writing);
      }),
  };
}

interface Difference {
  readonly field: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Where one booked line is not the one that was asked for. What the acknowledgement does not say is not compared. */
function compareLine(row: ExportRow, theirs: AckRow): readonly Difference[] {
  const quantity = row['quantity'] ?? row['amount'] ?? '';
  const price = row['price'] ?? '';
  const compared: readonly (readonly [string, string, string, boolean])[] = [
    ['item', row['sku'] ?? '', theirs.sku, row['sku'] === theirs.sku],
    ['quantity', quantity, theirs.quantity, sameDecimal(quantity, theirs.quantity)],
    ['unit', row['erp_uom'] ?? '', theirs.uom, row['erp_uom'] === theirs.uom],
    ['price', price, theirs.price, sameDecimal(price, theirs.price)],
    ['free_with', row['free_with'] ?? '', theirs.freeWith, sameDecimal(row['free_with'] ?? '', theirs.freeWith)],
  ];
  const line = row['line'] === undefined ? '' : `line ${row['line']} `;
  return compared
    .filter(([, ours, said, same]) => ours !== '' && said !== '' && !same)
    .map(([field, ours, said]) => ({ field: `${line}${field}`, ours, theirs: said }));
}

/** Where what was acknowledged is not what was asked for. `erpKey` null: it was found before it was acknowledged, so its key is learnt here. */
function compare(command: ErpCommand, erpKey: string | null, rows: readonly AckRow[]): VerifyOutcome {
  const details = rows.filter((row) => row.line !== '' || row.quantity !== '');
  // the same row again says nothing new
  const saying = ({ file: _file, ...row }: AckRow): string => JSON.stringify(row);
  const told = details.filter((row, index) => details.findIndex((one) => saying(one) === saying(row)) === index);
  const wanted = bodyRows(command).filter((row) => row['action'] !== 'remove');
  const [first] = rows;
  const key = erpKey === null || rows.some((row) => row.key === erpKey) ? [] : [{ field: 'key', ours: erpKey, theirs: first?.key ?? '' }];
  const count = told.length === 0 || told.length === wanted.length ? [] : [{ field: 'line_count', ours: String(wanted.length), theirs: String(told.length) }];
  const lines = wanted.slice(0, told.length).flatMap((row, index) => {
    const theirs = told.find((one) => one.line !== '' && one.line === row['line']) ?? told[index];
    return theirs === undefined ? [] : compareLine(row, theirs);
  });
  const fields = [...key, ...count, ...lines];
  if (first === undefined || fields.length > 0) return { kind: 'different', fields };
  const booked = erpKey ?? first.key;
  return { kind: 'equal', erpKey: booked, document: { erpNumber: booked, acknowledgedBy: first.file, status: first.status, message: first.message } };
}
