import type { Row } from '../../kit/odata4/index.ts';
import { scaled, unscaled } from '../amount.ts';
import { refusal } from '../messages.ts';
import { nextEntry, type World } from '../world.ts';
import { b1Model } from '../model.ts';

/** Goods of one line that move in or out of a warehouse, in inventory units; `sign` -1: out. */
export interface StockMove {
  readonly item: Row;
  readonly warehouse: string;
  readonly quantity: bigint;
  readonly sign: 1 | -1;
  readonly batches: readonly Row[];
  /** How many inventory units one unit of the batches' quantities is. */
  readonly line: number;
  /** Held goods may be moved too (to where they are held, or back). */
  readonly heldToo?: boolean;
}

function change(world: World, item: string, warehouse: string, batch: string, by: bigint): bigint {
  const table = world.store.table('Stock');
  const key = JSON.stringify([item, warehouse, batch]);
  const after = scaled(table.get(key)?.['Quantity']) + by;
  table.put({ ItemCode: item, WarehouseCode: warehouse, Batch: batch, Quantity: unscaled(after) });
  return after;
}

const batchOf = (world: World, item: string, batch: string): Row | undefined =>
  world.store
    .table('BatchNumberDetails')
    .by('ItemCode', item)
    .find((row) => row['Batch'] === batch);

function makeBatch(world: World, item: Row, batch: Row): void {
  const entry = nextEntry(world, 'BatchNumberDetails');
  world.store.table('BatchNumberDetails').put({
    DocEntry: entry,
    ItemCode: item['ItemCode'] ?? null,
    ItemDescription: item['ItemName'] ?? null,
    Status: 'bdsStatus_Released',
    Batch: batch['BatchNumberProperty'] ?? null,
    AdmissionDate: world.stamp().UpdateDate,
    ManufacturingDate: batch['ManufacturingDate'] ?? null,
    ExpirationDate: batch['ExpiryDate'] ?? null,
    SystemNumber: entry,
  });
}

/** Books goods in or out. Items kept by batches need batches that sum up to the quantity; what is out of stock or held is refused. */
export function moveStock(world: World, move: StockMove): void {
  const code = String(move.item['ItemCode'] ?? '');
  const blocks = world.habits().blockNegativeStock;
  if (move.item['ManageBatchNumbers'] !== 'tYES') {
    const left = change(world, code, move.warehouse, '', move.sign === 1 ? move.quantity : -move.quantity);
    if (left < 0n && blocks) throw refusal.negativeStock(code, move.line);
    return;
  }
  const total = move.batches.reduce((sum, batch) => sum + scaled(batch['Quantity']), 0n);
  if (total !== move.quantity) throw refusal.batchMissing(code, move.line);
  for (const batch of move.batches) moveBatch(world, move, code, batch);
}

function moveBatch(world: World, move: StockMove, code: string, batch: Row): void {
  const name = String(batch['BatchNumberProperty'] ?? '');
  const known = batchOf(world, code, name);
  if (move.sign === -1 && !known) throw refusal.batchShort(name, move.line);
  if (move.sign === -1 && !move.heldToo && known?.['Status'] !== 'bdsStatus_Released') throw refusal.batchHeld(name, move.line);
  if (!known) makeBatch(world, move.item, batch);
  const by = scaled(batch['Quantity']);
  if (change(world, code, move.warehouse, name, move.sign === 1 ? by : -by) < 0n) throw refusal.batchShort(name, move.line);
}

/** A row of an entity set put in its table, as changed now. */
export function save(world: World, setName: string, row: Row): Row {
  const set = b1Model.sets.get(setName);
  if (!set) throw new Error(`no set ${setName}`);
  const stamp = world.stamp();
  const saved: Row = {
    ...row,
    ...(set.fields.has('UpdateDate') ? { UpdateDate: stamp.UpdateDate } : {}),
    ...(set.fields.has('UpdateTime') ? { UpdateTime: stamp.UpdateTime } : {}),
  };
  world.store.table(setName).put(saved);
  return world.sourceOf(setName).byKey(new Map(set.keys.map((key) => [key, saved[key] ?? null]))) ?? saved;
}
