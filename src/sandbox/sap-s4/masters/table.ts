import type { EntitySet, Key, Service, Source, Value } from '../odata/model.ts';
import type { Mounted } from './catalogue.ts';

/** A row of master data: the properties that are filled. */
export type Row = Readonly<Record<string, Value>>;

type Links = Readonly<Record<string, (row: Row) => unknown>>;

const keyOf = (set: EntitySet, value: (name: string) => Value | undefined): string => set.keys.map((name) => String(value(name) ?? '')).join('\u0000');

/** Rows held in memory, sorted by key, found by key and by the first property of the key. A property that the set does not define is a mistake of ours and throws. */
function tableSource(
  service: Service,
  setName: string,
  rows: readonly Row[],
  links: Links = {},
  live: Readonly<Record<string, (row: Row) => Value>> = {},
): Source<Row> {
  const set = service.sets.get(setName);
  if (!set) throw new Error(`no set ${setName} in ${service.name}`);
  for (const name of Object.keys(rows[0] ?? {})) if (!set.properties.has(name)) throw new Error(`${setName} has no property ${name}`);
  const keyed = rows.map((row) => ({ key: keyOf(set, (name) => row[name]), row })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const sorted = keyed.map(({ row }) => row);
  const byKey = new Map(keyed.map(({ key, row }) => [key, row]));
  const [first = ''] = set.keys;
  const groups = new Map<Value, Row[]>();
  for (const row of sorted) {
    const group = groups.get(row[first] ?? '');
    if (group) group.push(row);
    else groups.set(row[first] ?? '', [row]);
  }
  return {
    list: () => sorted,
    byKey: (key: Key) => byKey.get(keyOf(set, (name) => key.get(name))),
    value: (row, name) => live[name]?.(row) ?? row[name],
    link: (row, name) => links[name]?.(row) ?? (set.links.get(name)?.many ? [] : null),
    narrow: (equal) => (equal.has(first) ? (groups.get(equal.get(first) ?? '') ?? []) : null),
  };
}

/**
 * The columns that a link's rows share with the row it starts from: `Product`, `Product,Plant`, or
 * `BusinessPartner=BusinessPartnerCompany` when they have other names there.
 */
export type Join = string;

/** Rows of a target table by the text of their join columns. */
function follower(join: Join, target: readonly Row[]): (row: Row) => readonly Row[] {
  const pairs = join.split(',').map((part) => part.split('='));
  const text = (row: Row, side: 0 | 1): string => pairs.map((pair) => String(row[pair[side] ?? pair[0] ?? ''])).join('\u0000');
  const groups = new Map<string, Row[]>();
  for (const row of target) {
    const group = groups.get(text(row, 1));
    if (group) group.push(row);
    else groups.set(text(row, 1), [row]);
  }
  return (row) => groups.get(text(row, 0)) ?? [];
}

/** Properties that are worked out when they are read: set → property → value. */
export type Live = Readonly<Record<string, Readonly<Record<string, (row: Row) => Value>>>>;

/** A service over plain tables: rows by set, and for each set the joins of its links. */
export function mountTables(
  service: Service,
  tables: Readonly<Record<string, readonly Row[]>>,
  joins: Readonly<Record<string, Readonly<Record<string, Join>>>> = {},
  live: Live = {},
): Mounted {
  const sources = Object.entries(tables).map(([name, rows]) => {
    const links = Object.entries(joins[name] ?? {}).map(([linkName, join]) => {
      const link = service.sets.get(name)?.links.get(linkName);
      if (!link) throw new Error(`${name} has no link ${linkName}`);
      const follow = follower(join, tables[link.target] ?? []);
      return [linkName, (row: Row): unknown => (link.many ? follow(row) : (follow(row)[0] ?? null))] as const;
    });
    return [name, tableSource(service, name, rows, Object.fromEntries(links), live[name])] as const;
  });
  return { service, sources: new Map(sources) };
}
