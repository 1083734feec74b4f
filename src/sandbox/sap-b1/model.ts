import { complexType, defineModel, entitySet } from '../kit/odata4/index.ts';

/** The parts of the Service Layer's published metadata that the stand-in holds: names, keys and types as there. */

const both = { creatable: true, updatable: true } as const;

const documentFields = `DocEntry int key ro
  DocNum int ro
  DocType enum:BoDocumentTypes
  DocDate day
  DocDueDate day
  TaxDate day
  CardCode text15 once
  CardName text100
  NumAtCard text100
  DocTotal double ro
  DocCurrency text3
  Reference1 text11
  Reference2 text11
  Comments text254
  JournalMemo text50
  ShipToCode text50
  BPL_IDAssignedToInvoice int
  Series int
  DocumentStatus enum:BoStatus ro
  Cancelled enum:BoYesNoEnum ro
  Confirmed enum:BoYesNoEnum
  PartialSupply enum:BoYesNoEnum
  PaidToDate double ro
  TrackingNumber text30
  UpdateDate day ro
  UpdateTime time ro
  U_MOS_ID text20
  DocumentLines many:DocumentLine`;

const documentSet = (name: string, options: { readonly updatable?: boolean } = {}) =>
  entitySet(name, documentFields, {}, { typeName: 'Document', creatable: true, versioned: true, updatable: true, ...options });

