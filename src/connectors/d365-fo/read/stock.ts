import { queryOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { literalOf } from '../../kit/odata4/codec.ts';
import { afterFilter, keyOf, type KeyField, type RawPage } from '../../kit/odata4/paging.ts';
import { areaOf } from '../map/fields.ts';
import { mapOnHand, summedUp } from '../map/stock.ts';
import { setOf } from '../settings.ts';
import type { ReadPage } from './plan.ts';
import { optional } from './optional.ts';
import { both, ourCompanies, pageOf, rawPage, readAlong, readWhole, textKey, type Reading } from './reading.ts';

const places = ['ItemNumber', 'dataAreaId', 'InventorySiteId', 'InventoryWarehouseId'];
const dimensions = ['ProductColorId', 'ProductConfigurationId', 'ProductSizeId', 'ProductStyleId', 'ProductVersionId'];

/** The key of the stock set: finer where it has statuses and batches. */
function stockKey(set: string): readonly KeyField[] {
  if (set === 'WarehousesOnHandV2') return textKey(...places, ...dimensions);
  return textKey(...places, 'InventoryStatusId', ...(set === 'WarehouseInventoryStatusesOnHandV2' ? dimensions : ['ItemBatchNumber']));
}

/** The rows of the page's last item that lie behind it: an item is told whole, so that what lies in one place under two statuses is one sum. */
async function restOfItem(reading: Reading, set: string, key: readonly KeyField[], last: WireRecord): Promise<readonly WireRecord[]> {
  const filter = both(ourCompanies(reading.settings), `ItemNumber eq ${literalOf('text', textOf(last, 'ItemNumber'))}`, afterFilter(key, keyOf(key, last)));
  return readWhole(reading, 'read stock', `${set}${queryOf({ $filter: filter, $orderby: key.map((field) => field.name).join(',') })}`);
}

/** The cursor behind the row. */
const movedTo = (raw: RawPage, key: readonly KeyField[], row: WireRecord): string =>
  JSON.stringify({ after: keyOf(key, row), total: raw.total, startedMs: raw.startedMs });

async function batchesOf(reading: Reading, rows: readonly WireRecord[]): Promise<ReadonlyMap<string, WireRecord>> {
  const lots = rows.filter((row) => textOf(row, 'ItemBatchNumber') !== '').map((row) => textOf(row, 'ItemNumber'));
  const select = 'dataAreaId,ItemNumber,BatchNumber,BatchExpirationDate';
  const along = { step: 'read stock', set: 'ItemBatches', field: 'ItemNumber', filter: ourCompanies(reading.settings), select };
  const found = await optional(readAlong(reading, along, lots));
  return new Map(found.map((row) => [JSON.stringify([areaOf(row), textOf(row, 'ItemNumber'), textOf(row, 'BatchNumber')]), row]));
}

/** Stock, whole items a page. Throws `ErpReadError`. */
export const readStock: ReadPage = async (reading, cursor) => {
  const { settings } = reading;
  const set = setOf(settings, 'stock');
  const key = stockKey(set);
  const raw = await rawPage(reading, { step: 'read stock', set, key, filter: ourCompanies(settings), count: false }, cursor);
  const last = raw.rows.at(-1);
  const rest = raw.nextCursor === null || !last ? [] : await restOfItem(reading, set, key, last);
  const rows = [...raw.rows, ...rest];
  const end = rest.at(-1);
  const [batches, blocking] = await Promise.all([batchesOf(reading, rows), reading.tables.blocking()]);
  const positions = summedUp(rows.flatMap((row) => mapOnHand(row, blocking, batches, settings) ?? []));
  return pageOf(positions, { nextCursor: end ? movedTo(raw, key, end) : raw.nextCursor, total: null });
};
