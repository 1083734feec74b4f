import type { Invoice, PastOrder, PurchaseOrder, SalesOrder } from '../../../modules/sync/contract.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, decimalOf, intOf } from '../../kit/odata4/codec.ts';
import { documentKey, ourUnit, placeOf, type FoSettings } from '../settings.ts';
import { areaOf, milliOf, minorOf, own, yes } from './fields.ts';
import { mapped, skipped, type Mapped } from './mapped.ts';

/** Our reference: what looks like one of ours in the field that carries it; empty for documents of others. */
export function referenceOf(row: WireRecord, field: string): string {
  const text = textOf(row, field);
  return /^MO[0-9A-Z]{14}$/.test(text) ? text : '';
}

/** Our number of a line: its own field's; lines of others by their place in tens, behind a number that is taken already. */
export function numbered(lines: readonly WireRecord[], settings: FoSettings): readonly (readonly [number, WireRecord])[] {
  const sequence = (line: WireRecord): number => intOf(line, 'LineCreationSequenceNumber') ?? intOf(line, 'LineNumber') ?? 0;
  const taken = new Set<number>();
  return lines
    .toSorted((a, b) => sequence(a) - sequence(b))
    .map((line, index) => {
      const said = intOf(line, settings.lineField);
      const wanted = said !== null && said > 0 ? said : (sequence(line) || index + 1) * 10;
      const lineNo = taken.has(wanted) ? 100_000 + index : wanted;
      taken.add(lineNo);
      return [lineNo, line] as const;
    });
}

interface Line {
  readonly line: WireRecord;
  readonly lineNo: number;
  readonly sku: string;
  readonly quantityMilli: number;
  readonly uom: string;
  readonly netMinor: number | null;
}

/** Lines with an item; null when a quantity is finer than thousandths. */
function linesOf(lines: readonly WireRecord[], quantity: string, unit: string, currency: string, settings: FoSettings): readonly Line[] | null {
  const all = numbered(
    lines.filter((line) => textOf(line, 'ItemNumber') !== '' || textOf(line, 'ProductNumber') !== ''),
    settings,
  ).map(([lineNo, line]) => ({
    line,
    lineNo,
    sku: textOf(line, 'ItemNumber') || textOf(line, 'ProductNumber'),
    quantityMilli: milliOf(line, quantity),
    uom: ourUnit(settings, textOf(line, unit)),
    netMinor: minorOf(decimalOf(line, 'LineAmount'), currency),
  }));
  return all.some((line) => line.quantityMilli === null) ? null : all.map((line) => ({ ...line, quantityMilli: line.quantityMilli ?? 0 }));
}

/** Whether a header or line was cancelled. */
export const isCancelled = (row: WireRecord, field: string): boolean => /^Cancell?ed$/.test(textOf(row, field));

/** A header that is stopped and has no lines is an order that was cancelled with all its lines. */
export const isEmptied = (header: WireRecord, lines: readonly WireRecord[]): boolean => yes(header, 'IsSalesProcessingStopped') && lines.length === 0;

function stateOf(header: WireRecord, lines: readonly WireRecord[]): SalesOrder['state'] {
  if (isCancelled(header, 'SalesOrderStatus') || isEmptied(header, lines)) return 'cancelled';
  return ['Delivered', 'Invoiced'].includes(textOf(header, 'SalesOrderStatus')) ? 'closed' : 'open';
}

/** What of a line left: all or nothing; of a line that is partly delivered the ERP does not say how much. */
function deliveredOf(line: Line): number | null {
  const status = textOf(line.line, 'SalesOrderLineStatus');
  if (status === 'Delivered' || status === 'Invoiced') return line.quantityMilli;
  return null;
}

interface Head {
  readonly key: string;
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly orderedOn: string;
}

function headOf(header: WireRecord, lines: readonly WireRecord[], settings: FoSettings): Head | { readonly key: string; readonly why: string } {
  const key = documentKey(settings, areaOf(header), textOf(header, 'SalesOrderNumber'));
  const currency = textOf(header, 'CurrencyCode');
  const orderedOn = dayOf(header, 'OrderCreationDateTime') ?? dayOf(header, 'RequestedShippingDate');
  const read = linesOf(lines, 'OrderedSalesQuantity', 'SalesUnitSymbol', currency, settings);
  if (read === null) return { key, why: 'unreadable_quantity' };
  return orderedOn === null ? { key, why: 'no_date' } : { key, currency, lines: read, orderedOn };
}

/** An order of the past, with the customer's words. Cancelled ones teach nothing. */
export function mapPastOrder(header: WireRecord, lines: readonly WireRecord[], settings: FoSettings): Mapped<PastOrder> {
  const head = headOf(header, lines, settings);
  if ('why' in head) return skipped(head.key, head.why);
  if (stateOf(header, lines) === 'cancelled') return skipped(head.key, 'cancelled');
  const { key, currency, orderedOn } = head;
  const living = head.lines.filter(({ line }) => !isCancelled(line, 'SalesOrderLineStatus'));
  const data: PastOrder = {
    erpNumber: key,
    customer: textOf(header, 'OrderingCustomerAccountNumber'),
    orderedOn,
    currency,
    lines: living.map(({ line, lineNo, sku, quantityMilli, uom, netMinor }) => ({
      lineNo,
      sku,
      quantityMilli,
      uom,
      netMinor,
      words: own(line, settings.wordsField) || null,
      ...(quantityMilli > 0 && netMinor === 0 ? { free: true } : {}),
    })),
  };
  return mapped(key, '', data);
}

