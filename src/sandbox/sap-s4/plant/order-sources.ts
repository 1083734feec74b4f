import { milliToText } from '../../../kernel/quantity.ts';
import { scaledToText } from '../../../kernel/money.ts';
import type { CompanySeed, SeedInvoice, SeedPurchaseOrder } from '../../kit/company-seed.ts';
import type { Mounted } from '../masters/catalogue.ts';
import { mountTables, type Row } from '../masters/table.ts';
import { billingService } from '../model/billing.ts';
import { productionOrderService } from '../model/production-order.ts';
import { purchaseOrderService } from '../model/purchase-order.ts';
import type { Source, Value } from '../odata/model.ts';
import type { Plant } from './plant.ts';
import type { Component, Operation, ProductionOrder } from './production.ts';
import { dayOf } from './sources.ts';

type Reader<R> = Readonly<Record<string, (row: R) => Value | undefined>>;

const mark = (yes: boolean): string => (yes ? 'X' : '');
/** `20261122054500`, UTC: how this service writes a moment. */
const stamp14 = (ms: number): string => new Date(ms).toISOString().replace(/\D/g, '').slice(0, 14);
const changedMs = (plant: Plant, object: string, key: string, ms: number): number => Math.max(ms, plant.world.touched.get(`${object}/${key}`) ?? 0);

const orderReader = (plant: Plant): Reader<ProductionOrder> => ({
  ManufacturingOrder: (one) => one.seed.number,
  ManufacturingOrderCategory: () => '10',
  ManufacturingOrderType: () => 'YBM1',
  OrderIsCreated: (one) => mark(!one.seed.released),
  OrderIsReleased: (one) => mark(one.seed.released),
  OrderIsPartiallyConfirmed: (one) => mark(one.confirmed.size > 0 && one.finallyConfirmed.size < one.operations.length),
  OrderIsConfirmed: (one) => mark(one.operations.length > 0 && one.finallyConfirmed.size === one.operations.length),
  OrderIsPartiallyDelivered: (one) => mark(one.receivedBase > 0 && !one.done),
  OrderIsDelivered: (one) => mark(one.done),
  LastChangeDateTime: (one) => stamp14(changedMs(plant, 'production_order', one.seed.number, one.changedMs)),
  Material: (one) => one.seed.sku,
  StorageLocation: (one) => one.seed.location,
  OrderInternalBillOfOperations: (one) => one.seed.number,
  ProductionPlant: (one) => one.seed.plant,
  Plant: (one) => one.seed.plant,
  CompanyCode: (one) => plant.companyOf(one.seed.plant),
  MfgOrderPlannedStartDate: (one) => one.seed.startOn,
  MfgOrderPlannedEndDate: (one) => one.seed.dueOn,
  MfgOrderScheduledStartDate: (one) => one.seed.startOn,
  MfgOrderScheduledEndDate: (one) => one.seed.dueOn,
  ProductionUnit: (one) => one.unit,
  ProductionUnitSAPCode: (one) => one.unit,
  TotalQuantity: (one) => milliToText(one.seed.baseMilli),
  MfgOrderConfirmedYieldQty: (one) => milliToText(one.confirmed.get(one.operations.at(-1)?.operation ?? '') ?? 0),
});

const itemReader: Reader<ProductionOrder> = {
  ManufacturingOrder: (one) => one.seed.number,
  ManufacturingOrderItem: () => '1',
  Material: (one) => one.seed.sku,
  ProductionPlant: (one) => one.seed.plant,
  Plant: (one) => one.seed.plant,
  StorageLocation: (one) => one.seed.location,
  ProductionUnit: (one) => one.unit,
  MfgOrderItemPlannedTotalQty: (one) => milliToText(one.seed.baseMilli),
  MfgOrderItemGoodsReceiptQty: (one) => milliToText(one.receivedBase),
  IsCompletelyDelivered: (one) => one.done,
};

const componentReader = (plant: Plant): Reader<Component> => ({
  Reservation: (one) => one.reservation,
  ReservationItem: (one) => String(one.no),
  Material: (one) => one.sku,
  Plant: (one) => one.order.seed.plant,
  ManufacturingOrder: (one) => one.order.seed.number,
  ManufacturingOrderOperation: (one) => one.order.operations[0]?.operation,
  BillOfMaterialItemNumber: (one) => String(one.no * 10).padStart(4, '0'),
  GoodsMovementType: () => '261',
  BaseUnit: (one) => plant.world.items.get(one.sku)?.baseUom,
  RequiredQuantity: (one) => milliToText(one.neededMilli),
  WithdrawnQuantity: (one) => milliToText(one.order.issued.get(one.sku) ?? 0),
  EntryUnit: (one) => one.unit,
});

