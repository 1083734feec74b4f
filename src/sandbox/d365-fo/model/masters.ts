import { entitySet } from '../../kit/odata4/index.ts';

const dimensions = `ProductColorId text10 key
  ProductConfigurationId text50 key
  ProductSizeId text10 key
  ProductStyleId text10 key
  ProductVersionId text10 key`;

const onHand = `OnHandQuantity decimal ro
  ReservedOnHandQuantity decimal ro
  AvailableOnHandQuantity decimal ro
  OrderedQuantity decimal ro
  OnOrderQuantity decimal ro
  TotalAvailableQuantity decimal ro`;

/** Companies, customers, products, prices and stock, as far as the stand-in holds them; names and keys as published. */
export const masterSets = [
  entitySet(
    'LegalEntities',
    `LegalEntityId text4 key
     Name text60
     CompanyName text60
     AddressCity text60
     AddressCountryRegionId text10
     AddressCountryRegionISOCode text10
     LanguageId text7`,
    {},
    { typeName: 'LegalEntity' },
  ),
  entitySet(
    'Ledgers',
    `LegalEntityId text4 key
     AccountingCurrency text3
     ReportingCurrency text3
     ChartOfAccountsRecId long`,
    {},
    { typeName: 'Ledger' },
  ),
  entitySet(
    'CustomersV3',
    `dataAreaId text4 key
     CustomerAccount text20 key
     PartyType text20
     PartyNumber text40
     OrganizationName text100
     NameAlias text20
     KnownAs text100
     CustomerGroupId text10
     LanguageId text7
     SalesCurrencyCode text3
     DiscountPriceGroupId text10
     LineDiscountCode text10
     OnHoldStatus enum:CustVendorBlocked
     CreditLimit decimal
     CreditLimitIsMandatory enum:NoYes
     CredManEligibleCreditMax decimal ro
     CredManCustUnlimitedCredit enum:NoYes
     PaymentTerms text10
     InvoiceAccount text20
     SiteId text10
     WarehouseId text10
     SalesTaxGroup text10
     TaxExemptNumber text20
     WarehouseIsEntireShipmentFilled enum:NoYes
     AddressCountryRegionId text10
     AddressCountryRegionISOCode text10
     AddressState text10
     AddressCity text60
     AddressStreet text250
     AddressZipCode text10
     AddressTimeZone enum:Timezone
     AddressLocationId text30`,
    {},
    { typeName: 'CustomerV3', versioned: true },
  ),
  entitySet(
    'CustomerPostalAddresses',
    `dataAreaId text4 key
     CustomerAccountNumber text20 key
     CustomerLegalEntityId text4 key
     AddressLocationId text30 key
     Effective instant key
     Expiration instant
     AddressDescription text60
     AddressStreet text250
     AddressStreetNumber text20
     AddressZipCode text10
     AddressCity text60
     AddressState text10
     AddressCountryRegionId text10
     AddressLocationRoles text200
     AddressTimeZone enum:Timezone
     IsPrimary enum:NoYes
     IsRoleDelivery enum:NoYes
     IsRoleInvoice enum:NoYes`,
    {},
    { typeName: 'CustomerPostalAddress' },
  ),
  entitySet(
    'ContactPersons',
    `dataAreaId text4 key
     ContactPersonId text20 key
     ContactPersonName text100
     FirstName text25
     LastName text25
     AssociatedPartyNumber text40
     ContactPersonPartyNumber text40
     PrimaryPhoneNumber text255
     PrimaryEmailAddress text255
     EmploymentProfession text30
     EmploymentJobTitle text30
     ContactInformationLanguageId text7
     LastEditDateTime instant
     IsInactive enum:NoYes`,
    {},
    { typeName: 'ContactPerson' },
  ),
  entitySet(
    'CustTransactions',
    `dataAreaId text4 key
     SysRecId long key
     AccountNum text20
     OrderAccount text20
     Invoice text20
     Voucher text20
     Txt text60
     TransDate instant
     DueDate instant
     Closed instant
     CurrencyCode text3
     AmountCur decimal
     SettleAmountCur decimal
     PaymReference text20`,
    {},
    { typeName: 'CustTransaction' },
  ),
  entitySet(
    'ReleasedProductsV2',
    `dataAreaId text4 key
     ItemNumber text20 key
     ProductNumber text70
     ProductType enum:EcoResProductType
     ProductSearchName text80
     SearchName text80
     ProductGroupId text10
     ItemModelGroupId text10
     ProductLifecycleStateId text20
     AlternativeItemNumber text20
     InventoryUnitSymbol text10
     SalesUnitSymbol text10
     PurchaseUnitSymbol text10
     BOMUnitSymbol text10
     UnitCost decimal
     UnitCostQuantity decimal
     UnitCostDate instant
     SalesPrice decimal
     SalesPriceQuantity decimal
     SalesPriceDate instant
     TrackingDimensionGroupName text10
     NetProductWeight decimal
     KKBrand text10
     KKSize text20
     KKFlavour text20`,
    {},
    { typeName: 'ReleasedProductV2', versioned: true },
  ),
  entitySet(
    'ProductTranslations',
    `ProductNumber text70 key\nLanguageId text7 key\nProductName text60\nDescription text1000`,
    {},
    { typeName: 'ProductTranslation' },
  ),
  entitySet(
    'ProductBarcodesV3',
    `dataAreaId text4 key
     ItemNumber text20 key
     ${dimensions}
     ProductQuantityUnitSymbol text10 key
     BarcodeSetupId text10 key
     Barcode text80 key
     ProductDescription text60
     ProductQuantity decimal
     IsDefaultScannedBarcode enum:NoYes`,
    {},
    { typeName: 'ProductBarcodeV3' },
  ),
  entitySet(
    'UnitsOfMeasure',
    `UnitSymbol text10 key\nUnitClass text20\nUnitDescription text60\nDecimalPrecision int\nIsBaseUnit enum:NoYes\nIsSystemUnit enum:NoYes`,
    {},
    { typeName: 'UnitOfMeasure' },
  ),
  entitySet(
    'UnitOfMeasureConversions',
    `FromUnitSymbol text10 key\nToUnitSymbol text10 key\nFactor decimal\nNumerator int\nDenominator int\nInnerOffset decimal\nOuterOffset decimal\nRounding text20`,
    {},
    { typeName: 'UnitOfMeasureConversion' },
  ),
  entitySet(
    'ProductUnitOfMeasureConversions',
    `FromUnitSymbol text10 key\nToUnitSymbol text10 key\nProductNumber text70 key\nFactor decimal\nNumerator int\nDenominator int\nInnerOffset decimal\nOuterOffset decimal\nRounding text20`,
    {},
    { typeName: 'ProductUnitOfMeasureConversion' },
  ),
  entitySet(
    'SalesPriceAgreements',
    `dataAreaId text4 key
     RecordId long key
     ItemNumber text20
     ProductNumber text70
     CustomerAccountNumber text20
     PriceCustomerGroupCode text10
     Price decimal
     PriceCurrencyCode text3
     SalesPriceQuantity decimal
     QuantityUnitySymbol text10
     FromQuantity decimal
     ToQuantity decimal
     PriceApplicableFromDate instant
     PriceApplicableToDate instant
     PriceSiteId text10
     PriceWarehouseId text10
     ProductColorId text10
     ProductSizeId text10
     ProductStyleId text10
     ProductVersionId text10
     ProductconfigurationId text50
     WillSearchContinue enum:NoYes`,
    {},
    { typeName: 'SalesPriceAgreement' },
  ),
  entitySet('Warehouses', `dataAreaId text4 key\nWarehouseId text10 key\nWarehouseName text60\nOperationalSiteId text10`, {}, { typeName: 'Warehouse' }),
  entitySet(
    'InventoryStatuses',
    `dataAreaId text4 key\nStatusId text10 key\nStatusName text60\nWillStatusBlockInventory enum:NoYes`,
    {},
    { typeName: 'InventoryStatus' },
  ),
  entitySet(
    'WarehousesOnHandV2',
    `dataAreaId text4 key\nItemNumber text20 key\n${dimensions}\nInventorySiteId text10 key\nInventoryWarehouseId text10 key\nProductName text60\n${onHand}`,
    {},
    { typeName: 'WarehouseOnHandV2' },
  ),
  entitySet(
    'WarehouseInventoryStatusesOnHandV2',
    `dataAreaId text4 key\nItemNumber text20 key\n${dimensions}\nInventorySiteId text10 key\nInventoryWarehouseId text10 key\nInventoryStatusId text10 key\nProductName text60\n${onHand}`,
    {},
    { typeName: 'WarehouseInventoryStatusOnHandV2' },
  ),
  // a data entity that this company's developer has made: no published one tells batches
  entitySet(
    'KKBatchOnHands',
    `dataAreaId text4 key\nItemNumber text20 key\nInventorySiteId text10 key\nInventoryWarehouseId text10 key\nInventoryStatusId text10 key\nItemBatchNumber text20 key\n${onHand}`,
    {},
    { typeName: 'KKBatchOnHand' },
  ),
  entitySet(
    'ItemBatches',
    `dataAreaId text4 key\nItemNumber text20 key\nBatchNumber text20 key\nManufacturingDate instant\nBatchExpirationDate instant\nBestBeforeDate instant\nBatchDispositionCode text20`,
    {},
    { typeName: 'ItemBatch' },
  ),
];
