import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { MastersTables } from '../tables.ts';

/** A table as bulk saving sees it: columns with their PostgreSQL types, what identifies a row, what an update leaves alone. */
export interface Target {
  readonly table: keyof MastersTables;
  readonly columns: Readonly<Record<string, string>>;
  readonly key: readonly string[];
  /** Set when the row is new, never changed. */
  readonly insertOnly?: readonly string[];
  /** Updated together with a change, but no change by itself: `source` holds the moment of reading. */
  readonly silent?: readonly string[];
  /** Rows for which this is false stay as they are. */
  readonly updateIf?: string;
}

/** Column → value. */
export type Row = Readonly<Record<string, unknown>>;

const list = (names: readonly string[], prefix = ''): RawBuilder<unknown> =>
  sql.join(names.map((name) => (prefix === '' ? sql.id(name) : sql.id(prefix, name))));

/** The rows as a table of their own inside a statement: one parameter, whatever their number. */
const recordset = (target: Target, rows: readonly Row[], alias: string): RawBuilder<unknown> =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ${sql.id(alias)}(${sql.join(Object.entries(target.columns).map(([name, type]) => sql`${sql.id(name)} ${sql.raw(type)}`))})`;

/**
 * Inserts the rows and updates those that differ, in one statement; rows that are as they were are not touched.
 * Gives the first key column of every row that changed. Of two rows with the same key the last one counts.
 */
export async function upsertRows(ctx: Ctx, target: Target, rows: readonly Row[]): Promise<readonly string[]> {
  if (rows.length === 0) return [];
  const distinct = [...new Map(rows.map((row) => [JSON.stringify(target.key.map((name) => row[name])), row])).values()];
  const names = Object.keys(target.columns);
  const updated = names.filter((name) => !target.key.includes(name) && !(target.insertOnly ?? []).includes(name));
  const compared = updated.filter((name) => !(target.silent ?? []).includes(name));
  const differs = compared.length === 0 ? sql`false` : sql`(${list(compared, 't')}) is distinct from (${list(compared, 'excluded')})`;
  const hashDiffers = target.columns['source'] === 'jsonb' ? sql` or (t.source->>'hash') is distinct from (excluded.source->>'hash')` : sql``;
  const guard = target.updateIf === undefined ? sql`` : sql` and ${sql.raw(target.updateIf)}`;
  const action =
    updated.length === 0
      ? sql`do nothing`
      : sql`do update set ${sql.join(updated.map((name) => sql`${sql.id(name)} = ${sql.id('excluded', name)}`))} where (${differs}${hashDiffers})${guard}`;
  // Always in the order of the key: two savers then wait for each other instead of deadlocking.
  const result = await sql<{ key: string }>`
    insert into ${sql.table(target.table)} as t (${list(names)})
    select ${list(names, 'r')} from ${recordset(target, distinct, 'r')} order by ${list(target.key, 'r')}
    on conflict (${list(target.key)}) ${action}
    returning t.${sql.id(target.key[0] ?? '')} as key`.execute(on<MastersTables>(ctx));
  return result.rows.map((row) => row.key);
}

/**
 * Deletes rows of the given parents (the first columns of the key) that are not among `rows`; gives the first key column of each.
 * `onlySource` spares rows with another `source`.
 */
export async function deleteOthers(
  ctx: Ctx,
  target: Target,
  parentColumns: readonly string[],
  parents: readonly Row[],
  rows: readonly Row[],
  onlySource?: string,
): Promise<readonly string[]> {
  if (parents.length === 0) return [];
  const equal = (names: readonly string[], alias: string): RawBuilder<unknown> =>
    sql.join(
      names.map((name) => sql`t.${sql.id(name)} = ${sql.id(alias, name)}`),
      sql` and `,
    );
  const parentTarget = { ...target, columns: Object.fromEntries(parentColumns.map((name) => [name, target.columns[name] ?? 'text'])) };
  const spared = onlySource === undefined ? sql`` : sql` and t.source = ${onlySource}`;
  const result = await sql<{ parent: string }>`
    delete from ${sql.table(target.table)} as t
    using ${recordset(parentTarget, parents, 'p')}
    where ${equal(parentColumns, 'p')}${spared}
      and not exists (select 1 from ${recordset(target, rows, 'r')} where ${equal(target.key, 'r')})
    returning t.${sql.id(parentColumns[0] ?? '')} as parent`.execute(on<MastersTables>(ctx));
  return result.rows.map((row) => row.parent);
}
