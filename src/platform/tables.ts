// Made from the migrations by tools/db-types.ts. Do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface CounterTable {
  name: string;
  value: number;
}

export interface EventTable {
  xid: Generated<string>;
  seq: GeneratedAlways<number>;
  at: string;
  type: string;
  subject: string;
  actor: string;
  request_id: string;
  payload: ColumnType<unknown, string, string>;
}

export interface SettingTable {
  key: string;
  value: ColumnType<unknown, string, string>;
  changed_at: Generated<string>;
  changed_by: string;
}

/** The tables of schema platform, for `on<PlatformTables>(ctx)`. */
export interface PlatformTables {
  'platform.counter': CounterTable;
  'platform.event': EventTable;
  'platform.setting': SettingTable;
}
