import { instantFromMs } from '../../../kernel/time.ts';
import { dateLiteral, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { ErpObject, KeyPage } from '../../kit/types.ts';
import type { Mapped } from '../map/mapped.ts';
import { byPurchaseItem, mapDelivery, mapInvoice, mapProductionOrder, mapPurchaseOrder, mapSalesOrder } from '../map/documents.ts';
import { mapItem } from '../map/item.ts';
import { mapPastOrder } from '../map/production.ts';
import type { SapSettings } from '../settings.ts';
import { pageOf, readByKeys, readRawPage } from './pages.ts';
import { anyOf, day, text, type ReadPage, type Reading } from './reading.ts';

/** How an object is read that says when it was changed: what of it, what changed since, and what exists. */
interface Plan {
  readonly service: string;
  readonly set: string;
  readonly key: string;
  /** What of the set is ours; empty: everything. */
  readonly filter: (reading: Reading) => string;
  /** The field that says when a row was changed; empty: what matters of it can change without it, so it is read whole. */
  readonly by: string;
  readonly changed: (since: string) => string;
  readonly select?: readonly string[];
  readonly expand: string;
  readonly rowsAtOnce: number;
  readonly map: (rows: readonly WireRecord[], reading: Reading) => Promise<readonly Mapped<unknown>[]>;
  /** Whether rows may vanish without a word. */
  readonly sweep: boolean;
}

const byStamp = { by: 'LastChangeDateTime', changed: (since: string): string => `LastChangeDateTime ge datetimeoffset'${since}'` };
const one =
  (map: (row: WireRecord, settings: SapSettings) => Mapped<unknown>): Plan['map'] =>
  (rows, { settings }) =>
    Promise.resolve(rows.map((row) => map(row, settings)));

const orders = { service: 'API_SALES_ORDER_SRV', set: 'A_SalesOrder', key: 'SalesOrder', ...byStamp, rowsAtOnce: 100 };
const within = (reading: Reading, days: number): string => dateLiteral(day(reading, days));

/** The day of a watermark in the ERP, whose clock may stand in any zone: a day earlier. */
const dayBefore = (since: string): string => instantFromMs(Date.parse(since) - 86_400_000).slice(0, 10);

const salesOrders: Plan = {
  ...orders,
  filter: (reading) => `(OverallSDProcessStatus ne 'C' or SalesOrderDate ge ${within(reading, reading.settings.documentDays)})`,
  expand: 'to_Item,to_Item/to_ScheduleLine',
  map: one(mapSalesOrder),
  sweep: true,
};

const pastOrders: Plan = {
  ...orders,
  filter: (reading) => `SalesOrderDate ge ${within(reading, reading.settings.historyDays)}`,
  expand: 'to_Item',
  map: one(mapPastOrder),
  sweep: false,
};

const items: Plan = {
  service: 'API_PRODUCT_SRV',
  set: 'A_Product',
  key: 'Product',
  ...byStamp,
  filter: ({ settings }) => (settings.productTypes.length > 0 ? anyOf('ProductType', settings.productTypes) : ''),
  expand: 'to_Description,to_ProductUnitsOfMeasure,to_SalesDelivery,to_Plant,to_Plant/to_ProductSupplyPlanning',
  rowsAtOnce: 5_000,
  map: one(mapItem),
  sweep: true,
};

const deliveryFields = [
  'DeliveryDocument',
  'DeliveryVersion',
  'SoldToParty',
  'BillOfLading',
  'OverallGoodsMovementStatus',
  'OverallProofOfDeliveryStatus',
  'ActualGoodsMovementDate',
  ...['DeliveryDocumentItem', 'Material', 'ActualDeliveryQuantity', 'DeliveryQuantityUnit', 'ReferenceSDDocument', 'ReferenceSDDocumentItem'].map(
    (field) => `to_DeliveryDocumentItem/${field}`,
  ),
];

const deliveries: Plan = {
  service: 'API_OUTBOUND_DELIVERY_SRV;v=0002',
  set: 'A_OutbDeliveryHeader',
  key: 'DeliveryDocument',
  filter: (reading) => `(OverallGoodsMovementStatus ne 'C' or CreationDate ge ${within(reading, reading.settings.documentDays)})`,
  by: 'LastChangeDate',
  // a delivery that was never changed has no day of change
  changed: (since) => `(LastChangeDate ge ${dateLiteral(dayBefore(since))} or CreationDate ge ${dateLiteral(dayBefore(since))})`,
  select: deliveryFields,
  expand: 'to_DeliveryDocumentItem',
  rowsAtOnce: 100,
  map: one(mapDelivery),
  sweep: true,
};

const invoiceFields = [
  'BillingDocument',
  'BillingDocumentDate',
  'BillingDocumentIsCancelled',
  'CancelledBillingDocument',
  'TransactionCurrency',
  'TotalGrossAmount',
  'PayerParty',
  'SoldToParty',
  'InvoiceClearingStatus',
  'LastChangeDateTime',
  ...['BillingDocumentItem', 'Material', 'BillingQuantity', 'BillingQuantityUnit', 'NetAmount', 'SalesDocument'].map((field) => `to_Item/${field}`),
];

const invoices: Plan = {
  service: 'API_BILLING_DOCUMENT_SRV',
  set: 'A_BillingDocument',
  key: 'BillingDocument',
  filter: (reading) => `(InvoiceClearingStatus ne 'C' or BillingDocumentDate ge ${within(reading, reading.settings.documentDays)})`,
  ...byStamp,
  select: invoiceFields,
  expand: 'to_Item',
  rowsAtOnce: 100,
  map: one(mapInvoice),
  sweep: true,
};

const production: Plan = {
  service: 'API_PRODUCTION_ORDER_2_SRV',
  set: 'A_ProductionOrder_2',
  key: 'ManufacturingOrder',
  filter: (reading) =>
    `((OrderIsDelivered eq '' and OrderIsTechnicallyCompleted eq '' and OrderIsClosed eq '') or MfgOrderPlannedEndDate ge ${within(reading, reading.settings.documentDays)})`,
  by: 'LastChangeDateTime',
  // this service writes moments as fourteen digits
  changed: (since) => `LastChangeDateTime ge '${since.replace(/\D/g, '').slice(0, 14)}'`,
  expand: 'to_ProductionOrderItem,to_ProductionOrderOperation',
  rowsAtOnce: 100,
  map: one(mapProductionOrder),
  sweep: true,
};

const purchases: Plan = {
  service: 'API_PURCHASEORDER_PROCESS_SRV',
  set: 'A_PurchaseOrder',
  key: 'PurchaseOrder',
  filter: (reading) => `PurchaseOrderDate ge ${within(reading, reading.settings.purchaseDays)}`,
  // a receipt changes what has come, and not the order
  by: '',
  changed: () => '',
  expand: 'to_PurchaseOrderItem,to_PurchaseOrderItem/to_ScheduleLine',
  rowsAtOnce: 100,
  map: async (rows, { client, settings }) => {
    const numbers = rows.map((row) => textOf(row, 'PurchaseOrder'));
    const movements = await readByKeys(client, 'purchase_order', 'API_MATERIAL_DOCUMENT_SRV', 'A_MaterialDocumentItem', 'PurchaseOrder', numbers, '');
    const received = byPurchaseItem(movements);
    return rows.map((row) => mapPurchaseOrder(row, received, settings));
  },
  sweep: false,
};

/** Objects that are read by plan. */
const plans: Readonly<Partial<Record<ErpObject, Plan>>> = {
  item: items,
  past_order: pastOrders,
  sales_order: salesOrders,
  delivery: deliveries,
  invoice: invoices,
  production_order: production,
  purchase_order: purchases,
};

/** How an object is read by plan, for the capabilities; null for others, which are snapshots. */
export function deltaOf(object: ErpObject): { readonly by: string; readonly sweep: boolean } | null {
  const plan = plans[object];
  return plan ? { by: plan.by, sweep: plan.sweep } : null;
}

const planOf = (object: ErpObject): Plan => {
  const plan = plans[object];
  if (!plan) throw new ErpReadError({ kind: 'rejected', code: 'not_supported', text: `no reader of ${object}`, field: null });
  return plan;
};

/** Reads one page of an object: what is ours of it, or what changed since. */
export const readPlanned =
  (object: ErpObject): ReadPage =>
  async (reading, cursor, since) => {
    const plan = planOf(object);
    const { client, settings } = reading;
    const filter = since === null ? plan.filter(reading) : [object === 'item' ? plan.filter(reading) : '', plan.changed(since)].filter(Boolean).join(' and ');
    const raw = await readRawPage(
      client,
      {
        object,
        service: plan.service,
        set: plan.set,
        key: text(plan.key),
        ...(filter === '' ? {} : { filter }),
        expand: plan.expand,
        ...(plan.select ? { select: plan.select.join(',') } : {}),
        pageSize: Math.min(settings.pageSize, plan.rowsAtOnce),
        count: since === null,
      },
      cursor,
      reading.now(),
    );
    return pageOf(await plan.map(raw.rows, reading), raw, plan.by !== '');
  };

/** A page of the keys that exist of what is ours. */
export async function readPlannedKeys(object: ErpObject, reading: Reading, cursor: string | null): Promise<KeyPage> {
  const plan = planOf(object);
  const filter = plan.filter(reading);
  const raw = await readRawPage(
    reading.client,
    {
      object: `keys of ${object}`,
      service: plan.service,
      set: plan.set,
      key: text(plan.key),
      ...(filter === '' ? {} : { filter }),
      select: plan.key,
      pageSize: Math.max(reading.settings.pageSize, 500),
      count: false,
    },
    cursor,
    reading.now(),
  );
  return { keys: raw.rows.map((row) => textOf(row, plan.key)), nextCursor: raw.nextCursor };
}
