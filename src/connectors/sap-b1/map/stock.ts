import { parseMilli } from '../../../kernel/quantity.ts';
import type { Position, StockStatus } from '../../../modules/stock/contract.ts';
import { expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { decimalOf } from '../../kit/odata4/codec.ts';
import { mapped, skipped, type Mapped } from '../read/reading.ts';
import { placeOf, type B1Settings } from '../settings.ts';

interface Lying {
  readonly sku: string;
  readonly warehouse: string;
  readonly lot: string;
  readonly quantity: string | null;
  readonly batchStatus: StockStatus;
  readonly expiresOn: string | null;
}

/** Goods in a hold warehouse lie at the place that they are held from, with its status; else the batch's status counts. */
function position(lying: Lying, settings: B1Settings): Mapped<Position> {
  const hold = settings.holds[lying.warehouse];
  const key = [lying.sku, lying.warehouse, lying.lot].join('/');
  const baseMilli = lying.quantity === null ? null : parseMilli(lying.quantity);
  if (baseMilli === null) return skipped(key, 'unreadable_quantity');
  const place = placeOf(settings, hold?.of ?? lying.warehouse);
  return mapped(key, '', { sku: lying.sku, place, lot: lying.lot, status: hold?.status ?? lying.batchStatus, baseMilli, expiresOn: lying.expiresOn });
}

/** What an item has in each warehouse, without batches. Empty warehouses are left out. */
export const mapWarehouseStock = (item: WireRecord, settings: B1Settings): readonly Mapped<Position>[] =>
  expandedOf(item, 'ItemWarehouseInfoCollection')
    .filter((row) => decimalOf(row, 'InStock') !== '0')
    .map((row) =>
      position(
        {
          sku: textOf(item, 'ItemCode'),
          warehouse: textOf(row, 'WarehouseCode'),
          lot: '',
          quantity: decimalOf(row, 'InStock'),
          batchStatus: 'free',
          expiresOn: null,
        },
        settings,
      ),
    );

const dayOfQuery = (text: string): string | null => {
  const match = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(text);
  return match ? `${match[1]}-${match[2]}-${match[3]}` : null;
};

/** A row of the administrator's query: 0 released, 1 not accessible, 2 locked. */
export function mapBatchStock(row: WireRecord, settings: B1Settings): Mapped<Position> {
  const { quality, blocked } = settings.batchStatuses;
  const named: Readonly<Record<string, string>> = { '1': 'bdsStatus_NotAccessible', '2': 'bdsStatus_Locked' };
  const status = named[textOf(row, 'Status')];
  const batchStatus: StockStatus = status === undefined ? 'free' : status === quality ? 'quality' : status === blocked ? 'blocked' : 'blocked';
  return position(
    {
      sku: textOf(row, 'ItemCode'),
      warehouse: textOf(row, 'WhsCode'),
      lot: textOf(row, 'DistNumber'),
      quantity: decimalOf(row, 'Quantity'),
      batchStatus,
      expiresOn: dayOfQuery(textOf(row, 'ExpDate')),
    },
    settings,
  );
}
