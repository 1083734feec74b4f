import type { Journal } from '../kit/index.ts';
import type { JournalRecord, Put, TableName, Tables } from './records.ts';

/** Rows of all tables: the seed's at first, then what happened. */
export interface Store {
  all<T extends TableName>(table: T): readonly Tables[T][];
  get<T extends TableName>(table: T, key: string): Tables[T] | undefined;
  keyed<T extends TableName>(table: T): ReadonlyMap<string, Tables[T]>;
  /** Rises with every change of the table. */
  version(table: TableName): number;
  /** Puts rows of the seed: not in the journal. */
  seed(puts: readonly Put[]): void;
  /** Makes changes together: seen at once, on the disk before it resolves, taken back when they cannot be kept. */
  commit(puts: readonly Put[]): Promise<void>;
  replay(record: JournalRecord): void;
  /** All that is not of the seed. */
  kept(): Iterable<Put>;
}

const names: readonly TableName[] = [
  'order',
  'balance',
  'staged',
  'completed',
  'workOrder',
  'report',
  'shipment',
  'receipt',
  'invoice',
  'owed',
  'touched',
  'counter',
];

/** A store without rows. `journal` is asked for late: it is opened by replaying into the store. */
export function createStore(journal: () => Journal<JournalRecord>, tell: (put: Put) => void): Store {
  const tables = new Map<TableName, Map<string, unknown>>(names.map((name) => [name, new Map<string, unknown>()]));
  const versions = new Map<TableName, number>();
  const cached = new Map<TableName, readonly unknown[]>();
  const changed = new Map<string, Put>();
  const tableOf = (name: TableName): Map<string, unknown> => tables.get(name) ?? new Map<string, unknown>();
  const apply = (put: Put): void => {
    if (put.row === null) tableOf(put.table).delete(put.key);
    else tableOf(put.table).set(put.key, put.row);
    versions.set(put.table, (versions.get(put.table) ?? 0) + 1);
    cached.delete(put.table);
  };
  const note = (put: Put): void => {
    apply(put);
    changed.set(`${put.table}/${put.key}`, put);
  };
  return {
    all: (table) => {
      const held = cached.get(table) ?? [...tableOf(table).values()];
      cached.set(table, held);
      return held as Tables[typeof table][];
    },
    get: (table, key) => tableOf(table).get(key) as Tables[typeof table] | undefined,
    keyed: (table) => tableOf(table) as Map<string, Tables[typeof table]>,
    version: (table) => versions.get(table) ?? 0,
    seed: (puts) => puts.forEach(apply),
    commit: async (puts) => {
      const before = puts.map((put) => ({ table: put.table, key: put.key, row: tableOf(put.table).get(put.key) ?? null }) as Put);
      puts.forEach(note);
      try {
        await journal().append({ t: 'puts', puts });
      } catch (error) {
        before.forEach(note);
        throw error;
      }
      puts.forEach(tell);
    },
    replay: (record) => {
      if (record.t === 'puts') record.puts.forEach(note);
    },
    kept: () => changed.values(),
  };
}
