import type { CanonicalRecord } from '../../kit/types.ts';
import type { Table } from '../content/table.ts';
import type { FileSettings, TableSettings } from '../settings.ts';
import type { MappedTable } from '../map/row-reader.ts';
import { mapTable, RowReader } from '../map/row-reader.ts';
import type { ChildShape, Shape } from '../map/shape.ts';

/** A record, or a row that is none, with where it stands. */
export type Made = { readonly kind: 'record'; readonly record: CanonicalRecord } | { readonly kind: 'skipped'; readonly key: string; readonly why: string };

/** The tables of one kind of record: its own, and those of its children where they have files of their own. */
export interface ObjectTables {
  readonly own: readonly Table[];
  readonly children: Readonly<Record<string, readonly Table[]>>;
}

const joined = (parts: readonly string[]): string => parts.join('\u0001');
const keyOf = (row: RowReader, fields: readonly string[]): string =>
  fields
    .map((field) => row.text(field))
    .join('/')
    .replace(/\/+$/, '');

/** Children in the order of their own names, so that the order of rows in a file says nothing; numbers by their size. */
function inOrder(rows: readonly RowReader[], own: readonly string[]): readonly RowReader[] {
  const padded = (text: string): string => (/^\d+$/.test(text) ? text.padStart(20, '0') : text);
  const name = (row: RowReader): readonly string[] => own.map((field) => padded(row.text(field)));
  return rows
    .map((row) => ({ row, name: joined(name(row)) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map((one) => one.row);
}

/** Rows of children by their parent's key, each once; of a second one with the same name the first stays, and it is told. */
function childrenBy(
  tables: readonly MappedTable[],
  child: ChildShape,
  heads: readonly string[],
): { by: ReadonlyMap<string, readonly RowReader[]>; skipped: readonly Made[] } {
  const by = new Map<string, readonly RowReader[]>();
  const seen = new Map<string, string>();
  const skipped: Made[] = [];
  for (const mapped of tables)
    for (const row of mapped.table.rows) {
      const reader = new RowReader(mapped, row);
      // the head of a document without lines, in a table of lines
      if (child.fields.every((field) => child.parent.includes(field) || heads.includes(field) || reader.text(field) === '')) continue;
      const key = joined(child.parent.map((field) => reader.text(field)));
      const own = child.own.map((field) => reader.text(field));
      const name = joined([key, ...own]);
      const before = own.every((part) => part === '') ? undefined : seen.get(name);
      if (before === undefined) {
        seen.set(name, reader.wholeRow);
        const others = by.get(key) as RowReader[] | undefined;
        if (others === undefined) by.set(key, [reader]);
        else others.push(reader);
      } else skipped.push(doubled(reader, before, keyOf(reader, child.parent)));
    }
  for (const [key, rows] of by) by.set(key, inOrder(rows, child.own));
  return { by, skipped };
}

const doubled = (row: RowReader, before: string, key: string): Made => ({
  kind: 'skipped',
  key: `${key} @ ${row.addressOf('')}`,
  why: row.wholeRow === before ? 'doubled' : 'doubled_differently',
});

/** All records of one kind, and every row that is none: nothing is lost without being told. Orphaned children are told too. */
export function recordsOf(object: string, shape: Shape, tables: ObjectTables, settings: FileSettings, now: string): readonly Made[] {
  const map = (own: readonly Table[], name: string, fields: readonly string[]): readonly MappedTable[] =>
    own.map((table) => mapTable(table, settings.tables[name] ?? noColumns, fields, settings));
  const flat = flatChild(object, shape, tables, settings);
  const heads = map(tables.own, object, flat === null ? shape.fields : [...new Set([...shape.fields, ...flat[1].fields])]);
  const made: Made[] = [];
  const children = new Map<string, ReadonlyMap<string, readonly RowReader[]>>();
  for (const [name, child] of Object.entries(shape.children)) {
    const own = tables.children[name];
    const found = childrenBy(
      own !== undefined ? map(own, `${object}.${name}`, child.fields) : flat?.[0] === name ? heads : [],
      child,
      own === undefined ? shape.fields : [],
    );
    children.set(name, found.by);
    made.push(...found.skipped);
  }
  const seen = new Map<string, string>();
  for (const mapped of heads)
    for (const row of mapped.table.rows) {
      const head = new RowReader(mapped, row);
      const join = joined(shape.key.map((field) => head.text(field)));
      const before = seen.get(join);
      if (before === undefined) {
        seen.set(join, head.wholeRow);
        made.push(build(shape, head, (name) => children.get(name)?.get(parentKey(shape, name, head)) ?? [], now));
      } else if (flat === null) made.push(doubled(head, before, keyOf(head, shape.key)));
    }
  return flat === null ? [...made, ...orphans(children, new Set(seen.keys()), shape)] : made;
}

function build(shape: Shape, head: RowReader, rowsOf: (name: string) => readonly RowReader[], now: string): Made {
  const key = keyOf(head, shape.key);
  const data = shape.build(head, rowsOf, { now });
  const problem = [head, ...Object.keys(shape.children).flatMap((name) => rowsOf(name))].flatMap((row) => row.problems)[0];
  if (problem !== undefined) return { kind: 'skipped', key: `${key} @ ${problem.address}`, why: problem.why };
  return { kind: 'record', record: { key, version: '', data, extra: head.extra() } };
}

const noColumns: Pick<TableSettings, 'columns'> = { columns: {} };

const parentKey = (shape: Shape, name: string, head: RowReader): string =>
  joined((shape.children[name]?.parent ?? []).map((_field, index) => head.text(shape.key[index] ?? '')));

/** The child whose rows are the table's own, each with the head repeated: where it has no file, and the table has columns that only it has. */
function flatChild(object: string, shape: Shape, tables: ObjectTables, settings: FileSettings): readonly [string, ChildShape] | null {
  const found = Object.entries(shape.children).find(([name, child]) => {
    if (tables.children[name] !== undefined || child.parent.some((field, index) => field !== shape.key[index])) return false;
    const only = child.fields.filter((field) => !shape.fields.includes(field));
    return tables.own.some((table) => {
      const { columnOf } = mapTable(table, settings.tables[object] ?? noColumns, only, settings);
      return only.some((field) => columnOf.has(field));
    });
  });
  return found ?? null;
}

function orphans(children: ReadonlyMap<string, ReadonlyMap<string, readonly RowReader[]>>, heads: ReadonlySet<string>, shape: Shape): readonly Made[] {
  const own = new Set([...heads].map((key) => key.split('\u0001')).flatMap((parts) => parts.map((_part, index) => joined(parts.slice(0, index + 1)))));
  return [...children].flatMap(([name, by]) =>
    [...by].flatMap(([key, rows]): Made[] => {
      const first = rows[0];
      if (first === undefined || own.has(key)) return [];
      return [{ kind: 'skipped', key: `${keyOf(first, shape.children[name]?.parent ?? [])} @ ${first.addressOf('')}`, why: `${name}_without_record` }];
    }),
  );
}
