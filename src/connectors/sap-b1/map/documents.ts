import { parseMilli } from '../../../kernel/quantity.ts';
import type { DeliveryRecord, Invoice, PastOrder, PurchaseOrder, SalesOrder } from '../../../modules/sync/contract.ts';
import { expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, decimalOf, intOf } from '../../kit/odata4/codec.ts';
import { mapped, skipped, versionOf, type Mapped } from '../read/reading.ts';
import { ourUnit, placeOf, type B1Settings } from '../settings.ts';
import { minorOf } from './masters.ts';
import { baseLineNoOf, lineNoOf, wordsOf } from './row-mark.ts';

/** Our reference: what looks like one of ours in the field that carries it; empty for documents of others. */
export function referenceOf(row: WireRecord, field: string): string {
  const text = textOf(row, field);
  return /^MO[0-9A-Z]{14}$/.test(text) ? text : '';
}

const milli = (row: WireRecord, field: string): number | null => parseMilli(decimalOf(row, field) ?? '');

/** Rows with an item, with quantity and unit; null when a quantity is finer than thousandths. */
function linesOf(row: WireRecord, currency: string, settings: B1Settings) {
  const lines = expandedOf(row, 'DocumentLines')
    .filter((line) => textOf(line, 'ItemCode') !== '')
    .map((line) => ({
      line,
      lineNo: lineNoOf(line, settings),
      sku: textOf(line, 'ItemCode'),
      quantityMilli: milli(line, 'Quantity'),
      openMilli: milli(line, 'RemainingOpenQuantity'),
      uom: ourUnit(settings, textOf(line, 'UoMCode') || textOf(line, 'MeasureUnit')),
      netMinor: minorOf(decimalOf(line, 'LineTotal'), currency),
    }));
  if (lines.some((line) => line.quantityMilli === null)) return null;
  return lines.map((line) => ({ ...line, quantityMilli: line.quantityMilli ?? 0 }));
}

/** What of a row left: all of it in a closed row of a closed document that does not say what is open. */
const deliveredOf = (line: { readonly quantityMilli: number; readonly openMilli: number | null }): number | null =>
  line.openMilli === null ? null : line.quantityMilli - line.openMilli;

const stateOf = (row: WireRecord): 'open' | 'closed' | 'cancelled' =>
  textOf(row, 'Cancelled') === 'tYES' ? 'cancelled' : textOf(row, 'DocumentStatus') === 'bost_Open' ? 'open' : 'closed';

const known = (row: WireRecord): { readonly key: string; readonly currency: string } => ({
  key: textOf(row, 'DocEntry'),
  currency: textOf(row, 'DocCurrency'),
});

/** An order of the past, with the customer's words. */
export function mapPastOrder(row: WireRecord, settings: B1Settings): Mapped<PastOrder> {
  const { key, currency } = known(row);
  const lines = linesOf(row, currency, settings);
  const orderedOn = dayOf(row, 'DocDate');
  if (lines === null) return skipped(key, 'unreadable_quantity');
  if (orderedOn === null) return skipped(key, 'no_date');
  const data: PastOrder = {
    erpNumber: key,
    customer: textOf(row, 'CardCode'),
    orderedOn,
    currency,
    lines: lines.map(({ line, lineNo, sku, quantityMilli, uom, netMinor }) => ({
      lineNo,
      sku,
      quantityMilli,
      uom,
      netMinor,
      words: wordsOf(line) || null,
      ...(quantityMilli > 0 && netMinor === 0 ? { free: true } : {}),
    })),
  };
  return mapped(key, versionOf(row), data);
}