const operationReader = (centreIds: ReadonlyMap<string, string>): Reader<Operation> => ({
  OrderInternalBillOfOperations: (one) => one.order.seed.number,
  OrderIntBillOfOperationsItem: (one) => String(one.no),
  ManufacturingOrder: (one) => one.order.seed.number,
  ManufacturingOrderSequence: () => '0',
  ManufacturingOrderOperation: (one) => one.operation,
  MfgOrderOperationText: (one) => one.name,
  OperationIsReleased: (one) => mark(one.order.seed.released),
  OperationIsConfirmed: (one) => mark(one.order.finallyConfirmed.has(one.operation)),
  ProductionPlant: (one) => one.order.seed.plant,
  WorkCenterInternalID: (one) => centreIds.get(one.workCentre),
  WorkCenterTypeCode: () => 'A',
  WorkCenter: (one) => one.workCentre,
  OperationUnit: (one) => one.unit,
  OpPlannedTotalQuantity: (one) => milliToText(one.plannedMilli),
  OpTotalConfirmedYieldQty: (one) => milliToText(Math.round(((one.order.confirmed.get(one.operation) ?? 0) * 1000) / one.perUnit)),
});

function source<R>(list: () => readonly R[], reader: Reader<R>, keys: readonly string[], link: (row: R, name: string) => unknown = () => null): Source<R> {
  return {
    list,
    byKey: (key) => list().find((row) => keys.every((name) => String(reader[name]?.(row) ?? '') === key.get(name))),
    value: (row, name) => reader[name]?.(row),
    link,
  };
}

/** Production orders with what was done of them. */
export function mountProductionOrders(plant: Plant, seed: CompanySeed): Mounted {
  const orders = [...plant.production.values()];
  const centreIds = new Map(seed.workCentres.map((centre, index) => [centre.code, String(10_000_001 + index)]));
  const links = (order: ProductionOrder, name: string): unknown => {
    if (name === 'to_ProductionOrderComponent') return order.components;
    if (name === 'to_ProductionOrderItem') return [order];
    return name === 'to_ProductionOrderOperation' ? order.operations : [order];
  };
  const status: Reader<ProductionOrder> = {
    ManufacturingOrder: (one) => one.seed.number,
    StatusCode: (one) => (one.seed.released ? 'I0002' : 'I0001'),
    StatusShortName: (one) => (one.seed.released ? 'REL' : 'CRTD'),
    StatusName: (one) => (one.seed.released ? 'Released' : 'Created'),
  };
  const sources: [string, Source][] = [
    ['A_ProductionOrder_2', source(() => orders, orderReader(plant), ['ManufacturingOrder'], links) as Source],
    [
      'A_ProductionOrderComponent_2',
      source(() => orders.flatMap((one) => one.components), componentReader(plant), ['Reservation', 'ReservationItem']) as Source,
    ],
    ['A_ProductionOrderItem_2', source(() => orders, itemReader, ['ManufacturingOrder']) as Source],
    [
      'A_ProductionOrderOperation_2',
      source(() => orders.flatMap((one) => one.operations), operationReader(centreIds), [
        'OrderInternalBillOfOperations',
        'OrderIntBillOfOperationsItem',
      ]) as Source,
    ],
    ['A_ProductionOrderStatus_2', source(() => orders, status, ['ManufacturingOrder']) as Source],
  ];
  return { service: productionOrderService, sources: new Map(sources) };
}

const purchaseRow = (one: SeedPurchaseOrder, plant: Plant): Row => ({
  PurchaseOrder: one.number,
  CompanyCode: plant.companyOf(one.plant),
  PurchaseOrderType: 'NB',
  PurchasingProcessingStatus: '05',
  CreatedByUser: 'BUYER',
  CreationDate: one.orderedOn,
  Supplier: one.supplier,
  Language: 'EN',
  PurchaseOrderDate: one.orderedOn,
  DocumentCurrency: one.currency,
  AddressName: one.supplierName,
});

const purchaseItemRow = (one: SeedPurchaseOrder, unit: string): Row => ({
  PurchaseOrder: one.number,
  PurchaseOrderItem: '10',
  Plant: one.plant,
  StorageLocation: one.location,
  OrderQuantity: milliToText(one.baseMilli),
  PurchaseOrderQuantityUnit: unit,
  DocumentCurrency: one.currency,
  NetPriceAmount: scaledToText(Math.round((one.netMinor * 1000) / one.baseMilli), 2),
  NetPriceQuantity: '1',
  IsCompletelyDelivered: one.receivedBaseMilli >= one.baseMilli,
  GoodsReceiptIsExpected: true,
  Material: one.sku,
});

