import { defineService, entitySet } from '../odata/model.ts';

const header = entitySet(
  'A_BillingDocument',
  `
  BillingDocument U10 key
  SDDocumentCategory S4
  BillingDocumentCategory U1
  BillingDocumentType U4
  CreationDate DATE
  CreationTime TIME
  LastChangeDate DATE
  LastChangeDateTime STAMP fixed
  LogicalSystem U10
  SalesOrganization U4
  DistributionChannel U2
  Division U2
  BillingDocumentDate DATE
  BillingDocumentIsCancelled BOOL
  CancelledBillingDocument U10
  ForeignTrade U10
  IsExportDelivery U1
  BillingDocCombinationCriteria U40
  ManualInvoiceMaintIsRelevant BOOL
  IsIntrastatReportingRelevant BOOL
  IsIntrastatReportingExcluded BOOL
  TotalNetAmount D16.3 unit=TransactionCurrency
  TransactionCurrency U5
  StatisticsCurrency U5
  TaxAmount D14.3 unit=TransactionCurrency
  TotalGrossAmount D17.3 unit=TransactionCurrency
  CustomerPriceGroup U2
  PriceListType U2
  TaxDepartureCountry U3
  VATRegistration U20
  VATRegistrationOrigin U1
  VATRegistrationCountry U3
  HierarchyTypePricing U1
  CustomerTaxClassification1 U1
  CustomerTaxClassification2 U1
  CustomerTaxClassification3 U1
  CustomerTaxClassification4 U1
  CustomerTaxClassification5 U1
  CustomerTaxClassification6 U1
  CustomerTaxClassification7 U1
  CustomerTaxClassification8 U1
  CustomerTaxClassification9 U1
  IsEUTriangularDeal BOOL
  SDPricingProcedure U6
  ShippingCondition U2
  IncotermsVersion U4
  IncotermsClassification U3
  IncotermsTransferLocation S28
  IncotermsLocation1 S70
  IncotermsLocation2 S70
  PayerParty U10
  ContractAccount U12
  CustomerPaymentTerms U4
  PaymentMethod U1
  PaymentReference U30
  FixedValueDate DATE
  AdditionalValueDays N2
  SEPAMandate U35
  CompanyCode U4
  FiscalYear N4
  AccountingDocument U10
  CustomerAccountAssignmentGroup U2
  AccountingExchangeRateIsSet BOOL
  AbsltAccountingExchangeRate D9.5
  AcctgExchangeRateIsIndrctQtan BOOL
  ExchangeRateDate DATE
  ExchangeRateType U4
  DocumentReferenceID U16
  AssignmentReference S18
  DunningArea U2
  DunningBlockingReason U1
  DunningKey U1
  InternalFinancialDocument U10
  IsRelevantForAccrual BOOL
  SoldToParty U10
  PartnerCompany U6
  PurchaseOrderByCustomer S35
  CustomerGroup U2
  Country U3
  CityCode U4
  SalesDistrict U6
  Region U3
  County U3
  CreditControlArea U4
  CustomerRebateAgreement U10
  SalesDocumentCondition U10
  OverallSDProcessStatus U1
  OverallBillingStatus U1
  AccountingPostingStatus U1
  AccountingTransferStatus U1
  BillingIssueType U1
  InvoiceListStatus U1
  OvrlItmGeneralIncompletionSts U1
  OverallPricingIncompletionSts U1
  InvoiceClearingStatus U1
  BillingDocumentListType U4
  BillingDocumentListDate DATE
`,
  { to_Item: '* A_BillingDocumentItem' },
  { pageSize: 100 },
);

