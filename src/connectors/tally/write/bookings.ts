import type { Delivery, PaymentReceipt, ProductionReceipt, StockMovement, StockStatusChange } from '../../../modules/sync/contract.ts';
import { deliverySchema, paymentReceiptSchema, productionReceiptSchema, stockMovementSchema, stockStatusChangeSchema } from '../../../modules/sync/contract.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import { markOf } from '../../kit/line-mark.ts';
import { isFree, lineNumbersOf } from '../map/line-numbers.ts';
import { godownFor } from '../map/stock.ts';
import type { Voucher } from '../map/voucher.ts';
import { folded } from '../read/book.ts';
import { negated } from '../wire/amounts.ts';
import { emptyDraft, goodsDraft, itemOf, partyLedger, plainText, valueOf } from './drafts.ts';
import type { Drafted, Drafting } from './drafts.ts';
import type { VoucherKind } from './sales-order.ts';
import { readByKey, refused } from './tools.ts';
import type { GoodsDraft, VoucherDraft } from './voucher-xml.ts';

const narrated = (...parts: readonly string[]): string => plainText(parts.filter((part) => part !== '').join(' '), 500);

const journalOf = ({ writing }: Drafting, type: 'stockJournal' | 'manufacturing', date: string, reference: string, narration: string): VoucherDraft =>
  emptyDraft(writing.settings.voucherTypes[type], 'Consumption Voucher View', date, reference, narration, writing.settings.inwardDeemedPositive);

/** Goods between godowns, out of stock, or into it: a Stock Journal. */
async function draftMovement(drafting: Drafting, move: StockMovement, reference: string): Promise<Drafted<VoucherDraft>> {
  const inward: GoodsDraft[] = [];
  const outward: GoodsDraft[] = [];
  for (const line of move.lines) {
    const item = itemOf(drafting.book, line.sku, line.erpUom);
    if (item.kind !== 'entry') return item;
    if (move.movement === 'transfer' && line.placeTo === null) return refused('no_place', `a transfer of ${line.sku} needs the place it goes to`, line.sku);
    const goods = (godown: string): GoodsDraft => goodsDraft(item.entry, line.quantity, line.erpUom, godown, { batch: line.lot });
    if (move.movement === 'receipt') inward.push(goods(line.place));
    else outward.push(goods(line.place));
    if (line.placeTo !== null && move.movement === 'transfer') inward.push(goods(line.placeTo));
  }
  const narration = narrated(reference, move.movement, move.productionOrder ?? '', move.reason);
  return Promise.resolve({ kind: 'drafted', draft: { ...journalOf(drafting, 'stockJournal', move.postedOn, reference, narration), inward, outward } });
}

/** A hold and its end: Tally has no stock status, so goods go to the godown of that status. */
async function draftStatus(drafting: Drafting, change: StockStatusChange, reference: string): Promise<Drafted<VoucherDraft>> {
  const { settings } = drafting.writing;
  const item = itemOf(drafting.book, change.sku, change.erpUom);
  if (item.kind !== 'entry') return item;
  const goods = (status: StockStatusChange['from']): GoodsDraft =>
    goodsDraft(item.entry, change.quantity, change.erpUom, godownFor(change.place, status, settings), { batch: change.lot });
  const narration = narrated(reference, `${change.from} > ${change.to}`, change.reason);
  const journal = journalOf(drafting, 'stockJournal', change.postedOn, reference, narration);
  return Promise.resolve({ kind: 'drafted', draft: { ...journal, inward: [goods(change.to)], outward: [goods(change.from)] } });
}

/** Finished goods: a Manufacturing Journal. What they used up is booked by the issues of the production order, not here. */
async function draftReceipt(drafting: Drafting, receipt: ProductionReceipt, reference: string): Promise<Drafted<VoucherDraft>> {
  const item = itemOf(drafting.book, receipt.sku, receipt.erpUom);
  if (item.kind !== 'entry') return item;
  const inward = [goodsDraft(item.entry, receipt.quantity, receipt.erpUom, receipt.place, { batch: receipt.lot })];
  const narration = narrated(reference, receipt.productionOrder);
  return Promise.resolve({ kind: 'drafted', draft: { ...journalOf(drafting, 'manufacturing', receipt.postedOn, reference, narration), inward } });
}

type DeliveredLine = Delivery['lines'][number];

/** What makes a delivered line free as its order line is; null: that one is charged. */
function freePart(order: Voucher, item: string, erpLine: number): Partial<GoodsDraft> | null {
  const same = order.goods[lineNumbersOf(order.goods).indexOf(erpLine)];
  if (same === undefined || folded(same.item) !== folded(item) || !isFree(same)) return null;
  const freeWith = markOf(same.words)?.freeWith ?? null;
  return freeWith === null ? null : { freeWith, value: '0', words: same.words };
}

/** The order's price of a delivered line. */
function chargedPart(drafting: Drafting, ordered: Voucher['goods'], line: DeliveredLine): Partial<GoodsDraft> {
  const rate = ordered.find((one) => one.rate?.unit === line.erpUom)?.rate?.amount ?? null;
  return { rate, value: rate === null ? null : valueOf(rate, line.quantity, drafting.tools.company.currency) };
}

