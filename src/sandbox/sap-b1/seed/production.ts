import type { CompanySeed, SeedItem } from '../../kit/index.ts';
import type { Row } from '../../kit/odata4/index.ts';
import { fromMilli, over, rounded, scaled, times, unscaled } from '../amount.ts';
import { mainWarehouse, warehouseOf } from './places.ts';
import { factorOf } from './units.ts';

type Routing = CompanySeed['routings'][number];

const six = (value: bigint): string => unscaled(rounded(value, 6));

/** Machines. */
export const resourceRows = (seed: CompanySeed): readonly Row[] =>
  seed.workCentres.map((one) => ({
    Code: one.code,
    VisCode: one.code,
    Name: one.name,
    Type: 'rtMachine',
    UnitsPerTime: 1,
    TimePerUnits: 3600,
    Active: 'tYES',
    DefaultWarehouse: mainWarehouse(seed, one.plant),
  }));

/** Names of operations, numbered. */
export function stageRows(seed: CompanySeed): readonly Row[] {
  const names = [...new Set(seed.routings.flatMap((routing) => routing.operations.map((operation) => operation.name)))];
  return names.map((name, index) => ({ InternalNumber: index + 1, Code: name.slice(0, 20), Description: name }));
}

/** A resource line: hours for the tree's quantity, and set-up hours beside them. */
function resourceLine(operation: Routing['operations'][number], item: SeedItem | undefined, base: bigint, at: number, seed: CompanySeed): Row {
  const { numerator, denominator } = factorOf(item, operation.uom);
  const perHour = over(times(scaled(String(operation.perHour)), scaled(String(numerator))), scaled(String(denominator)));
  return {
    ItemCode: operation.workCentre,
    ItemType: 'pit_Resource',
    Quantity: six(over(base, perHour)),
    AdditionalQuantity: six(over(scaled(String(operation.setupMin)), scaled('60'))),
    Warehouse: mainWarehouse(seed, seed.workCentres.find((one) => one.code === operation.workCentre)?.plant ?? ''),
    IssueMethod: 'im_Manual',
    StageID: at + 1,
    ItemName: seed.workCentres.find((one) => one.code === operation.workCentre)?.name ?? null,
  };
}

/** A component line, in the component's inventory unit. */
function partLine(part: CompanySeed['boms'][number]['items'][number], items: ReadonlyMap<string, SeedItem>, warehouse: string): Row {
  const component = items.get(part.component);
  const { numerator, denominator } = factorOf(component, part.uom);
  return {
    ItemCode: part.component,
    ItemType: 'pit_Item',
    Quantity: six(over(times(scaled(fromMilli(part.quantityMilli)), scaled(String(numerator))), scaled(String(denominator)))),
    AdditionalQuantity: '0',
    Warehouse: warehouse,
    IssueMethod: 'im_Backflush',
    InventoryUOM: component?.baseUom ?? null,
    StageID: 0,
    ItemName: component?.names.en ?? null,
  };
}

/** Production trees: components and resources. Business One has one tree an item: the first plant's. */
export function treeRows(seed: CompanySeed): readonly Row[] {
  const items = new Map(seed.items.map((item) => [item.sku, item]));
  const stages = new Map(stageRows(seed).map((row) => [row['Description'], row['InternalNumber']]));
  const boms = new Map(seed.boms.toReversed().map((bom) => [bom.sku, bom]));
  const routings = new Map(seed.routings.toReversed().map((routing) => [routing.sku, routing]));
  return [...new Set([...boms.keys(), ...routings.keys()])].sort().map((sku) => treeRow(seed, items, stages, sku, boms.get(sku), routings.get(sku)));
}

/** One sales unit in base units. */
function salesUnit(item: SeedItem | undefined): string {
  const { numerator, denominator } = factorOf(item, item?.salesUom ?? '');
  return unscaled(over(scaled(String(numerator)), scaled(String(denominator))));
}

function treeRow(
  seed: CompanySeed,
  items: ReadonlyMap<string, SeedItem>,
  stages: ReadonlyMap<unknown, unknown>,
  sku: string,
  bom: CompanySeed['boms'][number] | undefined,
  routing: Routing | undefined,
): Row {
  const item = items.get(sku);
  const quantity = bom ? fromMilli(bom.baseMilli) : salesUnit(item);
  const warehouse = mainWarehouse(seed, bom?.plant ?? routing?.plant ?? '');
  const operations = routing?.operations ?? [];
  const parts = (bom?.items ?? []).map((part) => partLine(part, items, warehouse));
  const resources = operations.map((operation, at) => resourceLine(operation, item, scaled(quantity), at, seed));
  return {
    TreeCode: sku,
    TreeType: 'iProductionTree',
    Quantity: quantity,
    Warehouse: warehouse,
    ProductDescription: item?.names.en ?? null,
    ProductTreeLines: [...parts, ...resources].map((line, at) => ({ ...line, ChildNum: at })),
    ProductTreeStages: operations.map((operation, at) => ({
      Father: sku,
      StageID: at + 1,
      SequenceNumber: Number(operation.operation) || at + 1,
      StageEntry: Number(stages.get(operation.name) ?? 0),
      Name: operation.name,
    })),
  };
}

/** Orders of the shop floor, with the components and stages of their tree. */
export function productionRows(seed: CompanySeed): readonly Row[] {
  const trees = new Map(treeRows(seed).map((row) => [row['TreeCode'], row]));
  const items = new Map(seed.items.map((item) => [item.sku, item]));
  return seed.productionOrders.map((order, at) => {
    const tree = trees.get(order.sku);
    const planned = scaled(fromMilli(order.baseMilli));
    const lines = ((tree?.['ProductTreeLines'] ?? []) as readonly Row[]).map((line, number) => ({
      LineNumber: number,
      ItemNo: line['ItemCode'] ?? null,
      ItemType: line['ItemType'] ?? null,
      BaseQuantity: six(over(scaled(line['Quantity']), scaled(tree?.['Quantity']))),
      PlannedQuantity: six(times(planned, over(scaled(line['Quantity']), scaled(tree?.['Quantity'])))),
      IssuedQuantity: '0',
      ProductionOrderIssueType: line['IssueMethod'] ?? null,
      Warehouse: line['Warehouse'] ?? null,
      StageID: line['StageID'] ?? null,
    }));
    return {
      AbsoluteEntry: at + 1,
      DocumentNumber: Number(order.number.replace(/\D/g, '')) || at + 1,
      ItemNo: order.sku,
      ProductionOrderStatus: order.released ? 'boposReleased' : 'boposPlanned',
      ProductionOrderType: 'bopotStandard',
      PlannedQuantity: fromMilli(order.baseMilli),
      CompletedQuantity: fromMilli(order.doneBaseMilli),
      RejectedQuantity: '0',
      PostingDate: order.startOn,
      StartDate: order.startOn,
      DueDate: order.dueOn,
      Warehouse: warehouseOf(order.plant, order.location),
      InventoryUOM: items.get(order.sku)?.baseUom ?? null,
      ProductDescription: items.get(order.sku)?.names.en ?? null,
      ProductionOrderLines: lines,
      ProductionOrdersStages: ((tree?.['ProductTreeStages'] ?? []) as readonly Row[]).map(({ Father: _father, ...stage }) => ({ DocEntry: at + 1, ...stage })),
    };
  });
}
