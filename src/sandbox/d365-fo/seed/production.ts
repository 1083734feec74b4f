import type { CompanySeed, SeedItem } from '../../kit/index.ts';
import type { Row } from '../../kit/odata4/index.ts';
import { fromMilli, minus, over, rounded, scaled, times, unscaled } from '../amount.ts';
import { areaOfPlant, noDay, noon, warehouseOf } from './companies.ts';

const six = (value: bigint): string => unscaled(rounded(value, 6));
const bomId = (index: number): string => `BOM${String(index + 1).padStart(6, '0')}`;
const routeId = (index: number): string => `R${String(index + 1).padStart(6, '0')}`;

/** How many base units one `uom` of the item is. */
export function factorOf(item: SeedItem | undefined, uom: string): bigint {
  const found = item?.uoms.find((one) => one.uom === uom);
  return over(scaled(String(found?.numerator ?? 1)), scaled(String(found?.denominator ?? 1)));
}

const itemsOf = (seed: CompanySeed): ReadonlyMap<string, SeedItem> => new Map(seed.items.map((item) => [item.sku, item]));

/** Bills of material. */
export const bomRows = (seed: CompanySeed): readonly Row[] =>
  seed.boms.map((bom, index) => ({
    dataAreaId: areaOfPlant(seed, bom.plant),
    BOMId: bomId(index),
    BOMName: bom.sku,
    ProductionSiteId: bom.plant,
    IsApproved: 'Yes',
  }));

/** What they make, and where. */
export const bomVersionRows = (seed: CompanySeed): readonly Row[] =>
  seed.boms.map((bom, index) => ({
    dataAreaId: areaOfPlant(seed, bom.plant),
    ManufacturedItemNumber: bom.sku,
    BOMId: bomId(index),
    ProductionSiteId: bom.plant,
    FromQuantity: '0',
    ValidFromDate: noDay,
    ValidToDate: noDay,
    VersionName: '',
    IsActive: 'Yes',
    IsApproved: 'Yes',
  }));

/** Components: so much for so many of the item. */
export function bomLineRows(seed: CompanySeed): readonly Row[] {
  return seed.boms.flatMap((bom, index) =>
    bom.items.map((part, at) => ({
      dataAreaId: areaOfPlant(seed, bom.plant),
      BOMId: bomId(index),
      LineCreationSequenceNumber: at + 1,
      LineNumber: String(at + 1),
      LineType: 'Item',
      ItemNumber: part.component,
      Quantity: fromMilli(part.quantityMilli),
      QuantityDenominator: fromMilli(bom.baseMilli),
      ProductUnitSymbol: part.uom,
      VariableScrapPercentage: String(part.scrapPercent),
      ConstantScrapQuantity: '0',
      ConsumptionSiteId: bom.plant,
      ConsumptionWarehouseId: '',
      RouteOperationNumber: 0,
      ValidFromDate: noDay,
      ValidToDate: noDay,
    })),
  );
}

/** Names of operations, numbered. */
const operationIds = (seed: CompanySeed): ReadonlyMap<string, string> =>
  new Map(
    [...new Set(seed.routings.flatMap((routing) => routing.operations.map((one) => one.name)))].map((name, index) => [
      name,
      `OP${String(index + 1).padStart(4, '0')}`,
    ]),
  );

/** Operations by company. */
export function operationRows(seed: CompanySeed): readonly Row[] {
  const areas = [...new Set(seed.routings.map((routing) => areaOfPlant(seed, routing.plant)))];
  return areas.flatMap((dataAreaId) => [...operationIds(seed)].map(([OperationName, OperationId]) => ({ dataAreaId, OperationId, OperationName })));
}

/** Routes. */
export const routeRows = (seed: CompanySeed): readonly Row[] =>
  seed.routings.map((routing, index) => ({ dataAreaId: areaOfPlant(seed, routing.plant), RouteId: routeId(index), RouteName: routing.sku, IsApproved: 'Yes' }));

/** What they make, and where. */
export const routeVersionRows = (seed: CompanySeed): readonly Row[] =>
  seed.routings.map((routing, index) => ({
    dataAreaId: areaOfPlant(seed, routing.plant),
    ItemNumber: routing.sku,
    RouteId: routeId(index),
    ProductionSiteId: routing.plant,
    ValidFromQuantity: '0',
    ValidFromDate: noDay,
    IsActive: 1,
    ValidToDate: noDay,
    VersionName: '',
    IsApproved: 'Yes',
  }));

/** Their operations in order. */
export function routeOperationRows(seed: CompanySeed): readonly Row[] {
  const ids = operationIds(seed);
  return seed.routings.flatMap((routing, index) =>
    routing.operations.map((one, at) => ({
      dataAreaId: areaOfPlant(seed, routing.plant),
      RouteId: routeId(index),
      OperationNumber: Number(one.operation),
      OperationPriority: 0,
      OperationId: ids.get(one.name) ?? '',
      NextRouteOperationNumber: Number(routing.operations[at + 1]?.operation ?? 0),
      ScrapPercentage: '0',
      AccumulatedScrapPercentage: '1',
    })),
  );
}

