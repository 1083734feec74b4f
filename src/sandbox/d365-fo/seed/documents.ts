import type { CompanySeed, SeedOrder } from '../../kit/index.ts';
import type { Row } from '../../kit/odata4/index.ts';
import { fromMilli, fromMinor, over, rounded, scaled, sum, unscaled } from '../amount.ts';
import { areaOfCompany, areaOfOrg, areaOfPlant, noDay, noon, warehouseOf } from './companies.ts';

/** The fields of an order line that the ERP fills by itself. */
export const plainLine = {
  LineDescription: '',
  ExternalItemNumber: '',
  CustomersLineNumber: 0,
  OrderLineReference: '',
  CustomerRequisitionNumber: '',
  SalesPriceQuantity: '1',
  LineDiscountAmount: '0',
  LineDiscountPercentage: '0',
  MultilineDiscountAmount: '0',
  MultilineDiscountPercentage: '0',
  OrderedInventoryStatusId: '',
  ItemBatchNumber: '',
  IsLineStopped: 'No',
} as const;

/** The fields of an order header that the ERP fills by itself. */
export const plainHeader = {
  SalesOrderName: '',
  CustomersOrderReference: '',
  CustomerRequisitionNumber: '',
  PriceCustomerGroupCode: '',
  LanguageId: 'en-us',
  DefaultShippingSiteId: '',
  DefaultShippingWarehouseId: '',
  DeliveryAddressLocationId: '',
  DeliveryAddressName: '',
  ConfirmedReceiptDate: noDay,
  ConfirmedShippingDate: noDay,
  IsSalesProcessingStopped: 'No',
  InventoryReservationMethod: 'Manual',
  SalesOrderPoolId: '',
  OrderTotalAmount: '0',
  AreTotalsCalculated: 'No',
} as const;

const priceOf = (net: string, quantity: string): string => unscaled(rounded(over(scaled(net), scaled(quantity)), 6));

/** Sales orders of the past. */
export const orderRows = (seed: CompanySeed): readonly Row[] =>
  seed.pastOrders.map((order) => {
    const org = seed.salesOrgs.find((one) => one.code === order.salesOrg);
    return {
      ...plainHeader,
      dataAreaId: areaOfOrg(seed, order.salesOrg),
      SalesOrderNumber: order.number,
      SalesOrderStatus: order.open ? 'Backorder' : 'Invoiced',
      OrderingCustomerAccountNumber: order.customer,
      InvoiceCustomerAccountNumber: order.customer,
      CurrencyCode: org?.currency ?? '',
      CustomerRequisitionNumber: order.customerPo ?? '',
      DefaultShippingSiteId: org?.plant ?? '',
      DefaultShippingWarehouseId: warehouseOf(org?.plant ?? '', 'FG01'),
      DeliveryAddressLocationId: order.shipTo,
      RequestedReceiptDate: noon(order.requestedOn),
      RequestedShippingDate: noon(order.requestedOn),
      OrderCreationDateTime: new Date(order.at).toISOString(),
    };
  });

/** Their lines, with an inventory lot each. */
export const orderLineRows = (seed: CompanySeed): readonly Row[] => {
  const items = new Map(seed.items.map((item) => [item.sku, item]));
  let lot = 0;
  return seed.pastOrders.flatMap((order: SeedOrder) => {
    const org = seed.salesOrgs.find((one) => one.code === order.salesOrg);
    return order.lines.map((line, index) => {
      lot += 1;
      const quantity = fromMilli(line.quantityMilli);
      return {
        ...plainLine,
        dataAreaId: areaOfOrg(seed, order.salesOrg),
        InventoryLotId: lotId(lot),
        SalesOrderNumber: order.number,
        LineCreationSequenceNumber: index + 1,
        SalesOrderLineStatus: order.open ? 'Backorder' : 'Invoiced',
        ItemNumber: line.sku,
        LineDescription: items.get(line.sku)?.names.en ?? '',
        ExternalItemNumber: (line.words ?? '').slice(0, 20),
        OrderedSalesQuantity: quantity,
        SalesUnitSymbol: line.uom,
        SalesPrice: priceOf(fromMinor(line.netMinor), quantity),
        LineAmount: fromMinor(line.netMinor),
        CurrencyCode: org?.currency ?? '',
        ShippingSiteId: org?.plant ?? '',
        ShippingWarehouseId: warehouseOf(org?.plant ?? '', 'FG01'),
        RequestedReceiptDate: noon(order.requestedOn),
        RequestedShippingDate: noon(order.requestedOn),
      };
    });
  });
};