const sets = [
  entitySet(
    'BusinessPartners',
    `CardCode text15 key
     CardName text100
     CardForeignName text100
     CardType enum:BoCardTypes
     GroupCode int
     Currency text3
     CreditLimit double
     MaxCommitment double
     CurrentAccountBalance double ro
     OpenOrdersBalance double ro
     OpenDeliveryNotesBalance double ro
     PriceListNum int
     Frozen enum:BoYesNoEnum
     Valid enum:BoYesNoEnum
     FrozenRemarks text30
     FederalTaxID text32
     Country text3
     City text100
     LanguageCode int
     PartialDelivery enum:BoYesNoEnum
     ShipToDefault text50
     UpdateDate day ro
     UpdateTime time ro
     U_Zone text40
     U_Language text2
     BPAddresses many:BPAddress
     ContactEmployees many:ContactEmployee
     BPBranchAssignment many:BPBranchAssignmentItem`,
    {},
    { typeName: 'BusinessPartner', versioned: true, ...both },
  ),
  entitySet(
    'Items',
    `ItemCode text50 key
     ItemName text200
     ForeignName text200
     ItemsGroupCode int
     BarCode text254
     SalesItem enum:BoYesNoEnum
     InventoryItem enum:BoYesNoEnum
     Valid enum:BoYesNoEnum
     Frozen enum:BoYesNoEnum
     ManageBatchNumbers enum:BoYesNoEnum
     UoMGroupEntry int
     InventoryUoMEntry int
     InventoryUOM text100
     DefaultSalesUoMEntry int
     PricingUnit int
     CostAccountingMethod enum:BoInventorySystem
     AvgStdPrice double ro
     MovingAveragePrice double ro
     ProdStdCost double
     QuantityOnStock double ro
     DefaultWarehouse text8
     UpdateDate day ro
     UpdateTime time ro
     U_Brand text40
     U_Size text40
     U_Flavour text40
     U_Successor text50
     U_NameHi text200
     U_NameAr text200
     ItemPrices many:ItemPrice
     ItemWarehouseInfoCollection many:ItemWarehouseInfo
     ItemBarCodeCollection many:ItemBarCode`,
    {},
    { typeName: 'Item', versioned: true, ...both },
  ),
  entitySet('ItemGroups', 'Number int key\nGroupName text100'),
  entitySet('UnitOfMeasurements', 'AbsEntry int key\nCode text20\nName text100', {}, { typeName: 'UnitOfMeasurement' }),
  entitySet(
    'UnitOfMeasurementGroups',
    'AbsEntry int key\nCode text20\nName text100\nBaseUoM int\nUoMGroupDefinitionCollection many:UoMGroupDefinition',
    {},
    { typeName: 'UnitOfMeasurementGroup' },
  ),
  entitySet('PriceLists', 'PriceListNo int key\nPriceListName text32\nActive enum:BoYesNoEnum\nDefaultPrimeCurrency text3', {}, { typeName: 'PriceList' }),
  entitySet(
    'SpecialPrices',
    `ItemCode text50 key
     CardCode text15 key
     Price double
     Currency text3
     PriceListNum int
     Valid enum:BoYesNoEnum
     ValidFrom day
     ValidTo day
     SpecialPriceDataAreas many:SpecialPriceDataArea`,
    {},
    { typeName: 'SpecialPrice' },
  ),
  entitySet(
    'Warehouses',
    'WarehouseCode text8 key\nWarehouseName text100\nBusinessPlaceID int\nInactive enum:BoYesNoEnum\nCity text100',
    {},
    { typeName: 'Warehouse' },
  ),
  entitySet('BusinessPlaces', 'BPLID int key\nBPLName text100\nDisabled enum:BoYesNoEnum\nCountry text3\nCity text100', {}, { typeName: 'BusinessPlace' }),
  entitySet(
    'BatchNumberDetails',
    `DocEntry int key ro
     ItemCode text50
     ItemDescription text200
     Status enum:BatchDetailServiceStatusEnum
     Batch text36
     AdmissionDate day
     ManufacturingDate day
     ExpirationDate day
     Details text254
     SystemNumber int`,
    {},
    { typeName: 'BatchNumberDetail', versioned: true, updatable: true },
  ),
  entitySet(
    'ProductTrees',
    `TreeCode text50 key
     TreeType enum:BoItemTreeTypes
     Quantity double
     Warehouse text8
     ProductDescription text200
     ProductTreeLines many:ProductTreeLine
     ProductTreeStages many:ProductTreeStage`,
    {},
    { typeName: 'ProductTree' },
  ),
  entitySet('RouteStages', 'InternalNumber int key\nCode text20\nDescription text100', {}, { typeName: 'RouteStage' }),
  entitySet(
    'Resources',
    'Code text50 key\nVisCode text50\nName text200\nType enum:ResourceTypeEnum\nUnitsPerTime int\nTimePerUnits int\nActive enum:BoYesNoEnum\nDefaultWarehouse text8',
    {},
    { typeName: 'Resource' },
  ),
  entitySet(
    'ProductionOrders',
    `AbsoluteEntry int key ro
     DocumentNumber int ro
     ItemNo text50
     ProductionOrderStatus enum:BoProductionOrderStatusEnum
     ProductionOrderType enum:BoProductionOrderTypeEnum
     PlannedQuantity double
     CompletedQuantity double ro
     RejectedQuantity double ro
     PostingDate day
     StartDate day
     DueDate day
     ClosingDate day
     Warehouse text8
     InventoryUOM text100
     ProductDescription text200
     Remarks text254
     ProductionOrderLines many:ProductionOrderLine
     ProductionOrdersStages many:ProductionOrdersStage`,
    {},
    { typeName: 'ProductionOrder', versioned: true, updatable: true },
  ),
  documentSet('Orders'),
  documentSet('DeliveryNotes'),
  documentSet('Invoices'),
  documentSet('PurchaseOrders'),
  documentSet('InventoryGenEntries'),
  documentSet('InventoryGenExits'),
  entitySet(
    'StockTransfers',
    `DocEntry int key ro
     DocNum int ro
     DocDate day
     TaxDate day
     FromWarehouse text8
     ToWarehouse text8
     Reference1 text11
     Comments text254
     JournalMemo text50
     UpdateDate day ro
     U_MOS_ID text20
     StockTransferLines many:StockTransferLine`,
    {},
    { typeName: 'StockTransfer', creatable: true, updatable: true, versioned: true },
  ),
  entitySet(
    'IncomingPayments',
    `DocEntry int key ro
     DocNum int ro
     DocType enum:BoRcptTypes
     DocDate day
     CardCode text15
     CardName text100
     DocCurrency text3
     CashAccount text15
     CashSum double
     CheckAccount text15
     TransferAccount text15
     TransferSum double
     TransferDate day
     TransferReference text27
     Reference1 text11
     CounterReference text8
     Remarks text254
     JournalRemarks text50
     BPLID int
     Cancelled enum:BoYesNoEnum ro
     U_MOS_ID text20
     PaymentInvoices many:PaymentInvoice
     PaymentChecks many:PaymentCheck`,
    {},
    { typeName: 'Payment', creatable: true, versioned: true },
  ),
  entitySet('UserFieldsMD', 'TableName text20 key\nFieldID int key\nName text50\nMandatory enum:BoYesNoEnum', {}, { typeName: 'UserFieldMD' }),
  entitySet('SQLQueries', 'SqlCode text50 key\nSqlName text100\nSqlText text2000\nParamList text254', {}, { typeName: 'SQLQuery' }),
];

