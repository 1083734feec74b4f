import { parseMilli } from '../../../kernel/quantity.ts';
import type { DeliveryRecord, Invoice, PastOrder, PurchaseOrder, SalesOrder } from '../../../modules/sync/contract.ts';
import { expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, decimalOf, intOf } from '../../kit/odata4/codec.ts';
import { memberOf } from '../messages.ts';
import { mapped, skipped, versionOf, type Mapped } from '../read/reading.ts';
import { ourUnit, placeOf, type BcSettings } from '../settings.ts';
import { lineNoOf, lineWords } from './line-text.ts';
import { minorOf } from './masters.ts';

/** What documents are told with. */
export interface DocumentContext {
  /** Before numbers of documents. */
  readonly prefix: string;
  /** Of the company's books: documents in it may say none. */
  readonly currency: string;
  readonly settings: BcSettings;
  /** Location id → code. */
  readonly locations: ReadonlyMap<string, string>;
}

/** Our reference: what looks like one of ours; empty for documents of others. */
export function referenceOf(row: WireRecord): string {
  const text = textOf(row, 'externalDocumentNumber');
  return /^MO[0-9A-Z]{14}$/.test(text) ? text : '';
}

/** The lines of a document that are goods, in their order. */
export const goodsOf = (row: WireRecord, field: string): readonly WireRecord[] =>
  expandedOf(row, field)
    .filter((line) => memberOf(textOf(line, 'lineType')) === 'Item')
    .toSorted((a, b) => (intOf(a, 'sequence') ?? 0) - (intOf(b, 'sequence') ?? 0));

const milli = (row: WireRecord, field: string): number | null => parseMilli(decimalOf(row, field) ?? '');

/** Lines with item, quantity and unit; null when a quantity is finer than thousandths. */
function linesOf(row: WireRecord, field: string, currency: string, settings: BcSettings) {
  const lines = goodsOf(row, field).map((line) => ({
    line,
    lineNo: lineNoOf(line),
    sku: textOf(line, 'lineObjectNumber'),
    quantityMilli: milli(line, 'quantity'),
    uom: ourUnit(settings, textOf(line, 'unitOfMeasureCode')),
    netMinor: minorOf(decimalOf(line, 'netAmount'), currency),
  }));
  if (lines.some((line) => line.quantityMilli === null)) return null;
  return lines.map((line) => ({ ...line, quantityMilli: line.quantityMilli ?? 0 }));
}

const currencyOf = (row: WireRecord, context: DocumentContext): string => textOf(row, 'currencyCode') || context.currency;

/** What a customer bought: a posted invoice with the words of its lines. The order itself is gone by then. Skipped: cancelled or correcting ones. */
export function mapPastOrder(row: WireRecord, context: DocumentContext): Mapped<PastOrder> {
  const key = `${context.prefix}${textOf(row, 'number')}`;
  const currency = currencyOf(row, context);
  const lines = linesOf(row, 'salesInvoiceLines', currency, context.settings);
  const orderedOn = dayOf(row, 'invoiceDate') ?? dayOf(row, 'postingDate');
  if (['Canceled', 'Corrective'].includes(memberOf(textOf(row, 'status')))) return skipped(key, 'cancelled');
  if (lines === null) return skipped(key, 'unreadable_quantity');
  if (orderedOn === null) return skipped(key, 'no_date');
  if (lines.length === 0) return skipped(key, 'no_goods');
  const data: PastOrder = {
    erpNumber: key,
    customer: textOf(row, 'customerNumber'),
    orderedOn,
    currency,
    lines: lines.map(({ line, lineNo, sku, quantityMilli, uom, netMinor }) => ({
      lineNo,
      sku,
      quantityMilli,
      uom,
      netMinor,
      words: lineWords(line),
      ...(quantityMilli > 0 && netMinor === 0 ? { free: true } : {}),
    })),
  };
  return mapped(key, versionOf(row), data);
}

/** Whether an order lives: without goods it was cancelled, wholly shipped it is done. */
export function orderState(row: WireRecord): 'open' | 'closed' | 'cancelled' {
  if (goodsOf(row, 'salesOrderLines').every((line) => (decimalOf(line, 'quantity') ?? '0') === '0')) return 'cancelled';
  return row['fullyShipped'] === true ? 'closed' : 'open';
}