/** A sales order and how far it is. */
export function mapSalesOrder(header: WireRecord, lines: readonly WireRecord[], settings: FoSettings): Mapped<SalesOrder> {
  const head = headOf(header, lines, settings);
  if ('why' in head) return skipped(head.key, head.why);
  const { key, currency, orderedOn } = head;
  const living = head.lines.filter(({ line }) => !isCancelled(line, 'SalesOrderLineStatus'));
  const data: SalesOrder = {
    erpNumber: key,
    reference: referenceOf(header, settings.referenceField),
    customer: textOf(header, 'OrderingCustomerAccountNumber'),
    orderedOn,
    requestedOn: dayOf(header, 'RequestedReceiptDate') ?? dayOf(header, 'RequestedShippingDate'),
    currency,
    state: stateOf(header, lines),
    block: yes(header, 'IsSalesProcessingStopped') ? 'stopped' : null,
    lines: living.map((line) => ({
      lineNo: line.lineNo,
      sku: line.sku,
      quantityMilli: line.quantityMilli,
      deliveredMilli: deliveredOf(line),
      uom: line.uom,
      netMinor: line.netMinor,
    })),
  };
  return mapped(key, '', data);
}

/** An invoice and what of it is unpaid, by the customer's transaction of it; without one nothing is said of that. */
export function mapInvoice(
  header: WireRecord,
  lines: readonly WireRecord[],
  transaction: WireRecord | undefined,
  unpaid: string | null,
  settings: FoSettings,
): Mapped<Invoice> {
  const key = documentKey(settings, areaOf(header), textOf(header, 'InvoiceNumber'));
  const currency = textOf(header, 'CurrencyCode');
  const issuedOn = dayOf(header, 'InvoiceDate');
  const totalMinor = minorOf(decimalOf(header, 'TotalInvoiceAmount'), currency);
  const read = linesOf(lines, 'InvoicedQuantity', 'SalesUnitSymbol', currency, settings);
  if (read === null) return skipped(key, 'unreadable_quantity');
  if (issuedOn === null || totalMinor === null) return skipped(key, 'unreadable_amount');
  const openMinor = unpaid === null ? null : minorOf(unpaid, currency);
  const order = textOf(header, 'SalesOrderNumber');
  const data: Invoice = {
    number: key,
    customer: textOf(header, 'InvoiceCustomerAccountNumber'),
    issuedOn,
    dueOn: dayOf(transaction ?? {}, 'DueDate'),
    currency,
    totalMinor,
    openMinor,
    state: openMinor === 0 ? 'paid' : 'open',
    lines: read.map(({ lineNo, sku, quantityMilli, uom, netMinor }) => ({
      lineNo,
      sku,
      quantityMilli,
      uom,
      netMinor,
      order: order === '' ? null : documentKey(settings, areaOf(header), order),
    })),
  };
  return mapped(key, '', data);
}

/** An order at a supplier. What has come of a line is known when all has. */
export function mapPurchaseOrder(header: WireRecord, lines: readonly WireRecord[], settings: FoSettings): Mapped<PurchaseOrder> {
  const key = documentKey(settings, areaOf(header), textOf(header, 'PurchaseOrderNumber'));
  const currency = textOf(header, 'CurrencyCode');
  const orderedOn = dayOf(header, 'AccountingDate') ?? dayOf(header, 'RequestedDeliveryDate');
  const read = linesOf(lines, 'OrderedPurchaseQuantity', 'PurchaseUnitSymbol', currency, { ...settings, lineField: '' });
  if (read === null) return skipped(key, 'unreadable_quantity');
  if (orderedOn === null) return skipped(key, 'no_date');
  const status = textOf(header, 'PurchaseOrderStatus');
  const came = ['Received', 'Invoiced'];
  const data: PurchaseOrder = {
    number: key,
    supplier: textOf(header, 'OrderVendorAccountNumber'),
    orderedOn,
    currency,
    state: isCancelled(header, 'PurchaseOrderStatus') ? 'cancelled' : came.includes(status) ? 'closed' : 'open',
    lines: read.map(({ line, sku, quantityMilli, uom }) => ({
      lineNo: intOf(line, 'LineNumber') ?? 0,
      sku,
      quantityMilli,
      receivedMilli: came.includes(textOf(line, 'PurchaseOrderLineStatus')) ? quantityMilli : null,
      uom,
      place: placeOf(settings, areaOf(line), textOf(line, 'ReceivingSiteId'), textOf(line, 'ReceivingWarehouseId')),
      dueOn: dayOf(line, 'ConfirmedDeliveryDate') ?? dayOf(line, 'RequestedDeliveryDate'),
    })),
  };
  return mapped(key, '', data);
}
