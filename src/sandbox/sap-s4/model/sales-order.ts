import { defineService, entitySet } from '../odata/model.ts';

const order = entitySet(
  'A_SalesOrder',
  `
  SalesOrder U10 key
  SalesOrderType U4
  SalesOrganization U4
  DistributionChannel U2
  OrganizationDivision U2
  SalesGroup U3
  SalesOffice U4
  SalesDistrict U6
  SoldToParty U10
  CreationDate DATE ro
  CreatedByUser U12 ro
  LastChangeDate DATE ro
  SenderBusinessSystemName S60 ro
  ExternalDocumentID U40 ro
  LastChangeDateTime STAMP fixed ro
  PurchaseOrderByCustomer S35
  PurchaseOrderByShipToParty S35
  CustomerPurchaseOrderType U4
  CustomerPurchaseOrderDate DATE
  SalesOrderDate DATE
  TotalNetAmount D16.3 ro unit=TransactionCurrency
  TransactionCurrency S5
  SDDocumentReason U3
  PricingDate DATE
  RequestedDeliveryDate DATE
  ShippingCondition U2
  CompleteDeliveryIsDefined BOOL
  ShippingType U2
  HeaderBillingBlockReason U2
  DeliveryBlockReason U2
  DeliveryDateTypeRule U1
  IncotermsClassification U3
  IncotermsTransferLocation S28
  IncotermsLocation1 S70
  IncotermsLocation2 S70
  IncotermsVersion U4
  CustomerPriceGroup U2
  PriceListType U2
  CustomerPaymentTerms U4
  PaymentMethod U1
  AssignmentReference S18
  ReferenceSDDocument U10
  ReferenceSDDocumentCategory S4 ro
  AccountingDocExternalReference U16
  CustomerAccountAssignmentGroup U2
  AccountingExchangeRate D9.5
  CustomerGroup U2
  AdditionalCustomerGroup1 U3
  AdditionalCustomerGroup2 U3
  AdditionalCustomerGroup3 U3
  AdditionalCustomerGroup4 U3
  AdditionalCustomerGroup5 U3
  SlsDocIsRlvtForProofOfDeliv BOOL
  CustomerTaxClassification1 U1
  CustomerTaxClassification2 U1
  CustomerTaxClassification3 U1
  CustomerTaxClassification4 U1
  CustomerTaxClassification5 U1
  CustomerTaxClassification6 U1
  CustomerTaxClassification7 U1
  CustomerTaxClassification8 U1
  CustomerTaxClassification9 U1
  TaxDepartureCountry U3
  VATRegistrationCountry U3
  SalesOrderApprovalReason U4 ro
  SalesDocApprovalStatus U1 ro
  OverallSDProcessStatus U1 ro
  TotalCreditCheckStatus U1 ro
  OverallTotalDeliveryStatus U1 ro
  OverallSDDocumentRejectionSts U1 ro
  FashionCancelDate DATE
  RetailAdditionalCustomerGrp6 U3
  RetailAdditionalCustomerGrp7 U3
  RetailAdditionalCustomerGrp8 U3
  RetailAdditionalCustomerGrp9 U3
  RetailAdditionalCustomerGrp10 U3
`,
  { to_Item: '* A_SalesOrderItem', to_Partner: '* A_SalesOrderHeaderPartner' },
  { creatable: true, changeable: true, pageSize: 100 },
);

const item = entitySet(
  'A_SalesOrderItem',
  `
  SalesOrder U10 key ro
  SalesOrderItem N6 key
  HigherLevelItem N6
  SalesOrderItemCategory U4
  SalesOrderItemText S40
  PurchaseOrderByCustomer S35
  PurchaseOrderByShipToParty S35
  Material U40
  MaterialByCustomer U35
  PricingDate DATE
  PricingReferenceMaterial U40
  RequestedQuantity D15.3 unit=RequestedQuantityUnit
  RequestedQuantityUnit S3
  RequestedQuantitySAPUnit S3
  RequestedQuantityISOUnit U3
  ItemGrossWeight D15.3 ro unit=ItemWeightUnit
  ItemNetWeight D15.3 ro unit=ItemWeightUnit
  ItemWeightUnit S3 ro
  ItemWeightSAPUnit S3
  ItemWeightISOUnit U3
  ItemVolume D15.3 ro unit=ItemVolumeUnit
  ItemVolumeUnit S3 ro
  ItemVolumeSAPUnit S3
  ItemVolumeISOUnit U3
  TransactionCurrency S5 ro
  NetAmount D16.3 ro unit=TransactionCurrency
  MaterialGroup U9
  MaterialPricingGroup U2
  Batch U10
  ProductionPlant U4
  StorageLocation U4
  DeliveryGroup N3
  ShippingPoint U4
  ShippingType U2
  DeliveryPriority N2
  DeliveryDateTypeRule U1
  IncotermsClassification U3
  IncotermsTransferLocation S28
  IncotermsLocation1 S70
  IncotermsLocation2 S70
  ProductTaxClassification1 U1
  ProductTaxClassification2 U1
  ProductTaxClassification3 U1
  ProductTaxClassification4 U1
  ProductTaxClassification5 U1
  ProductTaxClassification6 U1
  ProductTaxClassification7 U1
  ProductTaxClassification8 U1
  ProductTaxClassification9 U1
  MatlAccountAssignmentGroup U2
  CustomerPaymentTerms U4
  CustomerGroup U2
  SalesDocumentRjcnReason U2
  ItemBillingBlockReason U2
  SlsDocIsRlvtForProofOfDeliv BOOL
  WBSElement N24
  ProfitCenter U10
  AccountingExchangeRate D9.5
  ReferenceSDDocument U10
  ReferenceSDDocumentItem N6
  SDProcessStatus U1 ro
  DeliveryStatus U1 ro
  OrderRelatedBillingStatus U1 ro
  ProductSeasonYear U4
  ProductSeason U10
  ProductCollection U10
  ProductTheme U10
  SeasonCompletenessStatus U1 ro
  FashionCancelDate DATE
  ProductCharacteristic1 S18 ro
  ProductCharacteristic2 S18 ro
  ProductCharacteristic3 S18 ro
  ShippingGroupNumber U10 ro
  ShippingGroupRule U4 ro
  CrossPlantConfigurableProduct U40 ro
  ProductCategory U2 ro
  RequirementSegment U40
`,
  { to_PricingElement: '* A_SalesOrderItemPrElement', to_SalesOrder: '1 A_SalesOrder', to_ScheduleLine: '* A_SalesOrderScheduleLine' },
  { creatable: true, changeable: true },
);

