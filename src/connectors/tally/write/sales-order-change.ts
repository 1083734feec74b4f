import type { ChangeSalesOrder } from '../../../modules/sync/contract.ts';
import { changeSalesOrderSchema } from '../../../modules/sync/contract.ts';
import type { Writer } from '../../kit/assemble.ts';
import { markOf, nextNumber, unmarkedWords } from '../../kit/line-mark.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome } from '../../kit/types.ts';
import type { CallSink } from '../client.ts';
import { amountIn } from '../map/voucher.ts';
import type { Voucher } from '../map/voucher.ts';
import { folded } from '../read/book.ts';
import type { Entry } from '../read/book.ts';
import type { CompanyTools } from '../read/reading.ts';
import { cancelVoucher, complaintOf } from './book-voucher.ts';
import { compareOrderLines, documentFacts } from './compare.ts';
import type { Difference } from './compare.ts';
import { emptyDraft, partyLedger } from './drafts.ts';
import type { Drafted, Drafting } from './drafts.ts';
import { orderLine } from './sales-order.ts';
import { bookAgeMs, readByKey, refused } from './tools.ts';
import type { Writing } from './tools.ts';
import { alterXml } from './voucher-xml.ts';
import type { GoodsDraft, VoucherDraft } from './voucher-xml.ts';

type Side = ChangeSalesOrder['after'];

/** Thrown for a payload that is no change: a bug on our side, found before anything is sent. */
const changeOf = (command: ErpCommand): ChangeSalesOrder => changeSalesOrderSchema.parse(command.payload);

/** The document, and what its lines are compared and written with. */
interface Seen {
  readonly kind: 'seen';
  readonly voucher: Voucher;
  readonly tools: CompanyTools;
  readonly drafting: Drafting;
  readonly customer: Entry;
}

async function look(writing: Writing, step: string, change: ChangeSalesOrder, record: CallSink): Promise<Seen | ErpFailure> {
  const read = await readByKey(writing, step, change.erpNumber, record);
  if (read.kind !== 'voucher') return read;
  const outcome = await read.tools.book(bookAgeMs, record);
  if (outcome.kind !== 'book') return outcome;
  const customer = outcome.book.customer(change.customer);
  if (customer === undefined) return refused('unknown_customer', `Tally has no customer ${change.customer}`, change.customer);
  return { kind: 'seen', voucher: read.voucher, tools: read.tools, customer, drafting: { writing, tools: read.tools, book: outcome.book, record } };
}

const movesDate = (change: ChangeSalesOrder): boolean => change.after.requestedDate !== null && change.before.requestedDate !== change.after.requestedDate;

/** What the voucher has for the item and unit of a line, and what a new line begins with. */
function heldFor(line: Side['lines'][number], { voucher, drafting }: Seen) {
  const name = folded(drafting.book.item(line.sku)?.name ?? line.sku);
  const freeWith = line.freeWith ?? null;
  const held = voucher.goods.find(
    (one) => folded(one.item) === name && (markOf(one.words)?.freeWith ?? null) === freeWith && (freeWith !== null || one.rate?.unit === line.erpUom),
  );
  if (held === undefined) return { due: null, godown: drafting.writing.settings.orderGodown, words: '', price: null };
  const [batch] = held.batches;
  return {
    due: batch?.due ?? null,
    godown: batch?.godown ?? drafting.writing.settings.orderGodown,
    words: unmarkedWords(held.words),
    price: held.rate?.amount ?? null,
  };
}

/**
 * The lines of a side in the order of the voucher: Tally has no line numbers, so its lines are ours in the order of theirs, and descriptions say what the order does not.
 * `priced`: for writing. A price that is not said stays what the voucher has for this item and unit.
 */
async function linesOf(side: Side, change: ChangeSalesOrder, seen: Seen, priced: boolean): Promise<Drafted<readonly GoodsDraft[]>> {
  const { voucher, drafting, customer } = seen;
  const order = voucher.goods[0]?.batches[0]?.order ?? voucher.reference;
  const goods: GoodsDraft[] = [];
  let last = 0;
  for (const line of side.lines.toSorted((a, b) => a.erpLine - b.erpLine)) {
    const held = heldFor(line, seen);
    const due = side.requestedDate ?? held.due;
    const price = line.price ?? (priced ? held.price : null);
    const { erpLine, ...rest } = line;
    const place = { order, due, godown: held.godown, byPlace: nextNumber(last) };
    const drafted = await orderLine(drafting, customer, { ...rest, lineNo: erpLine, words: line.words || held.words, price }, place, priced);
    last = erpLine;
    if (drafted.kind !== 'drafted') return drafted;
    goods.push(drafted.draft);
  }
  return { kind: 'drafted', draft: goods };
}

