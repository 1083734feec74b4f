import type { Bom, Routing, WorkCentre } from '../../../modules/masters/contract.ts';
import type { ProductionOrder } from '../../../modules/sync/contract.ts';
import { divideExact, multiplyRounded, normalDecimal } from '../../kit/decimal.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { Mapped } from '../read/pages.ts';
import type { OracleSettings } from '../settings.ts';
import { childRows, dayOf } from '../wire.ts';
import { milliOf, ourUnit } from './values.ts';

/** A work center. */
export function mapWorkCentre(row: WireRecord): Mapped<WorkCentre> {
  const code = textOf(row, 'WorkCenterCode');
  const plant = textOf(row, 'OrganizationCode');
  const data = { code, name: textOf(row, 'WorkCenterName') || code, plant };
  return { kind: 'mapped', record: { key: textOf(row, 'WorkCenterId'), version: '', data, extra: {} } };
}

const finest = 6;

/** How many digits past thousandths the quantities need. */
const digitsOf = (quantities: readonly string[]): number => Math.max(0, ...quantities.map((text) => (text.split('.')[1]?.length ?? 0) - 3));

/**
 * An item structure. Oracle tells quantities for one unit of the item; the list is told for 1, 10, 100 … of it, so that all of them are whole
 * thousandths. Finer than millionths of a thousandth: rounded there. Scrap is added by Oracle's yield. Skipped: an unreadable quantity.
 */
export function mapBom(row: WireRecord, settings: OracleSettings): Mapped<Bom> {
  const key = textOf(row, 'BillSequenceId');
  const components = childRows(row, 'Component');
  const quantities = components.map((one) => normalDecimal(textOf(one, 'Quantity')));
  const read = quantities.filter((one) => one !== null);
  if (read.length < quantities.length) return { kind: 'skipped', key, why: 'unreadable_quantity' };
  const digits = Math.min(finest, digitsOf(read));
  const factor = 10 ** digits;
  const data: Bom = {
    sku: textOf(row, 'ItemNumber'),
    plant: textOf(row, 'OrganizationCode'),
    baseMilli: 1000 * factor,
    baseUom: ourUnit(settings, textOf(row, 'PrimaryUOMCode')),
    items: components.map((one, index) => ({
      lineNo: Number(textOf(one, 'ComponentSequenceNumber')) || index + 1,
      component: textOf(one, 'ComponentItemNumber'),
      quantityMilli: Number(multiplyRounded(read[index] ?? '0', String(1000 * factor), 0)),
      uom: ourUnit(settings, textOf(one, 'UOMCode')),
    })),
  };
  return { kind: 'mapped', record: { key, version: '', data, extra: {} } };
}

const fixedBasis = '2';

/** What one hour of a resource makes: its inverse usage, or one over its usage. */
function rateMilli(resource: WireRecord): number | null {
  const inverse = milliOf(resource, 'InverseUsageQuantity');
  if (inverse !== null && inverse > 0) return inverse;
  const usage = normalDecimal(textOf(resource, 'UsageQuantity'));
  if (usage === null || Number(usage) <= 0) return null;
  const exact = divideExact('1', usage, 3);
  return exact === null ? Math.round(1000 / Number(usage)) : Math.round(Number(exact) * 1000);
}

/** A work definition as a routing. Skipped: no operation with a rate. */
export function mapRouting(row: WireRecord, settings: OracleSettings): Mapped<Routing> {
  const key = textOf(row, 'WorkDefinitionId');
  const operations = childRows(row, 'WorkDefinitionOperation').flatMap((operation): Routing['operations'] => {
    const resources = childRows(operation, 'WorkDefinitionOperationResource').filter((one) => /^(HR|HRS|Hour)/i.test(textOf(one, 'UsageUOMCode')));
    const variable = resources.find((one) => textOf(one, 'BasisType') !== fixedBasis);
    const ratePerHourMilli = variable ? rateMilli(variable) : null;
    if (!variable || ratePerHourMilli === null || ratePerHourMilli <= 0) return [];
    const setup = resources
      .filter((one) => textOf(one, 'BasisType') === fixedBasis)
      .reduce((sum, one) => sum + Number(normalDecimal(textOf(one, 'UsageQuantity')) ?? 0), 0);
    const sequence = textOf(operation, 'OperationSequenceNumber');
    return [
      {
        operation: sequence,
        workCentre: textOf(operation, 'WorkCenterCode'),
        name: textOf(operation, 'OperationName'),
        ratePerHourMilli,
        uom: ourUnit(settings, textOf(variable, 'OutputUOMCode')),
        setupMin: Math.round(setup * 60),
      },
    ];
  });
  if (operations.length === 0) return { kind: 'skipped', key, why: 'no_rate' };
  const data: Routing = { sku: textOf(row, 'ItemNumber'), plant: textOf(row, 'OrganizationCode'), operations };
  return { kind: 'mapped', record: { key, version: textOf(row, 'VersionNumber'), data, extra: {} } };
}

const cancelled = /CANCEL/;
const done = /COMPLETED|CLOSED/;

function stateOf(status: string, doneMilli: number): ProductionOrder['state'] {
  if (cancelled.test(status)) return 'cancelled';
  if (done.test(status)) return 'done';
  if (!/RELEASED/.test(status) || /UNRELEASED/.test(status)) return 'planned';
  return doneMilli > 0 ? 'started' : 'released';
}

/** A work order. Skipped: an unreadable quantity. */
export function mapWorkOrder(row: WireRecord, settings: OracleSettings): Mapped<ProductionOrder> {
  const number = textOf(row, 'WorkOrderNumber');
  const quantityMilli = milliOf(row, 'PlannedStartQuantity');
  const doneMilli = milliOf(row, 'CompletedQuantity') ?? 0;
  if (quantityMilli === null) return { kind: 'skipped', key: number, why: 'unreadable_quantity' };
  const data: ProductionOrder = {
    number,
    sku: textOf(row, 'ItemNumber'),
    plant: textOf(row, 'OrganizationCode'),
    quantityMilli,
    doneMilli,
    uom: ourUnit(settings, textOf(row, 'UOMCode')),
    startOn: dayOf(row, 'PlannedStartDate'),
    dueOn: dayOf(row, 'PlannedCompletionDate'),
    state: stateOf(textOf(row, 'WorkOrderStatusCode'), doneMilli),
    operations: childRows(row, 'WorkOrderOperation').map((one) => ({
      operation: textOf(one, 'OperationSequenceNumber'),
      name: textOf(one, 'OperationName'),
      workCentre: textOf(one, 'WorkCenterCode'),
      doneMilli: milliOf(one, 'CompletedQuantity'),
    })),
  };
  return { kind: 'mapped', record: { key: number, version: textOf(row, 'LastUpdateDate'), data, extra: {} } };
}
