import type { CompanySeed, SeedItem, SeedOrder } from '../../kit/index.ts';
import type { Row } from '../../kit/odata4/index.ts';
import { fromMilli, fromMinor, minus, over, rounded, scaled, sum, times, unscaled } from '../amount.ts';
import { branchOf, branchOfPlant, mainWarehouse, warehouseOf } from './places.ts';
import { factorOf, type Units } from './units.ts';

/** Looks things of the seed up. */
interface Index {
  readonly seed: CompanySeed;
  readonly units: Units;
  readonly items: ReadonlyMap<string, SeedItem>;
  readonly customers: ReadonlyMap<string, CompanySeed['customers'][number]>;
}

/** The seed with its items and customers by code. */
export const indexOf = (seed: CompanySeed, units: Units): Index => ({
  seed,
  units,
  items: new Map(seed.items.map((item) => [item.sku, item])),
  customers: new Map(seed.customers.map((customer) => [customer.code, customer])),
});

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const time = (ms: number): string => new Date(ms).toISOString().slice(11, 19);
const head = { DocType: 'dDocument_Items', Cancelled: 'tNO', Confirmed: 'tYES', PaidToDate: '0' };

/** A line in a unit of the item, with its quantity in the inventory's unit. */
function lineRow(index: Index, line: { readonly sku: string; readonly uom: string; readonly milli: number; readonly net: string }, lineNum: number): Row {
  const item = index.items.get(line.sku);
  const { numerator, denominator } = factorOf(item, line.uom);
  const quantity = fromMilli(line.milli);
  const price = unscaled(rounded(over(scaled(line.net), scaled(quantity)), 6));
  return {
    LineNum: lineNum,
    ItemCode: line.sku,
    ItemDescription: item?.names.en ?? null,
    Quantity: quantity,
    UnitPrice: price,
    Price: price,
    LineTotal: line.net,
    UoMEntry: index.units.entryOf.get(line.uom) ?? null,
    UoMCode: line.uom,
    MeasureUnit: line.uom,
    UnitsOfMeasurment: unscaled(over(scaled(String(numerator)), scaled(String(denominator)))),
    InventoryQuantity: unscaled(over(times(scaled(quantity), scaled(String(numerator))), scaled(String(denominator)))),
  };
}

function orderRow(index: Index, order: SeedOrder, entry: number): Row {
  const { seed } = index;
  const org = seed.salesOrgs.find((one) => one.code === order.salesOrg);
  const lines = order.lines.map((line, at) => ({
    ...lineRow(index, { sku: line.sku, uom: line.uom, milli: line.quantityMilli, net: fromMinor(line.netMinor) }, at),
    Currency: org?.currency ?? '',
    WarehouseCode: mainWarehouse(seed, org?.plant ?? ''),
    FreeText: line.words,
    LineStatus: order.open ? 'bost_Open' : 'bost_Close',
    RemainingOpenQuantity: order.open ? fromMilli(line.quantityMilli) : '0',
    ShipDate: order.requestedOn,
  }));
  return {
    ...head,
    DocEntry: entry,
    DocNum: Number(order.number.replace(/\D/g, '')) || entry,
    DocDate: day(order.at),
    TaxDate: day(order.at),
    DocDueDate: order.requestedOn,
    CardCode: order.customer,
    CardName: index.customers.get(order.customer)?.name ?? order.customer,
    NumAtCard: order.customerPo,
    ShipToCode: order.shipTo,
    DocCurrency: org?.currency ?? '',
    DocTotal: sum(...lines.map((line) => (line as Row)['LineTotal'])),
    BPL_IDAssignedToInvoice: branchOf(seed, org?.company ?? ''),
    DocumentStatus: order.open ? 'bost_Open' : 'bost_Close',
    PartialSupply: 'tYES',
    UpdateDate: day(order.at),
    UpdateTime: time(order.at),
    DocumentLines: lines,
  };
}

/** Sales orders of the past, numbered in their order. */
export const orderRows = (index: Index): readonly Row[] => index.seed.pastOrders.map((order, at) => orderRow(index, order, at + 1));

/** Invoices; those of an order bill its lines. */
export function invoiceRows(index: Index): readonly Row[] {
  const entries = new Map(index.seed.pastOrders.map((order, at) => [order.number, { order, entry: at + 1 }]));
  return index.seed.invoices.map((invoice, at) => {
    const billed = entries.get(invoice.order ?? '');
    const lines = (billed?.order.lines ?? []).map((line, lineNum) => ({
      ...lineRow(index, { sku: line.sku, uom: line.uom, milli: line.quantityMilli, net: fromMinor(line.netMinor) }, lineNum),
      Currency: invoice.currency,
      LineStatus: 'bost_Close',
      RemainingOpenQuantity: '0',
      BaseType: 17,
      BaseEntry: billed?.entry ?? null,
      BaseLine: lineNum,
    }));
    const open = fromMinor(invoice.openMinor);
    return {
      ...head,
      DocType: billed ? 'dDocument_Items' : 'dDocument_Service',
      DocEntry: at + 1,
      DocNum: Number(invoice.number.replace(/\D/g, '')) || at + 1,
      DocDate: invoice.issuedOn,
      TaxDate: invoice.issuedOn,
      DocDueDate: invoice.dueOn,
      CardCode: invoice.customer,
      CardName: index.customers.get(invoice.customer)?.name ?? invoice.customer,
      DocCurrency: invoice.currency,
      DocTotal: fromMinor(invoice.totalMinor),
      PaidToDate: minus(fromMinor(invoice.totalMinor), open),
      DocumentStatus: invoice.openMinor > 0 ? 'bost_Open' : 'bost_Close',
      UpdateDate: invoice.issuedOn,
      UpdateTime: '09:00:00',
      DocumentLines: lines,
    };
  });
}

/** Orders at suppliers. */
export const purchaseRows = (index: Index): readonly Row[] =>
  index.seed.purchaseOrders.map((order, at) => {
    const open = order.receivedBaseMilli < order.baseMilli;
    const item = index.items.get(order.sku);
    const line = lineRow(index, { sku: order.sku, uom: item?.baseUom ?? '', milli: order.baseMilli, net: fromMinor(order.netMinor) }, 0);
    return {
      ...head,
      DocEntry: at + 1,
      DocNum: Number(order.number.replace(/\D/g, '')) || at + 1,
      DocDate: order.orderedOn,
      TaxDate: order.orderedOn,
      DocDueDate: order.dueOn,
      CardCode: order.supplier,
      CardName: order.supplierName,
      DocCurrency: order.currency,
      DocTotal: fromMinor(order.netMinor),
      DocumentStatus: open ? 'bost_Open' : 'bost_Close',
      BPL_IDAssignedToInvoice: branchOfPlant(index.seed, order.plant),
      UpdateDate: order.orderedOn,
      UpdateTime: '09:00:00',
      DocumentLines: [
        {
          ...line,
          Currency: order.currency,
          WarehouseCode: warehouseOf(order.plant, order.location),
          LineStatus: open ? 'bost_Open' : 'bost_Close',
          RemainingOpenQuantity: fromMilli(Math.max(0, order.baseMilli - order.receivedBaseMilli)),
          ShipDate: order.dueOn,
        },
      ],
    };
  });