/** Times of operations: so many pieces in an hour, and hours of setting up. */
export function routePropertyRows(seed: CompanySeed): readonly Row[] {
  const ids = operationIds(seed);
  const items = itemsOf(seed);
  return seed.routings.flatMap((routing, index) =>
    routing.operations.map((one) => ({
      dataAreaId: areaOfPlant(seed, routing.plant),
      OperationId: ids.get(one.name) ?? '',
      RouteId: routeId(index),
      ItemNumber: routing.sku,
      ProductionSiteId: routing.plant,
      ProcessTime: '1',
      ProcessQuantity: six(times(scaled(String(one.perHour)), factorOf(items.get(routing.sku), one.uom))),
      SetupTime: six(over(scaled(String(one.setupMin)), scaled('60'))),
      OperationsTimeToHourConversionFactor: '1',
      CostingOperationResourceId: one.workCentre,
      RouteGroupId: 'Std',
    })),
  );
}

/** Machines. */
export const resourceRows = (seed: CompanySeed): readonly Row[] =>
  seed.workCentres.map((one) => ({
    dataAreaId: areaOfPlant(seed, one.plant),
    ResourceId: one.code.slice(0, 10),
    ResourceName: one.name,
    OperationsResourceType: 'Machine',
    Capacity: '1',
    EfficiencyPercentage: '100',
  }));

/** A group of machines for each site. */
export const resourceGroupRows = (seed: CompanySeed): readonly Row[] =>
  [...new Set(seed.workCentres.map((one) => one.plant))].map((plant) => ({
    dataAreaId: areaOfPlant(seed, plant),
    GroupId: plant,
    GroupName: plant,
    OperationalSiteId: plant,
    InputWarehouseId: '',
    OutputWarehouseId: warehouseOf(plant, 'FG01'),
  }));

function statusOf(order: CompanySeed['productionOrders'][number]): string {
  if (!order.released) return 'Created';
  if (order.doneBaseMilli === 0) return 'Released';
  return order.doneBaseMilli >= order.baseMilli ? 'ReportedFinished' : 'StartedUp';
}

/** Orders of the shop floor. */
export const productionRows = (seed: CompanySeed): readonly Row[] =>
  seed.productionOrders.map((order) => {
    const status = statusOf(order);
    const started = status === 'StartedUp' || status === 'ReportedFinished';
    return {
      dataAreaId: areaOfPlant(seed, order.plant),
      ProductionOrderNumber: order.number,
      ProductionOrderName: order.sku,
      ProductionOrderStatus: status,
      ItemNumber: order.sku,
      ItemBatchNumber: '',
      ProductionSiteId: order.plant,
      ProductionWarehouseId: warehouseOf(order.plant, order.location),
      ScheduledQuantity: fromMilli(order.baseMilli),
      StartedQuantity: started ? fromMilli(order.baseMilli) : '0',
      EstimatedQuantity: fromMilli(order.baseMilli),
      RemainingReportAsFinishedQuantity: minus(fromMilli(order.baseMilli), fromMilli(order.doneBaseMilli)),
      ScheduledDate: noon(order.startOn),
      ScheduledStartDate: noon(order.startOn),
      ScheduledEndDate: noon(order.dueOn),
      DeliveryDate: noon(order.dueOn),
      ReleasedDate: order.released ? noon(order.startOn) : noDay,
      StartedDate: started ? noon(order.startOn) : noDay,
      ReportedAsFinishedDate: noDay,
      EndedDate: noDay,
      SourceBOMId: '',
      SourceRouteId: '',
      DemandSalesOrderNumber: '',
    };
  });

/** The operations of production orders. */
export function productionOperationRows(seed: CompanySeed): readonly Row[] {
  const ids = operationIds(seed);
  const routings = new Map(seed.routings.map((routing) => [`${routing.sku}/${routing.plant}`, routing]));
  return seed.productionOrders.flatMap((order) => {
    const share = order.baseMilli === 0 ? 0n : over(scaled(String(order.doneBaseMilli * 100)), scaled(String(order.baseMilli)));
    return (routings.get(`${order.sku}/${order.plant}`)?.operations ?? []).map((one) => ({
      dataAreaId: areaOfPlant(seed, order.plant),
      ProductionOrderNumber: order.number,
      OperationNumber: Number(one.operation),
      OperationPriority: 'Primary',
      OperationId: ids.get(one.name) ?? '',
      CostingOperationResourceId: one.workCentre,
      ProcessTime: '1',
      ProcessQuantity: String(one.perHour),
      SetupTime: six(over(scaled(String(one.setupMin)), scaled('60'))),
      ProcessCompletionPercentage: six(share),
      IsOperationStarted: order.doneBaseMilli > 0 ? 'Yes' : 'No',
      IsOperationCompleted: order.doneBaseMilli >= order.baseMilli ? 'Yes' : 'No',
    }));
  });
}