const scheduleLine = entitySet(
  'A_SalesOrderScheduleLine',
  `
  SalesOrder U10 key ro
  SalesOrderItem N6 key ro
  ScheduleLine N4 key
  RequestedDeliveryDate DATE
  ConfirmedDeliveryDate DATE
  OrderQuantityUnit S3
  OrderQuantitySAPUnit S3
  OrderQuantityISOUnit U3
  ScheduleLineOrderQuantity D13.3 unit=OrderQuantityUnit
  ConfdOrderQtyByMatlAvailCheck D13.3 unit=OrderQuantityUnit
  DeliveredQtyInOrderQtyUnit D13.3 unit=OrderQuantityUnit
  OpenConfdDelivQtyInOrdQtyUnit D13.3 unit=OrderQuantityUnit
  CorrectedQtyInOrderQtyUnit D13.3 unit=OrderQuantityUnit
  DelivBlockReasonForSchedLine U2
`,
  {},
);

const priceElement = entitySet(
  'A_SalesOrderItemPrElement',
  `
  SalesOrder U10 key ro
  SalesOrderItem N6 key ro
  PricingProcedureStep N3 key
  PricingProcedureCounter N3 key
  ConditionType U4
  PricingDateTime U14 ro
  ConditionCalculationType U3 ro
  ConditionBaseValue D24.9 ro
  ConditionRateValue D24.9
  ConditionCurrency S5
  ConditionQuantity D5.0 unit=ConditionQuantityUnit
  ConditionQuantityUnit S3
  ConditionQuantitySAPUnit S3
  ConditionQuantityISOUnit U3
  ConditionCategory S1 ro
  ConditionIsForStatistics BOOL ro
  PricingScaleType U1 ro
  IsRelevantForAccrual BOOL ro
  CndnIsRelevantForInvoiceList U1 ro
  ConditionOrigin U1 ro
  IsGroupCondition U1 ro
  ConditionRecord U10 ro
  ConditionSequentialNumber N3 ro
  TaxCode U2 ro
  WithholdingTaxCode U2 ro
  CndnRoundingOffDiffAmount D6.3 ro unit=TransactionCurrency
  ConditionAmount D16.3 ro unit=TransactionCurrency
  TransactionCurrency S5
  ConditionControl U1 ro
  ConditionInactiveReason U1 ro
  ConditionClass U1 ro
  PrcgProcedureCounterForHeader N3 ro
  FactorForConditionBasisValue DBL ro
  StructureCondition U1 ro
  PeriodFactorForCndnBasisValue DBL ro
  PricingScaleBasis U3 ro
  ConditionScaleBasisValue D24.9 ro
  ConditionScaleBasisUnit S3 ro
  ConditionScaleBasisCurrency S5 ro
  CndnIsRelevantForIntcoBilling BOOL ro
  ConditionIsManuallyChanged BOOL ro
  ConditionIsForConfiguration BOOL ro
  VariantCondition S26 ro
`,
  { to_SalesOrder: '1 A_SalesOrder', to_SalesOrderItem: '1 A_SalesOrderItem' },
);

const partner = entitySet(
  'A_SalesOrderHeaderPartner',
  `
  SalesOrder U10 key ro
  PartnerFunction U2 key
  Customer U10
  Supplier U10
  Personnel N8
  ContactPerson N10
`,
  { to_SalesOrder: '1 A_SalesOrder' },
);

/** Sales orders: all properties of the published contract; texts, item partners and payment plans are left out. */
export const salesOrderService = defineService('API_SALES_ORDER_SRV', [order, item, scheduleLine, priceElement, partner]);