const complex = [
  complexType(
    'DocumentLine',
    `LineNum int
     ItemCode text50
     ItemDescription text200
     Quantity double
     UnitPrice double
     DiscountPercent double
     Price double
     Currency text3
     LineTotal double ro
     WarehouseCode text8
     UoMEntry int
     UoMCode text20
     MeasureUnit text100
     UnitsOfMeasurment double
     InventoryQuantity double ro
     RemainingOpenQuantity double ro
     FreeText text100
     LineStatus enum:BoStatus
     ShipDate day
     AccountCode text15
     TransactionType enum:BoTransactionTypeEnum
     BaseType int
     BaseEntry int
     BaseLine int
     U_MOS_LINE int
     BatchNumbers many:BatchNumber`,
  ),
  complexType(
    'BatchNumber',
    'BatchNumberProperty text36\nExpiryDate day\nManufacturingDate day\nAddmisionDate day\nQuantity double\nBaseLineNumber int\nItemCode text50',
  ),
  complexType(
    'StockTransferLine',
    `LineNum int
     ItemCode text50
     ItemDescription text200
     Quantity double
     WarehouseCode text8
     FromWarehouseCode text8
     UoMEntry int
     UoMCode text20
     InventoryQuantity double ro
     BatchNumbers many:BatchNumber`,
  ),
  complexType(
    'BPAddress',
    'AddressName text50\nAddressName2 text50\nStreet text100\nStreetNo text100\nZipCode text20\nCity text100\nState text3\nCountry text3\nAddressType enum:BoAddressType\nBPCode text15\nRowNum int',
  ),
  complexType(
    'ContactEmployee',
    'CardCode text15\nName text50\nPosition text90\nFirstName text50\nLastName text50\nPhone1 text20\nMobilePhone text50\nInternalCode int\nActive enum:BoYesNoEnum\nU_Language text2',
  ),
  complexType('BPBranchAssignmentItem', 'BPCode text15\nBPLID int\nDisabledForBP enum:BoYesNoEnum'),
  complexType('ItemPrice', 'PriceList int\nPrice double\nCurrency text3\nUoMPrices many:UoMPrice'),
  complexType('UoMPrice', 'PriceList int\nUoMEntry int\nPrice double\nCurrency text3\nAuto enum:BoYesNoEnum'),
  complexType('ItemWarehouseInfo', 'WarehouseCode text8\nInStock double\nCommitted double\nOrdered double\nItemCode text50\nLocked enum:BoYesNoEnum'),
  complexType('ItemBarCode', 'AbsEntry int\nUoMEntry int\nBarcode text254\nFreeText text100'),
  complexType('UoMGroupDefinition', 'AlternateUoM int\nAlternateQuantity double\nBaseQuantity double\nActive enum:BoYesNoEnum'),
  complexType(
    'SpecialPriceDataArea',
    'RowNumber int\nDateFrom day\nDateto day\nSpecialPrice double\nPriceCurrency text3\nBPCode text15\nItemNo text50\nSpecialPriceQuantityAreas many:SpecialPriceQuantityArea',
  ),
  complexType('SpecialPriceQuantityArea', 'Quantity double\nSpecialPrice double\nPriceCurrency text3\nUoMEntry int\nRowNumber int'),
  complexType(
    'ProductTreeLine',
    'ItemCode text50\nItemType enum:ProductionItemType\nQuantity double\nAdditionalQuantity double\nWarehouse text8\nIssueMethod enum:BoIssueMethod\nInventoryUOM text100\nStageID int\nChildNum int\nItemName text200',
  ),
  complexType('ProductTreeStage', 'Father text50\nStageID int\nSequenceNumber int\nStageEntry int\nName text100'),
  complexType(
    'ProductionOrderLine',
    'LineNumber int\nItemNo text50\nItemType enum:ProductionItemType\nBaseQuantity double\nPlannedQuantity double\nIssuedQuantity double ro\nProductionOrderIssueType enum:BoIssueMethod\nWarehouse text8\nStageID int',
  ),
  complexType('ProductionOrdersStage', 'DocEntry int\nStageID int\nSequenceNumber int\nStageEntry int\nName text100'),
  complexType('PaymentInvoice', 'LineNum int\nDocEntry int\nSumApplied double\nAppliedFC double\nInvoiceType enum:BoRcptInvTypes'),
  complexType('PaymentCheck', 'LineNum int\nDueDate day\nCheckNumber int\nBankCode text30\nCheckSum double\nCountryCode text3'),
];

const enums = {
  BoYesNoEnum: ['tNO', 'tYES'],
  BoStatus: ['bost_Open', 'bost_Close', 'bost_Paid', 'bost_Delivered'],
  BoCardTypes: ['cCustomer', 'cSupplier', 'cLid'],
  BoDocumentTypes: ['dDocument_Items', 'dDocument_Service'],
  BoProductionOrderStatusEnum: ['boposPlanned', 'boposReleased', 'boposClosed', 'boposCancelled'],
  BoProductionOrderTypeEnum: ['bopotStandard', 'bopotSpecial', 'bopotDisassembly'],
  BoTransactionTypeEnum: ['botrntComplete', 'botrntReject'],
  BatchDetailServiceStatusEnum: ['bdsStatus_Released', 'bdsStatus_NotAccessible', 'bdsStatus_Locked'],
  BoItemTreeTypes: ['iNotATree', 'iAssemblyTree', 'iSalesTree', 'iProductionTree', 'iTemplateTree', 'iIngredient'],
  ProductionItemType: ['pit_Item', 'pit_Resource', 'pit_Text'],
  BoIssueMethod: ['im_Backflush', 'im_Manual'],
  BoAddressType: ['bo_ShipTo', 'bo_BillTo'],
  BoRcptTypes: ['rCustomer', 'rAccount', 'rSupplier'],
  BoRcptInvTypes: ['it_AllTransactions', 'it_OpeningBalance', 'it_ClosingBalance', 'it_Invoice'],
  BoInventorySystem: ['bis_MovingAverage', 'bis_Standard', 'bis_FIFO', 'bis_SNB'],
  ResourceTypeEnum: ['rtMachine', 'rtLabor', 'rtOther'],
} as const;

/** The service as data. */
export const b1Model = defineModel('SAPB1', sets, complex, enums);
