import { parseMilli } from '../../../kernel/quantity.ts';
import type { Bom, Routing, WorkCentre } from '../../../modules/masters/contract.ts';
import type { ProductionOrder } from '../../../modules/sync/contract.ts';
import { multiplyExact, multiplyRounded, normalDecimal } from '../../kit/decimal.ts';
import { expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, decimalOf, intOf } from '../../kit/odata4/codec.ts';
import { mapped, skipped, type Mapped } from '../read/reading.ts';
import { ourUnit, plantOf, type B1Settings } from '../settings.ts';

/** A machine or other resource. */
export const mapWorkCentre = (row: WireRecord, settings: B1Settings): Mapped<WorkCentre> =>
  mapped(textOf(row, 'Code'), '', { code: textOf(row, 'Code'), name: textOf(row, 'Name'), plant: plantOf(settings, textOf(row, 'DefaultWarehouse')) });

const linesOf = (tree: WireRecord, type: string): readonly WireRecord[] =>
  expandedOf(tree, 'ProductTreeLines').filter((line) => textOf(line, 'ItemType') === type);

/** Units of items by code: what a tree counts them in. */
export type BaseUnits = ReadonlyMap<string, string>;

/** The components of a production tree. Skipped: no components, or a quantity finer than thousandths. */
export function mapBom(tree: WireRecord, units: BaseUnits, settings: B1Settings): Mapped<Bom> {
  const sku = textOf(tree, 'TreeCode');
  const baseMilli = parseMilli(decimalOf(tree, 'Quantity') ?? '');
  const lines = linesOf(tree, 'pit_Item');
  if (lines.length === 0) return skipped(sku, 'no_components');
  const items = lines.map((line, index) => ({
    lineNo: (index + 1) * 10,
    component: textOf(line, 'ItemCode'),
    quantityMilli: parseMilli(decimalOf(line, 'Quantity') ?? ''),
    uom: ourUnit(settings, textOf(line, 'InventoryUOM') || (units.get(textOf(line, 'ItemCode')) ?? '')),
  }));
  if (baseMilli === null || baseMilli <= 0 || items.some((item) => item.quantityMilli === null)) return skipped(sku, 'quantity_not_exact');
  const data: Bom = {
    sku,
    plant: plantOf(settings, textOf(tree, 'Warehouse')),
    baseMilli,
    baseUom: ourUnit(settings, units.get(sku) ?? ''),
    items: items.map((item) => ({ ...item, quantityMilli: item.quantityMilli ?? 0 })),
  };
  return mapped(sku, '', data);
}

/** `a / b` in whole thousandths, rounded half up: times in a tree are themselves rounded to six digits. */
function perHourMilli(quantity: string, hours: string): number | null {
  const scaled = (text: string): bigint | null => {
    const whole = multiplyExact(text, '1000000');
    return whole !== null && !whole.includes('.') ? BigInt(whole) : null;
  };
  const [up, down] = [scaled(quantity), scaled(hours)];
  if (up === null || down === null || down <= 0n) return null;
  const rate = Number((up * 2000n + down) / (2n * down));
  return Number.isSafeInteger(rate) && rate > 0 ? rate : null;
}

/** The resources of a production tree as operations: the line's quantity is hours, its additional quantity set-up hours. Skipped: no resources, no time. */
export function mapRouting(tree: WireRecord, units: BaseUnits, settings: B1Settings): Mapped<Routing> {
  const sku = textOf(tree, 'TreeCode');
  const resources = linesOf(tree, 'pit_Resource');
  if (resources.length === 0) return skipped(sku, 'no_resources');
  const stages = new Map(expandedOf(tree, 'ProductTreeStages').map((stage) => [intOf(stage, 'StageID'), stage]));
  const operations = resources.map((line, index) => {
    const stage = stages.get(intOf(line, 'StageID'));
    const setup = multiplyRounded(decimalOf(line, 'AdditionalQuantity') ?? '0', '60', 0);
    return {
      operation: String(intOf(stage ?? {}, 'SequenceNumber') ?? (index + 1) * 10).padStart(4, '0'),
      workCentre: textOf(line, 'ItemCode'),
      name: textOf(stage ?? {}, 'Name') || textOf(line, 'ItemName'),
      ratePerHourMilli: perHourMilli(decimalOf(tree, 'Quantity') ?? '0', decimalOf(line, 'Quantity') ?? '0'),
      uom: ourUnit(settings, units.get(sku) ?? ''),
      setupMin: Number(setup ?? '0'),
    };
  });
  if (operations.some((operation) => operation.ratePerHourMilli === null)) return skipped(sku, 'no_time');
  const data: Routing = {
    sku,
    plant: plantOf(settings, textOf(tree, 'Warehouse')),
    operations: operations.map((operation) => ({ ...operation, ratePerHourMilli: operation.ratePerHourMilli ?? 1 })),
  };
  return mapped(sku, '', data);
}

const states: Readonly<Record<string, ProductionOrder['state']>> = {
  boposPlanned: 'planned',
  boposReleased: 'released',
  boposClosed: 'done',
  boposCancelled: 'cancelled',
};

/** A production order. Its operations have no progress of their own in Business One. */
export function mapProductionOrder(row: WireRecord, settings: B1Settings): Mapped<ProductionOrder> {
  const number = textOf(row, 'AbsoluteEntry');
  const state = states[textOf(row, 'ProductionOrderStatus')];
  const quantityMilli = parseMilli(decimalOf(row, 'PlannedQuantity') ?? '');
  const doneMilli = parseMilli(decimalOf(row, 'CompletedQuantity') ?? '0');
  if (state === undefined) return skipped(number, `status_${textOf(row, 'ProductionOrderStatus') || 'none'}`);
  if (quantityMilli === null || doneMilli === null) return skipped(number, 'unreadable_quantity');
  const resources = expandedOf(row, 'ProductionOrderLines').filter((line) => textOf(line, 'ItemType') === 'pit_Resource');
  const stages = expandedOf(row, 'ProductionOrdersStages');
  const data: ProductionOrder = {
    number,
    sku: textOf(row, 'ItemNo'),
    plant: plantOf(settings, textOf(row, 'Warehouse')),
    quantityMilli,
    doneMilli,
    uom: ourUnit(settings, textOf(row, 'InventoryUOM')),
    startOn: dayOf(row, 'StartDate'),
    dueOn: dayOf(row, 'DueDate'),
    state: state === 'released' && doneMilli > 0 ? 'started' : state,
    operations: resources.map((line, index) => {
      const stage = stages.find((one) => intOf(one, 'StageID') === intOf(line, 'StageID')) ?? {};
      return {
        operation: String(intOf(stage, 'SequenceNumber') ?? (index + 1) * 10).padStart(4, '0'),
        name: textOf(stage, 'Name'),
        workCentre: textOf(line, 'ItemNo'),
        doneMilli: null,
      };
    }),
  };
  return mapped(number, normalDecimal(textOf(row, 'CompletedQuantity')) ?? '', data);
}
