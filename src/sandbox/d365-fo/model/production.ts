import { entitySet } from '../../kit/odata4/index.ts';

const journal = `dataAreaId text4 key
  JournalNumber text20 key
  JournalLineNumber decimal key
  JournalName text10
  JournalDescription text60
  ProductionOrderNumber text20
  ItemBatchNumber text20
  LicensePlateNumber text25
  WarehouseId text10
  ProductionSiteId text10
  ReportedGoodInventoryQuantity decimal
  ReportedErrorInventoryQuantity decimal
  IsPosted enum:NoYes
  PostedDateTime instant
  PostedUserId text20`;

/** Bills of material, routes, resources and the shop floor. */
export const productionSets = [
  entitySet(
    'BillOfMaterialsHeaders',
    `dataAreaId text4 key\nBOMId text20 key\nBOMName text60\nProductionSiteId text10\nIsApproved enum:NoYes`,
    {},
    { typeName: 'BillOfMaterialsHeader' },
  ),
  entitySet(
    'BillOfMaterialsVersionsV3',
    `dataAreaId text4 key
     ManufacturedItemNumber text20 key
     BOMId text20 key
     ProductionSiteId text10 key
     FromQuantity decimal key
     ValidFromDate instant key
     ValidToDate instant
     VersionName text60
     IsActive enum:NoYes
     IsApproved enum:NoYes`,
    {},
    { typeName: 'BillOfMaterialsVersionV3' },
  ),
  entitySet(
    'BillOfMaterialsLinesV3',
    `dataAreaId text4 key
     BOMId text20 key
     LineCreationSequenceNumber int key
     LineNumber decimal
     LineType enum:BOMType
     ItemNumber text20
     Quantity decimal
     QuantityDenominator decimal
     ProductUnitSymbol text10
     VariableScrapPercentage decimal
     ConstantScrapQuantity decimal
     ConsumptionSiteId text10
     ConsumptionWarehouseId text10
     RouteOperationNumber int
     ValidFromDate instant
     ValidToDate instant`,
    {},
    { typeName: 'BillOfMaterialsLineV3' },
  ),
  entitySet('RouteHeaders', `dataAreaId text4 key\nRouteId text20 key\nRouteName text60\nIsApproved enum:NoYes`, {}, { typeName: 'RouteHeader' }),
  entitySet(
    'RouteVersionsV2',
    `dataAreaId text4 key
     ItemNumber text20 key
     RouteId text20 key
     ProductionSiteId text10 key
     ValidFromQuantity decimal key
     ValidFromDate instant key
     IsActive int key
     ValidToDate instant
     VersionName text60
     IsApproved enum:NoYes`,
    {},
    { typeName: 'RouteVersionV2' },
  ),
  entitySet(
    'RouteOperations',
    `dataAreaId text4 key
     RouteId text20 key
     OperationNumber int key
     OperationPriority int key
     OperationId text10
     NextRouteOperationNumber int
     ScrapPercentage decimal
     AccumulatedScrapPercentage decimal`,
    {},
    { typeName: 'RouteOperation' },
  ),
  entitySet('Operations', `dataAreaId text4 key\nOperationId text10 key\nOperationName text60`, {}, { typeName: 'Operation' }),
  entitySet(
    'RouteOperationPropertiesV2',
    `dataAreaId text4 key
     OperationId text10 key
     RouteId text20 key
     ItemNumber text20 key
     ProductionSiteId text10 key
     ProcessTime decimal
     ProcessQuantity decimal
     SetupTime decimal
     OperationsTimeToHourConversionFactor decimal
     CostingOperationResourceId text10
     RouteGroupId text10`,
    {},
    { typeName: 'RouteOperationPropertyV2' },
  ),
  entitySet(
    'OperationsResources',
    `dataAreaId text4 key\nResourceId text10 key\nResourceName text60\nOperationsResourceType enum:WrkCtrType\nCapacity decimal\nEfficiencyPercentage decimal`,
    {},
    { typeName: 'OperationsResource' },
  ),
  entitySet(
    'OperationsResourceGroups',
    `dataAreaId text4 key\nGroupId text10 key\nGroupName text60\nOperationalSiteId text10\nInputWarehouseId text10\nOutputWarehouseId text10`,
    {},
    { typeName: 'OperationsResourceGroup' },
  ),
  entitySet(
    'ProductionOrderHeaders',
    `dataAreaId text4 key
     ProductionOrderNumber text20 key
     ProductionOrderName text60
     ProductionOrderStatus enum:ProdStatus
     ItemNumber text20
     ItemBatchNumber text20
     ProductionSiteId text10
     ProductionWarehouseId text10
     ScheduledQuantity decimal
     StartedQuantity decimal
     EstimatedQuantity decimal
     RemainingReportAsFinishedQuantity decimal
     ScheduledDate instant
     ScheduledStartDate instant
     ScheduledEndDate instant
     DeliveryDate instant
     ReleasedDate instant
     StartedDate instant
     ReportedAsFinishedDate instant
     EndedDate instant
     SourceBOMId text20
     SourceRouteId text20
     DemandSalesOrderNumber text20`,
    {},
    { typeName: 'ProductionOrderHeader', versioned: true },
  ),
  entitySet(
    'ProductionOrderRouteOperations',
    `dataAreaId text4 key
     ProductionOrderNumber text20 key
     OperationNumber int key
     OperationPriority enum:RouteOprPriority key
     OperationId text10
     CostingOperationResourceId text10
     ProcessTime decimal
     ProcessQuantity decimal
     SetupTime decimal
     ProcessCompletionPercentage decimal
     IsOperationStarted enum:NoYes
     IsOperationCompleted enum:NoYes`,
    {},
    { typeName: 'ProductionOrderRouteOperation' },
  ),
  entitySet(
    'ReportAsFinishedProductionJournalEntries',
    `${journal}
     ItemNumber text20
     ReportAsFinishedDate instant
     IsLastReportAsFinished enum:NoYes
     ReceivedInventoryStatusId text10
     ErrorCause text20`,
    {},
    { typeName: 'ReportAsFinishedProductionJournalEntry' },
  ),
  entitySet(
    'RouteCardProductionJournalEntries',
    `${journal}
     RouteOperationNumber int
     RouteOperationId text10
     OperationsResourceId text10
     RegisteredHours decimal
     ConsumptionDate instant
     IsOperationCompleted enum:NoYes
     ErrorCause text20`,
    {},
    { typeName: 'RouteCardProductionJournalEntry' },
  ),
];