/** Where the document is not as a side has it. A side without lines is a cancelled voucher. */
async function compareSide(side: Side, change: ChangeSalesOrder, seen: Seen): Promise<Drafted<readonly Difference[]>> {
  const { voucher, customer } = seen;
  const party = folded(voucher.party) === folded(customer.name) ? [] : [{ field: 'customer', ours: customer.name, theirs: voucher.party }];
  if (side.lines.length === 0) return { kind: 'drafted', draft: voucher.cancelled ? party : [...party, { field: 'cancelled', ours: 'Yes', theirs: 'No' }] };
  if (voucher.cancelled) return { kind: 'drafted', draft: [{ field: 'cancelled', ours: 'No', theirs: 'Yes' }] };
  const lines = await linesOf(side, change, seen, false);
  if (lines.kind !== 'drafted') {
    // an item that Tally does not know is in no voucher
    return lines.kind === 'rejected' ? { kind: 'drafted', draft: [{ field: lines.field ?? 'line', ours: lines.text, theirs: '' }] } : lines;
  }
  return { kind: 'drafted', draft: [...party, ...compareOrderLines(lines.draft, voucher.goods, movesDate(change))] };
}

const wordsOf = (fields: readonly Difference[]): string => fields.map((one) => `${one.field}: ${one.ours} ≠ ${one.theirs}`).join('; ');

/** Quantities that Tally tells in no unit of ours would be written over unseen. */
const isReadable = (seen: Seen, side: Side): boolean =>
  seen.voucher.cancelled || side.lines.every((line) => seen.voucher.goods.some((goods) => amountIn(goods.measures, line.erpUom) !== null));

async function draftOf(change: ChangeSalesOrder, seen: Seen): Promise<Drafted<VoucherDraft>> {
  const { voucher, drafting } = seen;
  const { settings } = drafting.writing;
  const lines = await linesOf(change.after, change, seen, true);
  if (lines.kind !== 'drafted') return lines;
  const draft = emptyDraft(voucher.type, 'Invoice Voucher View', voucher.date, voucher.reference, voucher.narration, settings.inwardDeemedPositive);
  return {
    kind: 'drafted',
    draft: {
      ...draft,
      party: voucher.party,
      consignee: voucher.consignee,
      customerPo: voucher.customerPo,
      ledgers: partyLedger(voucher.party, lines.draft),
      goods: lines.draft,
      salesLedger: settings.salesLedger,
    },
  };
}

/** The voucher becomes the draft in one import: Tally saves all of it or nothing. Tally checks no version: what another saves between our look and our write is lost. */
async function alter(change: ChangeSalesOrder, seen: Seen, writing: Writing, record: CallSink): Promise<ExecuteOutcome> {
  const drafted = await draftOf(change, seen);
  if (drafted.kind !== 'drafted') return drafted;
  const { voucher, tools } = seen;
  const imported = await writing.client.importVoucher('change', tools.company.name, alterXml(drafted.draft, voucher.masterId, voucher.date), record);
  if (imported.kind !== 'counted') return imported;
  const complaint = complaintOf(imported);
  if (complaint) return complaint;
  if (imported.counts.created > 0) return { kind: 'unknown', why: 'made_another_voucher' };
  if (imported.counts.altered > 0) return { kind: 'committed', erpKey: change.erpNumber, warnings: imported.counts.lines };
  const after = await look(writing, 'verify', change, record);
  if (after.kind !== 'seen') return { kind: 'unknown', why: `not_looked_up_${after.kind}` };
  return after.voucher.alterId === voucher.alterId
    ? refused('nothing_done', 'Tally answered, counted nothing, complained of nothing and changed nothing')
    : { kind: 'committed', erpKey: change.erpNumber, warnings: [] };
}

async function execute(command: ErpCommand, writing: Writing, record: CallSink): Promise<ExecuteOutcome> {
  const change = changeOf(command);
  const seen = await look(writing, 'read', change, record);
  if (seen.kind !== 'seen') return seen;
  const after = await compareSide(change.after, change, seen);
  if (after.kind !== 'drafted') return after;
  if (after.draft.length === 0) return { kind: 'committed', erpKey: change.erpNumber, warnings: [] };
  const before = await compareSide(change.before, change, seen);
  if (before.kind !== 'drafted') return before;
  const [first] = before.draft;
  if (first !== undefined || !isReadable(seen, change.before))
    return { kind: 'rejected', code: 'changed_in_erp', text: wordsOf(before.draft), field: first?.field ?? null };
  return change.after.lines.length === 0 ? cancelVoucher(writing, change.erpNumber, seen.voucher.narration, record) : alter(change, seen, writing, record);
}

/** Changes and cancellations of orders, found by comparing the document (it carries no mark of a change). */
export function changeWriter(writing: Writing): Writer {
  return {
    async find(command, record) {
      const change = changeOf(command);
      const seen = await look(writing, 'find', change, record);
      if (seen.kind !== 'seen') return seen;
      const fields = await compareSide(change.after, change, seen);
      if (fields.kind !== 'drafted') return fields;
      return fields.draft.length === 0 ? { kind: 'found', erpKey: change.erpNumber } : { kind: 'absent' };
    },
    execute: (command, record) => execute(command, writing, record),
    async verify(command, _erpKey, record) {
      const change = changeOf(command);
      const seen = await look(writing, 'verify', change, record);
      if (seen.kind !== 'seen') return seen;
      const fields = await compareSide(change.after, change, seen);
      if (fields.kind !== 'drafted') return fields;
      const { voucher, tools } = seen;
      return fields.draft.length === 0
        ? { kind: 'equal', document: documentFacts(tools.company.code, voucher, tools.company.currency) }
        : { kind: 'different', fields: fields.draft };
    },
  };
}
