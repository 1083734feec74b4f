import type { DeliveryRecord, Invoice, PastOrder, PurchaseOrder, SalesOrder } from '../../../modules/sync/contract.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { Mapped } from '../read/pages.ts';
import type { OracleSettings } from '../settings.ts';
import { childRows, dayOf, flagOf } from '../wire.ts';
import { milliOf, minorOf, optional, ourUnit } from './values.ts';

const numberOf = (row: WireRecord, field: string, fallback: number): number => {
  const number = Number(textOf(row, field) || 'none');
  return Number.isSafeInteger(number) && number > 0 ? number : fallback;
};

/** The number of an order line: the one that its source gave it, else its place. */
export const lineNumber = (row: WireRecord, index: number): number => numberOf(row, 'SourceTransactionLineNumber', index + 1);

const isCanceled = (row: WireRecord): boolean => flagOf(row, 'CanceledFlag') || textOf(row, 'StatusCode') === 'CANCELED';
const isOurs = (row: WireRecord, settings: OracleSettings): boolean => textOf(row, 'BusinessUnitName') in settings.businessUnits;

/** An order of the past. Skipped: drafts, other business units, no date. Canceled lines are left out. */
export function mapPastOrder(row: WireRecord, settings: OracleSettings): Mapped<PastOrder> {
  const erpNumber = textOf(row, 'OrderNumber');
  const orderedOn = dayOf(row, 'TransactionOn');
  if (!isOurs(row, settings)) return { kind: 'skipped', key: erpNumber, why: 'not_ours' };
  if (textOf(row, 'StatusCode') === 'DOO_DRAFT') return { kind: 'skipped', key: erpNumber, why: 'draft' };
  if (orderedOn === null) return { kind: 'skipped', key: erpNumber, why: 'no_date' };
  const currency = textOf(row, 'TransactionalCurrencyCode');
  const lines = childRows(row, 'lines').flatMap((line, index): PastOrder['lines'] => {
    const quantityMilli = milliOf(line, 'OrderedQuantity');
    if (isCanceled(line) || quantityMilli === null) return [];
    const netMinor = minorOf(line, 'ExtendedAmount', currency);
    return [
      {
        lineNo: lineNumber(line, index),
        sku: textOf(line, 'ProductNumber'),
        quantityMilli,
        uom: ourUnit(settings, textOf(line, 'OrderedUOMCode')),
        netMinor,
        ...(quantityMilli > 0 && netMinor === 0 ? { free: true } : {}),
        words: optional(line, settings.wordsField) || null,
      },
    ];
  });
  const data: PastOrder = { erpNumber, customer: textOf(row, 'BuyingPartyNumber'), orderedOn, currency, lines };
  return { kind: 'mapped', record: { key: erpNumber, version: textOf(row, 'LastUpdateDate'), data, extra: {} } };
}

/** The state of an order: what was closed or canceled is not open any more. */
export function orderState(row: WireRecord): SalesOrder['state'] {
  const status = textOf(row, 'StatusCode');
  if (flagOf(row, 'CanceledFlag') || /CANCEL/.test(status)) return 'cancelled';
  return /CLOSED/.test(status) ? 'closed' : 'open';
}

/** An order and how far it is. Skipped: other business units, no date. */
export function mapSalesOrder(row: WireRecord, settings: OracleSettings): Mapped<SalesOrder> {
  const erpNumber = textOf(row, 'OrderNumber');
  const orderedOn = dayOf(row, 'TransactionOn');
  if (!isOurs(row, settings)) return { kind: 'skipped', key: erpNumber, why: 'not_ours' };
  if (orderedOn === null) return { kind: 'skipped', key: erpNumber, why: 'no_date' };
  const currency = textOf(row, 'TransactionalCurrencyCode');
  const ours = textOf(row, 'SourceTransactionSystem') === settings.sourceSystem;
  const data: SalesOrder = {
    erpNumber,
    reference: ours ? textOf(row, 'SourceTransactionId') : '',
    customer: textOf(row, 'BuyingPartyNumber'),
    orderedOn,
    requestedOn: dayOf(row, 'RequestedShipDate'),
    currency,
    state: orderState(row),
    block: flagOf(row, 'OnHold') ? 'on_hold' : textOf(row, 'StatusCode') === 'DOO_DRAFT' ? 'draft' : null,
    lines: childRows(row, 'lines').flatMap((line, index) => {
      const quantityMilli = milliOf(line, 'OrderedQuantity');
      if (isCanceled(line) || quantityMilli === null) return [];
      return [
        {
          lineNo: lineNumber(line, index),
          sku: textOf(line, 'ProductNumber'),
          quantityMilli,
          deliveredMilli: milliOf(line, 'ShippedQuantity'),
          uom: ourUnit(settings, textOf(line, 'OrderedUOMCode')),
          netMinor: minorOf(line, 'ExtendedAmount', currency),
        },
      ];
    }),
  };
  return { kind: 'mapped', record: { key: erpNumber, version: textOf(row, 'LastUpdateDate'), data, extra: {} } };
}

