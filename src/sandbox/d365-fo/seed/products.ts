import type { CompanySeed, SeedItem } from '../../kit/index.ts';
import type { Row } from '../../kit/odata4/index.ts';
import { fromMilli, fromMinor, scaled, unscaled } from '../amount.ts';
import { areaOfOrg, areaOfPlant, areasOfItem, noDay, noon, warehouseOf } from './companies.ts';

const modelGroups: Readonly<Record<SeedItem['type'], string>> = { FERT: 'FG', ROH: 'RM', VERP: 'PKG' };

/** Released products of every company. */
export function productRows(seed: CompanySeed): readonly Row[] {
  const batched = new Set(seed.stocks.filter((stock) => stock.batch !== '').map((stock) => stock.sku));
  return seed.items.flatMap((item) =>
    areasOfItem(seed, item.salesOrgs).map((dataAreaId) => {
      const currency = seed.companies.find((one) => one.code.toLowerCase().startsWith(dataAreaId))?.currency;
      const cost = item.cost && item.cost.currency === currency ? item.cost : null;
      return {
        dataAreaId,
        ItemNumber: item.sku,
        ProductNumber: item.sku,
        ProductType: 'Item',
        ProductSearchName: item.names.en.slice(0, 80),
        SearchName: item.names.en.slice(0, 80),
        ProductGroupId: item.group,
        ItemModelGroupId: modelGroups[item.type],
        ProductLifecycleStateId: item.active ? '' : 'Obsolete',
        AlternativeItemNumber: item.successor ?? '',
        InventoryUnitSymbol: item.baseUom,
        SalesUnitSymbol: item.salesUom,
        PurchaseUnitSymbol: item.baseUom,
        BOMUnitSymbol: item.baseUom,
        UnitCost: cost ? fromMinor(cost.minor) : '0',
        UnitCostQuantity: cost ? String(cost.perBase) : '1',
        UnitCostDate: noon(seed.today),
        SalesPrice: '0',
        SalesPriceQuantity: '1',
        SalesPriceDate: noDay,
        TrackingDimensionGroupName: batched.has(item.sku) ? 'Batch' : 'None',
        NetProductWeight: String(item.netWeightG / 1000),
        KKBrand: item.brand,
        KKSize: item.size,
        KKFlavour: item.flavour,
      };
    }),
  );
}

/** Names of products. */
export const translationRows = (seed: CompanySeed): readonly Row[] =>
  seed.items.flatMap((item) =>
    [
      ['en-us', item.names.en],
      ['hi', item.names.hi],
      ['ar', item.names.ar],
    ].flatMap(([LanguageId = '', ProductName]) =>
      ProductName ? [{ ProductNumber: item.sku, LanguageId: LanguageId ?? '', ProductName, Description: '' }] : [],
    ),
  );

const noDimensions = { ProductColorId: '', ProductConfigurationId: '', ProductSizeId: '', ProductStyleId: '', ProductVersionId: '' };

/** Barcodes by unit. */
export const barcodeRows = (seed: CompanySeed): readonly Row[] =>
  seed.items.flatMap((item) =>
    areasOfItem(seed, item.salesOrgs).flatMap((dataAreaId) =>
      item.uoms.flatMap((one) =>
        one.barcode === null
          ? []
          : [
              {
                dataAreaId,
                ItemNumber: item.sku,
                ...noDimensions,
                ProductQuantityUnitSymbol: one.uom,
                BarcodeSetupId: 'EAN13',
                Barcode: one.barcode,
                ProductDescription: item.names.en.slice(0, 60),
                ProductQuantity: '1',
                IsDefaultScannedBarcode: 'Yes',
              },
            ],
      ),
    ),
  );

/** Every unit that an item has. */
export const unitRows = (seed: CompanySeed): readonly Row[] =>
  [...new Set(seed.items.flatMap((item) => [item.baseUom, ...item.uoms.map((one) => one.uom)]))].sort().map((UnitSymbol) => ({
    UnitSymbol,
    UnitClass: UnitSymbol === 'KG' || UnitSymbol === 'G' ? 'Mass' : 'Quantity',
    UnitDescription: UnitSymbol,
    DecimalPrecision: 3,
    IsBaseUnit: 'No',
    IsSystemUnit: 'No',
  }));

