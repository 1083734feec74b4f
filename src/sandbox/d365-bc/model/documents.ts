import { entitySet } from '../../kit/odata4/index.ts';
import { both, changed, readOnly } from './flags.ts';

const address = (prefix: string): string =>
  ['AddressLine1', 'AddressLine2', 'City', 'Country', 'State', 'PostCode'].map((name) => `${prefix}${name} text100`).join('\n');
const orderHead = `number text20
  externalDocumentNumber text35
  orderDate date
  postingDate date
  customerId guid
  customerNumber text20
  customerName text100
  billToName text100
  billToCustomerId guid
  billToCustomerNumber text20
  shipToName text100
  shipToContact text100
  ${address('sellTo')}
  ${address('billTo')}
  ${address('shipTo')}
  shortcutDimension1Code text20
  shortcutDimension2Code text20
  currencyId guid
  currencyCode text10
  pricesIncludeTax bool
  paymentTermsId guid
  shipmentMethodId guid
  salesperson text20`;
const amounts = `discountAmount decimal
  discountAppliedBeforeTax bool
  totalAmountExcludingTax decimal ro
  totalTaxAmount decimal ro
  totalAmountIncludingTax decimal ro`;
const reach = `phoneNumber text30
  email text80`;

/** Fields of a document line; `price`: what the price's field is called. */
const line = (price: string): string => `id guid key ro
  documentId guid once
  sequence int
  itemId guid
  accountId guid
  lineType enum:invoiceLineAggLineType
  lineObjectNumber text20
  description text100
  description2 text50
  unitOfMeasureId guid
  unitOfMeasureCode text10
  quantity decimal
  ${price} decimal
  discountAmount decimal
  discountPercent decimal
  discountAppliedBeforeTax bool ro
  amountExcludingTax decimal
  taxCode text50
  taxPercent decimal ro
  totalTaxAmount decimal ro
  amountIncludingTax decimal
  invoiceDiscountAllocation decimal ro
  netAmount decimal ro
  netTaxAmount decimal ro
  netAmountIncludingTax decimal ro`;
const place = `itemVariantId guid
  locationId guid`;

/** Sales and purchase documents with their lines. */
export const documents = [
  entitySet(
    'salesOrders',
    `id guid key ro
     ${orderHead}
     partialShipping bool
     requestedDeliveryDate date
     ${amounts}
     fullyShipped bool ro
     status enum:salesOrderEntityBufferStatus ro
     ${changed}
     ${reach}`,
    { salesOrderLines: '* salesOrderLines documentId=id', customer: '1 customers number=customerNumber' },
    { typeName: 'salesOrder', ...both },
  ),
  entitySet(
    'salesOrderLines',
    `${line('unitPrice')}
     shipmentDate date
     shippedQuantity decimal ro
     invoicedQuantity decimal ro
     invoiceQuantity decimal
     shipQuantity decimal
     ${place}`,
    { location: '1 locations id=locationId', item: '1 items id=itemId' },
    { typeName: 'salesOrderLine', ...both },
  ),
  entitySet(
    'salesInvoices',
    `id guid key ro
     ${orderHead.replace('orderDate date', 'invoiceDate date').replace('postingDate date', 'postingDate date\n dueDate date\n promisedPayDate date\n customerPurchaseOrderReference text35')}
     orderId guid ro
     orderNumber text20 ro
     disputeStatusId guid
     disputeStatus text10
     remainingAmount decimal ro
     ${amounts}
     status enum:invoiceEntityAggregateStatus ro
     ${changed}
     ${reach}`,
    { salesInvoiceLines: '* salesInvoiceLines documentId=id' },
    { typeName: 'salesInvoice', ...readOnly },
  ),
  entitySet('salesInvoiceLines', `${line('unitPrice')}\n shipmentDate date\n ${place}`, {}, { typeName: 'salesInvoiceLine', ...readOnly }),
  entitySet(
    'salesShipments',
    `id guid key ro
     number text20
     externalDocumentNumber text35
     invoiceDate date
     postingDate date
     dueDate date
     customerPurchaseOrderReference text35
     customerId guid
     customerNumber text20
     customerName text100
     billToCustomerId guid
     billToName text100
     billToCustomerNumber text20
     shipToName text100
     shipToContact text100
     ${address('sellTo')}
     ${address('billTo')}
     ${address('shipTo')}
     currencyCode text10
     orderNumber text20 ro
     paymentTermsCode text10
     shipmentMethodCode text10
     salesperson text20
     pricesIncludeTax bool
     ${changed}
     ${reach}`,
    { salesShipmentLines: '* salesShipmentLines documentId=id' },
    { typeName: 'salesShipment', ...readOnly },
  ),
  entitySet(
    'salesShipmentLines',
    `id guid key ro
     documentId guid ro
     documentNo text20 ro
     sequence int ro
     lineType enum:salesLineType ro
     lineObjectNumber text20 ro
     description text100 ro
     description2 text50 ro
     unitOfMeasureCode text10 ro
     unitPrice decimal ro
     quantity decimal ro
     discountPercent decimal ro
     taxPercent decimal ro
     shipmentDate date ro`,
    {},
    { typeName: 'salesShipmentLine', ...readOnly },
  ),
  entitySet(
    'purchaseOrders',
    `id guid key ro
     number text20
     orderDate date
     postingDate date
     vendorId guid
     vendorNumber text20
     vendorName text100
     currencyCode text10
     requestedReceiptDate date
     ${amounts}
     fullyReceived bool ro
     status enum:purchaseOrderEntityBufferStatus ro
     ${changed}`,
    { purchaseOrderLines: '* purchaseOrderLines documentId=id' },
    { typeName: 'purchaseOrder', ...readOnly },
  ),
  entitySet(
    'purchaseOrderLines',
    `${line('directUnitCost')}
     expectedReceiptDate date
     receivedQuantity decimal ro
     invoicedQuantity decimal ro
     invoiceQuantity decimal
     receiveQuantity decimal
     ${place}`,
    {},
    { typeName: 'purchaseOrderLine', ...readOnly },
  ),
];