function deliveredLine(drafting: Drafting, order: Voucher, line: DeliveredLine, reference: string): Drafted<GoodsDraft> {
  const item = itemOf(drafting.book, line.sku, line.erpUom);
  if (item.kind !== 'entry') return item;
  const ordered = order.goods.filter((one) => folded(one.item) === folded(item.entry.name));
  const [first] = ordered;
  if (first === undefined) return refused('not_ordered', `order ${order.number} has no ${line.sku}`, line.sku);
  const at = { batch: line.lot, order: first.batches[0]?.order ?? order.reference, tracking: reference };
  const more = { ...at, ...(freePart(order, first.item, line.erpLine) ?? chargedPart(drafting, ordered, line)) };
  return { kind: 'drafted', draft: goodsDraft(item.entry, line.quantity, line.erpUom, line.place, more) };
}

/** Goods of an order leave: a Delivery Note that names the order's number, at the order's prices. */
async function draftDelivery(drafting: Drafting, delivery: Delivery, reference: string): Promise<Drafted<VoucherDraft>> {
  const { settings } = drafting.writing;
  const customer = drafting.book.customer(delivery.customer);
  if (customer === undefined) return refused('unknown_customer', `Tally has no customer ${delivery.customer}`, delivery.customer);
  const order = await readByKey(drafting.writing, 'order', delivery.erpNumber, drafting.record);
  if (order.kind !== 'voucher') return order;
  if (order.voucher.cancelled) return refused('order_cancelled', `order ${delivery.erpNumber} is cancelled`, 'erpNumber');
  const goods: GoodsDraft[] = [];
  for (const line of delivery.lines) {
    const drafted = deliveredLine(drafting, order.voucher, line, reference);
    if (drafted.kind !== 'drafted') return drafted;
    goods.push(drafted.draft);
  }
  const draft = emptyDraft(
    settings.voucherTypes.delivery,
    'Invoice Voucher View',
    delivery.shippedOn,
    reference,
    narrated(reference, delivery.carrier),
    settings.inwardDeemedPositive,
  );
  return { kind: 'drafted', draft: { ...draft, party: customer.name, ledgers: partyLedger(customer.name, goods), goods, salesLedger: settings.salesLedger } };
}

/** Money from a customer: a Receipt into the ledger of its kind, against an invoice's bill or on account. */
async function draftPayment(drafting: Drafting, payment: PaymentReceipt, reference: string): Promise<Drafted<VoucherDraft>> {
  const { settings } = drafting.writing;
  const customer = drafting.book.customer(payment.customer);
  if (customer === undefined) return refused('unknown_customer', `Tally has no customer ${payment.customer}`, payment.customer);
  if (payment.currency !== drafting.tools.company.currency) return refused('currency', `the company books in ${drafting.tools.company.currency}`, 'currency');
  const amount = normalDecimal(payment.amount) ?? payment.amount;
  const bill = payment.invoice === null ? ({ type: 'On Account', name: '' } as const) : await billOf(drafting, payment.invoice);
  if ('kind' in bill) return bill;
  const draft = emptyDraft(
    settings.voucherTypes.receipt,
    'Accounting Voucher View',
    payment.receivedOn,
    reference,
    narrated(reference, payment.method, payment.note),
    true,
  );
  const ledgers = [
    { ledger: customer.name, amount, bill },
    { ledger: settings.paymentLedgers[payment.method], amount: negated(amount), bill: null },
  ];
  return { kind: 'drafted', draft: { ...draft, party: customer.name, ledgers } };
}

/** The bill that an invoice is known by in the customer's account: what its voucher says, or the text itself where it names no voucher of ours. */
async function billOf(drafting: Drafting, invoice: string) {
  if (!invoice.includes('#')) return { type: 'Agst Ref', name: invoice } as const;
  const read = await readByKey(drafting.writing, 'invoice', invoice, drafting.record);
  if (read.kind !== 'voucher') return read;
  const name = read.voucher.ledgers.flatMap((line) => line.bills).find((bill) => bill.name !== '')?.name ?? read.voucher.number;
  return { type: 'Agst Ref', name } as const;
}

/** Bookings beside orders, each one voucher. */
export const movementKind: VoucherKind<StockMovement> = {
  parse: (payload) => stockMovementSchema.parse(payload),
  company: (move) => move.company,
  date: (move) => move.postedOn,
  draft: draftMovement,
  template: 'stockJournals',
};
export const statusKind: VoucherKind<StockStatusChange> = {
  parse: (payload) => stockStatusChangeSchema.parse(payload),
  company: (change) => change.company,
  date: (change) => change.postedOn,
  draft: draftStatus,
  template: 'stockJournals',
};
export const receiptKind: VoucherKind<ProductionReceipt> = {
  parse: (payload) => productionReceiptSchema.parse(payload),
  company: (receipt) => receipt.company,
  date: (receipt) => receipt.postedOn,
  draft: draftReceipt,
  template: 'manufacturing',
};
export const deliveryKind: VoucherKind<Delivery> = {
  parse: (payload) => deliverySchema.parse(payload),
  company: (delivery) => delivery.company,
  date: (delivery) => delivery.shippedOn,
  draft: draftDelivery,
  template: 'deliveries',
};
export const paymentKind: VoucherKind<PaymentReceipt> = {
  parse: (payload) => paymentReceiptSchema.parse(payload),
  company: (payment) => payment.company,
  date: (payment) => payment.receivedOn,
  draft: draftPayment,
  template: 'payments',
};
