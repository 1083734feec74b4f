import type { SeedItem, SeedPrice } from '../../kit/company-seed.ts';
import { datetime, flag, instantText, integer, number, text } from '../rest/resource.ts';
import type { Resource, Row } from '../rest/resource.ts';
import { masterId, masterOrganization, touchedMs, type World } from '../world.ts';
import { memo } from './memo.ts';

const flex = (world: World): Resource => ({
  name: 'ItemDFF',
  attributes: ['brand', 'size', 'pricePoint', 'flavour', 'nameHi', 'nameAr', 'successor', 'barcode', 'salesUom', 'itemGroup'].map((name) => text(name)),
  key: (row) => String(row['ItemId']),
  rows: (above) => {
    const item = world.items.get(String(above['ItemNumber']));
    if (!item) return [];
    return [
      {
        ItemId: above['ItemId'] ?? null,
        brand: item.brand || null,
        size: item.size || null,
        pricePoint: item.pricePoint === null ? null : String(item.pricePoint),
        flavour: item.flavour || null,
        nameHi: item.names.hi,
        nameAr: item.names.ar,
        successor: item.successor,
        barcode: item.uoms.find((uom) => uom.uom === item.baseUom)?.barcode ?? null,
        salesUom: item.salesUom,
        itemGroup: item.group,
      },
    ];
  },
});

const itemRow = (world: World, item: SeedItem, index: number, organization: string): Row => ({
  ItemId: masterId(20, index),
  ItemNumber: item.sku,
  OrganizationCode: organization,
  ItemDescription: item.names.en,
  ItemClass: 'Root Item Class',
  ItemStatusValue: item.active ? 'Active' : 'Inactive',
  LifecyclePhaseValue: item.active ? 'Production' : 'Obsolete',
  PrimaryUOMCode: item.baseUom,
  CustomerOrderEnabledFlag: item.type === 'FERT' && item.active,
  CustomerOrderFlag: item.type === 'FERT',
  UserItemTypeValue: item.type === 'FERT' ? 'Finished good' : 'Purchased item',
  LotControlValue: world.seed.stocks.some((stock) => stock.sku === item.sku && stock.batch !== '') ? 'Full lot control' : 'No lot control',
  UnitWeightQuantity: item.netWeightG / 1000,
  LastUpdateDateTime: instantText(touchedMs(world, 'itemsV2', item.sku)),
});

const plantsOf = (world: World): readonly string[] => [masterOrganization, ...new Set(world.seed.salesOrgs.map((org) => org.plant))];

const itemsV2 = (world: World): Resource => ({
  name: 'itemsV2',
  attributes: [
    integer('ItemId'),
    text('ItemNumber', { maxLength: 300 }),
    text('OrganizationCode'),
    text('ItemDescription', { maxLength: 240 }),
    text('ItemClass'),
    text('ItemStatusValue'),
    text('LifecyclePhaseValue'),
    text('PrimaryUOMCode'),
    flag('CustomerOrderEnabledFlag'),
    flag('CustomerOrderFlag'),
    text('UserItemTypeValue'),
    text('LotControlValue'),
    number('UnitWeightQuantity'),
    datetime('LastUpdateDateTime'),
  ],
  key: (row) =>
    Buffer.from(JSON.stringify([row['ItemId'], row['OrganizationCode']]))
      .toString('hex')
      .toUpperCase(),
  version: (row) => String(row['LastUpdateDateTime']),
  rows: memo(world, ['touched'], () => plantsOf(world).flatMap((plant) => world.seed.items.map((item, index) => itemRow(world, item, index, plant)))),
  children: [{ name: 'ItemDFF', resource: flex(world) }],
});

/** Items in the master organization and in the plants, their conversions and their costs. */
export function itemResources(world: World): readonly Resource[] {
  return [
    itemsV2(world),
    {
      name: 'uomIntraclassConversions',
      attributes: [integer('ConversionId'), text('ItemNumber'), text('FromUOMCode'), text('ToUOMCode'), number('IntraclassConversion')],
      key: (row) => String(row['ConversionId']),
      rows: memo(world, [], () =>
        world.seed.items
          .flatMap((item) => item.uoms.filter((uom) => uom.uom !== item.baseUom).map((uom) => ({ item, uom })))
          .map(({ item, uom }, index) => ({
            ConversionId: masterId(22, index),
            ItemNumber: item.sku,
            FromUOMCode: uom.uom,
            ToUOMCode: item.baseUom,
            IntraclassConversion: uom.numerator / uom.denominator,
          })),
      ),
    },
    {
      name: 'itemCosts',
      attributes: [
        integer('ItemCostId'),
        text('ItemNumber'),
        text('CostOrganizationCode'),
        text('UOMCode'),
        number('UnitCostAverage'),
        text('CurrencyCode'),
        datetime('CostDate'),
      ],
      key: (row) => String(row['ItemCostId']),
      rows: memo(world, [], () =>
        world.seed.items.flatMap((item, index) =>
          item.cost === null
            ? []
            : [
                {
                  ItemCostId: masterId(23, index),
                  ItemNumber: item.sku,
                  CostOrganizationCode: world.seed.salesOrgs[0]?.plant ?? '',
                  UOMCode: item.baseUom,
                  UnitCostAverage: Number((item.cost.minor / 100 / item.cost.perBase).toPrecision(12)),
                  CurrencyCode: item.cost.currency,
                  CostDate: `${world.seed.today.slice(0, 7)}-01T00:00:00+00:00`,
                },
              ],
        ),
      ),
    },
  ];
}

