import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { createSalesOrderSchema } from '../../../modules/sync/contract.ts';
import type { Writer } from '../../kit/assemble.ts';
import { markedText, nextNumber } from '../../kit/line-mark.ts';
import type { ErpFailure, ExecuteOutcome } from '../../kit/types.ts';
import type { CallSink } from '../client.ts';
import type { Entry } from '../read/book.ts';
import { bookVoucher, cancelVoucher } from './book-voucher.ts';
import { compareVoucher, documentFacts } from './compare.ts';
import { emptyDraft, goodsDraft, itemOf, partyLedger, plainText, priceFor, todayOf, valueOf } from './drafts.ts';
import type { Drafted, Drafting } from './drafts.ts';
import { referencesOf } from './references.ts';
import { bookAgeMs, companyFor, findByReference, outcomeOf, readByKey, refused } from './tools.ts';
import type { Writing } from './tools.ts';
import type { GoodsDraft, VoucherDraft } from './voucher-xml.ts';

/** Where a line of an order stands in its voucher. `byPlace`: the number that it has there without being told one. */
export interface OrderPlace {
  readonly order: string;
  readonly due: string | null;
  readonly godown: string;
  readonly byPlace: number;
}

/** Letters of a line's description. */
const wordsLength = 200;

/** A line of an order as goods of a voucher. `priced`: a price that is missing is asked of Tally. What goes along free has none. */
export async function orderLine(
  drafting: Drafting,
  customer: Entry,
  line: CreateSalesOrder['lines'][number],
  place: OrderPlace,
  priced: boolean,
): Promise<Drafted<GoodsDraft>> {
  const item = itemOf(drafting.book, line.sku, line.erpUom);
  if (item.kind !== 'entry') return item;
  const freeWith = line.freeWith ?? null;
  const price =
    line.price !== null || freeWith !== null || !priced
      ? ({ kind: 'drafted', draft: line.price } as const)
      : await priceFor(drafting, item.entry, customer, line.quantity, line.erpUom);
  if (price.kind !== 'drafted') return price;
  const rate = freeWith === null ? price.draft : null;
  const value = freeWith !== null ? '0' : rate === null ? null : valueOf(rate, line.quantity, drafting.tools.company.currency);
  const words = markedText(plainText(line.words, wordsLength), { lineNo: line.lineNo, freeWith }, place.byPlace, wordsLength);
  return {
    kind: 'drafted',
    draft: goodsDraft(item.entry, line.quantity, line.erpUom, place.godown, { rate, value, words, order: place.order, due: place.due, freeWith }),
  };
}

async function draftOrder(drafting: Drafting, order: CreateSalesOrder, reference: string, priced: boolean): Promise<Drafted<VoucherDraft>> {
  const { settings } = drafting.writing;
  const customer = drafting.book.customer(order.customer);
  if (customer === undefined) return refused('unknown_customer', `Tally has no customer ${order.customer}`, order.customer);
  if (order.currency !== drafting.tools.company.currency) return refused('currency', `the company books in ${drafting.tools.company.currency}`, 'currency');
  const date = todayOf(drafting);
  const goods: GoodsDraft[] = [];
  let last = 0;
  for (const line of order.lines) {
    const place = { order: reference, due: order.requestedDate ?? date, godown: settings.orderGodown, byPlace: nextNumber(last) };
    last = line.lineNo;
    const drafted = await orderLine(drafting, customer, line, place, priced);
    if (drafted.kind !== 'drafted') return drafted;
    goods.push(drafted.draft);
  }
  const narration = [reference, order.orderNumber].filter((text) => text !== '').join(' ');
  const shipTo = order.shipTo === null || order.shipTo === order.customer ? '' : order.shipTo;
  return {
    kind: 'drafted',
    draft: {
      ...emptyDraft(settings.voucherTypes.order, 'Invoice Voucher View', date, reference, narration, settings.inwardDeemedPositive),
      party: customer.name,
      consignee: shipTo,
      customerPo: plainText(order.customerPo ?? '', 100),
      ledgers: partyLedger(customer.name, goods),
      goods,
      salesLedger: settings.salesLedger,
    },
  };
}

