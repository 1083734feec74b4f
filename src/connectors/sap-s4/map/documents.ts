import { parseMilli } from '../../../kernel/quantity.ts';
import type { DeliveryRecord, Invoice, ProductionOrder, PurchaseOrder, SalesOrder } from '../../../modules/sync/contract.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import { dateFromWire, expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { SapSettings } from '../settings.ts';
import { ourUnit } from '../units.ts';
import { unpadded } from './keys.ts';
import type { Mapped } from './mapped.ts';
import { minorOf } from './money.ts';

const milliOf = (row: WireRecord, field: string): number | null => parseMilli(normalDecimal(textOf(row, field)) ?? '');
const skipped = (key: string, why: string): Mapped<never> => ({ kind: 'skipped', key, why });
const mapped = <T>(key: string, row: WireRecord, data: T): Mapped<T> => ({
  kind: 'mapped',
  record: { key, version: textOf(row, 'LastChangeDateTime') || textOf(row, 'DeliveryVersion'), data, extra: {} },
});
const numberOf = (row: WireRecord, field: string): number => Number(textOf(row, field)) || 0;

/** Our reference: what looks like one of ours; empty for documents of others. */
export const referenceOf = (text: string): string => (/^MO[0-9A-HJKMNP-TV-Z]{14}$/.test(text.trim().toUpperCase()) ? text.trim().toUpperCase() : '');

/** Every one of the values, or null when one is missing. */
function allOf<T>(values: readonly (T | null)[]): readonly T[] | null {
  const found = values.filter((value) => value !== null);
  return found.length === values.length ? found : null;
}

/** What of an item has left: by its schedule lines, or all of an item that is done; null: SAP does not say. */
function deliveredOf(item: WireRecord, quantityMilli: number): number | null {
  const schedules = allOf(expandedOf(item, 'to_ScheduleLine').map((row) => milliOf(row, 'DeliveredQtyInOrderQtyUnit')));
  if (schedules !== null && schedules.length > 0) return schedules.reduce((sum, milli) => sum + milli, 0);
  const status = textOf(item, 'DeliveryStatus');
  return status === 'C' ? quantityMilli : status === 'A' ? 0 : null;
}

function salesLine(item: WireRecord, currency: string, settings: SapSettings): SalesOrder['lines'][number] | null {
  const quantityMilli = milliOf(item, 'RequestedQuantity');
  if (quantityMilli === null) return null;
  return {
    lineNo: numberOf(item, 'SalesOrderItem'),
    sku: textOf(item, 'Material'),
    quantityMilli,
    deliveredMilli: deliveredOf(item, quantityMilli),
    uom: ourUnit(settings, textOf(item, 'RequestedQuantityUnit')),
    netMinor: minorOf(textOf(item, 'NetAmount'), currency),
  };
}

/** A_SalesOrder with items and schedule lines. Rejected items are left out, but of an order that is cancelled as a whole. */
export function mapSalesOrder(row: WireRecord, settings: SapSettings): Mapped<SalesOrder> {
  const key = textOf(row, 'SalesOrder');
  const orderedOn = dateFromWire(row['SalesOrderDate']);
  if (orderedOn === null) return skipped(key, 'no_date');
  if (!(textOf(row, 'SalesOrganization') in settings.salesOrganizations)) return skipped(key, 'not_ours');
  const currency = textOf(row, 'TransactionCurrency');
  const cancelled = textOf(row, 'OverallSDDocumentRejectionSts') === 'C';
  const items = expandedOf(row, 'to_Item').filter((item) => cancelled || textOf(item, 'SalesDocumentRjcnReason') === '');
  const lines = allOf(items.map((item) => salesLine(item, currency, settings)));
  if (lines === null) return skipped(key, 'unreadable_quantity');
  const blocked = textOf(row, 'TotalCreditCheckStatus') === 'B' ? 'credit' : textOf(row, 'DeliveryBlockReason');
  return mapped(key, row, {
    erpNumber: key,
    reference: referenceOf(textOf(row, 'PurchaseOrderByCustomer')),
    customer: textOf(row, 'SoldToParty'),
    orderedOn,
    requestedOn: dateFromWire(row['RequestedDeliveryDate']),
    currency,
    state: cancelled ? 'cancelled' : textOf(row, 'OverallSDProcessStatus') === 'C' ? 'closed' : 'open',
    block: blocked === '' ? null : blocked,
    lines: [...lines],
  });
}

function deliveryLine(item: WireRecord, settings: SapSettings): DeliveryRecord['lines'][number] | null {
  const quantityMilli = milliOf(item, 'ActualDeliveryQuantity');
  if (quantityMilli === null) return null;
  const order = textOf(item, 'ReferenceSDDocument');
  return {
    lineNo: numberOf(item, 'DeliveryDocumentItem'),
    sku: textOf(item, 'Material'),
    quantityMilli,
    uom: ourUnit(settings, textOf(item, 'DeliveryQuantityUnit')),
    order: order === '' ? null : unpadded(order),
    orderLine: order === '' ? null : numberOf(item, 'ReferenceSDDocumentItem'),
  };
}

