import { defineService, entitySet } from '../odata/model.ts';

const stock = entitySet(
  'A_MatlStkInAcctMod',
  `
  Material U40 key
  Plant U4 key
  StorageLocation U4 key
  Batch U10 key
  Supplier U10 key
  Customer U10 key
  WBSElementInternalID N8 key
  SDDocument U10 key
  SDDocumentItem N6 key
  InventorySpecialStockType U1 key
  InventoryStockType U2 key
  WBSElementExternalID U24
  MaterialBaseUnit S3
  MatlWrhsStkQtyInMatlBaseUnit D31.14 unit=MaterialBaseUnit
`,
  { to_MaterialStock: '1 A_MaterialStock' },
);

const material = entitySet(
  'A_MaterialStock',
  `
  Material U40 key
  MaterialBaseUnit S3
`,
  { to_MatlStkInAcctMod: '* A_MatlStkInAcctMod' },
);

/** Stock by plant, storage location, batch and stock type. */
export const stockService = defineService('API_MATERIAL_STOCK_SRV', [stock, material]);

const batch = entitySet(
  'Batch',
  `
  Material U40 key
  BatchIdentifyingPlant U4 key
  Batch U10 key
  BatchIsMarkedForDeletion BOOL
  MatlBatchIsInRstrcdUseStock BOOL
  MatlBatchAvailabilityDate DATE
  ShelfLifeExpirationDate DATE
  ManufactureDate DATE
`,
);

/** Batch master: names from integrators' reports, the contract is not public. */
export const batchService = defineService('API_BATCH_SRV', [batch]);
