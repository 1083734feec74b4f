import type { EntitySet, Row, Value } from './model.ts';
import { byKeyOf, type RowSource } from './render.ts';
import type { Table, TableSpec } from './store.ts';

const keyTextOf = (values: readonly (Value | undefined)[]): string => JSON.stringify(values.map((value) => value ?? null));

/** The key of a row of the set, as its table names it. */
export const rowKey = (set: EntitySet, row: Row): string => keyTextOf(set.keys.map((name) => row[name]));

/** A table that holds the rows of an entity set, in the order of its key. `indexes`: fields by whose value rows are looked up often. */
export const tableOf = (set: EntitySet, seed: readonly Row[], indexes: readonly string[] = []): TableSpec => ({
  key: (row) => rowKey(set, row),
  compare: byKeyOf(set),
  seed,
  indexes,
});

/**
 * The rows of an entity set out of its table. `view` turns a stored row into what is shown (figures that are worked out when asked for);
 * it must leave keys and indexed fields as they are.
 */
export function sourceOf(set: EntitySet, table: Table, indexes: readonly string[] = [], view: (row: Row) => Row = (row) => row): RowSource {
  return {
    list: () => table.all().map(view),
    byKey: (key) => {
      const row = table.get(keyTextOf(set.keys.map((name) => key.get(name))));
      return row && view(row);
    },
    narrow: (equal) => {
      const field = indexes.find((name) => equal.has(name));
      return field === undefined ? null : table.by(field, equal.get(field) ?? null).map(view);
    },
  };
}
