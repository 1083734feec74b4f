import type { Position } from '../../../modules/stock/contract.ts';
import type { Reader } from '../../kit/assemble.ts';
import type { CanonicalRecord } from '../../kit/types.ts';
import type { TrytonClient } from '../client.ts';
import { milli } from '../map/masters.ts';
import type { TrytonSettings } from '../settings.ts';
import type { Row } from '../wire.ts';
import { idOf, text } from '../wire.ts';

/** What a location counts as: a place and a status. */
export function placeOf(location: Row, settings: TrytonSettings): { readonly place: string; readonly status: Position['status'] } {
  const code = text(location, 'code') || text(location, 'name');
  const held = settings.held.find((one) => one.location === code);
  return held === undefined ? { place: code, status: 'free' } : { place: held.of, status: held.status };
}

/** What lies in each storage location, one location a page; the quantities are those of all moves that are done. Lots are told where the product is kept by lots. */
export function stockReader(client: TrytonClient, settings: TrytonSettings): Reader {
  const page = async (cursor: string | null) => {
    const after = Number(cursor ?? 0);
    const [location] = await client.rows({
      model: 'stock.location',
      domain: [
        ['type', '=', 'storage'],
        ['id', '>', after],
      ],
      fields: ['code', 'name'],
      limit: 1,
    });
    if (location === undefined) return { records: [], nextCursor: null, total: null, skipped: [] };
    const context = { locations: [idOf(location)], with_childs: false, active_test: false };
    const there = [['quantity', '!=', 0]];
    const products = await client.rows({ model: 'product.product', domain: there, fields: ['code', 'quantity'], limit: 1_000_000, context });
    const lots = await client.rows({ model: 'stock.lot', domain: there, fields: ['number', 'product.code', 'quantity'], limit: 1_000_000, context });
    const rows = [
      ...lots.map((row) => ({ sku: text((row['product.'] ?? {}) as Row, 'code'), lot: text(row, 'number'), milli: milli(text(row, 'quantity')) })),
      ...products.map((row) => ({ sku: text(row, 'code'), lot: '', milli: milli(text(row, 'quantity')) })),
    ];
    const { place, status } = placeOf(location, settings);
    const inLots = (sku: string): number => rows.filter((row) => row.sku === sku && row.lot !== '').reduce((sum, row) => sum + (row.milli ?? 0), 0);
    const keyOf = (row: (typeof rows)[number]): string => [row.sku, text(location, 'code') || text(location, 'name'), row.lot].join('/');
    const records = rows.flatMap((row): CanonicalRecord<Position>[] => {
      if (row.milli === null) return [];
      const baseMilli = row.lot === '' ? row.milli - inLots(row.sku) : row.milli;
      if (baseMilli === 0) return [];
      return [{ key: keyOf(row), version: '', data: { sku: row.sku, place, lot: row.lot, status, baseMilli, expiresOn: null }, extra: {} }];
    });
    const skipped = rows.filter((row) => row.milli === null).map((row) => ({ key: keyOf(row), why: 'unreadable_quantity' }));
    return { records, nextCursor: text(location, 'id'), total: null, skipped };
  };
  return { page };
}
