import { parseMilli } from '../../../kernel/quantity.ts';
import type { Position } from '../../../modules/stock/contract.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, decimalOf } from '../../kit/odata4/codec.ts';
import { mapped, skipped, type Mapped } from '../read/reading.ts';
import { placeOf, type BcSettings } from '../settings.ts';

/** What lies of an item by location and lot, from its open ledger entries. Sums of zero are left out. Skipped: finer than thousandths. */
export function mapLedgerStock(entries: readonly WireRecord[], settings: BcSettings): readonly Mapped<Position>[] {
  const sums = new Map<string, { readonly row: WireRecord; milli: number | null; expiresOn: string | null }>();
  for (const row of entries) {
    const key = [textOf(row, 'Item_No'), textOf(row, 'Location_Code'), textOf(row, 'Lot_No')].join('/');
    const milli = parseMilli(decimalOf(row, 'Remaining_Quantity') ?? '');
    const sum = sums.get(key) ?? { row, milli: 0, expiresOn: null };
    sum.milli = sum.milli === null || milli === null ? null : sum.milli + milli;
    sum.expiresOn ??= dayOf(row, 'Expiration_Date');
    sums.set(key, sum);
  }
  return [...sums].flatMap(([key, { row, milli, expiresOn }]): Mapped<Position>[] => {
    if (milli === null) return [skipped(key, 'unreadable_quantity')];
    if (milli === 0) return [];
    // goods in a hold location lie at the place that they are held from, with its status
    const location = textOf(row, 'Location_Code');
    const hold = settings.holds[location];
    const data: Position = {
      sku: textOf(row, 'Item_No'),
      place: placeOf(settings, hold?.of ?? location),
      lot: textOf(row, 'Lot_No'),
      status: hold?.status ?? 'free',
      baseMilli: milli,
      expiresOn,
    };
    return [mapped(key, '', data)];
  });
}

/** The one total that API v2.0 knows of an item. */
export function mapTotalStock(item: WireRecord, place: string, prefix: string): readonly Mapped<Position>[] {
  const sku = textOf(item, 'number');
  const milli = parseMilli(decimalOf(item, 'inventory') ?? '0');
  const key = `${prefix}${sku}`;
  if (milli === null) return [skipped(key, 'unreadable_quantity')];
  return milli === 0 ? [] : [mapped(key, '', { sku, place, lot: '', status: 'free', baseMilli: milli, expiresOn: null })];
}
