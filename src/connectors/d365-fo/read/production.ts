import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { ErpObject } from '../../kit/types.ts';
import { areaOf } from '../map/fields.ts';
import { skipped, type Mapped } from '../map/mapped.ts';
import { itemSiteKey, mapBom, mapProductionOrder, mapRouting } from '../map/production.ts';
import { reader, type ReadPage } from './plan.ts';
import { both, daysBack, groupBy, member, ourCompanies, readMany, textKey, todayOf, type Along, type Reading } from './reading.ts';

/** Inventory units of items by `dataAreaId/item`. */
async function unitsByItem(reading: Reading, step: string, items: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const along = {
    step,
    set: 'ReleasedProductsV2',
    field: 'ItemNumber',
    filter: ourCompanies(reading.settings),
    select: 'dataAreaId,ItemNumber,InventoryUnitSymbol',
  };
  const rows = await readMany(reading, along, items);
  return new Map(rows.map((row) => [`${areaOf(row)}/${textOf(row, 'ItemNumber')}`, textOf(row, 'InventoryUnitSymbol')]));
}

const ofCompany = (row: WireRecord, field: string): string => `${areaOf(row)}/${textOf(row, field)}`;

async function grouped(reading: Reading, along: Omit<Along, 'filter'>, values: readonly string[]): Promise<ReadonlyMap<string, readonly WireRecord[]>> {
  const rows = await readMany(reading, { ...along, filter: ourCompanies(reading.settings) }, values);
  return groupBy(rows, (row) => ofCompany(row, along.field));
}

/** Versions that hold today; of several of one item and site the first counts. */
function currentOf(rows: readonly WireRecord[], item: string, from: string, to: string, reading: Reading): ReadonlyMap<WireRecord, string> {
  const today = todayOf(reading);
  const day = (row: WireRecord, field: string): string => textOf(row, field).slice(0, 10);
  const seen = new Set<string>();
  const left = new Map<WireRecord, string>();
  for (const row of rows) {
    const key = itemSiteKey(row, item, reading.settings);
    const [start, end] = [day(row, from), day(row, to)];
    const holds = start <= today && (end === '' || end.startsWith('1900') || end >= today);
    if (!holds || seen.has(key)) left.set(row, holds ? 'other_version' : 'not_valid_today');
    else seen.add(key);
  }
  return left;
}

const left = (row: WireRecord, item: string, why: string, reading: Reading): readonly Mapped<unknown>[] => [
  skipped(`${itemSiteKey(row, item, reading.settings)} ${why}`, why),
];

const noYes = (name: string): string => member('NoYes', name);

const readBom: ReadPage = reader(
  'bom',
  {
    set: 'BillOfMaterialsVersionsV3',
    key: [
      ...textKey('ManufacturedItemNumber', 'ProductionSiteId', 'BOMId', 'dataAreaId'),
      { name: 'ValidFromDate', type: 'instant' },
      { name: 'FromQuantity', type: 'number' },
    ],
    filter: () => both(`IsActive eq ${noYes('Yes')}`, `IsApproved eq ${noYes('Yes')}`),
  },
  async (reading, rows) => {
    const [lines, units] = await Promise.all([
      grouped(
        reading,
        { step: 'read bom', set: 'BillOfMaterialsLinesV3', field: 'BOMId' },
        rows.map((row) => textOf(row, 'BOMId')),
      ),
      unitsByItem(
        reading,
        'read bom',
        rows.map((row) => textOf(row, 'ManufacturedItemNumber')),
      ),
    ]);
    return { lines, units, others: currentOf(rows, 'ManufacturedItemNumber', 'ValidFromDate', 'ValidToDate', reading) };
  },
  (row, { lines, units, others }, reading) => {
    const why = others.get(row);
    if (why !== undefined) return left(row, 'ManufacturedItemNumber', why, reading);
    const unit = units.get(ofCompany(row, 'ManufacturedItemNumber'));
    return [mapBom(row, lines.get(ofCompany(row, 'BOMId')) ?? [], unit, todayOf(reading), reading.settings)];
  },
);

const readRouting: ReadPage = reader(
  'routing',
  {
    set: 'RouteVersionsV2',
    key: [
      ...textKey('ItemNumber', 'ProductionSiteId', 'RouteId', 'dataAreaId'),
      { name: 'ValidFromDate', type: 'instant' },
      { name: 'ValidFromQuantity', type: 'number' },
    ],
    filter: () => both('IsActive eq 1', `IsApproved eq ${noYes('Yes')}`),
  },
  async (reading, rows) => {
    const routes = rows.map((row) => textOf(row, 'RouteId'));
    const operations = await grouped(reading, { step: 'read routing', set: 'RouteOperations', field: 'RouteId' }, routes);
    const ids = [...operations.values()].flat().map((row) => textOf(row, 'OperationId'));
    const [properties, names, units] = await Promise.all([
      grouped(reading, { step: 'read routing', set: 'RouteOperationPropertiesV2', field: 'OperationId' }, ids),
      reading.tables.operations(),
      unitsByItem(
        reading,
        'read routing',
        rows.map((row) => textOf(row, 'ItemNumber')),
      ),
    ]);
    return { operations, properties, names, units, others: currentOf(rows, 'ItemNumber', 'ValidFromDate', 'ValidToDate', reading) };
  },
  (row, { operations, properties, names, units, others }, reading) => {
    const why = others.get(row);
    if (why !== undefined) return left(row, 'ItemNumber', why, reading);
    const steps = operations.get(ofCompany(row, 'RouteId')) ?? [];
    const known = [...new Set(steps.map((step) => ofCompany(step, 'OperationId')))].flatMap((key) => properties.get(key) ?? []);
    return [mapRouting(row, { operations: steps, properties: known, names, unit: units.get(ofCompany(row, 'ItemNumber')) }, reading.settings)];
  },
);

const readProductionOrders: ReadPage = reader(
  'production_order',
  {
    set: 'ProductionOrderHeaders',
    key: textKey('ProductionOrderNumber', 'dataAreaId'),
    filter: (reading) => {
      const ended = ['ReportedFinished', 'Completed'].map((status) => `ProductionOrderStatus ne ${member('ProdStatus', status)}`).join(' and ');
      return `((${ended}) or ScheduledDate ge ${daysBack(reading, reading.settings.historyDays)})`;
    },
  },
  async (reading, rows) => {
    const [operations, names, units] = await Promise.all([
      grouped(
        reading,
        { step: 'read production_order', set: 'ProductionOrderRouteOperations', field: 'ProductionOrderNumber' },
        rows.map((row) => textOf(row, 'ProductionOrderNumber')),
      ),
      reading.tables.operations(),
      unitsByItem(
        reading,
        'read production_order',
        rows.map((row) => textOf(row, 'ItemNumber')),
      ),
    ]);
    return { operations, names, units };
  },
  (row, { operations, names, units }, { settings }) => [
    mapProductionOrder(row, operations.get(ofCompany(row, 'ProductionOrderNumber')) ?? [], names, units.get(ofCompany(row, 'ItemNumber')), settings),
  ],
);

/** How bills of material, routings and production orders are read. */
export const productionReaders: Readonly<Partial<Record<ErpObject, ReadPage>>> = { bom: readBom, routing: readRouting, production_order: readProductionOrders };
