import { defineService, entitySet } from '../odata/model.ts';

const header = entitySet(
  'A_OutbDeliveryHeader',
  `
  ActualDeliveryRoute S6 ro
  Shippinglocationtimezone S6 ro
  Receivinglocationtimezone S6 ro
  ActualGoodsMovementDate DATE nc
  ActualGoodsMovementTime TIME ro
  BillingDocumentDate DATE ro
  BillOfLading S35 nc
  CompleteDeliveryIsDefined BOOL ro
  ConfirmationTime TIME ro
  CreatedByUser S12 ro
  CreationDate DATE ro
  CreationTime TIME ro
  CustomerGroup S2 ro
  DeliveryBlockReason S2 nc
  DeliveryDate DATE nc
  DeliveryDocument S10 key ro
  DeliveryDocumentBySupplier S35 nc
  DeliveryDocumentType S4 ro
  DeliveryIsInPlant BOOL ro
  DeliveryPriority S2 nc
  DeliveryTime TIME nc
  DeliveryVersion S4 fixed ro
  DepreciationPercentage D5.2 ro
  DistrStatusByDecentralizedWrhs S1 ro
  DocumentDate DATE ro
  ExternalIdentificationType S1 ro
  ExternalTransportSystem S5 ro
  FactoryCalendarByCustomer S2 ro
  GoodsIssueOrReceiptSlipNumber S10 ro
  GoodsIssueTime TIME nc
  HandlingUnitInStock S1 ro
  HdrGeneralIncompletionStatus S1 ro
  HdrGoodsMvtIncompletionStatus S1 ro
  HeaderBillgIncompletionStatus S1 ro
  HeaderBillingBlockReason S2 ro
  HeaderDelivIncompletionStatus S1 ro
  HeaderGrossWeight D15.3 nc
  HeaderNetWeight D15.3 nc
  HeaderPackingIncompletionSts S1 ro
  HeaderPickgIncompletionStatus S1 ro
  HeaderVolume D15.3 nc
  HeaderVolumeUnit S3 nc
  HeaderWeightUnit S3 nc
  IncotermsClassification S3 nc
  IncotermsTransferLocation S28 nc
  IntercompanyBillingDate DATE ro
  InternalFinancialDocument S10 ro
  IsDeliveryForSingleWarehouse S1 ro
  IsExportDelivery S1 ro
  LastChangeDate DATE ro
  LastChangedByUser S12 ro
  LoadingDate DATE nc
  LoadingPoint S2 ro
  LoadingTime TIME nc
  MeansOfTransport S20 nc
  MeansOfTransportRefMaterial S40 ro
  MeansOfTransportType S4 nc
  OrderCombinationIsAllowed BOOL ro
  OrderID S12 ro
  OverallDelivConfStatus S1 ro
  OverallDelivReltdBillgStatus S1 ro
  OverallGoodsMovementStatus S1 ro
  OverallIntcoBillingStatus S1 ro
  OverallPackingStatus S1 ro
  OverallPickingConfStatus S1 ro
  OverallPickingStatus S1 ro
  OverallProofOfDeliveryStatus S1 ro
  OverallSDProcessStatus S1 ro
  OverallWarehouseActivityStatus S1 ro
  OvrlItmDelivIncompletionSts S1 ro
  OvrlItmGdsMvtIncompletionSts S1 ro
  OvrlItmGeneralIncompletionSts S1 ro
  OvrlItmPackingIncompletionSts S1 ro
  OvrlItmPickingIncompletionSts S1 ro
  PaymentGuaranteeProcedure S6 ro
  PickedItemsLocation S20 ro
  PickingDate DATE nc
  PickingTime TIME nc
  PlannedGoodsIssueDate DATE nc
  ProofOfDeliveryDate DATE ro
  ProposedDeliveryRoute S6 nc
  ReceivingPlant S4 ro
  RouteSchedule S10 ro
  SalesDistrict S6 ro
  SalesOffice S4 ro
  SalesOrganization S4 ro
  SDDocumentCategory S4 ro
  ShipmentBlockReason S2 ro
  ShippingCondition S2 ro
  ShippingPoint S4 nu
  ShippingType S2 ro
  ShipToParty S10 ro
  SoldToParty S10 ro
  SpecialProcessingCode S4 ro
  StatisticsCurrency S5 ro
  Supplier S10 ro
  TotalBlockStatus S1 ro
  TotalCreditCheckStatus S1 ro
  TotalNumberOfPackage S5 ro
  TransactionCurrency S5 ro
  TransportationGroup S4 ro
  TransportationPlanningDate DATE nc
  TransportationPlanningStatus S1 ro
  TransportationPlanningTime TIME nc
  UnloadingPointName S25 nc
  Warehouse S3 ro
  WarehouseGate S3 ro
  WarehouseStagingArea S10 ro
`,
  { to_DeliveryDocumentItem: '* A_OutbDeliveryItem' },
  { creatable: true, changeable: true, pageSize: 100 },
);

