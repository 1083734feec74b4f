import type { Row, Value } from './model.ts';

/** One change of a table, as the journal keeps it; `row` null: removed. Bears being replayed twice. */
export interface Change {
  readonly table: string;
  readonly key: string;
  readonly row: Row | null;
}

/** Rows of one table. Rows are never changed in place: a change puts a new row. */
export interface Table {
  get(key: string): Row | undefined;
  /** All rows in the table's order. */
  all(): readonly Row[];
  put(row: Row): void;
  remove(key: string): void;
  /** Rows with this value of an indexed field, in the table's order. */
  by(field: string, value: Value): readonly Row[];
}

/** A small database: tables, and changes that hold all or not at all. */
export interface RowStore {
  table(name: string): Table;
  /**
   * Runs `work` so that its changes hold all or, when it throws, none; gives what it gave and the changes for the journal.
   * One at a time, without waiting inside. Inside another `change` it is part of that one, but undone alone when it throws.
   */
  change<T>(work: () => T): { readonly result: T; readonly changes: readonly Change[] };
  /** Takes changes in that were made earlier. */
  replay(changes: readonly Change[]): void;
  /** All changes since the seed, the last of each row: what must be kept. */
  kept(): readonly Change[];
}

/** How the rows of a table are named, ordered and found. */
export interface TableSpec {
  readonly key: (row: Row) => string;
  readonly compare: (a: Row, b: Row) => number;
  /** Fields by whose value rows are looked up often. */
  readonly indexes?: readonly string[];
  readonly seed: readonly Row[];
}

interface Held extends Table {
  set(key: string, row: Row | undefined): void;
  readonly spec: TableSpec;
}

function createTable(spec: TableSpec, changed: (key: string, before: Row | undefined, after: Row | undefined) => void): Held {
  const rows = new Map<string, Row>();
  const indexes = new Map((spec.indexes ?? []).map((field) => [field, new Map<Value, Map<string, Row>>()]));
  let sorted: Row[] | null = null;
  const indexed = (key: string, row: Row, add: boolean): void => {
    for (const [field, index] of indexes) {
      const value = row[field] ?? null;
      const bucket = index.get(value) ?? new Map<string, Row>();
      if (add) bucket.set(key, row);
      else bucket.delete(key);
      index.set(value, bucket);
    }
  };
  const set = (key: string, row: Row | undefined): void => {
    const before = rows.get(key);
    if (before) indexed(key, before, false);
    if (row) {
      rows.set(key, row);
      indexed(key, row, true);
    } else rows.delete(key);
    sorted = sortedAfter(sorted, spec.compare, before, row);
  };
  const write = (key: string, row: Row | undefined): void => {
    const before = rows.get(key);
    set(key, row);
    changed(key, before, row);
  };
  spec.seed.forEach((row) => set(spec.key(row), row));
  return {
    spec,
    set,
    get: (key) => rows.get(key),
    all: () => (sorted ??= [...rows.values()].sort(spec.compare)),
    put: (row) => write(spec.key(row), row),
    remove: (key) => write(key, undefined),
    by: (field, value) => [...(indexes.get(field)?.get(value)?.values() ?? [])].sort(spec.compare),
  };
}

/** The sorted list after one change, where that is cheap: a row put behind all others, or in the place that it had. Null: sorted anew when asked for. */
function sortedAfter(sorted: Row[] | null, compare: TableSpec['compare'], before: Row | undefined, row: Row | undefined): Row[] | null {
  if (!sorted || !row) return null;
  if (before) {
    const at = compare(before, row) === 0 ? positionOf(sorted, compare, row) : -1;
    if (sorted[at] !== before) return null;
    sorted[at] = row;
    return sorted;
  }
  const last = sorted.at(-1);
  if (last && compare(last, row) > 0) return null;
  sorted.push(row);
  return sorted;
}

function positionOf(sorted: readonly Row[], compare: TableSpec['compare'], row: Row): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const here = sorted[middle];
    if (here && compare(here, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Opens the tables, filled with their seeds. */
export function createRowStore(specs: Readonly<Record<string, TableSpec>>): RowStore {
  let open: { readonly table: string; readonly key: string; readonly before: Row | undefined; readonly after: Row | undefined }[] | null = null;
  const latest = new Map<string, Change>();
  const tables = new Map(
    Object.entries(specs).map(([name, spec]) => [
      name,
      createTable(spec, (key, before, after) => {
        if (!open) throw new Error(`${name} is changed outside a change`);
        open.push({ table: name, key, before, after });
      }),
    ]),
  );
  const tableOf = (name: string): Held => {
    const table = tables.get(name);
    if (!table) throw new Error(`no table ${name}`);
    return table;
  };
  const remember = (change: Change): void => void latest.set(`${change.table}\u0000${change.key}`, change);
  return {
    table: tableOf,
    change: (work) => {
      const outer = open;
      const log: NonNullable<typeof open> = outer ?? [];
      const start = log.length;
      open = log;
      try {
        const result = work();
        const changes = log.slice(start).map(({ table, key, after }): Change => ({ table, key, row: after ?? null }));
        if (!outer) changes.forEach(remember);
        return { result, changes };
      } catch (error) {
        for (const one of log.splice(start).toReversed()) tableOf(one.table).set(one.key, one.before);
        throw error;
      } finally {
        open = outer;
      }
    },
    replay: (changes) =>
      changes.forEach((change) => {
        tableOf(change.table).set(change.key, change.row ?? undefined);
        remember(change);
      }),
    kept: () => [...latest.values()],
  };
}
