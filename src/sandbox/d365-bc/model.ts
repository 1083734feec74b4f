import { defineModel, entitySet, type EntitySet } from '../kit/odata4/index.ts';

/** The parts of API v2.0 that the stand-in holds: names, keys and types as in the published property tables. Sequences of fields are those of the tables. */

const both = { creatable: true, updatable: true, deletable: true, versioned: true } as const;
const readOnly = { versioned: true } as const;
const changed = 'lastModifiedDateTime instant ro';

const address = (prefix: string): string =>
  ['AddressLine1', 'AddressLine2', 'City', 'Country', 'State', 'PostCode'].map((name) => `${prefix}${name} text100`).join('\n');
const plainAddress = `addressLine1 text100
  addressLine2 text50
  city text30
  state text30
  country text10
  postalCode text20
  phoneNumber text30
  email text80
  website text80`;

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

const masters = [
  entitySet(
    'customers',
    `id guid key ro
     number text20
     displayName text100
     type enum:contactType
     ${plainAddress}
     salespersonCode text20
     balanceDue decimal ro
     creditLimit decimal
     taxLiable bool
     taxAreaId guid
     taxAreaDisplayName text100 ro
     taxRegistrationNumber text20
     currencyId guid
     currencyCode text10
     paymentTermsId guid
     shipmentMethodId guid
     paymentMethodId guid
     blocked enum:customerBlocked
     ${changed}`,
    { customerFinancialDetail: '1 customerFinancialDetails id=id', contactsInformation: '* contactsInformation relatedId=id' },
    { typeName: 'customer', ...both },
  ),
  entitySet(
    'customerFinancialDetails',
    `id guid key ro
     number text20 ro
     balance decimal ro
     totalSalesExcludingTax decimal ro
     overdueAmount decimal ro`,
    {},
    { typeName: 'customerFinancialDetail', ...readOnly },
  ),
  entitySet(
    'contactsInformation',
    `contactId guid key ro
     contactNumber text20 ro
     contactName text100 ro
     contactType enum:contactType ro
     relatedId guid key ro
     relatedType enum:contactBusinessRelationLinkToTable ro`,
    {},
    { typeName: 'contactInformation', ...readOnly },
  ),
  entitySet(
    'contacts',
    `id guid key ro
     number text20
     type enum:contactType
     displayName text100
     companyNumber text20
     companyName text100
     contactBusinessRelation enum:contactBusinessRelation
     ${plainAddress}
     mobilePhoneNumber text30
     searchName text100
     privacyBlocked bool
     taxRegistrationNumber text20
     lastInteractionDate date ro
     ${changed}`,
    {},
    { typeName: 'contact', ...both },
  ),
  entitySet(
    'items',
    `id guid key ro
     number text20
     displayName text100
     displayName2 text50
     type enum:itemType
     itemCategoryId guid
     itemCategoryCode text20
     blocked bool
     gtin text14
     inventory decimal ro
     unitPrice decimal
     priceIncludesTax bool
     unitCost decimal
     taxGroupId guid
     taxGroupCode text20
     baseUnitOfMeasureId guid
     baseUnitOfMeasureCode text10
     generalProductPostingGroupId guid
     generalProductPostingGroupCode text20
     inventoryPostingGroupId guid
     inventoryPostingGroupCode text20
     ${changed}`,
    {},
    { typeName: 'item', ...both },
  ),
  entitySet(
    'itemVariants',
    `id guid key ro
     itemId guid
     itemNumber text20
     code text10
     description text100
     ${changed}`,
    {},
    { typeName: 'itemVariant', ...both },
  ),
  entitySet(
    'unitsOfMeasure',
    `id guid key ro
     code text10
     displayName text50
     internationalStandardCode text10
     symbol text10
     ${changed}`,
    {},
    { typeName: 'unitOfMeasure', ...both },
  ),
  entitySet(
    'locations',
    `id guid key ro
     code text10
     displayName text100
     contact text100
     ${plainAddress}
     ${changed}`,
    {},
    { typeName: 'location', ...both },
  ),
  entitySet(
    'companyInformation',
    `id guid key ro
     displayName text100
     addressLine1 text100
     city text30
     country text10
     taxRegistrationNumber text20
     currencyCode text10
     ${changed}`,
    {},
    { typeName: 'companyInformation', ...readOnly },
  ),
  entitySet(
    'itemLedgerEntries',
    `id guid key ro
     entryNumber int ro
     itemNumber text20 ro
     postingDate date ro
     entryType enum:itemLedgerEntryType ro
     sourceNumber text20 ro
     sourceType enum:analysisSourceType ro
     documentNumber text20 ro
     documentType enum:itemLedgerDocumentType ro
     description text100 ro
     quantity decimal ro
     salesAmountActual decimal ro
     costAmountActual decimal ro
     ${changed}`,
    {},
    { typeName: 'itemLedgerEntry', ...readOnly },
  ),
];