/** The number of an inventory lot. */
export const lotId = (serial: number): string => `LOT-${String(serial).padStart(8, '0')}`;

const areaOfCustomer = (seed: CompanySeed): ((code: string) => string) => {
  const areas = new Map(seed.customers.map((customer) => [customer.code, areaOfOrg(seed, customer.salesOrg)]));
  return (code) => areas.get(code) ?? areaOfCompany(seed.companies[0]?.code ?? '');
};

/** Invoices. */
export function invoiceRows(seed: CompanySeed): readonly Row[] {
  const areaOf = areaOfCustomer(seed);
  return seed.invoices.map((invoice) => ({
    dataAreaId: areaOf(invoice.customer),
    InvoiceNumber: invoice.number,
    InvoiceDate: noon(invoice.issuedOn),
    LedgerVoucher: `V${invoice.number}`,
    InvoiceCustomerAccountNumber: invoice.customer,
    SalesOrderNumber: invoice.order ?? '',
    CustomersOrderReference: '',
    CurrencyCode: invoice.currency,
    TotalInvoiceAmount: fromMinor(invoice.totalMinor),
    TotalTaxAmount: '0',
    PaymentTermsName: 'Net30',
  }));
}

/** Lines of invoices that bill an order. */
export function invoiceLineRows(seed: CompanySeed): readonly Row[] {
  const areaOf = areaOfCustomer(seed);
  const orders = new Map(seed.pastOrders.map((order) => [order.number, order]));
  const items = new Map(seed.items.map((item) => [item.sku, item]));
  return seed.invoices.flatMap((invoice) =>
    (orders.get(invoice.order ?? '')?.lines ?? []).map((line, index) => ({
      dataAreaId: areaOf(invoice.customer),
      InvoiceNumber: invoice.number,
      InvoiceDate: noon(invoice.issuedOn),
      LineCreationSequenceNumber: index + 1,
      LedgerVoucher: `V${invoice.number}`,
      ProductNumber: line.sku,
      ProductName: items.get(line.sku)?.names.en.slice(0, 60) ?? '',
      ProductDescription: '',
      InvoicedQuantity: fromMilli(line.quantityMilli),
      SalesUnitSymbol: line.uom,
      SalesPrice: priceOf(fromMinor(line.netMinor), fromMilli(line.quantityMilli)),
      LineAmount: fromMinor(line.netMinor),
      CurrencyCode: invoice.currency,
      InventorySiteId: '',
      InventoryWarehouseId: '',
    })),
  );
}

/** Orders at suppliers. */
export const purchaseRows = (seed: CompanySeed): readonly Row[] =>
  seed.purchaseOrders.map((order) => ({
    dataAreaId: areaOfPlant(seed, order.plant),
    PurchaseOrderNumber: order.number,
    OrderVendorAccountNumber: order.supplier,
    PurchaseOrderName: order.supplierName.slice(0, 60),
    PurchaseOrderStatus: order.receivedBaseMilli < order.baseMilli ? 'Backorder' : 'Received',
    CurrencyCode: order.currency,
    AccountingDate: noon(order.orderedOn),
    RequestedDeliveryDate: noon(order.dueOn),
  }));

/** Their lines, one each. */
export const purchaseLineRows = (seed: CompanySeed): readonly Row[] => {
  const items = new Map(seed.items.map((item) => [item.sku, item]));
  return seed.purchaseOrders.map((order) => ({
    dataAreaId: areaOfPlant(seed, order.plant),
    PurchaseOrderNumber: order.number,
    LineNumber: '1',
    ItemNumber: order.sku,
    LineDescription: items.get(order.sku)?.names.en ?? '',
    OrderedPurchaseQuantity: fromMilli(order.baseMilli),
    PurchaseUnitSymbol: items.get(order.sku)?.baseUom ?? '',
    PurchasePrice: priceOf(fromMinor(order.netMinor), fromMilli(order.baseMilli)),
    LineAmount: sum(fromMinor(order.netMinor)),
    ReceivingSiteId: order.plant,
    ReceivingWarehouseId: warehouseOf(order.plant, order.location),
    RequestedDeliveryDate: noon(order.dueOn),
    ConfirmedDeliveryDate: noDay,
    PurchaseOrderLineStatus: order.receivedBaseMilli < order.baseMilli ? 'Backorder' : 'Received',
  }));
};