/** A_OutbDeliveryHeader with items. What was split into batches is in the parts; the emptied item is left out. */
export function mapDelivery(row: WireRecord, settings: SapSettings): Mapped<DeliveryRecord> {
  const key = textOf(row, 'DeliveryDocument');
  const lines = allOf(expandedOf(row, 'to_DeliveryDocumentItem').map((item) => deliveryLine(item, settings)));
  if (lines === null) return skipped(key, 'unreadable_quantity');
  const issued = textOf(row, 'OverallGoodsMovementStatus') === 'C';
  return mapped(key, row, {
    number: key,
    customer: textOf(row, 'SoldToParty'),
    shippedOn: issued ? dateFromWire(row['ActualGoodsMovementDate']) : null,
    state: textOf(row, 'OverallProofOfDeliveryStatus') === 'C' ? 'delivered' : issued ? 'shipped' : 'planned',
    lines: lines.filter((line) => line.quantityMilli !== 0),
  });
}

function invoiceLine(item: WireRecord, currency: string, settings: SapSettings): Invoice['lines'][number] | null {
  const quantityMilli = milliOf(item, 'BillingQuantity');
  if (quantityMilli === null) return null;
  const order = textOf(item, 'SalesDocument');
  return {
    lineNo: numberOf(item, 'BillingDocumentItem'),
    sku: textOf(item, 'Material'),
    quantityMilli,
    uom: ourUnit(settings, textOf(item, 'BillingQuantityUnit')),
    netMinor: minorOf(textOf(item, 'NetAmount'), currency),
    order: order === '' ? null : unpadded(order),
  };
}

/** A_BillingDocument with items. The service says whether it is cleared, neither how much of it is open nor when it is due. Cancelling documents are skipped. */
export function mapInvoice(row: WireRecord, settings: SapSettings): Mapped<Invoice> {
  const key = textOf(row, 'BillingDocument');
  const issuedOn = dateFromWire(row['BillingDocumentDate']);
  const currency = textOf(row, 'TransactionCurrency');
  const totalMinor = minorOf(textOf(row, 'TotalGrossAmount'), currency);
  if (textOf(row, 'CancelledBillingDocument') !== '') return skipped(key, 'cancels_another');
  if (issuedOn === null) return skipped(key, 'no_date');
  if (totalMinor === null) return skipped(key, 'unreadable_amount');
  const lines = allOf(expandedOf(row, 'to_Item').map((item) => invoiceLine(item, currency, settings)));
  if (lines === null) return skipped(key, 'unreadable_quantity');
  const state = row['BillingDocumentIsCancelled'] === true ? 'cancelled' : textOf(row, 'InvoiceClearingStatus') === 'C' ? 'paid' : 'open';
  return mapped(key, row, {
    number: key,
    customer: textOf(row, 'PayerParty') || textOf(row, 'SoldToParty'),
    issuedOn,
    dueOn: null,
    currency,
    totalMinor,
    openMinor: state === 'open' ? null : 0,
    state,
    lines: [...lines],
  });
}

const isSet = (row: WireRecord, ...fields: readonly string[]): boolean => fields.some((field) => textOf(row, field) === 'X' || row[field] === true);

function productionState(row: WireRecord): ProductionOrder['state'] {
  if (isSet(row, 'OrderIsDeleted', 'OrderIsMarkedForDeletion')) return 'cancelled';
  if (isSet(row, 'OrderIsDelivered', 'OrderIsTechnicallyCompleted', 'OrderIsClosed')) return 'done';
  if (isSet(row, 'OrderIsPartiallyDelivered', 'OrderIsConfirmed', 'OrderIsPartiallyConfirmed')) return 'started';
  return isSet(row, 'OrderIsReleased', 'OrderIsPartiallyReleased') ? 'released' : 'planned';
}

