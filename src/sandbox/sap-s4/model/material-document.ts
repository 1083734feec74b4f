import { defineService, entitySet } from '../odata/model.ts';

const header = entitySet(
  'A_MaterialDocumentHeader',
  `
  MaterialDocumentYear N4 key
  MaterialDocument U10 key
  InventoryTransactionType U2
  DocumentDate DATE
  PostingDate DATE
  CreationDate DATE
  CreationTime TIME
  CreatedByUser U12
  MaterialDocumentHeaderText S25
  ReferenceDocument U16
  VersionForPrintingSlip U1
  ManualPrintIsTriggered U1
  CtrlPostgForExtWhseMgmtSyst U1
  GoodsMovementCode U2
`,
  { to_MaterialDocumentItem: '* A_MaterialDocumentItem' },
  { creatable: true },
);

const item = entitySet(
  'A_MaterialDocumentItem',
  `
  MaterialDocumentYear N4 key
  MaterialDocument U10 key
  MaterialDocumentItem N4 key
  Material U40
  Plant U4
  StorageLocation U4
  Batch U10
  BatchBySupplier U15
  GoodsMovementType U3
  InventoryStockType U2
  InventoryValuationType U10
  InventorySpecialStockType U1
  Supplier U10
  Customer U10
  SalesOrder U10
  SalesOrderItem N6
  SalesOrderScheduleLine N4
  PurchaseOrder U10
  PurchaseOrderItem N5
  WBSElement U24
  ManufacturingOrder U12
  ManufacturingOrderItem N4
  GoodsMovementRefDocType U1
  GoodsMovementReasonCode N4
  Delivery U10
  DeliveryItem N6
  AccountAssignmentCategory U1
  CostCenter U10
  ControllingArea U4
  CostObject U12
  GLAccount U10
  FunctionalArea U16
  ProfitabilitySegment U10
  ProfitCenter U10
  MasterFixedAsset U12
  FixedAsset U4
  MaterialBaseUnit S3
  QuantityInBaseUnit D13.3 unit=MaterialBaseUnit
  EntryUnit S3
  QuantityInEntryUnit D13.3 unit=EntryUnit
  CompanyCodeCurrency U5
  GdsMvtExtAmtInCoCodeCrcy D14.3 unit=CompanyCodeCurrency
  SlsPrcAmtInclVATInCoCodeCrcy D14.3 unit=CompanyCodeCurrency
  FiscalYear N4
  FiscalYearPeriod N7
  FiscalYearVariant U2
  IssgOrRcvgMaterial U40
  IssgOrRcvgBatch U10
  IssuingOrReceivingPlant U4
  IssuingOrReceivingStorageLoc U4
  IssuingOrReceivingStockType U2
  IssgOrRcvgSpclStockInd U1
  IssuingOrReceivingValType U10
  IsCompletelyDelivered BOOL
  MaterialDocumentItemText S50
  GoodsRecipientName S12
  UnloadingPointName S25
  ShelfLifeExpirationDate DATE
  ManufactureDate DATE
  SerialNumbersAreCreatedAutomly BOOL
  Reservation N10
  ReservationItem N4
  ReservationItemRecordType U1
  ReservationIsFinallyIssued BOOL
  SpecialStockIdfgSalesOrder U10
  SpecialStockIdfgSalesOrderItem N6
  SpecialStockIdfgWBSElement U24
  IsAutomaticallyCreated U1
  MaterialDocumentLine N6
  MaterialDocumentParentLine N6
  HierarchyNodeLevel N2
  GoodsMovementIsCancelled BOOL
  ReversedMaterialDocumentYear N4
  ReversedMaterialDocument U10
  ReversedMaterialDocumentItem N4
  ReferenceDocumentFiscalYear N4
  InvtryMgmtRefDocumentItem N4
  InvtryMgmtReferenceDocument U10
  MaterialDocumentPostingType U1
  InventoryUsabilityCode U1
  EWMWarehouse U4
  EWMStorageBin U18
  DebitCreditCode U1
`,
  { to_MaterialDocumentHeader: '1 A_MaterialDocumentHeader' },
);

const key = { MaterialDocumentYear: 'S4', MaterialDocument: 'S10' };

/** Goods movements: the whole of the published contract but serial numbers. */
export const materialDocumentService = defineService(
  'API_MATERIAL_DOCUMENT_SRV',
  [header, item],
  [
    { name: 'Cancel', returns: 'A_MaterialDocumentHeader', parameters: { ...key, 'PostingDate?': 'DATE' } },
    { name: 'CancelItem', returns: 'A_MaterialDocumentItem', parameters: { ...key, MaterialDocumentItem: 'S4', 'PostingDate?': 'DATE' } },
  ],
);