const noOffset = { InnerOffset: '0', OuterOffset: '0', Rounding: 'ToNearest' };

/** Conversions that hold for every product. */
export const conversionRows = (): readonly Row[] => [{ FromUnitSymbol: 'KG', ToUnitSymbol: 'G', Factor: '1000', Numerator: 1, Denominator: 1, ...noOffset }];

/** Conversions of one product: `to = from × Factor × Numerator / Denominator`. */
export const productConversionRows = (seed: CompanySeed): readonly Row[] =>
  seed.items.flatMap((item) =>
    item.uoms
      .filter((one) => one.uom !== item.baseUom)
      .map((one) => ({
        FromUnitSymbol: one.uom,
        ToUnitSymbol: item.baseUom,
        ProductNumber: item.sku,
        Factor: one.denominator === 1 ? String(one.numerator) : '1',
        Numerator: one.denominator === 1 ? 1 : one.numerator,
        Denominator: one.denominator,
        ...noOffset,
      })),
  );

const day = (text: string): string => (text === '9999-12-31' ? noDay : noon(text));

/** Trade agreements: of price groups (the seed's lists) and of customers. */
export const agreementRows = (seed: CompanySeed): readonly Row[] =>
  seed.prices.map((price, index) => ({
    dataAreaId: areaOfOrg(seed, price.salesOrg),
    RecordId: String(68_719_476_000 + index),
    ItemNumber: price.sku,
    ProductNumber: price.sku,
    CustomerAccountNumber: price.customer ?? '',
    PriceCustomerGroupCode: price.customer === null ? (price.priceList ?? '') : '',
    Price: fromMinor(price.minor),
    PriceCurrencyCode: price.currency,
    SalesPriceQuantity: String(price.per),
    QuantityUnitySymbol: price.uom,
    FromQuantity: '0',
    ToQuantity: '0',
    PriceApplicableFromDate: day(price.validFrom),
    PriceApplicableToDate: day(price.validTo),
    PriceSiteId: '',
    PriceWarehouseId: '',
    ProductColorId: '',
    ProductSizeId: '',
    ProductStyleId: '',
    ProductVersionId: '',
    ProductconfigurationId: '',
    WillSearchContinue: 'No',
  }));

/** Statuses of the seed as the ERP names them. */
export const statusNames = { free: 'Available', quality: 'QC', blocked: 'Blocked' } as const;

/** What lies where. Goods that the seed keeps for a sales order are reserved. */
export function stockRows(seed: CompanySeed): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const stock of seed.stocks) {
    const place = {
      dataAreaId: areaOfPlant(seed, stock.plant),
      ItemNumber: stock.sku,
      SiteId: stock.plant,
      WarehouseId: warehouseOf(stock.plant, stock.location),
      StatusId: statusNames[stock.status],
      Batch: stock.batch,
    };
    const key = Object.values(place).join('\u0000');
    const [onHand, reserved] = [scaled(rows.get(key)?.['Quantity']), scaled(rows.get(key)?.['Reserved'])];
    const more = scaled(fromMilli(stock.baseMilli));
    rows.set(key, { ...place, Quantity: unscaled(onHand + more), Reserved: unscaled(reserved + (stock.salesOrder === null ? 0n : more)) });
  }
  return [...rows.values()];
}

/** Batches. */
export function batchRows(seed: CompanySeed): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const stock of seed.stocks.filter((one) => one.batch !== '')) {
    const dataAreaId = areaOfPlant(seed, stock.plant);
    rows.set(`${dataAreaId}\u0000${stock.sku}\u0000${stock.batch}`, {
      dataAreaId,
      ItemNumber: stock.sku,
      BatchNumber: stock.batch,
      ManufacturingDate: stock.madeOn === null ? noDay : noon(stock.madeOn),
      BatchExpirationDate: stock.expiresOn === null ? noDay : noon(stock.expiresOn),
      BestBeforeDate: noDay,
      BatchDispositionCode: '',
    });
  }
  return [...rows.values()];
}
