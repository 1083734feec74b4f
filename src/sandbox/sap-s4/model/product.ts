import { defineService, entitySet } from '../odata/model.ts';

const product = entitySet(
  'A_Product',
  `
  Product U40 key
  ProductType U4
  CrossPlantStatus U2
  CrossPlantStatusValidityDate DATE
  CreationDate DATE ro
  CreatedByUser U12 ro
  LastChangeDate DATE ro
  LastChangedByUser U12 ro
  LastChangeDateTime STAMP ro
  IsMarkedForDeletion BOOL
  ProductOldID U40
  GrossWeight D13.3 unit=WeightUnit
  WeightUnit S3
  NetWeight D13.3 unit=WeightUnit
  CountryOfOrigin U3
  ProductGroup U9
  BaseUnit S3
  ItemCategoryGroup U4
  ProductHierarchy U18
  Division U2
  Brand U4
  SizeOrDimensionText U32
  ProductStandardID U18
  InternationalArticleNumberCat U2
  IsBatchManagementRequired BOOL
  IndustrySector U1
`,
  {
    to_Description: '* A_ProductDescription',
    to_Plant: '* A_ProductPlant',
    to_ProductUnitsOfMeasure: '* A_ProductUnitsOfMeasure',
    to_SalesDelivery: '* A_ProductSalesDelivery',
    to_Valuation: '* A_ProductValuation',
  },
);

const description = entitySet(
  'A_ProductDescription',
  `
  Product U40 key
  Language S2 key
  ProductDescription S40
`,
  {},
);

const units = entitySet(
  'A_ProductUnitsOfMeasure',
  `
  Product U40 key
  AlternativeUnit S3 key
  QuantityNumerator D5.0 unit=BaseUnit
  QuantityDenominator D5.0 unit=AlternativeUnit
  GrossWeight D13.3 unit=WeightUnit
  WeightUnit S3
  GlobalTradeItemNumber U18
  GlobalTradeItemNumberCategory U2
  BaseUnit S3
`,
  {},
);

const sales = entitySet(
  'A_ProductSalesDelivery',
  `
  Product U40 key
  ProductSalesOrg U4 key
  ProductDistributionChnl U2 key
  MinimumOrderQuantity D13.3 unit=BaseUnit
  SupplyingPlant U4
  ItemCategoryGroup U4
  DeliveryQuantityUnit S3
  DeliveryQuantity D13.3 unit=DeliveryQuantityUnit
  ProductSalesStatus U2
  ProductSalesStatusValidityDate DATE
  SalesMeasureUnit S3
  IsMarkedForDeletion BOOL
  ProductHierarchy U18
  FirstSalesSpecProductGroup U3
  SecondSalesSpecProductGroup U3
  BaseUnit S3
`,
  {},
);

const plant = entitySet(
  'A_ProductPlant',
  `
  Product U40 key
  Plant U4 key
  AvailabilityCheckType U2
  IsMarkedForDeletion BOOL
  MRPType U2
  MRPResponsible U3
  IsBatchManagementRequired BOOL
  ProcurementType U1
  BaseUnit S3
`,
  { to_ProductSupplyPlanning: '1 A_ProductSupplyPlanning' },
);

const planning = entitySet(
  'A_ProductSupplyPlanning',
  `
  Product U40 key
  Plant U4 key
  MRPType U2
  GoodsReceiptDuration D3.0
  BaseUnit S3
  InHouseProductionTime D3.0
  FollowUpProduct U40
  ProductIsToBeDiscontinued U1
`,
  {},
);

const valuation = entitySet(
  'A_ProductValuation',
  `
  Product U40 key
  ValuationArea U4 key
  ValuationType U10 key
  ValuationClass U4
  PriceDeterminationControl U1
  StandardPrice D12.3 unit=Currency
  PriceUnitQty D5.0
  InventoryValuationProcedure U1
  MovingAveragePrice D12.3 unit=Currency
  PriceLastChangeDate DATE
  Currency S5
  BaseUnit S3
`,
  {},
);

/** Products with names, units, sales data, plants and cost: the properties that this company fills. */
export const productService = defineService('API_PRODUCT_SRV', [product, description, units, sales, plant, planning, valuation]);