const documents = [
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

const money = [
  entitySet(
    'customerPaymentJournals',
    `id guid key ro
     code text10
     displayName text100
     ${changed}
     balancingAccountId guid
     balancingAccountNumber text20`,
    { customerPayments: '* customerPayments journalId=id' },
    { typeName: 'customerPaymentJournal', ...both },
  ),
  entitySet(
    'customerPayments',
    `id guid key ro
     journalId guid once
     journalDisplayName text10 ro
     lineNumber int
     customerId guid
     customerNumber text20
     postingDate date
     documentNumber text20
     externalDocumentNumber text35
     amount decimal
     appliesToInvoiceId guid
     appliesToInvoiceNumber text20
     description text100
     comment text250
     ${changed}`,
    {},
    { typeName: 'customerPayment', ...both },
  ),
  entitySet(
    'generalLedgerEntries',
    `id guid key ro
     entryNumber int ro
     postingDate date ro
     documentNumber text20 ro
     documentType enum:itemLedgerDocumentType ro
     accountId guid ro
     accountNumber text20 ro
     description text100 ro
     debitAmount decimal ro
     creditAmount decimal ro
     ${changed}`,
    {},
    { typeName: 'generalLedgerEntry', ...readOnly },
  ),
];

/** Member names are written as Business Central writes them: signs that no name may have are coded (`_x0020_` is a blank). */
const enums = {
  contactType: ['Company', 'Person'],
  contactBusinessRelation: ['None', 'Multiple', 'Customer', 'Vendor', 'Bank_x0020_Account', 'Employee', 'Other'],
  contactBusinessRelationLinkToTable: ['_x0020_', 'Customer', 'Vendor', 'Bank_x0020_Account', 'Employee'],
  customerBlocked: ['_x0020_', 'Ship', 'Invoice', 'All'],
  itemType: ['Inventory', 'Service', 'Non_x002D_Inventory'],
  itemLedgerEntryType: ['Purchase', 'Sale', 'Positive_x0020_Adjmt_x002E_', 'Negative_x0020_Adjmt_x002E_', 'Transfer', 'Consumption', 'Output'],
  analysisSourceType: ['_x0020_', 'Customer', 'Vendor', 'Item'],
  itemLedgerDocumentType: ['_x0020_', 'Sales_x0020_Shipment', 'Sales_x0020_Invoice', 'Payment'],
  salesOrderEntityBufferStatus: ['Draft', 'In_x0020_Review', 'Open'],
  purchaseOrderEntityBufferStatus: ['Draft', 'In_x0020_Review', 'Open'],
  invoiceEntityAggregateStatus: ['_x0020_', 'Draft', 'In_x0020_Review', 'Open', 'Paid', 'Canceled', 'Corrective'],
  invoiceLineAggLineType: ['Comment', 'Account', 'Item', 'Resource', 'Fixed_x0020_Asset', 'Charge'],
  salesLineType: ['_x0020_', 'G_x002F_L_x0020_Account', 'Item', 'Resource', 'Fixed_x0020_Asset', 'Charge_x0020__x0028_Item_x0029_'],
} as const;

/** One company's part of API v2.0. */
export const apiModel = defineModel('Microsoft.NAV', [...masters, ...documents, ...money], [], enums);

/** The list of companies. */
export const companiesModel = defineModel('Microsoft.NAV', [
  entitySet(
    'companies',
    `id guid key ro
     systemVersion text250 ro
     timestamp long ro
     name text30 ro
     displayName text250 ro
     businessProfileId text250 ro
     systemCreatedAt instant ro
     systemCreatedBy guid ro
     systemModifiedAt instant ro
     systemModifiedBy guid ro`,
    {},
    { typeName: 'company' },
  ),
]);

/** Pages that an administrator has published as web services, because API v2.0 has no such thing: field names as those pages have them. */
export const publishedModel = defineModel('NAV', [
  entitySet('ItemUnits', 'Item_No text20 key\n Code text10 key\n Qty_per_Unit_of_Measure decimal', {}, { versioned: true }),
  entitySet(
    'SalesPrices',
    `Item_No text20 key
     Sales_Type text30 key
     Sales_Code text20 key
     Starting_Date date key
     Currency_Code text10 key
     Variant_Code text10 key
     Unit_of_Measure_Code text10 key
     Minimum_Quantity decimal key
     Unit_Price decimal
     Ending_Date date
     Price_Includes_VAT bool`,
    {},
    { versioned: true },
  ),
  entitySet(
    'CustomerCards',
    'No text20 key\n Name_2 text50\n Customer_Price_Group text10\n Language_Code text10\n Shipping_Advice text20\n Location_Code text10',
    {},
    { versioned: true },
  ),
  entitySet(
    'ShipToAddresses',
    'Customer_No text20 key\n Code text10 key\n Name text100\n Address text100\n City text30\n Post_Code text20\n Country_Region_Code text10',
    {},
    { versioned: true },
  ),
  entitySet(
    'ItemLedgerEntries',
    `Entry_No int key
     Item_No text20
     Location_Code text10
     Lot_No text50
     Expiration_Date date
     Quantity decimal
     Remaining_Quantity decimal
     Open bool`,
    {},
    { versioned: true },
  ),
]);

const blanks: Readonly<Record<string, string | boolean | number>> = {
  text: '',
  decimal: '0',
  int: 0,
  bool: false,
  date: '0001-01-01',
  instant: '0001-01-01T00:00:00.000Z',
  guid: '00000000-0000-0000-0000-000000000000',
};

/** What a row of the set has in fields that nobody filled: Business Central knows no null. */
export const blankRow = (set: EntitySet, enumsOf = apiModel.enums): Readonly<Record<string, string | boolean | number>> =>
  Object.fromEntries([...set.fields.values()].map((field) => [field.name, field.type === 'enum' ? (enumsOf.get(field.of ?? '')?.[0] ?? '') : (blanks[field.type] ?? '')]));

/** A set of API v2.0 that must be there. */
export function apiSet(name: string): EntitySet {
  const set = apiModel.sets.get(name);
  if (!set) throw new Error(`no set ${name}`);
  return set;
}
