// Made from the migrations by tools/db-types.ts. Do not edit.
import type { ColumnType, Generated } from 'kysely';

export interface CommandTable {
  id: string;
  connection: string;
  reference: string;
  kind: string;
  business_key: string;
  ordering_key: string;
  payload: ColumnType<unknown, string, string>;
  state: string;
  attempts: Generated<number>;
  not_before: string;
  sent_at: string | null;
  lease_until: string | null;
  fence: Generated<number>;
  erp_key: string | null;
  result: ColumnType<unknown, string | null, string | null>;
  created_by: string;
  created_at: string;
  finished_at: string | null;
  digest: string | null;
  settled_by: string | null;
  settled_why: string | null;
  mapping_version: number | null;
  corrections: ColumnType<unknown, string | undefined, string>;
}

export interface ConnectionTable {
  id: string;
  connector: string;
  settings: ColumnType<unknown, string, string>;
  secrets: Buffer | null;
  state: Generated<string>;
  paused_why: string | null;
  breaker_until: string | null;
  failures: Generated<number>;
  last_ok_at: string | null;
  probe_until: string | null;
}

export interface CursorTable {
  connection: string;
  object: string;
  cursor: string | null;
  watermark: string | null;
  complete: Generated<boolean>;
  records: Generated<number>;
  started_at: string | null;
  finished_at: string | null;
  busy_until: string | null;
  changes_page: string | null;
  swept_at: string | null;
  skipped: Generated<number>;
  trouble: ColumnType<unknown, string | null, string | null>;
  skipped_why: ColumnType<unknown, string | undefined, string>;
}

export interface ErpCallTable {
  id: string;
  command_id: string;
  at: string;
  step: string;
  method: string;
  path: string;
  status: number | null;
  ms: number;
  outcome: string;
  detail: string | null;
}

export interface MappingTable {
  connection: string;
  version: number;
  at: string;
  by: string;
  why: string;
  rules: ColumnType<unknown, string, string>;
}

export interface MappingPreviewTable {
  id: string;
  connection: string;
  asked_at: string;
  asked_by: string;
  draft: ColumnType<unknown, string, string>;
  answered_at: string | null;
  body: ColumnType<unknown, string | null, string | null>;
}

export interface RecordTable {
  connection: string;
  object: string;
  key: string;
  version: string;
  hash: string;
  read_at: string;
  gone_at: string | null;
  data: ColumnType<unknown, string | null, string | null>;
  extra: ColumnType<unknown, string | null, string | null>;
}

export interface ReportTable {
  id: string;
  connection: string;
  kind: string;
  at: string;
  body: ColumnType<unknown, string, string>;
}

export interface SeenKeyTable {
  reading: string;
  key: string;
  noted_at: string;
}

export interface SimulationTable {
  order_id: string;
  order_version: number;
  asked_at: string;
  answered_at: string | null;
  answer: ColumnType<unknown, string | null, string | null>;
}

/** The tables of schema sync, for `on<SyncTables>(ctx)`. */
export interface SyncTables {
  'sync.command': CommandTable;
  'sync.connection': ConnectionTable;
  'sync.cursor': CursorTable;
  'sync.erp_call': ErpCallTable;
  'sync.mapping': MappingTable;
  'sync.mapping_preview': MappingPreviewTable;
  'sync.record': RecordTable;
  'sync.report': ReportTable;
  'sync.seen_key': SeenKeyTable;
  'sync.simulation': SimulationTable;
}
