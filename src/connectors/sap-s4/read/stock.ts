import { dateFromWire, textOf } from '../../kit/odata/codec.ts';
import { batchKey, mapStock } from '../map/stock.ts';
import { pageOf, readByKeys, readRawPage } from './pages.ts';
import { anyOf, text } from './reading.ts';
import type { ReadPage, Reading } from './reading.ts';

/** Our own stock by plant, storage location, batch and stock type. What is kept for one sales order or belongs to others is special stock: not read. */
export const readStock: ReadPage = async (reading, cursor) => {
  const { client, settings } = reading;
  const ours = "InventorySpecialStockType eq ''";
  const raw = await readRawPage(
    client,
    {
      object: 'stock',
      service: 'API_MATERIAL_STOCK_SRV',
      set: 'A_MatlStkInAcctMod',
      // with special stock left out, these name a row
      key: text('Material', 'Plant', 'StorageLocation', 'Batch', 'InventoryStockType'),
      filter: settings.stockPlants.length > 0 ? `${ours} and ${anyOf('Plant', settings.stockPlants)}` : ours,
      pageSize: settings.pageSize,
    },
    cursor,
    reading.now(),
  );
  const batches = raw.rows.map((row) => textOf(row, 'Batch')).filter((batch) => batch !== '');
  const expiry = settings.batchExpiry ? await readExpiry(reading, batches) : new Map<string, string>();
  return pageOf(
    raw.rows.map((row) => mapStock(row, expiry)),
    raw,
  );
};

/** Material and batch → last day of use, for those that have one. */
async function readExpiry({ client }: Reading, batches: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await readByKeys(client, 'stock', 'API_BATCH_SRV', 'Batch', 'Batch', batches, '');
  return new Map(
    rows.flatMap((row) => {
      const day = dateFromWire(row['ShelfLifeExpirationDate']);
      return day === null ? [] : [[batchKey(textOf(row, 'Material'), textOf(row, 'BatchIdentifyingPlant'), textOf(row, 'Batch')), day] as const];
    }),
  );
}
