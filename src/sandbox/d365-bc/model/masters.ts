import { entitySet } from '../../kit/odata4/index.ts';
import { both, changed, readOnly } from './flags.ts';

const plainAddress = `addressLine1 text100
  addressLine2 text50
  city text30
  state text30
  country text10
  postalCode text20
  phoneNumber text30
  email text80
  website text80`;

/** Customers, contacts, items and what belongs to them. */
export const masters = [
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