interface PriceList {
  readonly id: number;
  readonly name: string;
  readonly org: string;
  readonly currency: string;
  readonly prices: readonly { readonly price: SeedPrice; readonly id: number }[];
}

function listsOf(world: World): readonly PriceList[] {
  const lists = new Map<string, { name: string; org: string; currency: string; prices: { price: SeedPrice; id: number }[] }>();
  world.seed.prices.forEach((price, index) => {
    const name = price.customer === null ? (price.priceList ?? 'All') : `Customer ${price.customer}`;
    const key = `${price.salesOrg}/${name}`;
    const list = lists.get(key) ?? { name, org: price.salesOrg, currency: price.currency, prices: [] };
    list.prices.push({ price, id: masterId(32, index) });
    lists.set(key, list);
  });
  return [...lists.values()].map((list, index) => ({ id: masterId(30, index), ...list }));
}

const charges = (lists: ReadonlyMap<number, PriceList>): Resource => ({
  name: 'charges',
  attributes: [
    integer('PriceListChargeId'),
    text('PricingChargeDefinitionCode'),
    text('CalculationMethodCode'),
    number('BasePrice'),
    datetime('StartDate'),
    datetime('EndDate'),
  ],
  key: (row) => String(row['PriceListChargeId']),
  rows: (above) =>
    (lists.get(Number(above['PriceListId']))?.prices ?? [])
      .filter(({ price }) => price.sku === above['Item'] && price.uom === above['PricingUOMCode'])
      .map(({ price, id }) => ({
        PriceListChargeId: id,
        PricingChargeDefinitionCode: 'QP_SALE_PRICE',
        CalculationMethodCode: 'PRICE',
        BasePrice: Number((price.minor / 100 / price.per).toPrecision(12)),
        StartDate: `${price.validFrom}T00:00:00+00:00`,
        EndDate: price.validTo === '9999-12-31' ? null : `${price.validTo}T23:59:59+00:00`,
      })),
});

/** Approved price lists with their items and charges. */
export function priceListResource(world: World): Resource {
  const lists = new Map(listsOf(world).map((list) => [list.id, list]));
  const items = world.seed.items.map((item) => item.sku);
  const listItems: Resource = {
    name: 'items',
    attributes: [integer('PriceListItemId'), text('Item'), text('PricingUOMCode'), text('LineTypeCode'), text('ItemLevelCode')],
    key: (row) => String(row['PriceListItemId']),
    rows: (above) => {
      const list = lists.get(Number(above['PriceListId']));
      const distinct = new Map((list?.prices ?? []).map(({ price }) => [`${price.sku}/${price.uom}`, price]));
      return [...distinct.values()].map((price) => ({
        PriceListId: above['PriceListId'] ?? null,
        PriceListItemId: Number(above['PriceListId']) * 10 + 1_000_000 * (items.indexOf(price.sku) + 1),
        Item: price.sku,
        PricingUOMCode: price.uom,
        LineTypeCode: 'ORA_BUY',
        ItemLevelCode: 'ITEM',
      }));
    },
    children: [{ name: 'charges', resource: charges(lists) }],
  };
  return {
    name: 'priceLists',
    attributes: [
      integer('PriceListId'),
      text('PriceListName'),
      text('PriceListTypeCode'),
      text('BusinessUnit'),
      text('CurrencyCode'),
      text('StatusCode'),
      datetime('StartDate'),
      datetime('EndDate'),
    ],
    key: (row) => String(row['PriceListId']),
    rows: () =>
      [...lists.values()].map((list) => ({
        PriceListId: list.id,
        PriceListName: list.name,
        PriceListTypeCode: 'SEGMENT',
        BusinessUnit: list.org,
        CurrencyCode: list.currency,
        StatusCode: 'APPROVED',
        StartDate: '2020-01-01T00:00:00+00:00',
        EndDate: null,
      })),
    children: [{ name: 'items', resource: listItems }],
  };
}