/** A shipment. */
export function mapDelivery(row: WireRecord, settings: OracleSettings): Mapped<DeliveryRecord> {
  const number = textOf(row, 'Shipment');
  const shipped = dayOf(row, 'ActualShipDate');
  const state = /CANCEL/.test(textOf(row, 'ShipmentStatusCode'))
    ? 'cancelled'
    : textOf(row, 'ActualDeliveryDate') !== ''
      ? 'delivered'
      : shipped === null
        ? 'planned'
        : 'shipped';
  const data: DeliveryRecord = {
    number,
    customer: textOf(row, 'ShipToPartyNumber'),
    shippedOn: shipped,
    state,
    lines: childRows(row, 'unpackedShipmentLines').map((line, index) => ({
      lineNo: index + 1,
      sku: textOf(line, 'Item'),
      quantityMilli: milliOf(line, 'ShippedQuantity') ?? milliOf(line, 'RequestedQuantity') ?? 0,
      uom: ourUnit(settings, textOf(line, 'ShippedQuantityUOMCode')),
      order: textOf(line, 'Order') || null,
      orderLine: textOf(line, 'OrderLine') === '' ? null : numberOf(line, 'OrderLine', index + 1),
    })),
  };
  return { kind: 'mapped', record: { key: number, version: textOf(row, 'LastUpdateDate'), data, extra: {} } };
}

/** An invoice. Skipped: incomplete, unreadable amount. */
export function mapInvoice(row: WireRecord, settings: OracleSettings): Mapped<Invoice> {
  const number = textOf(row, 'TransactionNumber');
  const currency = textOf(row, 'InvoiceCurrencyCode');
  const issuedOn = dayOf(row, 'TransactionDate');
  const totalMinor = minorOf(row, 'EnteredAmount', currency);
  const openMinor = minorOf(row, 'InvoiceBalanceAmount', currency);
  if (textOf(row, 'InvoiceStatus') === 'Incomplete') return { kind: 'skipped', key: number, why: 'incomplete' };
  if (totalMinor === null || issuedOn === null) return { kind: 'skipped', key: number, why: 'unreadable_amount' };
  const data: Invoice = {
    number,
    customer: textOf(row, 'BillToCustomerNumber'),
    issuedOn,
    dueOn: dayOf(row, 'DueDate'),
    currency,
    totalMinor,
    openMinor,
    state: openMinor === 0 ? 'paid' : 'open',
    lines: childRows(row, 'receivablesInvoiceLines').map((line, index) => ({
      lineNo: numberOf(line, 'LineNumber', index + 1),
      sku: textOf(line, 'ItemNumber'),
      quantityMilli: milliOf(line, 'Quantity') ?? 0,
      uom: ourUnit(settings, textOf(line, 'UnitOfMeasure')),
      netMinor: minorOf(line, 'LineAmount', currency),
      order: textOf(line, 'SalesOrder') || null,
    })),
  };
  return { kind: 'mapped', record: { key: number, version: textOf(row, 'LastUpdateDate'), data, extra: {} } };
}

/** A purchase order, a line for each schedule of a line. Skipped: no date. */
export function mapPurchaseOrder(row: WireRecord, settings: OracleSettings): Mapped<PurchaseOrder> {
  const number = textOf(row, 'OrderNumber');
  const orderedOn = dayOf(row, 'CreationDate');
  if (orderedOn === null) return { kind: 'skipped', key: number, why: 'no_date' };
  const status = textOf(row, 'StatusCode');
  const lines = childRows(row, 'lines').flatMap((line, index) =>
    childRows(line, 'schedules').flatMap((schedule): PurchaseOrder['lines'] => {
      const quantityMilli = milliOf(schedule, 'Quantity');
      if (quantityMilli === null || textOf(line, 'Item') === '') return [];
      const place = [textOf(schedule, 'ShipToOrganizationCode'), textOf(schedule, 'Subinventory')].filter((part) => part !== '').join('/');
      return [
        {
          lineNo: numberOf(line, 'LineNumber', index + 1),
          sku: textOf(line, 'Item'),
          quantityMilli,
          receivedMilli: milliOf(schedule, 'ReceivedQuantity'),
          uom: ourUnit(settings, textOf(line, 'UOMCode')),
          place,
          dueOn: dayOf(schedule, 'RequestedDeliveryDate'),
        },
      ];
    }),
  );
  const state = /CANCEL/.test(status) ? 'cancelled' : /CLOSED/.test(status) ? 'closed' : 'open';
  const data: PurchaseOrder = {
    number,
    supplier: textOf(row, 'SupplierNumber') || textOf(row, 'Supplier'),
    orderedOn,
    currency: textOf(row, 'CurrencyCode'),
    state,
    lines,
  };
  return { kind: 'mapped', record: { key: number, version: textOf(row, 'LastUpdateDate'), data, extra: {} } };
}
