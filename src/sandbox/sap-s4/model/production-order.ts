import { defineService, entitySet } from '../odata/model.ts';

const header = entitySet(
  'A_ProductionOrder_2',
  `
  ManufacturingOrder U12 key
  ManufacturingOrderCategory N2
  ManufacturingOrderType U4
  OrderLongText S
  ManufacturingOrderImportance U1
  OrderIsCreated S1
  OrderIsReleased S1
  OrderIsPrinted S1
  OrderIsConfirmed S1
  OrderIsPartiallyConfirmed S1
  OrderIsDelivered S1
  OrderIsDeleted S1
  OrderIsPreCosted S1
  SettlementRuleIsCreated S1
  OrderIsPartiallyReleased S1
  OrderIsLocked S1
  OrderIsTechnicallyCompleted S1
  OrderIsClosed S1
  OrderIsPartiallyDelivered S1
  OrderIsMarkedForDeletion S1
  SettlementRuleIsCrtedManually S1
  OrderIsScheduled S1
  OrderHasGeneratedOperations S1
  OrderIsToBeHandledInBatches S1
  MaterialAvailyIsNotChecked S1
  MfgOrderCreationDate DATE
  MfgOrderCreationTime TIME
  LastChangeDateTime S14 fixed
  Material U40
  StorageLocation U4
  GoodsRecipientName S12
  UnloadingPointName S25
  InventoryUsabilityCode U1
  MaterialGoodsReceiptDuration D3.0
  QuantityDistributionKey U4
  StockSegment U40
  OrderInternalBillOfOperations N10
  ProductionPlant U4
  Plant U4
  MRPArea U10
  MRPController U3
  ProductionSupervisor U3
  ProductionVersion U4
  PlannedOrder U10
  SalesOrder U10
  SalesOrderItem N6
  BasicSchedulingType U1
  ManufacturingObject U22
  ProductConfiguration N18
  OrderSequenceNumber N14
  BusinessArea U4
  CompanyCode U4
  ProfitCenter U10
  ActualCostsCostingVariant U4
  PlannedCostsCostingVariant U4
  FunctionalArea U16
  MfgOrderPlannedStartDate DATE
  MfgOrderPlannedStartTime TIME
  MfgOrderPlannedEndDate DATE
  MfgOrderPlannedEndTime TIME
  MfgOrderScheduledStartDate DATE
  MfgOrderScheduledStartTime TIME
  MfgOrderScheduledEndDate DATE
  MfgOrderScheduledEndTime TIME
  MfgOrderActualReleaseDate DATE
  ProductionUnit S3
  ProductionUnitISOCode U3
  ProductionUnitSAPCode S3
  TotalQuantity D13.3 unit=ProductionUnit
  MfgOrderPlannedScrapQty D13.3 unit=ProductionUnit
  MfgOrderConfirmedYieldQty D13.3 unit=ProductionUnit
  CustomerName S80
  WBSElementExternalID U24
`,
  {
    to_ProductionOrderComponent: '* A_ProductionOrderComponent_2',
    to_ProductionOrderItem: '* A_ProductionOrderItem_2',
    to_ProductionOrderOperation: '* A_ProductionOrderOperation_2',
    to_ProductionOrderStatus: '* A_ProductionOrderStatus_2',
  },
  { pageSize: 100 },
);

const component = entitySet(
  'A_ProductionOrderComponent_2',
  `
  Reservation N10 key
  ReservationItem N4 key
  MaterialGroup U9
  Material U40
  Plant U4
  ManufacturingOrderCategory N2
  ManufacturingOrderType U4
  ManufacturingOrder U12
  ManufacturingOrderSequence U6
  ManufacturingOrderOperation U4
  ProductionPlant U4
  OrderInternalBillOfOperations N10
  MatlCompRequirementDate DATE
  MatlCompRequirementTime TIME
  ReservationIsFinallyIssued BOOL
  MatlCompIsMarkedForDeletion BOOL
  IsBulkMaterialComponent BOOL
  MatlCompIsMarkedForBackflush BOOL
  MaterialCompIsCostRelevant U1
  OrderComponentLongText S
  SalesOrder U10
  SalesOrderItem N6
  SortField U10
  BillOfMaterialCategory U1
  BOMItem N8
  BOMItemCategory U1
  BillOfMaterialItemNumber U4
  BOMItemDescription S40
  StorageLocation U4
  Batch U10
  BatchSplitType S1
  GoodsMovementType U3
  SupplyArea U10
  GoodsRecipientName S12
  UnloadingPointName S25
  MaterialCompIsAlternativeItem BOOL
  AlternativeItemGroup U2
  AlternativeItemStrategy U1
  AlternativeItemPriority N2
  UsageProbabilityPercent D3.0
  MaterialComponentIsPhantomItem BOOL
  LeadTimeOffset D3.0
  QuantityIsFixed BOOL
  IsNetScrap BOOL
  ComponentScrapInPercent D5.2
  OperationScrapInPercent D5.2
  BaseUnit S3
  BaseUnitISOCode U3
  BaseUnitSAPCode S3
  RequiredQuantity D13.3 unit=BaseUnit
  WithdrawnQuantity D13.3 unit=BaseUnit
  ConfirmedAvailableQuantity D15.3 unit=BaseUnit
  MaterialCompOriginalQuantity D13.3 unit=BaseUnit
  EntryUnit S3
  EntryUnitISOCode U3
  EntryUnitSAPCode S3
  GoodsMovementEntryQty D13.3 unit=EntryUnit
  Currency U5
  WithdrawnQuantityAmount D14.3 unit=Currency
`,
  {},
);