const item = entitySet(
  'A_BillingDocumentItem',
  `
  BillingDocument U10 key
  BillingDocumentItem N6 key
  SalesDocumentItemCategory U4
  SalesDocumentItemType U1
  ReturnItemProcessingType U1
  CreatedByUser U12
  CreationDate DATE
  CreationTime TIME
  ReferenceLogicalSystem U10
  OrganizationDivision U2
  Division U2
  SalesOffice U4
  Material U40
  OriginallyRequestedMaterial U40
  InternationalArticleNumber U18
  PricingReferenceMaterial U40
  Batch U10
  ProductHierarchyNode U18
  MaterialGroup U9
  AdditionalMaterialGroup1 U3
  AdditionalMaterialGroup2 U3
  AdditionalMaterialGroup3 U3
  AdditionalMaterialGroup4 U3
  AdditionalMaterialGroup5 U3
  MaterialCommissionGroup U2
  Plant U4
  StorageLocation U4
  ReplacementPartType U1
  MaterialGroupHierarchy1 U18
  MaterialGroupHierarchy2 U18
  PlantRegion U3
  PlantCounty U3
  PlantCity U4
  BOMExplosion U8
  MaterialDeterminationType U1
  BillingDocumentItemText S40
  ServicesRenderedDate DATE
  BillingQuantity D13.3 unit=BillingQuantityUnit
  BillingQuantityUnit S3
  BillingQuantityInBaseUnit D13.3 unit=BaseUnit
  BaseUnit S3
  MRPRequiredQuantityInBaseUnit D13.3 unit=BaseUnit
  BillingToBaseQuantityDnmntr D5.0
  BillingToBaseQuantityNmrtr D5.0
  ItemGrossWeight D15.3 unit=ItemWeightUnit
  ItemNetWeight D15.3 unit=ItemWeightUnit
  ItemWeightUnit S3
  ItemVolume D15.3 unit=ItemVolumeUnit
  ItemVolumeUnit S3
  BillToPartyCountry U3
  BillToPartyRegion U3
  BillingPlanRule U1
  BillingPlan U10
  BillingPlanItem N6
  NetAmount D16.3 unit=TransactionCurrency
  TransactionCurrency U5
  GrossAmount D16.3 unit=TransactionCurrency
  PricingDate DATE
  AbsltPriceDetnExchangeRate D9.5
  PriceDetnExchRateIsIndrctQtan BOOL
  PriceDetnExchangeRateDate DATE
  PricingScaleQuantityInBaseUnit D13.3 unit=BaseUnit
  TaxAmount D14.3 unit=TransactionCurrency
  CostAmount D14.3 unit=TransactionCurrency
  Subtotal1Amount D14.3 unit=TransactionCurrency
  Subtotal2Amount D14.3 unit=TransactionCurrency
  Subtotal3Amount D14.3 unit=TransactionCurrency
  Subtotal4Amount D14.3 unit=TransactionCurrency
  Subtotal5Amount D14.3 unit=TransactionCurrency
  Subtotal6Amount D14.3 unit=TransactionCurrency
  StatisticalValueControl U1
  CashDiscountIsDeductible BOOL
  CustomerConditionGroup1 U2
  CustomerConditionGroup2 U2
  CustomerConditionGroup3 U2
  CustomerConditionGroup4 U2
  CustomerConditionGroup5 U2
  ManualPriceChangeType U1
  MaterialPricingGroup U2
  AbsltStatisticsExchangeRate D9.5
  StatisticsExchRateIsIndrctQtan BOOL
  MainItemPricingRefMaterial U40
  MainItemMaterialPricingGroup U2
  DepartureCountry U3
  TaxJurisdiction U15
  ProductTaxClassification1 U1
  ProductTaxClassification2 U1
  ProductTaxClassification3 U1
  ProductTaxClassification4 U1
  ProductTaxClassification5 U1
  ProductTaxClassification6 U1
  ProductTaxClassification7 U1
  ProductTaxClassification8 U1
  ProductTaxClassification9 U1
  ZeroVATRsn U1
  EligibleAmountForCashDiscount D14.3 unit=TransactionCurrency
  BusinessArea U4
  ProfitCenter U10
  WBSElement N24
  ControllingArea U4
  ProfitabilitySegment U10
  OrderID U12
  CostCenter U10
  OriginSDDocument U10
  OriginSDDocumentItem N6
  MatlAccountAssignmentGroup U2
  ReferenceSDDocument U10
  ReferenceSDDocumentItem N6
  ReferenceSDDocumentCategory S4
  SalesDocument U10
  SalesDocumentItem N6
  SalesSDDocumentCategory S4
  HigherLevelItem N6
  BillingDocumentItemInPartSgmt N6
  ExternalReferenceDocument U10
  ExternalReferenceDocumentItem N6
  SalesGroup U3
  AdditionalCustomerGroup1 U3
  AdditionalCustomerGroup2 U3
  AdditionalCustomerGroup3 U3
  AdditionalCustomerGroup4 U3
  AdditionalCustomerGroup5 U3
  SDDocumentReason U3
  RetailPromotion U10
  RebateBasisAmount D14.3 unit=TransactionCurrency
  VolumeRebateGroup U2
  ItemIsRelevantForCredit BOOL
  CreditRelatedPrice D12.3 unit=TransactionCurrency
  SalesDeal U10
  SalesPromotion U10
  SalesOrderSalesDistrict U6
  SalesOrderCustomerGroup U2
  SalesOrderCustomerPriceGroup U2
  SalesOrderPriceListType U2
  SalesOrderSalesOrganization U4
  SalesOrderDistributionChannel U2
  SalesDocIsCreatedFromReference BOOL
  ShippingPoint U4
  HigherLevelItemUsage U1
`,
  { to_BillingDocument: '1 A_BillingDocument' },
);

/** Billing documents: the whole of the published contract but partners, prices and texts. They are read only here. */
export const billingService = defineService('API_BILLING_DOCUMENT_SRV', [header, item]);
