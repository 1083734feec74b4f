import { addDays } from '../../../kernel/time.ts';
import type { BusinessDate } from '../../../kernel/time.ts';
import type { DeliveryRecord, Invoice, PastOrder, PurchaseOrder, SalesOrder } from '../../../modules/sync/contract.ts';
import { unmarkedWords } from '../../kit/line-mark.ts';
import { folded } from '../read/book.ts';
import type { Book } from '../read/book.ts';
import type { OpenOrders } from '../read/open-orders.ts';
import type { TallyCompany, TallySettings } from '../settings.ts';
import { negated, sumOf } from '../wire/amounts.ts';
import { ourUnit } from './item-units.ts';
import { isFree, lineNumbersOf } from './line-numbers.ts';
import type { Mapped } from './mapped.ts';
import { baseMilliOf, milliOf, minorOf, spokenMeasure } from './quantity.ts';
import { erpKeyOf } from './voucher.ts';
import type { GoodsLine, Voucher } from './voucher.ts';

/** What documents are told with. */
export interface Telling {
  readonly book: Book;
  readonly company: TallyCompany;
  readonly settings: TallySettings;
}

const skip = (voucher: Voucher, why: string): Extract<Mapped, { kind: 'skipped' }> => ({ kind: 'skipped', key: voucher.guid, why });

const recordOf = <T>(voucher: Voucher, data: T): Mapped<T> => ({
  kind: 'mapped',
  record: { key: voucher.guid, version: voucher.alterId, data, extra: { reference: voucher.reference, narration: voucher.narration } },
});

interface PlainLine {
  readonly lineNo: number;
  readonly sku: string;
  readonly quantityMilli: number;
  readonly uom: string;
  readonly line: GoodsLine;
}

/** Lines in the unit that people used; null when one cannot be read. */
function linesOf(goods: readonly GoodsLine[], { book, settings }: Telling): readonly PlainLine[] | null {
  const numbers = lineNumbersOf(goods);
  const lines = goods.map((line, index) => {
    const measure = spokenMeasure(line.measures, book.itemByName(line.item)?.units ?? null);
    const quantityMilli = milliOf(measure?.amount ?? null);
    return measure === null || quantityMilli === null
      ? null
      : { lineNo: numbers[index] ?? 0, sku: book.itemCode(line.item), quantityMilli, uom: ourUnit(settings, measure.unit), line };
  });
  return lines.every((line) => line !== null) ? lines : null;
}

const netOf = (line: GoodsLine, currency: string): number | null => {
  if (isFree(line)) return 0;
  const minor = minorOf(line.amount, currency);
  return minor === null ? null : Math.abs(minor);
};

/** A Sales Order voucher as a past order. Skipped: cancelled, unreadable. */
export function mapPastOrder(voucher: Voucher, telling: Telling): Mapped<PastOrder> {
  if (voucher.cancelled) return skip(voucher, 'cancelled');
  const lines = linesOf(voucher.goods, telling);
  if (lines === null || voucher.date === '') return skip(voucher, 'unreadable');
  const { book, company } = telling;
  return recordOf<PastOrder>(voucher, {
    erpNumber: erpKeyOf(company.code, voucher),
    customer: book.customerCode(voucher.party),
    orderedOn: voucher.date,
    currency: company.currency,
    lines: lines.map(({ line, ...rest }) => ({
      ...rest,
      netMinor: netOf(line, company.currency),
      words: unmarkedWords(line.words) || null,
      ...(isFree(line) ? { free: true } : {}),
    })),
  });
}

/** What of an order's lines has left, line by line: Tally tells it by item only, and an item may be bought and given in one order. */
function leaving(open: OpenOrders, units: (line: GoodsLine) => number): (line: GoodsLine) => number {
  const used = new Map<string, number>();
  return (line) => {
    const order = line.batches[0]?.order ?? '';
    const key = `${order}\u0000${folded(line.item)}`;
    const before = used.get(key) ?? 0;
    const left = Math.max(0, Math.min(units(line), open.delivered(order, line.item) - before));
    used.set(key, before + left);
    return left;
  };
}

/** A Sales Order voucher and how much of each line has left. */
export function mapSalesOrder(voucher: Voucher, telling: Telling, open: OpenOrders): Mapped<SalesOrder> {
  const lines = linesOf(voucher.goods, telling);
  if (lines === null || voucher.date === '') return skip(voucher, 'unreadable');
  const { book, company } = telling;
  const orderedOf = (line: GoodsLine): number => baseMilliOf(line.measures, book.itemByName(line.item)?.units ?? null) ?? 0;
  const leftOf = leaving(open, orderedOf);
  const told = lines.map(({ line, ...rest }) => {
    const [ordered, left] = [orderedOf(line), leftOf(line)];
    const deliveredMilli = ordered === 0 ? 0 : Math.floor((rest.quantityMilli * left) / ordered);
    return { ...rest, deliveredMilli, netMinor: netOf(line, company.currency) };
  });
  const done = told.length > 0 && told.every((line) => line.deliveredMilli >= line.quantityMilli);
  return recordOf<SalesOrder>(voucher, {
    erpNumber: erpKeyOf(company.code, voucher),
    reference: voucher.reference,
    customer: book.customerCode(voucher.party),
    orderedOn: voucher.date,
    requestedOn: voucher.goods.flatMap((line) => line.batches.map((batch) => batch.due)).find((due) => due !== '') ?? null,
    currency: company.currency,
    state: voucher.cancelled ? 'cancelled' : done ? 'closed' : 'open',
    block: null,
    lines: told,
  });
}

