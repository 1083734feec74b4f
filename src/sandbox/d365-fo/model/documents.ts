import { entitySet } from '../../kit/odata4/index.ts';

const headerFields = `dataAreaId text4 key
  SalesOrderNumber text20 key
  SalesOrderStatus enum:SalesStatus ro
  OrderingCustomerAccountNumber text20
  InvoiceCustomerAccountNumber text20
  SalesOrderName text60
  CurrencyCode text3
  CustomersOrderReference text60
  CustomerRequisitionNumber text20
  PriceCustomerGroupCode text10
  LanguageId text7
  DefaultShippingSiteId text10
  DefaultShippingWarehouseId text10
  DeliveryAddressLocationId text30
  DeliveryAddressName text60
  RequestedReceiptDate instant
  RequestedShippingDate instant
  ConfirmedReceiptDate instant
  ConfirmedShippingDate instant
  IsSalesProcessingStopped enum:NoYes
  InventoryReservationMethod enum:ItemReservation
  SalesOrderPoolId text10
  OrderTotalAmount decimal ro
  AreTotalsCalculated enum:NoYes ro
  OrderCreationDateTime instant ro`;

const lineFields = `dataAreaId text4 key
  InventoryLotId text20 key
  SalesOrderNumber text20 once
  LineCreationSequenceNumber int ro
  SalesOrderLineStatus enum:SalesStatus ro
  ItemNumber text20 once
  LineDescription text1000
  ExternalItemNumber text20
  CustomersLineNumber int
  OrderLineReference text35
  CustomerRequisitionNumber text20
  OrderedSalesQuantity decimal
  SalesUnitSymbol text10
  SalesPrice decimal
  SalesPriceQuantity decimal
  LineAmount decimal
  LineDiscountAmount decimal
  LineDiscountPercentage decimal
  MultilineDiscountAmount decimal
  MultilineDiscountPercentage decimal
  CurrencyCode text3
  ShippingSiteId text10
  ShippingWarehouseId text10
  OrderedInventoryStatusId text10
  ItemBatchNumber text20
  RequestedReceiptDate instant
  RequestedShippingDate instant
  IsLineStopped enum:NoYes`;

const writable = { creatable: true, updatable: true, deletable: true, versioned: true } as const;
const headers = (set: string, typeName: string) => entitySet(set, headerFields, {}, { typeName, ...writable });
const lines = (set: string, typeName: string, more = '') => entitySet(set, `${lineFields}${more}`, {}, { typeName, ...writable });

/** Sales, invoices and purchases. Newer versions of a set show the same rows. */
export const documentSets = [
  headers('SalesOrderHeadersV2', 'SalesOrderHeaderV2'),
  headers('SalesOrderHeadersV3', 'SalesOrderHeaderV3'),
  headers('SalesOrderHeadersV4', 'SalesOrderHeaderV4'),
  lines('SalesOrderLinesV2', 'SalesOrderLineV2'),
  lines('SalesOrderLinesV3', 'SalesOrderLineV3', '\nLineNumber decimal ro'),
  entitySet(
    'SalesInvoiceHeadersV2',
    `dataAreaId text4 key
     InvoiceNumber text20 key
     InvoiceDate instant key
     LedgerVoucher text20 key
     InvoiceCustomerAccountNumber text20
     SalesOrderNumber text20
     CustomersOrderReference text60
     CurrencyCode text3
     TotalInvoiceAmount decimal
     TotalTaxAmount decimal
     PaymentTermsName text10`,
    {},
    { typeName: 'SalesInvoiceHeaderV2' },
  ),
  entitySet(
    'SalesInvoiceLinesV2',
    `dataAreaId text4 key
     InvoiceNumber text20 key
     InvoiceDate instant key
     LineCreationSequenceNumber int key
     LedgerVoucher text20
     ProductNumber text70
     ProductName text60
     ProductDescription text1000
     InvoicedQuantity decimal
     SalesUnitSymbol text10
     SalesPrice decimal
     LineAmount decimal
     CurrencyCode text3
     InventorySiteId text10
     InventoryWarehouseId text10`,
    {},
    { typeName: 'SalesInvoiceLineV2' },
  ),
  entitySet(
    'PurchaseOrderHeadersV2',
    `dataAreaId text4 key
     PurchaseOrderNumber text20 key
     OrderVendorAccountNumber text20
     PurchaseOrderName text60
     PurchaseOrderStatus enum:PurchStatus
     CurrencyCode text3
     AccountingDate instant
     RequestedDeliveryDate instant`,
    {},
    { typeName: 'PurchaseOrderHeaderV2' },
  ),
  entitySet(
    'PurchaseOrderLinesV2',
    `dataAreaId text4 key
     PurchaseOrderNumber text20 key
     LineNumber long key
     ItemNumber text20
     LineDescription text1000
     OrderedPurchaseQuantity decimal
     PurchaseUnitSymbol text10
     PurchasePrice decimal
     LineAmount decimal
     ReceivingSiteId text10
     ReceivingWarehouseId text10
     RequestedDeliveryDate instant
     ConfirmedDeliveryDate instant
     PurchaseOrderLineStatus enum:PurchStatus`,
    {},
    { typeName: 'PurchaseOrderLineV2' },
  ),
];