const item = entitySet(
  'A_OutbDeliveryItem',
  `
  ActualDeliveredQtyInBaseUnit D13.3 nc
  DeliveryVersion S4 fixed ro
  ActualDeliveryQuantity D13.3
  AdditionalCustomerGroup1 S3 ro
  AdditionalCustomerGroup2 S3 ro
  AdditionalCustomerGroup3 S3 ro
  AdditionalCustomerGroup4 S3 ro
  AdditionalCustomerGroup5 S3 ro
  AdditionalMaterialGroup1 S3 ro
  AdditionalMaterialGroup2 S3 ro
  AdditionalMaterialGroup3 S3 ro
  AdditionalMaterialGroup4 S3 ro
  AdditionalMaterialGroup5 S3 ro
  AlternateProductNumber S40 ro
  BaseUnit S3 ro
  Batch S10 nc
  BatchBySupplier S15 ro
  BatchClassification S18 ro
  BOMExplosion S8 ro
  BusinessArea S4 ro
  ConsumptionPosting S1 ro
  ControllingArea S4 ro
  CostCenter S10 ro
  CreatedByUser S12 ro
  CreationDate DATE ro
  CreationTime TIME ro
  CustEngineeringChgStatus S17 ro
  DeliveryDocument S10 key nu
  DeliveryDocumentItem S6 key ro
  DeliveryDocumentItemCategory S4 ro
  DeliveryDocumentItemText S40 nc
  DeliveryGroup S3 ro
  DeliveryQuantityUnit S3 nu
  DeliveryRelatedBillingStatus S1 ro
  DeliveryToBaseQuantityDnmntr D5.0 ro
  DeliveryToBaseQuantityNmrtr D5.0 ro
  DepartmentClassificationByCust S4 ro
  DistributionChannel S2 ro
  Division S2 ro
  FixedShipgProcgDurationInDays D5.2 ro
  GLAccount S10 ro
  GoodsMovementReasonCode S4 ro
  GoodsMovementStatus S1 ro
  GoodsMovementType S3 ro
  HigherLvlItmOfBatSpltItm S6 ro
  HigherLevelItem S6 ro
  InspectionLot S12 ro
  InspectionPartialLot S6 ro
  IntercompanyBillingStatus S1 ro
  InternationalArticleNumber S18 ro
  InventorySpecialStockType S1 ro
  InventoryValuationType S10 nc
  IsCompletelyDelivered BOOL ro
  IsNotGoodsMovementsRelevant S1 ro
  IsSeparateValuation BOOL ro
  IssgOrRcvgBatch S10 ro
  IssgOrRcvgMaterial S40 ro
  IssgOrRcvgSpclStockInd S1 ro
  IssgOrRcvgStockCategory S1 ro
  IssgOrRcvgValuationType S10 ro
  IssuingOrReceivingPlant S4 ro
  IssuingOrReceivingStorageLoc S4 ro
  ItemBillingBlockReason S2 ro
  ItemBillingIncompletionStatus S1 ro
  ItemDeliveryIncompletionStatus S1 ro
  ItemGdsMvtIncompletionSts S1 ro
  ItemGeneralIncompletionStatus S1 ro
  ItemGrossWeight D15.3 nc
  ItemIsBillingRelevant S1 ro
  ItemNetWeight D15.3 nc
  ItemPackingIncompletionStatus S1 ro
  ItemPickingIncompletionStatus S1 ro
  ItemVolume D15.3 nc
  ItemVolumeUnit S3 nc
  ItemWeightUnit S3 nc
  LastChangeDate DATE ro
  LoadingGroup S4 ro
  ManufactureDate DATE nc
  Material S40 ro
  MaterialByCustomer S35 nc
  MaterialFreightGroup S8 ro
  MaterialGroup S9 ro
  MaterialIsBatchManaged BOOL ro
  MaterialIsIntBatchManaged BOOL ro
  OrderID S12 ro
  OrderItem S4 ro
  OriginalDeliveryQuantity D13.3 ro
  OriginallyRequestedMaterial S40 ro
  OverdelivTolrtdLmtRatioInPct D3.1 ro
  PackingStatus S1 ro
  PartialDeliveryIsAllowed S1 ro
  PaymentGuaranteeForm S2 ro
  PickingConfirmationStatus S1 ro
  PickingControl S1 ro
  PickingStatus S1 ro
  Plant S4 ro
  PrimaryPostingSwitch S1 ro
  ProductAvailabilityDate DATE ro
  ProductAvailabilityTime TIME ro
  ProductConfiguration S18 ro
  ProductHierarchyNode S18 ro
  ProfitabilitySegment S10 ro
  ProfitCenter S10 ro
  ProofOfDeliveryRelevanceCode S1 ro
  ProofOfDeliveryStatus S1 ro
  QuantityIsFixed BOOL ro
  ReceivingPoint S25 ro
  ReferenceDocumentLogicalSystem S10 ro
  ReferenceSDDocument S10 nu
  ReferenceSDDocumentCategory S4 ro
  ReferenceSDDocumentItem S6 nu
  RetailPromotion S10 ro
  SalesDocumentItemType S1 ro
  SalesGroup S3 ro
  SalesOffice S4 ro
  SDDocumentCategory S4 ro
  SDProcessStatus S1 ro
  ShelfLifeExpirationDate DATE nc
  StatisticsDate DATE ro
  StockType S1 ro
  StorageBin S10 ro
  StorageLocation S4 nc
  StorageType S3 ro
  SubsequentMovementType S3 ro
  TransportationGroup S4 ro
  UnderdelivTolrtdLmtRatioInPct D3.1 ro
  UnlimitedOverdeliveryIsAllowed BOOL ro
  VarblShipgProcgDurationInDays D5.2 ro
  Warehouse S3 ro
  WarehouseActivityStatus S1 ro
  WarehouseStagingArea S10 ro
  WarehouseStockCategory S1 ro
  WarehouseStorageBin S10 ro
`,
  {},
  { changeable: true },
);

const delivery = { DeliveryDocument: 'S10' };

/** Outbound deliveries, version 0002: headers, items and what can be done with them, as published. */
export const deliveryService = defineService(
  'API_OUTBOUND_DELIVERY_SRV',
  [header, item],
  [
    { name: 'PickAllItems', returns: null, parameters: delivery },
    {
      name: 'PickAndBatchSplitOneItem',
      returns: null,
      parameters: { ...delivery, DeliveryDocumentItem: 'S6', Batch: 'S10', SplitQuantity: 'D13.3', SplitQuantityUnit: 'S3' },
    },
    { name: 'PostGoodsIssue', returns: null, parameters: delivery },
    { name: 'ReverseGoodsIssue', returns: null, parameters: { ...delivery, ActualGoodsMovementDate: 'DATE' } },
  ],
);