/** Makes a draft with the names that are known, books it, and once more with names read anew when Tally knows one of them no longer. */
export async function bookWithNames(
  writing: Writing,
  company: string,
  record: CallSink,
  draft: (drafting: Drafting) => Promise<Drafted<VoucherDraft>>,
): Promise<ExecuteOutcome> {
  const tools = companyFor(writing, company);
  if ('kind' in tools) return tools;
  const attempt = async (maxAgeMs: number): Promise<ExecuteOutcome> => {
    const outcome = await tools.book(maxAgeMs, record);
    if (outcome.kind !== 'book') return outcome;
    const drafted = await draft({ writing, tools, book: outcome.book, record });
    return drafted.kind === 'drafted' ? bookVoucher(writing, tools, drafted.draft, record) : drafted;
  };
  const first = await attempt(bookAgeMs);
  const stale = first.kind === 'rejected' && ['unknown_master', 'unknown_item', 'unknown_customer', 'unknown_unit'].includes(first.code);
  return stale ? attempt(0) : first;
}

/** How vouchers of one kind are drafted again for reading back. `company` names it in the payload's words. */
export interface VoucherKind<P> {
  readonly parse: (payload: unknown) => P;
  readonly company: (payload: P) => string;
  /** The day the voucher is of; null: today, so reading back does not compare it. */
  readonly date: (payload: P) => string | null;
  readonly draft: (drafting: Drafting, payload: P, reference: string, sending: boolean) => Promise<Drafted<VoucherDraft>>;
  readonly template: 'orders' | 'deliveries' | 'stockJournals' | 'manufacturing' | 'payments';
}

/** The writer of commands that are one voucher each, found by its reference and taken back by cancelling. A payload that is none is a bug on our side, and thrown. */
export function voucherWriter<P>(writing: Writing, kind: VoucherKind<P>): Writer {
  return {
    async find(command, record) {
      const payload = kind.parse(command.payload);
      const tools = companyFor(writing, kind.company(payload));
      if ('kind' in tools) return tools;
      const found = await findByReference(writing, tools, command.reference, kind.date(payload), record);
      return found.kind === 'rows' ? outcomeOf(tools.company.code, found.vouchers) : found;
    },
    execute: (command, record) => {
      const payload = kind.parse(command.payload);
      return bookWithNames(writing, kind.company(payload), record, (drafting) => kind.draft(drafting, payload, command.reference, true));
    },
    async verify(command, erpKey, record) {
      const payload = kind.parse(command.payload);
      const read = await readByKey(writing, 'verify', erpKey, record);
      if (read.kind !== 'voucher') return missing(read, erpKey);
      const outcome = await read.tools.book(bookAgeMs, record);
      if (outcome.kind !== 'book') return outcome;
      const drafted = await kind.draft({ writing, tools: read.tools, book: outcome.book, record }, payload, command.reference, false);
      if (drafted.kind !== 'drafted') return drafted;
      const { voucher, tools } = read;
      const date = kind.date(payload) ?? voucher.date;
      const fields = compareVoucher({ ...drafted.draft, date }, voucher);
      return fields.length === 0
        ? { kind: 'equal', document: documentFacts(tools.company.code, voucher, tools.company.currency) }
        : { kind: 'different', fields };
    },
    reverse: (command, erpKey, record) => cancelVoucher(writing, erpKey, `${command.reference} cancelled`, record),
    references: (since, cursor) => referencesOf(writing, kind.template, since, cursor),
  };
}

/** A voucher that is not there is a difference, not a refusal: the command is done, and its document is gone. */
const missing = (failure: ErpFailure, erpKey: string): Awaited<ReturnType<Writer['verify']>> =>
  failure.kind === 'rejected' && failure.code === 'unknown_document'
    ? { kind: 'different', fields: [{ field: 'voucher', ours: erpKey, theirs: '' }] }
    : failure;

/** Orders: one Sales Order voucher each. Its party side follows from its lines, so reading back compares the lines. */
export const salesOrderKind: VoucherKind<CreateSalesOrder> = {
  parse: (payload) => createSalesOrderSchema.parse(payload),
  company: (order) => order.salesOrg,
  date: () => null,
  template: 'orders',
  draft: async (drafting, order, reference, sending) => {
    const drafted = await draftOrder(drafting, order, reference, sending);
    if (drafted.kind !== 'drafted' || sending) return drafted;
    const due = (line: GoodsDraft): GoodsDraft => (order.requestedDate === null ? { ...line, due: null } : line);
    return { kind: 'drafted', draft: { ...drafted.draft, ledgers: [], goods: drafted.draft.goods.map(due) } };
  },
};
