import type { CompanySeed, SeedItem, SeedPrice } from '../../kit/index.ts';
import type { Row } from '../../kit/odata4/index.ts';
import { fromMilli, over, rounded, scaled, unscaled } from '../amount.ts';
import { mainWarehouse, warehouseOf } from './places.ts';
import { priceListsOf } from './partners.ts';
import type { Units } from './units.ts';

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** The price of one unit with the six digits that Business One keeps. */
const unitPrice = (minor: number, per: number): string => unscaled(rounded(over(scaled(String(minor)), scaled(String(per * 100))), 6));

const isCurrent = (price: SeedPrice, today: string): boolean => price.validFrom <= today && today <= price.validTo;

/** The prices of price lists that hold today. */
function listPrices(seed: CompanySeed, units: Units, lists: ReadonlyMap<string, number>, item: SeedItem, prices: readonly SeedPrice[]): readonly Row[] {
  return prices
    .filter((price) => price.priceList !== null && isCurrent(price, seed.today))
    .map((price) => {
      const own = { PriceList: lists.get(price.priceList ?? '') ?? 0, Currency: price.currency };
      const entry = units.entryOf.get(price.uom) ?? 0;
      const amount = unitPrice(price.minor, price.per);
      const base = price.uom === item.baseUom ? amount : null;
      return { ...own, Price: base, UoMPrices: base === null ? [{ ...own, UoMEntry: entry, Price: amount, Auto: 'tNO' }] : [] };
    });
}

/** Items with units, prices and barcodes. Stock is kept beside them. */
export function itemRows(seed: CompanySeed, units: Units): readonly Row[] {
  const groups = [...new Set(seed.items.map((item) => item.group))].sort();
  const lists = priceListsOf(seed);
  const pricesOf = groupBy(seed.prices, (price) => price.sku);
  const batched = new Set(seed.stocks.filter((stock) => stock.batch !== '').map((stock) => stock.sku));
  return seed.items.map((item, index) => ({
    ItemCode: item.sku,
    ...words(item),
    ...state(item),
    ItemsGroupCode: 100 + groups.indexOf(item.group),
    BarCode: item.uoms.find((one) => one.uom === item.baseUom)?.barcode ?? null,
    InventoryItem: 'tYES',
    ManageBatchNumbers: batched.has(item.sku) ? 'tYES' : 'tNO',
    UoMGroupEntry: units.groupOf(item),
    InventoryUoMEntry: entryOf(units, item.baseUom),
    InventoryUOM: item.baseUom,
    DefaultSalesUoMEntry: entryOf(units, item.salesUom),
    ...cost(item),
    DefaultWarehouse: mainWarehouse(seed, seed.salesOrgs[0]?.plant ?? ''),
    UpdateDate: `${seed.today.slice(0, 7)}-01`,
    UpdateTime: '06:00:00',
    ItemPrices: listPrices(seed, units, lists, item, pricesOf.get(item.sku) ?? []),
    ItemBarCodeCollection: item.uoms.flatMap((one) =>
      one.barcode === null ? [] : [{ AbsEntry: index + 1, UoMEntry: entryOf(units, one.uom), Barcode: one.barcode }],
    ),
  }));
}

const entryOf = (units: Units, code: string): number => units.entryOf.get(code) ?? 0;

const words = (item: SeedItem): Row => ({
  ItemName: item.names.en,
  ForeignName: item.names.hi,
  U_NameHi: item.names.hi,
  U_NameAr: item.names.ar,
  U_Brand: item.brand,
  U_Size: item.size || null,
  U_Flavour: item.flavour || null,
  U_Successor: item.successor,
});

const state = (item: SeedItem): Row => ({
  SalesItem: item.type === 'FERT' ? 'tYES' : 'tNO',
  Valid: item.active ? 'tYES' : 'tNO',
  Frozen: item.active ? 'tNO' : 'tYES',
});

const cost = (item: SeedItem): Row => {
  const price = item.cost ? unitPrice(item.cost.minor, item.cost.perBase) : '0';
  return { CostAccountingMethod: 'bis_MovingAverage', MovingAveragePrice: price, AvgStdPrice: price };
};

/** Item groups by name. */
export const groupRows = (seed: CompanySeed): readonly Row[] =>
  [...new Set(seed.items.map((item) => item.group))].sort().map((name, index) => ({ Number: 100 + index, GroupName: name }));

/** Prices of one customer, and those of lists that hold at another time (`*1` is list 1). */
export function specialRows(seed: CompanySeed, units: Units): readonly Row[] {
  const lists = priceListsOf(seed);
  const special = seed.prices.filter((price) => price.customer !== null || !isCurrent(price, seed.today));
  const groups = groupBy(special, (price) => `${price.customer ?? `*${lists.get(price.priceList ?? '') ?? 0}`}\u0000${price.sku}`);
  return [...groups].map(([key, prices]) => {
    const [card = '', sku = ''] = key.split('\u0000');
    return {
      ItemCode: sku,
      CardCode: card,
      Price: null,
      Currency: prices[0]?.currency ?? null,
      PriceListNum: card.startsWith('*') ? Number(card.slice(1)) : null,
      Valid: 'tYES',
      SpecialPriceDataAreas: prices.map((price, row) => ({
        RowNumber: row,
        BPCode: card,
        ItemNo: sku,
        DateFrom: price.validFrom,
        Dateto: price.validTo === '9999-12-31' ? null : price.validTo,
        SpecialPrice: null,
        PriceCurrency: price.currency,
        SpecialPriceQuantityAreas: [
          {
            RowNumber: row,
            Quantity: '0',
            SpecialPrice: unitPrice(price.minor, price.per),
            PriceCurrency: price.currency,
            UoMEntry: units.entryOf.get(price.uom) ?? 0,
          },
        ],
      })),
    };
  });
}

/** What lies where. Stock that is kept for one sales order has no place in Business One and is left out. */
export function stockRows(seed: CompanySeed): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const stock of seed.stocks.filter((one) => one.salesOrder === null)) {
    const row = { ItemCode: stock.sku, WarehouseCode: warehouseOf(stock.plant, stock.location, stock.status), Batch: stock.batch };
    const key = Object.values(row).join('\u0000');
    const before = scaled(rows.get(key)?.['Quantity']);
    rows.set(key, { ...row, Quantity: unscaled(before + scaled(fromMilli(stock.baseMilli))) });
  }
  return [...rows.values()];
}

/** Batches: one an item and number. */
export function batchRows(seed: CompanySeed): readonly Row[] {
  const batches = new Map(seed.stocks.filter((one) => one.batch !== '').map((one) => [`${one.sku}\u0000${one.batch}`, one]));
  const names = new Map(seed.items.map((item) => [item.sku, item.names.en]));
  return [...batches.values()].map((one, index) => ({
    DocEntry: index + 1,
    ItemCode: one.sku,
    ItemDescription: names.get(one.sku) ?? null,
    Status: 'bdsStatus_Released',
    Batch: one.batch,
    AdmissionDate: one.madeOn,
    ManufacturingDate: one.madeOn,
    ExpirationDate: one.expiresOn,
    SystemNumber: index + 1,
  }));
}
