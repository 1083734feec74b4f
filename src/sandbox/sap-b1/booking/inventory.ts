import type { Body, Row } from '../../kit/odata4/index.ts';
import { scaled, times, unscaled } from '../amount.ts';
import { refusal } from '../messages.ts';
import { linesOf, nextEntry, rowOf, type World } from '../world.ts';
import { savedBatches } from './delivery.ts';
import { asSaved, checkPeriod, itemFor, quantityFor, unitFor, warehouseFor } from './lines.ts';
import { moveStock, save } from './stock.ts';

const productionOrder = 202;

/** The production order of a line, released; null for lines without one. */
function orderOf(world: World, line: Row, at: number): Row | null {
  if (line['BaseType'] === undefined || line['BaseType'] === null) return null;
  const order = line['BaseType'] === productionOrder ? rowOf(world, 'ProductionOrders', { AbsoluteEntry: line['BaseEntry'] ?? null }) : undefined;
  if (!order) throw refusal.unknownBase(at + 1);
  if (order['ProductionOrderStatus'] !== 'boposReleased') throw refusal.notReleased(Number(order['AbsoluteEntry']));
  return order;
}

/** Goods of a production order: those made add to what is completed or rejected, components to what was issued. */
function drawOrder(world: World, order: Row, line: Row, inventory: bigint, sign: 1 | -1, at: number): Row {
  if (sign === 1) {
    const field = line['TransactionType'] === 'botrntReject' ? 'RejectedQuantity' : 'CompletedQuantity';
    save(world, 'ProductionOrders', { ...order, [field]: unscaled(scaled(order[field]) + inventory) });
    return { ...line, ItemCode: order['ItemNo'] ?? null };
  }
  const component = ((order['ProductionOrderLines'] ?? []) as readonly Row[]).find((row) => row['LineNumber'] === line['BaseLine']);
  if (!component) throw refusal.unknownBase(at + 1);
  const lines = ((order['ProductionOrderLines'] ?? []) as readonly Row[]).map((row) =>
    row === component ? { ...row, IssuedQuantity: unscaled(scaled(row['IssuedQuantity']) + inventory) } : row,
  );
  save(world, 'ProductionOrders', { ...order, ProductionOrderLines: lines });
  return { ...line, ItemCode: component['ItemNo'] ?? null };
}

interface Goods {
  readonly order: Row | null;
  readonly item: Row;
  readonly unit: { readonly entry: number; readonly code: string; readonly factor: bigint };
}

/** What a line is about: of a production order what it makes (in) or one of its components (out), in the inventory's unit; else what it names. */
function goodsOf(world: World, given: Row, sign: 1 | -1, at: number): Goods {
  const order = orderOf(world, given, at);
  if (!order) {
    const item = itemFor(world, given, at);
    return { order, item, unit: unitFor(world, item, given, at, null) };
  }
  const component = ((order['ProductionOrderLines'] ?? []) as readonly Row[]).find((row) => row['LineNumber'] === given['BaseLine']);
  const item = itemFor(world, { ItemCode: (sign === 1 ? order['ItemNo'] : component?.['ItemNo']) ?? null }, at);
  return { order, item, unit: { entry: Number(item['InventoryUoMEntry']), code: String(item['InventoryUOM']), factor: scaled('1') } };
}

function inventoryLine(world: World, given: Row, sign: 1 | -1, at: number): Row {
  const { order, item, unit } = goodsOf(world, given, sign, at);
  const quantity = asSaved(world, quantityFor(given, at));
  const inventory = times(quantity, unit.factor);
  const place = given['WarehouseCode'] ?? order?.['Warehouse'] ?? item['DefaultWarehouse'];
  const warehouse = String(warehouseFor(world, place, at)['WarehouseCode']);
  const line = order ? drawOrder(world, order, given, inventory, sign, at) : given;
  const batches = savedBatches((given['BatchNumbers'] ?? []) as readonly Row[], inventory);
  const rejected = sign === 1 && given['TransactionType'] === 'botrntReject';
  if (!rejected) moveStock(world, { item, warehouse, quantity: inventory, sign, batches, line: at + 1 });
  return {
    ...line,
    LineNum: at,
    ItemDescription: item['ItemName'] ?? null,
    Quantity: unscaled(quantity),
    InventoryQuantity: unscaled(inventory),
    UoMEntry: unit.entry,
    UoMCode: unit.code,
    MeasureUnit: unit.code,
    WarehouseCode: warehouse,
    BatchNumbers: batches,
    LineStatus: 'bost_Close',
  };
}

/** Goods receipt (`InventoryGenEntries`) and goods issue (`InventoryGenExits`), also from and for production. */
export function createInventory(world: World, set: 'InventoryGenEntries' | 'InventoryGenExits', body: Body): Row {
  const { values } = body;
  const on = checkPeriod(world, values['DocDate']);
  const given = linesOf(values);
  if (given.length === 0) throw refusal.noLines();
  const lines = given.map((line, at) => inventoryLine(world, line, set === 'InventoryGenEntries' ? 1 : -1, at));
  const entry = nextEntry(world, set);
  return save(world, set, {
    DocType: 'dDocument_Items',
    ...values,
    DocEntry: entry,
    DocNum: (set === 'InventoryGenEntries' ? 5_000_000 : 6_000_000) + entry,
    DocDate: on,
    TaxDate: values['TaxDate'] ?? on,
    DocCurrency: world.company.currency,
    DocTotal: '0',
    DocumentStatus: 'bost_Close',
    Cancelled: 'tNO',
    DocumentLines: lines,
  });
}

function transferLine(world: World, values: Row, given: Row, at: number): Row {
  const item = itemFor(world, given, at);
  const unit = unitFor(world, item, given, at, null);
  const quantity = asSaved(world, quantityFor(given, at));
  const inventory = times(quantity, unit.factor);
  const from = String(warehouseFor(world, given['FromWarehouseCode'] ?? values['FromWarehouse'], at)['WarehouseCode']);
  const to = String(warehouseFor(world, given['WarehouseCode'] ?? values['ToWarehouse'], at)['WarehouseCode']);
  const batches = savedBatches((given['BatchNumbers'] ?? []) as readonly Row[], inventory);
  moveStock(world, { item, warehouse: from, quantity: inventory, sign: -1, batches, line: at + 1, heldToo: true });
  moveStock(world, { item, warehouse: to, quantity: inventory, sign: 1, batches, line: at + 1 });
  return {
    ...given,
    LineNum: at,
    ItemDescription: item['ItemName'] ?? null,
    Quantity: unscaled(quantity),
    InventoryQuantity: unscaled(inventory),
    UoMEntry: unit.entry,
    UoMCode: unit.code,
    FromWarehouseCode: from,
    WarehouseCode: to,
    BatchNumbers: batches,
  };
}

/** Goods from one warehouse to another. */
export function createTransfer(world: World, body: Body): Row {
  const { values } = body;
  const on = checkPeriod(world, values['DocDate']);
  const given = (values['StockTransferLines'] ?? []) as readonly Row[];
  if (given.length === 0) throw refusal.noLines();
  const lines = given.map((line, at) => transferLine(world, values, line, at));
  const entry = nextEntry(world, 'StockTransfers');
  return save(world, 'StockTransfers', { ...values, DocEntry: entry, DocNum: 7_000_000 + entry, DocDate: on, TaxDate: on, StockTransferLines: lines });
}
