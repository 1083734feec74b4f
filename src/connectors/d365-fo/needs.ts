import { setOf, type FoSettings } from './settings.ts';

type Needs = Readonly<Record<string, string>>;

/** Fields that settings name; null and empty ones are none. */
const named = (...fields: readonly (string | null)[]): string => fields.filter((field) => field !== null && field !== '').join(' ');

const companies: Needs = { LegalEntities: 'LegalEntityId', Ledgers: 'LegalEntityId AccountingCurrency' };

const customers = (settings: FoSettings): Needs => ({
  CustomersV3: `dataAreaId CustomerAccount PartyNumber OrganizationName SalesCurrencyCode DiscountPriceGroupId OnHoldStatus CreditLimit CreditLimitIsMandatory
    ${named(settings.localNameField)}`,
  [setOf(settings, 'addresses')]: 'dataAreaId CustomerAccountNumber AddressLocationId IsRoleDelivery IsPrimary',
  [setOf(settings, 'contacts')]: `dataAreaId AssociatedPartyNumber PrimaryPhoneNumber ${settings.contactRoleField}`,
  [setOf(settings, 'transactions')]: 'dataAreaId AccountNum CurrencyCode AmountCur SettleAmountCur Closed DueDate Invoice',
});

const conversion = 'FromUnitSymbol ToUnitSymbol Factor Numerator Denominator';
const products = (settings: FoSettings): Needs => ({
  ReleasedProductsV2: `dataAreaId ItemNumber ProductNumber InventoryUnitSymbol SalesUnitSymbol UnitCost UnitCostQuantity SalesPrice
    ${named(settings.itemGroupField, settings.brandField, ...Object.values(settings.attributes))}`,
  ProductTranslations: 'ProductNumber LanguageId ProductName',
  ProductBarcodesV3: 'dataAreaId ItemNumber ProductQuantityUnitSymbol Barcode',
  UnitOfMeasureConversions: conversion,
  ProductUnitOfMeasureConversions: `ProductNumber ${conversion}`,
  SalesPriceAgreements: `dataAreaId RecordId ItemNumber CustomerAccountNumber PriceCustomerGroupCode Price PriceCurrencyCode SalesPriceQuantity
    QuantityUnitySymbol FromQuantity PriceApplicableFromDate PriceApplicableToDate`,
  [setOf(settings, 'stock')]:
    `dataAreaId ItemNumber InventorySiteId InventoryWarehouseId ${settings.stockCounts === 'available' ? 'AvailableOnHandQuantity' : 'OnHandQuantity'}`,
  [setOf(settings, 'statuses')]: 'dataAreaId StatusId WillStatusBlockInventory',
  ItemBatches: 'dataAreaId ItemNumber BatchNumber BatchExpirationDate',
});

const journal = 'dataAreaId JournalNumber JournalLineNumber ProductionOrderNumber ReportedGoodInventoryQuantity IsPosted';
const production = (settings: FoSettings): Needs => ({
  BillOfMaterialsVersionsV3: 'dataAreaId ManufacturedItemNumber BOMId ProductionSiteId IsActive IsApproved',
  BillOfMaterialsLinesV3: 'dataAreaId BOMId LineNumber ItemNumber Quantity QuantityDenominator ProductUnitSymbol',
  RouteVersionsV2: 'dataAreaId ItemNumber ProductionSiteId RouteId IsActive IsApproved',
  RouteOperations: 'dataAreaId RouteId OperationNumber OperationPriority OperationId',
  RouteOperationPropertiesV2: 'dataAreaId OperationId ProcessTime ProcessQuantity SetupTime OperationsTimeToHourConversionFactor CostingOperationResourceId',
  Operations: 'dataAreaId OperationId OperationName',
  OperationsResources: 'dataAreaId ResourceId ResourceName OperationsResourceType',
  ProductionOrderHeaders: `dataAreaId ProductionOrderNumber ItemNumber ProductionOrderStatus ScheduledQuantity RemainingReportAsFinishedQuantity
    ProductionSiteId`,
  ProductionOrderRouteOperations: 'dataAreaId ProductionOrderNumber OperationNumber OperationId CostingOperationResourceId IsOperationCompleted',
  ReportAsFinishedProductionJournalEntries: `${journal} ItemNumber WarehouseId ItemBatchNumber ReportAsFinishedDate ${named(settings.receiptReference)}`,
  RouteCardProductionJournalEntries: `${journal} RouteOperationNumber ReportedErrorInventoryQuantity RegisteredHours ConsumptionDate`,
});

const documents = (settings: FoSettings): Needs => ({
  [setOf(settings, 'salesOrderHeaders')]: `dataAreaId SalesOrderNumber SalesOrderStatus OrderingCustomerAccountNumber InvoiceCustomerAccountNumber
    CurrencyCode RequestedReceiptDate OrderCreationDateTime IsSalesProcessingStopped DeliveryAddressLocationId
    ${named(settings.referenceField, settings.poField)}`,
  [setOf(settings, 'salesOrderLines')]: `dataAreaId InventoryLotId SalesOrderNumber ItemNumber OrderedSalesQuantity SalesUnitSymbol SalesPrice
    SalesPriceQuantity LineAmount LineDiscountPercentage SalesOrderLineStatus RequestedReceiptDate
    ${named(settings.lineField, settings.wordsField, settings.freeField)}`,
  [setOf(settings, 'salesInvoiceHeaders')]:
    'dataAreaId InvoiceNumber InvoiceDate InvoiceCustomerAccountNumber TotalInvoiceAmount CurrencyCode SalesOrderNumber',
  [setOf(settings, 'salesInvoiceLines')]: 'dataAreaId InvoiceNumber ProductNumber InvoicedQuantity SalesUnitSymbol LineAmount',
  PurchaseOrderHeadersV2: 'dataAreaId PurchaseOrderNumber OrderVendorAccountNumber PurchaseOrderStatus CurrencyCode AccountingDate',
  PurchaseOrderLinesV2: 'dataAreaId PurchaseOrderNumber LineNumber ItemNumber OrderedPurchaseQuantity PurchaseUnitSymbol PurchaseOrderLineStatus',
});

/** What the connector reads and writes with these settings: entity set → fields. */
export const needsOf = (settings: FoSettings): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries({ ...companies, ...customers(settings), ...products(settings), ...production(settings), ...documents(settings) }).map(([set, fields]) => [
      set,
      fields.trim().split(/\s+/),
    ]),
  );