/** Orders at suppliers. */
export function mountPurchaseOrders(plant: Plant, seed: CompanySeed): Mounted {
  const unitOf = (sku: string): string => plant.world.items.get(sku)?.baseUom ?? '';
  const tables = {
    A_PurchaseOrder: seed.purchaseOrders.map((one) => purchaseRow(one, plant)),
    A_PurchaseOrderItem: seed.purchaseOrders.map((one) => purchaseItemRow(one, unitOf(one.sku))),
    A_PurchaseOrderScheduleLine: seed.purchaseOrders.map((one): Row => ({
      PurchasingDocument: one.number,
      PurchasingDocumentItem: '10',
      ScheduleLine: '1',
      ScheduleLineDeliveryDate: one.dueOn,
      PurchaseOrderQuantityUnit: unitOf(one.sku),
      ScheduleLineOrderQuantity: milliToText(one.baseMilli),
    })),
  };
  const joins = {
    A_PurchaseOrder: { to_PurchaseOrderItem: 'PurchaseOrder' },
    A_PurchaseOrderItem: { to_ScheduleLine: 'PurchaseOrder=PurchasingDocument,PurchaseOrderItem=PurchasingDocumentItem' },
  };
  const orderedMs = (row: Row): number => Date.parse(`${String(row['PurchaseOrderDate'])}T06:00:00Z`);
  return mountTables(purchaseOrderService, tables, joins, {
    A_PurchaseOrder: { LastChangeDateTime: (row) => changedMs(plant, 'purchase_order', String(row['PurchaseOrder']), orderedMs(row)) },
  });
}

const clearing = (one: SeedInvoice): string => (one.openMinor === 0 ? 'C' : one.openMinor === one.totalMinor ? 'A' : 'B');

const invoiceRow = (one: SeedInvoice, plant: Plant): Row => {
  const order = plant.world.book.byNumber(one.order ?? '');
  return {
    BillingDocument: one.number,
    SDDocumentCategory: 'M',
    BillingDocumentCategory: 'L',
    BillingDocumentType: 'F2',
    CreationDate: one.issuedOn,
    SalesOrganization: order?.org ?? plant.world.customers.get(one.customer)?.salesOrg ?? '',
    BillingDocumentDate: one.issuedOn,
    TotalNetAmount: scaledToText(one.totalMinor, 2),
    TransactionCurrency: one.currency,
    TotalGrossAmount: scaledToText(one.totalMinor, 2),
    PayerParty: one.customer,
    SoldToParty: one.customer,
    InvoiceClearingStatus: clearing(one),
    OverallSDProcessStatus: 'C',
  };
};

function invoiceItemRows(one: SeedInvoice, plant: Plant): Row[] {
  const order = plant.world.book.byNumber(one.order ?? '');
  return (order?.lines ?? []).map((line): Row => ({
    BillingDocument: one.number,
    BillingDocumentItem: String(line.no),
    Material: line.sku,
    BillingQuantity: milliToText(line.milli),
    BillingQuantityUnit: line.unit,
    NetAmount: scaledToText(line.netMinor, 2),
    TransactionCurrency: one.currency,
    SalesDocument: one.order ?? '',
    SalesDocumentItem: String(line.no),
  }));
}

/** Invoices of what was delivered. */
export function mountBilling(plant: Plant, seed: CompanySeed): Mounted {
  const issuedMs = (row: Row): number => Date.parse(`${String(row['BillingDocumentDate'])}T06:00:00Z`);
  return mountTables(
    billingService,
    {
      A_BillingDocument: seed.invoices.map((one) => invoiceRow(one, plant)),
      A_BillingDocumentItem: seed.invoices.flatMap((one) => invoiceItemRows(one, plant)),
    },
    { A_BillingDocument: { to_Item: 'BillingDocument' }, A_BillingDocumentItem: { to_BillingDocument: 'BillingDocument' } },
    {
      A_BillingDocument: {
        LastChangeDate: (row) => dayOf(changedMs(plant, 'invoice', String(row['BillingDocument']), issuedMs(row))),
        LastChangeDateTime: (row) => changedMs(plant, 'invoice', String(row['BillingDocument']), issuedMs(row)),
      },
    },
  );
}