/** A sales order and how far it is. */
export function mapSalesOrder(row: WireRecord, settings: B1Settings): Mapped<SalesOrder> {
  const { key, currency } = known(row);
  const lines = linesOf(row, currency, settings);
  const orderedOn = dayOf(row, 'DocDate');
  if (lines === null) return skipped(key, 'unreadable_quantity');
  if (orderedOn === null) return skipped(key, 'no_date');
  const data: SalesOrder = {
    erpNumber: key,
    reference: referenceOf(row, settings.referenceField ?? 'NumAtCard'),
    customer: textOf(row, 'CardCode'),
    orderedOn,
    requestedOn: dayOf(row, 'DocDueDate'),
    currency,
    state: stateOf(row),
    block: textOf(row, 'Confirmed') === 'tNO' ? 'not_confirmed' : null,
    lines: lines.map((line) => ({
      lineNo: line.lineNo,
      sku: line.sku,
      quantityMilli: line.quantityMilli,
      deliveredMilli: deliveredOf(line),
      uom: line.uom,
      netMinor: line.netMinor,
    })),
  };
  return mapped(key, versionOf(row), data);
}

const salesOrderType = 17;
const orderOf = (line: WireRecord): string | null => (intOf(line, 'BaseType') === salesOrderType ? textOf(line, 'BaseEntry') : null);

/** A delivery. Business One does not know whether the customer has it. */
export function mapDelivery(row: WireRecord, settings: B1Settings): Mapped<DeliveryRecord> {
  const { key, currency } = known(row);
  const lines = linesOf(row, currency, settings);
  if (lines === null) return skipped(key, 'unreadable_quantity');
  const data: DeliveryRecord = {
    number: key,
    customer: textOf(row, 'CardCode'),
    shippedOn: dayOf(row, 'DocDate'),
    state: textOf(row, 'Cancelled') === 'tYES' ? 'cancelled' : 'shipped',
    lines: lines.map(({ line, lineNo, sku, quantityMilli, uom }) => ({
      lineNo,
      sku,
      quantityMilli,
      uom,
      order: orderOf(line),
      orderLine: orderOf(line) === null ? null : baseLineNoOf(line, settings),
    })),
  };
  return mapped(key, versionOf(row), data);
}

/** An invoice and what of it is unpaid. */
export function mapInvoice(row: WireRecord, settings: B1Settings): Mapped<Invoice> {
  const { key, currency } = known(row);
  const lines = linesOf(row, currency, settings);
  const issuedOn = dayOf(row, 'DocDate');
  const total = minorOf(decimalOf(row, 'DocTotal'), currency);
  const paid = minorOf(decimalOf(row, 'PaidToDate'), currency);
  if (lines === null) return skipped(key, 'unreadable_quantity');
  if (issuedOn === null || total === null || paid === null) return skipped(key, 'unreadable_amount');
  const cancelled = textOf(row, 'Cancelled') === 'tYES';
  const data: Invoice = {
    number: key,
    customer: textOf(row, 'CardCode'),
    issuedOn,
    dueOn: dayOf(row, 'DocDueDate'),
    currency,
    totalMinor: total,
    openMinor: cancelled ? 0 : total - paid,
    state: cancelled ? 'cancelled' : total - paid > 0 ? 'open' : 'paid',
    lines: lines.map(({ line, lineNo, sku, quantityMilli, uom, netMinor }) => ({ lineNo, sku, quantityMilli, uom, netMinor, order: orderOf(line) })),
  };
  return mapped(key, versionOf(row), data);
}

/** An order at a supplier and what of it has come. */
export function mapPurchaseOrder(row: WireRecord, settings: B1Settings): Mapped<PurchaseOrder> {
  const { key, currency } = known(row);
  const lines = linesOf(row, currency, settings);
  const orderedOn = dayOf(row, 'DocDate');
  if (lines === null) return skipped(key, 'unreadable_quantity');
  if (orderedOn === null) return skipped(key, 'no_date');
  const data: PurchaseOrder = {
    number: key,
    supplier: textOf(row, 'CardCode'),
    orderedOn,
    currency,
    state: stateOf(row),
    lines: lines.map((line) => ({
      lineNo: line.lineNo,
      sku: line.sku,
      quantityMilli: line.quantityMilli,
      receivedMilli: deliveredOf(line),
      uom: line.uom,
      place: placeOf(settings, textOf(line.line, 'WarehouseCode')),
      dueOn: dayOf(line.line, 'ShipDate') ?? dayOf(row, 'DocDueDate'),
    })),
  };
  return mapped(key, versionOf(row), data);
}