/** A sales order and how far it is. */
export function mapSalesOrder(row: WireRecord, context: DocumentContext): Mapped<SalesOrder> {
  const key = `${context.prefix}${textOf(row, 'number')}`;
  const currency = currencyOf(row, context);
  const lines = linesOf(row, 'salesOrderLines', currency, context.settings);
  const orderedOn = dayOf(row, 'orderDate');
  if (lines === null) return skipped(key, 'unreadable_quantity');
  if (orderedOn === null) return skipped(key, 'no_date');
  const data: SalesOrder = {
    erpNumber: key,
    reference: referenceOf(row),
    customer: textOf(row, 'customerNumber'),
    orderedOn,
    requestedOn: dayOf(row, 'requestedDeliveryDate'),
    currency,
    state: orderState(row),
    block: memberOf(textOf(row, 'status')) === 'In Review' ? 'in_review' : null,
    lines: lines.map(({ line, lineNo, sku, quantityMilli, uom, netMinor }) => ({
      lineNo,
      sku,
      quantityMilli,
      deliveredMilli: milli(line, 'shippedQuantity'),
      uom,
      netMinor,
    })),
  };
  return mapped(key, versionOf(row), data);
}

/** A posted shipment: its lines keep the numbers of the order's. */
export function mapDelivery(row: WireRecord, context: DocumentContext): Mapped<DeliveryRecord> {
  const key = `${context.prefix}${textOf(row, 'number')}`;
  const lines = linesOf(row, 'salesShipmentLines', context.currency, context.settings);
  if (lines === null) return skipped(key, 'unreadable_quantity');
  const order = textOf(row, 'orderNumber');
  const data: DeliveryRecord = {
    number: key,
    customer: textOf(row, 'customerNumber'),
    shippedOn: dayOf(row, 'postingDate'),
    state: 'shipped',
    lines: lines.map(({ lineNo, sku, quantityMilli, uom }) => ({
      lineNo,
      sku,
      quantityMilli,
      uom,
      order: order === '' ? null : `${context.prefix}${order}`,
      orderLine: order === '' ? null : lineNo,
    })),
  };
  return mapped(key, versionOf(row), data);
}

const invoiceStates: Readonly<Record<string, Invoice['state']>> = { Open: 'open', Paid: 'paid', Canceled: 'cancelled', Corrective: 'cancelled' };

/** A posted invoice and what of it is unpaid. Skipped: one that is not posted. */
export function mapInvoice(row: WireRecord, context: DocumentContext): Mapped<Invoice> {
  const key = `${context.prefix}${textOf(row, 'number') || textOf(row, 'id')}`;
  const currency = currencyOf(row, context);
  const lines = linesOf(row, 'salesInvoiceLines', currency, context.settings);
  const state = invoiceStates[memberOf(textOf(row, 'status'))];
  const issuedOn = dayOf(row, 'invoiceDate') ?? dayOf(row, 'postingDate');
  const total = minorOf(decimalOf(row, 'totalAmountIncludingTax'), currency);
  if (state === undefined) return skipped(key, 'not_posted');
  if (lines === null) return skipped(key, 'unreadable_quantity');
  if (issuedOn === null || total === null) return skipped(key, 'unreadable_amount');
  const order = textOf(row, 'orderNumber');
  const data: Invoice = {
    number: key,
    customer: textOf(row, 'customerNumber'),
    issuedOn,
    dueOn: dayOf(row, 'dueDate'),
    currency,
    totalMinor: total,
    // older releases do not tell what remains
    openMinor: state === 'open' ? minorOf(decimalOf(row, 'remainingAmount'), currency) : 0,
    state,
    lines: lines.map(({ lineNo, sku, quantityMilli, uom, netMinor }) => ({
      lineNo,
      sku,
      quantityMilli,
      uom,
      netMinor,
      order: order === '' ? null : `${context.prefix}${order}`,
    })),
  };
  return mapped(key, versionOf(row), data);
}

/** An order at a supplier and what of it has come. */
export function mapPurchaseOrder(row: WireRecord, context: DocumentContext): Mapped<PurchaseOrder> {
  const key = `${context.prefix}${textOf(row, 'number')}`;
  const currency = currencyOf(row, context);
  const lines = linesOf(row, 'purchaseOrderLines', currency, context.settings);
  const orderedOn = dayOf(row, 'orderDate');
  if (lines === null) return skipped(key, 'unreadable_quantity');
  if (orderedOn === null) return skipped(key, 'no_date');
  const data: PurchaseOrder = {
    number: key,
    supplier: textOf(row, 'vendorNumber'),
    orderedOn,
    currency,
    state: row['fullyReceived'] === true ? 'closed' : 'open',
    lines: lines.map(({ line, lineNo, sku, quantityMilli, uom }) => ({
      lineNo,
      sku,
      quantityMilli,
      receivedMilli: milli(line, 'receivedQuantity'),
      uom,
      place: placeOf(context.settings, context.locations.get(textOf(line, 'locationId')) ?? ''),
      dueOn: dayOf(line, 'expectedReceiptDate') ?? dayOf(row, 'requestedReceiptDate'),
    })),
  };
  return mapped(key, versionOf(row), data);
}
