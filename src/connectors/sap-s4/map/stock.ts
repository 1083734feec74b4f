import { parseMilli } from '../../../kernel/quantity.ts';
import type { Position, StockStatus } from '../../../modules/stock/contract.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { extraOf } from './extra.ts';
import { unpadded } from './keys.ts';
import type { Mapped } from './mapped.ts';

/** Stock types that say where our goods are and whether they may be used; others are goods on the way, returns, empties. */
const statuses: Readonly<Record<string, StockStatus>> = { '01': 'free', '02': 'quality', '07': 'blocked' };

const known = new Set([
  'Material',
  'Plant',
  'StorageLocation',
  'Batch',
  'InventoryStockType',
  'MaterialBaseUnit',
  'MatlWrhsStkQtyInMatlBaseUnit',
  'WBSElementInternalID',
  'SDDocumentItem',
]);

/** What finds a batch: batches are unique in a material, or, where `plant` is filled, in a material and plant. */
export const batchKey = (material: string, plant: string, batch: string): string => [unpadded(material), plant, unpadded(batch)].join('\u0000');

/** A_MatlStkInAcctMod as a position. `expiry` by `batchKey`. Skipped: a stock type that is neither free, in quality inspection nor blocked; finer than thousandths. */
export function mapStock(row: WireRecord, expiry: ReadonlyMap<string, string>): Mapped<Position> {
  const sku = textOf(row, 'Material');
  const plant = textOf(row, 'Plant');
  const location = textOf(row, 'StorageLocation');
  const lot = textOf(row, 'Batch');
  const type = textOf(row, 'InventoryStockType');
  const key = [sku, plant, location, lot, type].join('/');
  const status = statuses[type];
  if (status === undefined) return { kind: 'skipped', key, why: `stock_type_${type || 'none'}` };
  const number = normalDecimal(textOf(row, 'MatlWrhsStkQtyInMatlBaseUnit'));
  const baseMilli = number === null ? null : parseMilli(number);
  if (baseMilli === null) return { kind: 'skipped', key, why: 'unreadable_quantity' };
  const expiresOn = expiry.get(batchKey(sku, plant, lot)) ?? expiry.get(batchKey(sku, '', lot)) ?? null;
  const data: Position = { sku, place: location === '' ? plant : `${plant}/${location}`, lot, status, baseMilli, expiresOn };
  return { kind: 'mapped', record: { key, version: '', data, extra: extraOf(row, known) } };
}
