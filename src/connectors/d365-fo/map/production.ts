import type { Bom, Routing, WorkCentre } from '../../../modules/masters/contract.ts';
import type { ProductionOrder } from '../../../modules/sync/contract.ts';
import { divideExact, multiplyExact, multiplyRounded, normalDecimal } from '../../kit/decimal.ts';
import { parseMilli } from '../../../kernel/quantity.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, decimalOf, intOf } from '../../kit/odata4/codec.ts';
import { companyOf, documentKey, ourUnit, type FoSettings } from '../settings.ts';
import { areaOf, milliOf, yes } from './fields.ts';
import { mapped, skipped, type Mapped } from './mapped.ts';

const siteOf = (row: WireRecord, field: string, settings: FoSettings): string => textOf(row, field) || (companyOf(settings, areaOf(row))?.site ?? '');

/** The key of what an item has at a site. */
export const itemSiteKey = (row: WireRecord, item: string, settings: FoSettings): string => `${textOf(row, item)}/${siteOf(row, 'ProductionSiteId', settings)}`;

/** A machine or other resource. */
export function mapWorkCentre(row: WireRecord, settings: FoSettings): Mapped<WorkCentre> {
  const code = textOf(row, 'ResourceId');
  const plant = settings.resourceSites[code] ?? companyOf(settings, areaOf(row))?.site ?? '';
  return mapped(code, '', { code, name: textOf(row, 'ResourceName') || code, plant });
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** Lines that hold on the day: of items, not of services or phantoms without an item. */
const holds = (line: WireRecord, today: string): boolean =>
  textOf(line, 'ItemNumber') !== '' && (dayOf(line, 'ValidFromDate') ?? '0000') <= today && (dayOf(line, 'ValidToDate') ?? '9999') >= today;

/**
 * The components of a bill of materials version. A line says its quantity for `QuantityDenominator` of the item, each its own; the list is told for the
 * smallest quantity that all of them divide. Skipped: no components, quantities by formula, or finer than thousandths.
 */
export function mapBom(version: WireRecord, lines: readonly WireRecord[], unit: string | undefined, today: string, settings: FoSettings): Mapped<Bom> {
  const key = itemSiteKey(version, 'ManufacturedItemNumber', settings);
  const used = lines.filter((line) => holds(line, today)).toSorted((a, b) => Number(decimalOf(a, 'LineNumber') ?? 0) - Number(decimalOf(b, 'LineNumber') ?? 0));
  if (used.length === 0) return skipped(key, 'no_components');
  if (unit === undefined) return skipped(key, 'unknown_item');
  const series = used.map((line) => normalDecimal(decimalOf(line, 'QuantityDenominator') ?? '1') ?? '');
  if (!series.every((one) => /^\d{1,12}$/.test(one))) return skipped(key, 'quantity_not_exact');
  const base = series.map((one) => BigInt(one) || 1n).reduce((a, b) => (a * b) / gcd(a, b), 1n);
  const items = used.map((line, index) => {
    const times = divideExact(base.toString(), series[index] === '0' ? '1' : (series[index] ?? '1'), 0);
    return {
      lineNo: (index + 1) * 10,
      component: textOf(line, 'ItemNumber'),
      quantityMilli: parseMilli(multiplyExact(decimalOf(line, 'Quantity') ?? '', times ?? '') ?? ''),
      uom: ourUnit(settings, textOf(line, 'ProductUnitSymbol')),
    };
  });
  const baseMilli = Number(base) * 1000;
  if (items.some((item) => item.quantityMilli === null) || !Number.isSafeInteger(baseMilli)) return skipped(key, 'quantity_not_exact');
  const data: Bom = {
    sku: textOf(version, 'ManufacturedItemNumber'),
    plant: siteOf(version, 'ProductionSiteId', settings),
    baseMilli,
    baseUom: ourUnit(settings, unit),
    items: items.map((item) => ({ ...item, quantityMilli: item.quantityMilli ?? 0 })),
  };
  return mapped(key, '', data);
}

/** `a / b` in whole thousandths, rounded half up: times in a route are themselves rounded. */
function perHourMilli(quantity: string | null, hours: string | null): number | null {
  const scaled = (text: string | null): bigint | null => {
    const whole = multiplyExact(text ?? '', '1000000000000');
    return whole !== null && !whole.includes('.') ? BigInt(whole) : null;
  };
  const [up, down] = [scaled(quantity), scaled(hours)];
  if (up === null || down === null || down <= 0n) return null;
  const rate = Number((up * 2000n + down) / (2n * down));
  return Number.isSafeInteger(rate) && rate > 0 ? rate : null;
}

/** What a route version is made of: its operations, the properties that hold for each, the names of operations. */
export interface RouteParts {
  readonly operations: readonly WireRecord[];
  readonly properties: readonly WireRecord[];
  readonly names: ReadonlyMap<string, string>;
  readonly unit: string | undefined;
}

/** The properties of an operation: those of the item and route before those of the route before those of everything. */
function propertiesOf(version: WireRecord, operation: WireRecord, all: readonly WireRecord[]): WireRecord | undefined {
  const fits = (row: WireRecord, field: string, wanted: string): boolean => textOf(row, field) === '' || textOf(row, field) === wanted;
  const item = textOf(version, 'ItemNumber');
  const [route, site] = [textOf(version, 'RouteId'), textOf(version, 'ProductionSiteId')];
  const usable = all.filter(
    (row) =>
      textOf(row, 'OperationId') === textOf(operation, 'OperationId') &&
      fits(row, 'ItemNumber', item) &&
      fits(row, 'RouteId', route) &&
      fits(row, 'ProductionSiteId', site),
  );
  const score = (row: WireRecord): number =>
    ['ItemNumber', 'RouteId', 'ProductionSiteId'].reduce((sum, field, at) => sum + (textOf(row, field) === '' ? 0 : 4 >> at), 0);
  return usable.toSorted((a, b) => score(b) - score(a))[0];
}

/** The operations of a route version, with rates from process time, process quantity and the factor to hours. Skipped: no operations, no time. */
export function mapRouting(version: WireRecord, parts: RouteParts, settings: FoSettings): Mapped<Routing> {
  const key = itemSiteKey(version, 'ItemNumber', settings);
  const primary = parts.operations.filter((row) => (intOf(row, 'OperationPriority') ?? 0) === 0 || textOf(row, 'OperationPriority') === 'Primary');
  const operations = primary
    .toSorted((a, b) => (intOf(a, 'OperationNumber') ?? 0) - (intOf(b, 'OperationNumber') ?? 0))
    .map((row) => {
      const properties = propertiesOf(version, row, parts.properties) ?? {};
      const factor = decimalOf(properties, 'OperationsTimeToHourConversionFactor') ?? '1';
      const hours = multiplyExact(decimalOf(properties, 'ProcessTime') ?? '', factor);
      const setup = multiplyExact(multiplyExact(decimalOf(properties, 'SetupTime') ?? '0', factor) ?? '', '60');
      return {
        operation: String(intOf(row, 'OperationNumber') ?? 0).padStart(4, '0'),
        workCentre: textOf(properties, 'CostingOperationResourceId'),
        name: parts.names.get(`${areaOf(row)}/${textOf(row, 'OperationId')}`) ?? textOf(row, 'OperationId'),
        ratePerHourMilli: perHourMilli(decimalOf(properties, 'ProcessQuantity') ?? '1', hours),
        uom: ourUnit(settings, parts.unit ?? ''),
        setupMin: Number(multiplyRounded(setup ?? '0', '1', 0) ?? '0'),
      };
    });
  if (operations.length === 0) return skipped(key, 'no_operations');
  if (parts.unit === undefined) return skipped(key, 'unknown_item');
  if (operations.some((operation) => operation.ratePerHourMilli === null)) return skipped(key, 'no_time');
  const data: Routing = {
    sku: textOf(version, 'ItemNumber'),
    plant: siteOf(version, 'ProductionSiteId', settings),
    operations: operations.map((operation) => ({ ...operation, ratePerHourMilli: operation.ratePerHourMilli ?? 1 })),
  };
  return mapped(key, '', data);
}

const states: Readonly<Record<string, ProductionOrder['state']>> = {
  Created: 'planned',
  CostEstimated: 'planned',
  Scheduled: 'planned',
  Released: 'released',
  StartedUp: 'started',
  ReportedFinished: 'done',
  Completed: 'done',
};

/** A production order. `RemainingReportAsFinishedQuantity` says what is not made yet; operations tell percents, which are made quantities. */
export function mapProductionOrder(
  row: WireRecord,
  operations: readonly WireRecord[],
  names: ReadonlyMap<string, string>,
  unit: string | undefined,
  settings: FoSettings,
): Mapped<ProductionOrder> {
  const key = documentKey(settings, areaOf(row), textOf(row, 'ProductionOrderNumber'));
  const state = states[textOf(row, 'ProductionOrderStatus')];
  const quantityMilli = milliOf(row, 'ScheduledQuantity');
  const leftMilli = milliOf(row, 'RemainingReportAsFinishedQuantity');
  if (state === undefined) return skipped(key, `status_${textOf(row, 'ProductionOrderStatus') || 'none'}`);
  if (quantityMilli === null || leftMilli === null) return skipped(key, 'unreadable_quantity');
  // before it is started, the remaining quantity is not kept
  const doneMilli = state === 'planned' || state === 'released' ? 0 : Math.max(0, quantityMilli - leftMilli);
  const data: ProductionOrder = {
    number: key,
    sku: textOf(row, 'ItemNumber'),
    plant: siteOf(row, 'ProductionSiteId', settings),
    quantityMilli,
    doneMilli,
    uom: ourUnit(settings, unit ?? ''),
    startOn: dayOf(row, 'ScheduledStartDate'),
    dueOn: dayOf(row, 'DeliveryDate') ?? dayOf(row, 'ScheduledEndDate'),
    state,
    operations: operations
      .toSorted((a, b) => (intOf(a, 'OperationNumber') ?? 0) - (intOf(b, 'OperationNumber') ?? 0))
      .map((one) => ({
        operation: String(intOf(one, 'OperationNumber') ?? 0).padStart(4, '0'),
        name: names.get(`${areaOf(one)}/${textOf(one, 'OperationId')}`) ?? textOf(one, 'OperationId'),
        workCentre: textOf(one, 'CostingOperationResourceId'),
        doneMilli: yes(one, 'IsOperationCompleted') ? quantityMilli : percentOf(one, quantityMilli),
      })),
  };
  return mapped(key, '', data);
}

function percentOf(operation: WireRecord, quantityMilli: number): number | null {
  const percent = decimalOf(operation, 'ProcessCompletionPercentage');
  const share = percent === null ? null : multiplyRounded(String(quantityMilli), divideExact(percent, '100', 12) ?? '', 0);
  return share === null ? null : Number(share);
}
