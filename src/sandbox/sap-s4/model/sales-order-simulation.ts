import { defineService, entitySet } from '../odata/model.ts';

const order = entitySet(
  'A_SalesOrderSimulation',
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
  CustomerGroup U2
  AdditionalCustomerGroup1 U3
  AdditionalCustomerGroup2 U3
  AdditionalCustomerGroup3 U3
  AdditionalCustomerGroup4 U3
  AdditionalCustomerGroup5 U3
  PurchaseOrderByCustomer S35
  CustomerPurchaseOrderType U4
  CustomerPurchaseOrderDate DATE
  SalesOrderDate DATE
  TransactionCurrency S5
  AccountingDocExternalReference U16
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
  PriceListType U2
  CustomerPriceGroup U2
  SDDocumentReason U3
  PricingDate DATE
  SDPricingProcedure U6 ro
  RequestedDeliveryDate DATE
  ShippingCondition U2
  CompleteDeliveryIsDefined BOOL
  ShippingType U2
  IncotermsClassification U3
  IncotermsTransferLocation S28
  IncotermsLocation1 S70
  IncotermsLocation2 S70
  IncotermsVersion U4
  ReferenceSDDocument U10
  CustomerPaymentTerms U4
  PaymentMethod U1
`,
  {
    to_Credit: '1 A_SalesOrderCreditSimulation',
    to_Item: '* A_SalesOrderItemSimulation',
    to_Partner: '* A_SalesOrderPartnerSimulation',
    to_Pricing: '1 A_SalesOrderPricingSimulation',
  },
  { creatable: true },
);

const item = entitySet(
  'A_SalesOrderItemSimulation',
  `
  SalesOrder U10 key ro
  SalesOrderItem N6 key
  HigherLevelItem N6
  HigherLevelItemUsage U1 ro
  SalesOrderItemCategory U4
  SalesOrderItemText S40
  PurchaseOrderByCustomer S35
  Material U40
  MaterialByCustomer U35
  PricingDate DATE
  PricingReferenceMaterial U40
  RequestedQuantity D15.3 unit=RequestedQuantityUnit
  RequestedQuantityUnit S3
  RequestedQuantitySAPUnit S3
  RequestedQuantityISOUnit U3
  OrderQuantityUnit S3 ro
  OrderQuantitySAPUnit S3 ro
  OrderQuantityISOUnit U3 ro
  ConfdDelivQtyInOrderQtyUnit D15.3 ro unit=OrderQuantityUnit
  ItemGrossWeight D15.3 ro unit=ItemWeightUnit
  ItemNetWeight D15.3 ro unit=ItemWeightUnit
  ItemWeightUnit S3 ro
  ItemWeightSAPUnit S3 ro
  ItemWeightISOUnit U3 ro
  ItemVolume D15.3 ro unit=ItemVolumeUnit
  ItemVolumeUnit S3 ro
  ItemVolumeSAPUnit S3 ro
  ItemVolumeISOUnit U3 ro
  TransactionCurrency S5 ro
  NetAmount D16.3 ro unit=TransactionCurrency
  TaxAmount D14.3 ro unit=TransactionCurrency
  CostAmount D14.3 ro unit=TransactionCurrency
  Subtotal1Amount D14.3 ro unit=TransactionCurrency
  Subtotal2Amount D14.3 ro unit=TransactionCurrency
  Subtotal3Amount D14.3 ro unit=TransactionCurrency
  Subtotal4Amount D14.3 ro unit=TransactionCurrency
  Subtotal5Amount D14.3 ro unit=TransactionCurrency
  Subtotal6Amount D14.3 ro unit=TransactionCurrency
  MaterialSubstitutionReason U4 ro
  MaterialGroup U9
  MaterialPricingGroup U2
  Batch U10
  Plant U4
  StorageLocation U4
  DeliveryGroup N3
  ShippingPoint U4
  ShippingType U2
  DeliveryPriority N2
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
  ReferenceSDDocument U10
  ReferenceSDDocumentItem N6
  CustomerPaymentTerms U4
  SalesDocumentRjcnReason U2
`,
  { to_PricingElement: '* A_SalesOrderItmPrcgElmntSimln', to_ScheduleLine: '* A_SalesOrderScheduleLineSimln' },
);

const scheduleLine = entitySet(
  'A_SalesOrderScheduleLineSimln',
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
  OpenConfdDelivQtyInOrdQtyUnit D13.3 unit=OrderQuantityUnit
  CorrectedQtyInOrderQtyUnit D13.3 unit=OrderQuantityUnit
`,
  {},
);

const priceElement = entitySet(
  'A_SalesOrderItmPrcgElmntSimln',
  `
  SalesOrder U10 key ro
  SalesOrderItem N6 key ro
  PricingProcedureStep N3 key
  PricingProcedureCounter N3 key
  ConditionType U4
  PriceConditionDeterminationDte DATE ro
  ConditionCalculationType U3 ro
  ConditionBaseValue D24.9 ro
  ConditionRateValue D24.9
  ConditionCurrency S5
  ConditionQuantity D5.0 unit=ConditionQuantityUnit
  ConditionQuantityUnit S3
  ConditionQuantitySAPUnit S3
  ConditionQuantityISOUnit U3
  ConditionIsForStatistics BOOL ro
  ConditionOrigin U1 ro
  IsGroupCondition U1 ro
  ConditionAmount D16.3 ro unit=TransactionCurrency
  TransactionCurrency S5
  ConditionInactiveReason U1 ro
  ConditionClass U1 ro
  PricingScaleBasis U3 ro
  ConditionScaleBasisValue D24.9 ro
  ConditionIsManuallyChanged BOOL ro
`,
  {},
);

const partner = entitySet(
  'A_SalesOrderPartnerSimulation',
  `
  SalesOrder U10 key ro
  PartnerFunction U2 key
  Customer U10
  Supplier U10
  Personnel N8
  ContactPerson N10
  VATRegistration U20
`,
  {},
);

const pricing = entitySet(
  'A_SalesOrderPricingSimulation',
  `
  SalesOrder U10 key ro
  TotalNetAmount D16.3 unit=TransactionCurrency
  TransactionCurrency S5 ro
`,
  {},
);

const credit = entitySet(
  'A_SalesOrderCreditSimulation',
  `
  SalesOrder U10 key ro
  TotalCreditCheckStatus U1
`,
  {},
);

/** Trying a sales order: nothing is saved, so nothing can be read. Texts, item partners, header conditions and value-added services are left out. */
export const simulationService = defineService('API_SALES_ORDER_SIMULATION_SRV', [order, item, scheduleLine, priceElement, partner, pricing, credit]);
