import { defineService, entitySet } from '../odata/model.ts';

const header = entitySet(
  'A_PurchaseOrder',
  `
  PurchaseOrder U10 key
  CompanyCode U4
  PurchaseOrderType U4
  PurchasingDocumentDeletionCode U1
  PurchasingProcessingStatus U2
  CreatedByUser U12
  CreationDate DATE
  LastChangeDateTime STAMP
  Supplier U10
  Language S2
  PurchasingOrganization U4
  PurchasingGroup U3
  PurchaseOrderDate DATE
  DocumentCurrency S5
  AddressName S40
  ReleaseIsNotCompleted BOOL
`,
  { to_PurchaseOrderItem: '* A_PurchaseOrderItem' },
  { pageSize: 100 },
);

const item = entitySet(
  'A_PurchaseOrderItem',
  `
  PurchaseOrder U10 key
  PurchaseOrderItem N5 key
  PurchasingDocumentDeletionCode U1
  PurchaseOrderItemText S40
  Plant U4
  StorageLocation U4
  OrderQuantity D13.3 unit=PurchaseOrderQuantityUnit
  PurchaseOrderQuantityUnit S3
  DocumentCurrency S5
  NetPriceAmount D12.3 unit=DocumentCurrency
  NetPriceQuantity D5.0
  IsCompletelyDelivered BOOL
  GoodsReceiptIsExpected BOOL
  IsReturnsItem BOOL
  Material U40
`,
  { to_ScheduleLine: '* A_PurchaseOrderScheduleLine' },
);

const scheduleLine = entitySet(
  'A_PurchaseOrderScheduleLine',
  `
  PurchasingDocument U10 key
  PurchasingDocumentItem N5 key
  ScheduleLine N4 key
  ScheduleLineDeliveryDate DATE
  PurchaseOrderQuantityUnit S3
  ScheduleLineOrderQuantity D13.3 unit=PurchaseOrderQuantityUnit
`,
);

/** Purchase orders: names and sizes from a public copy of the service, what this company fills. Read only here. */
export const purchaseOrderService = defineService('API_PURCHASEORDER_PROCESS_SRV', [header, item, scheduleLine]);
