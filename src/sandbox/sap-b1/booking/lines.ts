import type { Row } from '../../kit/odata4/index.ts';
import { over, scaled, times, unscaled } from '../amount.ts';
import { refusal } from '../messages.ts';
import { rowOf, type World } from '../world.ts';

/** An item that may be booked. */
export function itemFor(world: World, line: Row, at: number): Row {
  const code = String(line['ItemCode'] ?? '');
  const item = rowOf(world, 'Items', { ItemCode: code });
  if (!item) throw refusal.unknownItem(code, at + 1);
  return item;
}

const entryOf = (world: World, code: unknown): unknown =>
  typeof code === 'string'
    ? world.store
        .table('UnitOfMeasurements')
        .all()
        .find((row) => row['Code'] === code)?.['AbsEntry']
    : undefined;

/** How many inventory units one unit of the line is; without a unit the inventory's (or, for sales, the sales unit). Refused when the item's group does not have it. */
export function unitFor(
  world: World,
  item: Row,
  line: Row,
  at: number,
  otherwise: unknown,
): { readonly entry: number; readonly code: string; readonly factor: bigint } {
  const entry = Number(line['UoMEntry'] ?? entryOf(world, line['UoMCode']) ?? otherwise ?? item['InventoryUoMEntry'] ?? 0);
  const group = rowOf(world, 'UnitOfMeasurementGroups', { AbsEntry: item['UoMGroupEntry'] ?? null });
  const definition = ((group?.['UoMGroupDefinitionCollection'] ?? []) as readonly Row[]).find((row) => row['AlternateUoM'] === entry);
  if (!definition) throw refusal.badUnit(at + 1);
  const name = rowOf(world, 'UnitOfMeasurements', { AbsEntry: entry })?.['Code'];
  return { entry, code: String(name ?? ''), factor: over(scaled(definition['BaseQuantity']), scaled(definition['AlternateQuantity'])) };
}

/** The quantity of a line; more than zero, at most six digits behind the point are kept. */
export function quantityFor(line: Row, at: number): bigint {
  const quantity = scaled(line['Quantity']);
  if (quantity <= 0n) throw refusal.badQuantity(at + 1);
  return quantity;
}

/** A warehouse that exists. */
export function warehouseFor(world: World, code: unknown, at: number): Row {
  const row = typeof code === 'string' ? rowOf(world, 'Warehouses', { WarehouseCode: code }) : undefined;
  if (!row) throw refusal.badWarehouse(String(code ?? ''), at + 1);
  return row;
}

/** Refused for days before the open period. */
export function checkPeriod(world: World, day: unknown): string {
  const date = typeof day === 'string' ? day : world.stamp().UpdateDate;
  const openFrom = world.habits().openFrom ?? previousMonth(world.today);
  if (date < openFrom) throw refusal.periodLocked(date);
  return date;
}

function previousMonth(today: string): string {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return month === 1 ? `${year - 1}-12-01` : `${year}-${String(month - 1).padStart(2, '0')}-01`;
}

/** Lying by habit: a booking is saved with another quantity than was asked for. */
export const asSaved = (world: World, quantity: bigint): bigint => (world.chance(world.habits().pOtherQuantity) ? quantity + scaled('1') : quantity);

/** The inventory quantity of a line as text. */
export const inventoryText = (quantity: bigint, factor: bigint): string => unscaled(times(quantity, factor));