/** A Delivery Note. Whether the customer has the goods Tally does not know. */
export function mapDelivery(voucher: Voucher, telling: Telling): Mapped<DeliveryRecord> {
  const lines = linesOf(voucher.goods, telling);
  if (lines === null) return skip(voucher, 'unreadable');
  const { book, company } = telling;
  return recordOf<DeliveryRecord>(voucher, {
    number: erpKeyOf(company.code, voucher),
    customer: book.customerCode(voucher.party),
    shippedOn: voucher.date || null,
    state: voucher.cancelled ? 'cancelled' : 'shipped',
    lines: lines.map(({ line, ...rest }) => ({ ...rest, order: line.batches.find((batch) => batch.order !== '')?.order ?? null, orderLine: null })),
  });
}

/** Without bills Tally keeps the account only as a whole. */
function unpaid(
  voucher: Voucher,
  bills: readonly { readonly name: string }[],
  openOf: (party: string, bill: string) => number,
): Pick<Invoice, 'openMinor' | 'state'> {
  if (voucher.cancelled) return { openMinor: 0, state: 'cancelled' };
  if (bills.length === 0) return { openMinor: null, state: 'open' };
  const openMinor = bills.reduce((sum, bill) => sum + openOf(voucher.party, bill.name), 0);
  return { openMinor, state: openMinor === 0 ? 'paid' : 'open' };
}

/** A Sales voucher; `openOf` gives what is unpaid of one of its customer's bills, in minor units. */
export function mapInvoice(voucher: Voucher, telling: Telling, openOf: (party: string, bill: string) => number): Mapped<Invoice> {
  const lines = linesOf(voucher.goods, telling);
  if (lines === null || voucher.date === '') return skip(voucher, 'unreadable');
  const { book, company } = telling;
  const party = voucher.ledgers.filter((line) => line.ledger.trim().toLowerCase() === voucher.party.trim().toLowerCase());
  const total = sumOf(party.map((line) => line.amount));
  const totalMinor = total === null || voucher.cancelled ? null : minorOf(negated(total), company.currency);
  if (totalMinor === null && !voucher.cancelled) return skip(voucher, 'unreadable_amount');
  const bills = party.flatMap((line) => line.bills);
  const days = bills.find((bill) => bill.creditDays !== null)?.creditDays ?? null;
  return recordOf<Invoice>(voucher, {
    number: erpKeyOf(company.code, voucher),
    customer: book.customerCode(voucher.party),
    issuedOn: voucher.date,
    dueOn: days === null ? null : addDays(voucher.date as BusinessDate, days),
    currency: company.currency,
    totalMinor: totalMinor ?? 0,
    ...unpaid(voucher, bills, openOf),
    lines: lines.map(({ line, ...rest }) => ({
      ...rest,
      netMinor: netOf(line, company.currency),
      order: line.batches.find((batch) => batch.order !== '')?.order ?? null,
    })),
  });
}

/** A Purchase Order voucher; `received` gives base thousandths of an item that came for an order number. */
export function mapPurchase(voucher: Voucher, telling: Telling, received: (order: string, item: string) => number): Mapped<PurchaseOrder> {
  const lines = linesOf(voucher.goods, telling);
  if (lines === null || voucher.date === '') return skip(voucher, 'unreadable');
  const { book, company } = telling;
  const told = lines.map(({ line, ...rest }) => {
    const ordered = baseMilliOf(line.measures, book.itemByName(line.item)?.units ?? null) ?? 0;
    const came = Math.min(ordered, received(line.batches[0]?.order ?? '', line.item));
    return {
      ...rest,
      receivedMilli: ordered === 0 ? 0 : Math.floor((rest.quantityMilli * came) / ordered),
      place: line.batches[0]?.godown ?? '',
      dueOn: line.batches[0]?.due || null,
    };
  });
  const done = told.length > 0 && told.every((line) => line.receivedMilli >= line.quantityMilli);
  return recordOf<PurchaseOrder>(voucher, {
    number: erpKeyOf(company.code, voucher),
    supplier: voucher.party.trim(),
    orderedOn: voucher.date,
    currency: company.currency,
    state: voucher.cancelled ? 'cancelled' : done ? 'closed' : 'open',
    lines: told,
  });
}
