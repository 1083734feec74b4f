import type { Body, Row } from '../../kit/odata4/index.ts';
import { over, rounded, scaled, sum, times, unscaled } from '../amount.ts';
import { refusal } from '../messages.ts';
import { linesOf, nextEntry, rowOf, type World } from '../world.ts';
import { asSaved, checkPeriod, itemFor, quantityFor, warehouseFor } from './lines.ts';
import { moveStock, save } from './stock.ts';

const salesOrder = 17;

interface Base {
  readonly order: Row;
  readonly line: Row;
}

function baseOf(world: World, customer: unknown, line: Row, at: number): Base {
  const order = line['BaseType'] === salesOrder ? rowOf(world, 'Orders', { DocEntry: line['BaseEntry'] ?? null }) : undefined;
  const row = order && linesOf(order).find((one) => one['LineNum'] === line['BaseLine']);
  if (!order || !row || order['CardCode'] !== customer) throw refusal.unknownBase(at + 1);
  if (order['DocumentStatus'] !== 'bost_Open' || row['LineStatus'] !== 'bost_Open') throw refusal.baseClosed(at + 1);
  return { order, line: row };
}

/** Takes a delivered quantity off the order's row, or gives it back; the order closes with its last row. */
function draw(world: World, order: Row, lineNum: unknown, by: bigint): void {
  const lines = linesOf(order).map((line) => {
    if (line['LineNum'] !== lineNum) return line;
    const open = scaled(line['RemainingOpenQuantity']) - by;
    return { ...line, RemainingOpenQuantity: unscaled(open), LineStatus: open > 0n ? 'bost_Open' : 'bost_Close' };
  });
  const open = lines.some((line) => line['LineStatus'] === 'bost_Open');
  save(world, 'Orders', { ...order, DocumentLines: lines, DocumentStatus: open ? 'bost_Open' : 'bost_Close' });
}

function deliveryLine(world: World, values: Row, line: Row, at: number): Row {
  const base = baseOf(world, values['CardCode'], line, at);
  const item = itemFor(world, { ItemCode: base.line['ItemCode'] ?? null }, at);
  const quantity = asSaved(world, line['Quantity'] === undefined ? scaled(base.line['RemainingOpenQuantity']) : quantityFor(line, at));
  if (quantity > scaled(base.line['RemainingOpenQuantity'])) throw refusal.overDelivered(at + 1);
  const warehouse = String(warehouseFor(world, line['WarehouseCode'] ?? base.line['WarehouseCode'], at)['WarehouseCode']);
  const factor = over(scaled(base.line['InventoryQuantity']), scaled(base.line['Quantity']));
  const inventory = times(quantity, factor);
  const batches = savedBatches((line['BatchNumbers'] ?? []) as readonly Row[], inventory);
  moveStock(world, { item, warehouse, quantity: inventory, sign: -1, batches, line: at + 1 });
  draw(world, base.order, base.line['LineNum'], quantity);
  return {
    ...base.line,
    ...line,
    LineNum: at,
    Quantity: unscaled(quantity),
    WarehouseCode: warehouse,
    InventoryQuantity: unscaled(inventory),
    LineTotal: unscaled(rounded(times(quantity, scaled(base.line['Price'] ?? base.line['UnitPrice'])), 2)),
    RemainingOpenQuantity: unscaled(quantity),
    LineStatus: 'bost_Open',
    BatchNumbers: batches,
  };
}

/** When the quantity was saved differently (habit), the batches go with it. */
export function savedBatches(batches: readonly Row[], inventory: bigint): readonly Row[] {
  const [only] = batches;
  return batches.length === 1 && only ? [{ ...only, Quantity: unscaled(inventory) }] : batches;
}

/** Delivers rows of orders: goods leave, the orders' rows close. */
export function createDelivery(world: World, body: Body): Row {
  const { values } = body;
  const customer = rowOf(world, 'BusinessPartners', { CardCode: values['CardCode'] ?? null });
  if (!customer) throw refusal.unknownPartner(String(values['CardCode'] ?? ''));
  const on = checkPeriod(world, values['DocDate']);
  const given = linesOf(values);
  if (given.length === 0) throw refusal.noLines();
  const lines = given.map((line, at) => deliveryLine(world, values, line, at));
  const entry = nextEntry(world, 'DeliveryNotes');
  return save(world, 'DeliveryNotes', {
    DocType: 'dDocument_Items',
    ...values,
    DocEntry: entry,
    DocNum: 8_000_000 + entry,
    DocDate: on,
    DocDueDate: values['DocDueDate'] ?? on,
    TaxDate: values['TaxDate'] ?? on,
    CardName: customer['CardName'] ?? null,
    DocCurrency: customer['Currency'] ?? null,
    DocTotal: sum(...lines.map((line) => line['LineTotal'])),
    DocumentStatus: 'bost_Open',
    Cancelled: 'tNO',
    PaidToDate: '0',
    DocumentLines: lines,
  });
}

/** Takes a delivery back: goods come in again, the orders' rows open again. */
export function cancelDelivery(world: World, row: Row): Row {
  if (row['Cancelled'] === 'tYES') throw refusal.cancelled();
  linesOf(row).forEach((line, at) => {
    const order = rowOf(world, 'Orders', { DocEntry: line['BaseEntry'] ?? null });
    const batches = (line['BatchNumbers'] ?? []) as readonly Row[];
    const quantity = scaled(line['InventoryQuantity']);
    moveStock(world, { item: itemFor(world, line, at), warehouse: String(line['WarehouseCode']), quantity, sign: 1, batches, line: at + 1 });
    if (order) draw(world, order, line['BaseLine'], -scaled(line['Quantity']));
  });
  return save(world, 'DeliveryNotes', { ...row, Cancelled: 'tYES', DocumentStatus: 'bost_Close' });
}
