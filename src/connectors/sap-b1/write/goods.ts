import { sameDecimal } from '../../kit/decimal.ts';
import { expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, intOf } from '../../kit/odata4/codec.ts';
import { readByKeys } from '../../kit/odata4/paging.ts';
import type { ErpFailure } from '../../kit/types.ts';
import { converted, unitsOf, type ItemUnit } from '../map/unit.ts';
import { warehouseOf, type B1Settings } from '../settings.ts';
import { beforeSending, decimal, differs, refused, type Difference, type Tools } from './tools.ts';

/** Goods of one line, in our words. */
export interface Goods {
  readonly sku: string;
  readonly quantity: string;
  readonly erpUom: string;
  readonly place: string;
  readonly lot: string;
}

/** Goods with what must be known to book them. */
export interface Booked extends Goods {
  readonly unit: ItemUnit;
  readonly base: ItemUnit;
  /** In the inventory's unit. */
  readonly inventory: string;
  readonly batched: boolean;
}

/** Looks items and their units up. A refusal when an item or unit is none, or the quantity cannot be told in the inventory's unit. */
export async function bookable(lines: readonly Goods[], tools: Tools): Promise<readonly Booked[] | ErpFailure> {
  const found = await beforeSending(async () => {
    const { client, tables } = tools;
    const query = { set: 'Items', field: { name: 'ItemCode', type: 'text' as const }, select: 'ItemCode,UoMGroupEntry,InventoryUoMEntry,ManageBatchNumbers' };
    const items = await readByKeys(
      (step, path) => client.get(step, path, tools.record),
      'read items',
      query,
      lines.map((line) => line.sku),
      client.root,
    );
    const [units, groups] = await Promise.all([tables.units(), tables.groups()]);
    return { items: new Map(items.map((item) => [textOf(item, 'ItemCode'), item])), tables: { codeOf: units.codeOf, groups } };
  });
  if ('kind' in found) return found;
  const booked: Booked[] = [];
  for (const line of lines) {
    const item = found.items.get(line.sku);
    if (!item) return refused('unknown_item', `the ERP has no item ${line.sku}`, 'ItemCode');
    const one = bookedOf(line, item, unitsOf(item, found.tables, tools.settings));
    if ('kind' in one) return one;
    booked.push(one);
  }
  return booked;
}

function bookedOf(line: Goods, item: WireRecord, units: readonly ItemUnit[]): Booked | ErpFailure {
  const unit = units.find((one) => one.erpUom === line.erpUom);
  const base = units.find((one) => one.entry === intOf(item, 'InventoryUoMEntry'));
  if (!unit || !base) return refused('unknown_unit', `item ${line.sku} has no unit ${line.erpUom}`, 'UoMEntry');
  const inventory = converted(line.quantity, unit, base);
  if (inventory === null)
    return refused('quantity_not_exact', `${line.quantity} ${line.erpUom} of ${line.sku} is no exact quantity in ${base.erpUom}`, 'Quantity');
  return { ...line, unit, base, inventory, batched: textOf(item, 'ManageBatchNumbers') === 'tYES' };
}

/** Name of the batch's field: v1 and v2 differ. */
const batchField = (settings: B1Settings): string => (settings.version === 'v1' ? 'BatchNumber' : 'BatchNumberProperty');

/** The batches of a row; none for items that are not kept by batches, or where no lot is named. */
export const batchesOf = (goods: Booked, at: number, settings: B1Settings): Record<string, unknown> =>
  goods.batched && goods.lot !== '' ? { BatchNumbers: [{ [batchField(settings)]: goods.lot, Quantity: decimal(goods.inventory), BaseLineNumber: at }] } : {};

/** Where rows of a document are not the goods. `warehouse`: the field of the place, and ours of it. */
export function compareGoods(
  goods: readonly Goods[],
  rows: readonly WireRecord[],
  settings: B1Settings,
  places: (line: Goods, row: WireRecord) => readonly Difference[] = (line, row) =>
    differs('place', warehouseOf(settings, line.place), textOf(row, 'WarehouseCode')),
  quantities: readonly string[] = goods.map((line) => line.quantity),
): readonly Difference[] {
  const lines = goods.flatMap((line, index) => {
    const row = rows[index] ?? {};
    const at = `line ${index + 1}`;
    const batches = expandedOf(row, 'BatchNumbers').map((batch) => textOf(batch, batchField(settings)));
    return [
      ...differs(`${at} item`, line.sku, textOf(row, 'ItemCode')),
      ...differs(`${at} quantity`, quantities[index] ?? '', textOf(row, 'Quantity'), sameDecimal),
      ...places(line, row).map((one) => ({ ...one, field: `${at} ${one.field}` })),
      ...(batches.length > 0 && line.lot !== '' ? differs(`${at} lot`, line.lot, batches.join(' ')) : []),
    ];
  });
  return [...differs('lines', String(goods.length), String(rows.length)), ...lines];
}

/** Where a document's reference or day is not as asked for. */
export const compareHead = (row: WireRecord, field: string, reference: string, on: string): readonly Difference[] => [
  ...differs('state', 'alive', textOf(row, 'Cancelled') === 'tYES' ? 'cancelled' : 'alive'),
  ...differs('reference', reference, textOf(row, field)),
  ...differs('posted_on', on, dayOf(row, 'DocDate') ?? ''),
];

/** What is shown of a booking. */
export const bookingFacts = (row: WireRecord): Record<string, unknown> => ({ erpNumber: textOf(row, 'DocEntry'), documentNumber: textOf(row, 'DocNum') });
