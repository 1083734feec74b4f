import { defineService, entitySet } from '../odata/model.ts';

const bom = entitySet(
  'MaterialBOM',
  `
  BillOfMaterial U8 key ro
  BillOfMaterialCategory U1 key ro
  BillOfMaterialVariant U2 key ro
  BillOfMaterialVersion U4 key ro
  EngineeringChangeDocument U12 key ro
  Material U40 key ro
  Plant U4 key ro
  BillOfMaterialVariantUsage U1
  BOMHeaderText S40
  BillOfMaterialStatus N2
  HeaderValidityStartDate DATE
  HeaderValidityEndDate DATE
  IsMarkedForDeletion BOOL
  BOMHeaderBaseUnit S3
  BOMHeaderQuantityInBaseUnit D13.3 unit=BOMHeaderBaseUnit
  LastChangeDate DATE
  LastChangeDateTime STAMP
`,
  { to_BillOfMaterialItem: '* MaterialBOMItem' },
  { pageSize: 100 },
);

const bomItem = entitySet(
  'MaterialBOMItem',
  `
  BillOfMaterial U8 key ro
  BillOfMaterialCategory U1 key ro
  BillOfMaterialVariant U2 key ro
  BillOfMaterialVersion U4 key ro
  BillOfMaterialItemNodeNumber N8 key
  HeaderChangeDocument U12 key ro
  Material U40 key ro
  Plant U4 key ro
  ValidityStartDate DATE
  ValidityEndDate DATE
  BillOfMaterialComponent U40
  BillOfMaterialItemCategory U1
  BillOfMaterialItemNumber U4
  BillOfMaterialItemUnit S3
  BillOfMaterialItemQuantity D13.3 unit=BillOfMaterialItemUnit
  ComponentScrapInPercent D5.2
  ComponentDescription S40
  IsDeleted BOOL
  LastChangeDateTime STAMP
`,
  { to_BillOfMaterial: '1 MaterialBOM' },
);

/** Bills of material: the properties that this company fills. */
export const bomService = defineService('API_BILL_OF_MATERIAL_SRV', [bom, bomItem]);

const assignment = entitySet(
  'ProductionRoutingMatlAssgmt',
  `
  Product U40 key
  Plant U4 key
  ProductionRoutingGroup U8 key
  ProductionRouting U2 key
  ProductionRoutingMatlAssgmt N7 key
  ProductionRtgMatlAssgmtIntVers N8 key
  ValidityStartDate DATE
  ValidityEndDate DATE
`,
);

const routing = entitySet(
  'ProductionRoutingHeader',
  `
  ProductionRoutingGroup U8 key
  ProductionRouting U2 key
  ProductionRoutingInternalVers N8 key
  BillOfOperationsDesc S40
  BillOfOperationsStatus U3
  BillOfOperationsUsage U3
  BillOfOperationsUnit S3
  Plant U4
  IsMarkedForDeletion BOOL
`,
  { to_Operation: '* ProductionRoutingOperation' },
);

const operation = entitySet(
  'ProductionRoutingOperation',
  `
  ProductionRoutingGroup U8 key
  ProductionRouting U2 key
  ProductionRoutingSequence U6 key
  ProductionRoutingOpIntID N8 key
  ProductionRoutingOpIntVersion N8 key
  Operation S4
  OperationText S40
  Plant U4
  OperationControlProfile U4
  WorkCenterTypeCode U2
  WorkCenterInternalID N8
  OperationReferenceQuantity D13.3 unit=OperationUnit
  OperationUnit S3
  StandardWorkQuantity1 D9.3 unit=StandardWorkQuantityUnit1
  StandardWorkQuantityUnit1 S3
  StandardWorkQuantity2 D9.3 unit=StandardWorkQuantityUnit2
  StandardWorkQuantityUnit2 S3
`,
);

const workCentre = entitySet(
  'A_WorkCenters',
  `
  WorkCenterInternalID N8 key
  WorkCenterTypeCode U2 key
  WorkCenter U8
  WorkCenterDesc S40
  Plant U4
  WorkCenterCategoryCode U4
  WorkCenterIsLocked BOOL
  WorkCenterIsToBeDeleted BOOL
`,
);

/** Routings and work centres: names from integrators' reports, the contracts are not public. */
export const routingService = defineService('API_PRODUCTION_ROUTING', [assignment, routing, operation]);
/** See `routingService`. */
export const workCentreService = defineService('API_WORK_CENTERS', [workCentre]);
