import type { Position, StockStatus } from '../../../modules/stock/contract.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, decimalOf } from '../../kit/odata4/codec.ts';
import { placeOf, type FoSettings } from '../settings.ts';
import { areaOf, milliOf } from './fields.ts';
import { mapped, skipped, type Mapped } from './mapped.ts';

/** What is on hand of an item in a warehouse, by status and batch where the set has them. Null: nothing. */
export function mapOnHand(
  row: WireRecord,
  blocking: ReadonlySet<string>,
  batches: ReadonlyMap<string, WireRecord>,
  settings: FoSettings,
): Mapped<Position> | null {
  const [sku, site, warehouse, status, lot] = ['ItemNumber', 'InventorySiteId', 'InventoryWarehouseId', 'InventoryStatusId', 'ItemBatchNumber'].map((field) =>
    textOf(row, field),
  );
  const key = [areaOf(row), sku, site, warehouse, status, lot].join('/');
  const figure = settings.stockCounts === 'available' ? 'AvailableOnHandQuantity' : 'OnHandQuantity';
  if (decimalOf(row, figure) === '0') return null;
  if (['ProductColorId', 'ProductConfigurationId', 'ProductSizeId', 'ProductStyleId', 'ProductVersionId'].some((field) => textOf(row, field) !== ''))
    return skipped(key, 'product_dimension');
  const baseMilli = milliOf(row, figure);
  if (baseMilli === null) return skipped(key, 'unreadable_quantity');
  const batch = batches.get(JSON.stringify([areaOf(row), sku, lot])) ?? {};
  const ours: StockStatus = settings.statuses[status ?? ''] ?? (blocking.has(`${areaOf(row)}/${status ?? ''}`) ? 'blocked' : 'free');
  return mapped(key, '', {
    sku: sku ?? '',
    place: placeOf(settings, site ?? '', warehouse ?? ''),
    lot: lot ?? '',
    status: ours,
    baseMilli,
    expiresOn: dayOf(batch, 'BatchExpirationDate'),
  });
}