/** A_ProductionOrder_2 with items and operations. */
export function mapProductionOrder(row: WireRecord, settings: SapSettings): Mapped<ProductionOrder> {
  const key = textOf(row, 'ManufacturingOrder');
  const quantityMilli = milliOf(row, 'TotalQuantity');
  const received = allOf(expandedOf(row, 'to_ProductionOrderItem').map((item) => milliOf(item, 'MfgOrderItemGoodsReceiptQty')));
  if (quantityMilli === null || received === null) return skipped(key, 'unreadable_quantity');
  const operations = expandedOf(row, 'to_ProductionOrderOperation')
    .map((one) => ({
      operation: textOf(one, 'ManufacturingOrderOperation'),
      name: textOf(one, 'MfgOrderOperationText'),
      workCentre: textOf(one, 'WorkCenter'),
      doneMilli: milliOf(one, 'OpTotalConfirmedYieldQty'),
    }))
    .sort((a, b) => (a.operation < b.operation ? -1 : 1));
  return mapped(key, row, {
    number: key,
    sku: textOf(row, 'Material'),
    plant: textOf(row, 'ProductionPlant') || textOf(row, 'Plant'),
    quantityMilli,
    doneMilli: received.reduce((sum, milli) => sum + milli, 0),
    uom: ourUnit(settings, textOf(row, 'ProductionUnit')),
    startOn: dateFromWire(row['MfgOrderScheduledStartDate']) ?? dateFromWire(row['MfgOrderPlannedStartDate']),
    dueOn: dateFromWire(row['MfgOrderScheduledEndDate']) ?? dateFromWire(row['MfgOrderPlannedEndDate']),
    state: productionState(row),
    operations,
  });
}

/** Receipts of purchase orders and what takes them back; goods in blocked receiving count when they are released. */
const receiptTypes = new Set(['101', '102', '105', '106', '122', '123', '161', '162']);

/** What has come of one item by its goods movements, thousandths; null when a movement was entered in another unit. */
function receivedOf(item: WireRecord, movements: readonly WireRecord[]): number | null {
  const unit = textOf(item, 'PurchaseOrderQuantityUnit');
  let sum = 0;
  for (const movement of movements) {
    if (!receiptTypes.has(textOf(movement, 'GoodsMovementType'))) continue;
    const milli = milliOf(movement, 'QuantityInEntryUnit');
    if (milli === null || textOf(movement, 'EntryUnit') !== unit) return null;
    sum += textOf(movement, 'DebitCreditCode') === 'H' ? -milli : milli;
  }
  return sum;
}

const itemKey = (order: string, item: string): string => `${unpadded(order)}/${unpadded(item)}`;

function purchaseLine(item: WireRecord, movements: readonly WireRecord[], settings: SapSettings): PurchaseOrder['lines'][number] | null {
  const quantityMilli = milliOf(item, 'OrderQuantity');
  if (quantityMilli === null) return null;
  const location = textOf(item, 'StorageLocation');
  const days = expandedOf(item, 'to_ScheduleLine').flatMap((line) => dateFromWire(line['ScheduleLineDeliveryDate']) ?? []);
  return {
    lineNo: numberOf(item, 'PurchaseOrderItem'),
    sku: textOf(item, 'Material'),
    quantityMilli,
    receivedMilli: receivedOf(item, movements),
    uom: ourUnit(settings, textOf(item, 'PurchaseOrderQuantityUnit')),
    place: location === '' ? textOf(item, 'Plant') : `${textOf(item, 'Plant')}/${location}`,
    dueOn: days.sort()[0] ?? null,
  };
}

/** Goods movements by the item of the purchase order that they belong to. */
export function byPurchaseItem(rows: readonly WireRecord[]): ReadonlyMap<string, readonly WireRecord[]> {
  const found = new Map<string, WireRecord[]>();
  for (const row of rows) {
    const key = itemKey(textOf(row, 'PurchaseOrder'), textOf(row, 'PurchaseOrderItem'));
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return found;
}

/** A_PurchaseOrder with items, their schedule lines, and what has come of them by goods movements. Deleted items are left out, but of an order that is deleted as a whole. */
export function mapPurchaseOrder(row: WireRecord, movements: ReadonlyMap<string, readonly WireRecord[]>, settings: SapSettings): Mapped<PurchaseOrder> {
  const key = textOf(row, 'PurchaseOrder');
  const orderedOn = dateFromWire(row['PurchaseOrderDate']) ?? dateFromWire(row['CreationDate']);
  if (orderedOn === null) return skipped(key, 'no_date');
  const all = expandedOf(row, 'to_PurchaseOrderItem');
  const alive = all.filter((item) => textOf(item, 'PurchasingDocumentDeletionCode') === '');
  const cancelled = textOf(row, 'PurchasingDocumentDeletionCode') !== '' || (all.length > 0 && alive.length === 0);
  const items = cancelled ? all : alive;
  const lines = allOf(items.map((item) => purchaseLine(item, movements.get(itemKey(key, textOf(item, 'PurchaseOrderItem'))) ?? [], settings)));
  if (lines === null) return skipped(key, 'unreadable_quantity');
  const closed = items.every((item, at) => item['IsCompletelyDelivered'] === true || (lines[at]?.receivedMilli ?? 0) >= (lines[at]?.quantityMilli ?? 0));
  return mapped(key, row, {
    number: key,
    supplier: textOf(row, 'Supplier'),
    orderedOn,
    currency: textOf(row, 'DocumentCurrency'),
    state: cancelled ? 'cancelled' : closed ? 'closed' : 'open',
    lines: [...lines],
  });
}
