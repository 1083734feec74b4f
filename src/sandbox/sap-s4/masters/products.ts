import { scaledToText } from '../../../kernel/money.ts';
import { productService } from '../model/product.ts';
import type { CompanySeed, SeedItem } from '../../kit/company-seed.ts';
import type { Mounted } from './catalogue.ts';
import { mountTables, type Row } from './table.ts';

const kilograms = (grams: number): string => scaledToText(grams, 3);
const isSold = (item: SeedItem): boolean => item.type === 'FERT';

function productRow(item: SeedItem, createdOn: string, changedMs: number): Row {
  return {
    Product: item.sku,
    ProductType: item.type,
    CrossPlantStatus: item.active ? '' : '02',
    CrossPlantStatusValidityDate: item.active ? null : createdOn,
    CreationDate: createdOn,
    CreatedByUser: 'MIGRATION',
    LastChangeDate: createdOn,
    LastChangedByUser: 'MIGRATION',
    LastChangeDateTime: changedMs,
    GrossWeight: kilograms(Math.round(item.netWeightG * 1.04)),
    NetWeight: kilograms(item.netWeightG),
    WeightUnit: 'KG',
    CountryOfOrigin: 'IN',
    ProductGroup: item.group,
    BaseUnit: item.baseUom,
    ItemCategoryGroup: isSold(item) ? 'NORM' : '',
    Division: '00',
    Brand: item.brand,
    SizeOrDimensionText: item.size,
    ProductStandardID: item.uoms.find((unit) => unit.uom === item.baseUom)?.barcode ?? '',
    InternationalArticleNumberCat: isSold(item) ? 'HE' : '',
    IsBatchManagementRequired: isSold(item),
    IndustrySector: 'M',
  };
}

const descriptionRows = (item: SeedItem): Row[] =>
  (['en', 'hi', 'ar'] as const).flatMap((language) => {
    const text = item.names[language];
    return text === null ? [] : [{ Product: item.sku, Language: language.toUpperCase(), ProductDescription: text.slice(0, 40) }];
  });

const unitRows = (item: SeedItem): Row[] =>
  item.uoms.map((unit) => ({
    Product: item.sku,
    AlternativeUnit: unit.uom,
    QuantityNumerator: String(unit.numerator),
    QuantityDenominator: String(unit.denominator),
    GrossWeight: kilograms(Math.round((item.netWeightG * 1.04 * unit.numerator) / unit.denominator)),
    WeightUnit: 'KG',
    GlobalTradeItemNumber: unit.barcode ?? '',
    GlobalTradeItemNumberCategory: unit.barcode ? 'HE' : '',
    BaseUnit: item.baseUom,
  }));

const salesRows = (item: SeedItem, plantOf: ReadonlyMap<string, string>, channel: string): Row[] =>
  item.salesOrgs.map((org) => ({
    Product: item.sku,
    ProductSalesOrg: org,
    ProductDistributionChnl: channel,
    MinimumOrderQuantity: '0',
    SupplyingPlant: plantOf.get(org) ?? '',
    ItemCategoryGroup: 'NORM',
    DeliveryQuantityUnit: item.salesUom,
    ProductSalesStatus: item.active ? '' : '02',
    SalesMeasureUnit: item.salesUom === item.baseUom ? '' : item.salesUom,
    FirstSalesSpecProductGroup: item.pricePoint === null ? '' : String(item.pricePoint).padStart(3, '0'),
    SecondSalesSpecProductGroup: item.flavour,
    BaseUnit: item.baseUom,
  }));

const plantsOf = (item: SeedItem, plantOf: ReadonlyMap<string, string>): readonly string[] =>
  isSold(item) ? item.salesOrgs.flatMap((org) => plantOf.get(org) ?? []) : ['PI01'];

function plantRow(item: SeedItem, plant: string): Row {
  return {
    Product: item.sku,
    Plant: plant,
    AvailabilityCheckType: '02',
    MRPType: 'PD',
    ProcurementType: isSold(item) ? 'E' : 'F',
    IsBatchManagementRequired: isSold(item),
    BaseUnit: item.baseUom,
  };
}

const planningRow = (item: SeedItem, plant: string): Row => ({
  Product: item.sku,
  Plant: plant,
  FollowUpProduct: item.successor ?? '',
  ProductIsToBeDiscontinued: item.active ? '' : '1',
});

const valuationRows = (item: SeedItem, changedOn: string): Row[] =>
  item.cost === null
    ? []
    : [
        {
          Product: item.sku,
          ValuationArea: 'PI01',
          ValuationType: '',
          ValuationClass: '7920',
          PriceDeterminationControl: '2',
          StandardPrice: scaledToText(item.cost.minor, 2),
          PriceUnitQty: String(item.cost.perBase),
          InventoryValuationProcedure: 'S',
          MovingAveragePrice: scaledToText(item.cost.minor, 2),
          PriceLastChangeDate: changedOn,
          Currency: item.cost.currency,
          BaseUnit: item.baseUom,
        },
      ];

/** A_Product and what hangs on it. */
export function mountProducts(seed: CompanySeed, createdOn: string, changedMs: number, touched: ReadonlyMap<string, number> = new Map()): Mounted {
  const plantOf = new Map(seed.salesOrgs.map((org) => [org.code, org.plant]));
  const channel = seed.salesOrgs[0]?.channel ?? '10';
  const places = seed.items.flatMap((item) => plantsOf(item, plantOf).map((plant) => ({ item, plant })));
  const tables = {
    A_Product: seed.items.map((item) => productRow(item, createdOn, changedMs)),
    A_ProductDescription: seed.items.flatMap(descriptionRows),
    A_ProductUnitsOfMeasure: seed.items.flatMap(unitRows),
    A_ProductSalesDelivery: seed.items.flatMap((item) => salesRows(item, plantOf, channel)),
    A_ProductPlant: places.map(({ item, plant }) => plantRow(item, plant)),
    A_ProductSupplyPlanning: places.map(({ item, plant }) => planningRow(item, plant)),
    A_ProductValuation: seed.items.flatMap((item) => valuationRows(item, createdOn)),
  };
  return mountTables(
    productService,
    tables,
    {
      A_Product: { to_Description: 'Product', to_Plant: 'Product', to_ProductUnitsOfMeasure: 'Product', to_SalesDelivery: 'Product', to_Valuation: 'Product' },
      A_ProductPlant: { to_ProductSupplyPlanning: 'Product,Plant' },
    },
    { A_Product: { LastChangeDateTime: (row) => touched.get(`item/${String(row['Product'])}`) ?? changedMs } },
  );
}
