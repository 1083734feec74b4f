// Made from the migrations by tools/db-types.ts. Do not edit.
import type { Generated } from 'kysely';

export interface PositionTable {
  connection: string;
  place: string;
  sku: string;
  lot: string;
  status: string;
  base_milli: number;
  expires_on: string | null;
  as_of: string;
}

export interface ReservationTable {
  owner: string;
  line: number;
  sku: string;
  place: string | null;
  base_milli: number;
  needed_on: string | null;
  reserved_at: string;
  reserved_by: string;
}

export interface ReserveLockTable {
  kind: string;
  name: string;
}

export interface SnapshotTable {
  connection: string;
  place: string;
  as_of: string;
  complete: Generated<boolean>;
}

/** The tables of schema stock, for `on<StockTables>(ctx)`. */
export interface StockTables {
  'stock.position': PositionTable;
  'stock.reservation': ReservationTable;
  'stock.reserve_lock': ReserveLockTable;
  'stock.snapshot': SnapshotTable;
}