const item = entitySet(
  'A_ProductionOrderItem_2',
  `
  ManufacturingOrder U12 key
  ManufacturingOrderItem N4 key
  ManufacturingOrderCategory N2
  ManufacturingOrderType U4
  IsCompletelyDelivered BOOL
  Material U40
  ProductionPlant U4
  Plant U4
  MRPArea U10
  QuantityDistributionKey U4
  MaterialGoodsReceiptDuration D3.0
  StorageLocation U4
  Batch U10
  InventoryUsabilityCode U1
  GoodsRecipientName S12
  UnloadingPointName S25
  StockSegment U40
  MfgOrderItemPlndDeliveryDate DATE
  MfgOrderItemActualDeliveryDate DATE
  ProductionUnit S3
  ProductionUnitISOCode U3
  ProductionUnitSAPCode S3
  MfgOrderItemPlannedTotalQty D13.3 unit=ProductionUnit
  MfgOrderItemPlannedScrapQty D13.3 unit=ProductionUnit
  MfgOrderItemGoodsReceiptQty D13.3 unit=ProductionUnit
  MfgOrderItemActualDeviationQty D13.3 unit=ProductionUnit
`,
  {},
);

const operation = entitySet(
  'A_ProductionOrderOperation_2',
  `
  OrderInternalBillOfOperations N10 key
  OrderIntBillOfOperationsItem N8 key
  ManufacturingOrder U12
  ManufacturingOrderSequence U6
  MfgOrderSequenceText S40
  ManufacturingOrderOperation U4
  ManufacturingOrderSubOperation U4
  ManufacturingOrderCategory N2
  ManufacturingOrderType U4
  MfgOrderOperationText S40
  OrderOperationLongText S
  OrderSequenceLongText S
  OperationIsCreated S1
  OperationIsReleased S1
  OperationIsPrinted S1
  OperationIsConfirmed S1
  OperationIsPartiallyConfirmed S1
  OperationIsDeleted S1
  OperationIsTechlyCompleted S1
  OperationIsClosed S1
  OperationIsScheduled S1
  OperationIsPartiallyDelivered S1
  OperationIsDelivered S1
  ProductionPlant U4
  WorkCenterInternalID N8
  WorkCenterTypeCode U1
  WorkCenter U8
  OperationControlProfile U4
  OpErlstSchedldExecStrtDte DATE
  OpErlstSchedldExecStrtTme TIME
  OpErlstSchedldExecEndDte DATE
  OpErlstSchedldExecEndTme TIME
  OpActualExecutionStartDate DATE
  OpActualExecutionStartTime TIME
  OpActualExecutionEndDate DATE
  OpActualExecutionEndTime TIME
  OpErlstSchedldProcgStrtDte DATE
  OpErlstSchedldProcgStrtTme TIME
  OpErlstSchedldTrdwnStrtDte DATE
  OpErlstSchedldTrdwnStrtTme TIME
  OperationUnit S3
  OperationUnitISOCode U3
  OperationUnitSAPCode S3
  OpPlannedTotalQuantity D13.3 unit=OperationUnit
  OpTotalConfirmedYieldQty D13.3 unit=OperationUnit
  WorkCenterStandardWorkQtyUnit1 S3
  StdWrkQtyUnit1ISOCode U3
  StdWrkQtyUnit1SAPCode S3
  WorkCenterStandardWorkQty1 D9.3 unit=WorkCenterStandardWorkQtyUnit1
  WorkCenterStandardWorkQtyUnit2 S3
  StdWrkQtyUnit2ISOCode U3
  StdWrkQtyUnit2SAPCode S3
  WorkCenterStandardWorkQty2 D9.3 unit=WorkCenterStandardWorkQtyUnit2
  WorkCenterStandardWorkQtyUnit3 S3
  StdWrkQtyUnit3ISOCode U3
  StdWrkQtyUnit3SAPCode S3
  WorkCenterStandardWorkQty3 D9.3 unit=WorkCenterStandardWorkQtyUnit3
  WorkCenterStandardWorkQtyUnit4 S3
  StdWrkQtyUnit4ISOCode U3
  StdWrkQtyUnit4SAPCode S3
  WorkCenterStandardWorkQty4 D9.3 unit=WorkCenterStandardWorkQtyUnit4
  WorkCenterStandardWorkQtyUnit5 S3
  StdWrkQtyUnit5ISOCode U3
  StdWrkQtyUnit5SAPCode S3
  WorkCenterStandardWorkQty5 D9.3 unit=WorkCenterStandardWorkQtyUnit5
  WorkCenterStandardWorkQtyUnit6 S3
  StdWrkQtyUnit6ISOCode U3
  StdWrkQtyUnit6SAPCode S3
  WorkCenterStandardWorkQty6 D9.3 unit=WorkCenterStandardWorkQtyUnit6
  LastChangeDateTime S14 fixed
`,
  {},
);

const status = entitySet(
  'A_ProductionOrderStatus_2',
  `
  ManufacturingOrder U12 key
  StatusCode U5 key
  IsUserStatus BOOL
  StatusShortName S4
  StatusName S30
`,
  {},
);

/** Production orders: what this company fills of the published contract. Read only here. */
export const productionOrderService = defineService('API_PRODUCTION_ORDER_2_SRV', [header, component, item, operation, status]);
