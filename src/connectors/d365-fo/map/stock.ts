import type { Position, StockStatus } from '../../../modules/stock/contract.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, decimalOf } from '../../kit/odata4/codec.ts';
import { placeOf, type FoSettings } from '../settings.ts';
import { areaOf, milliOf } from './fields.ts';
import { mapped, skipped, type Mapped } from './mapped.ts';

const dimensions = ['ProductColorId', 'ProductConfigurationId', 'ProductSizeId', 'ProductStyleId', 'ProductVersionId'];

/** What is on hand of an item in a warehouse, by status and batch where the set has them. Null: nothing. Skipped: of a variant, finer than thousandths. */
export function mapOnHand(
  row: WireRecord,
  blocking: ReadonlySet<string>,
  batches: ReadonlyMap<string, WireRecord>,
  settings: FoSettings,
): Mapped<Position> | null {
  const figure = settings.stockCounts === 'available' ? 'AvailableOnHandQuantity' : 'OnHandQuantity';
  if (decimalOf(row, figure) === '0') return null;
  const said = (field: string): string => textOf(row, field);
  const [company, sku, status, lot] = [areaOf(row), said('ItemNumber'), said('InventoryStatusId'), said('ItemBatchNumber')];
  const key = [company, sku, said('InventorySiteId'), said('InventoryWarehouseId'), status, lot].join('/');
  if (dimensions.some((field) => said(field) !== '')) return skipped(key, 'product_dimension');
  const baseMilli = milliOf(row, figure);
  if (baseMilli === null) return skipped(key, 'unreadable_quantity');
  const place = placeOf(settings, company, said('InventorySiteId'), said('InventoryWarehouseId'));
  const ours = statusOf(status, blocking.has(`${company}/${status}`), settings);
  return mapped([sku, place, ours, lot].join('/'), '', {
    sku,
    place,
    lot,
    status: ours,
    baseMilli,
    expiresOn: dayOf(batches.get(JSON.stringify([company, sku, lot])) ?? {}, 'BatchExpirationDate'),
  });
}

const statusOf = (status: string, blocks: boolean, settings: FoSettings): StockStatus => settings.statuses[status] ?? (blocks ? 'blocked' : 'free');

/** Rows that say the same item, place, lot and status as one: several statuses of the ERP may be one of ours. The earlier last day of use counts. */
export function summedUp(rows: readonly Mapped<Position>[]): readonly Mapped<Position>[] {
  const sums = new Map<string, Mapped<Position>>();
  for (const row of rows) {
    const key = row.kind === 'mapped' ? row.record.key : `skipped ${row.key}`;
    const before = sums.get(key);
    sums.set(key, before?.kind === 'mapped' && row.kind === 'mapped' ? together(before.record.data, row.record.data, row.record.key) : row);
  }
  return [...sums.values()];
}

const together = (a: Position, b: Position, key: string): Mapped<Position> => {
  const days = [a.expiresOn, b.expiresOn].filter((day) => day !== null).toSorted();
  return mapped(key, '', { ...a, baseMilli: a.baseMilli + b.baseMilli, expiresOn: days[0] ?? null });
};
