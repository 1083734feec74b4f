import { badRequest, ODataFault } from './fault.ts';
import type { FilterDialect, FilterScope } from './filter.ts';
import { valueOf, type EntitySet, type Row } from './model.ts';
import { parseKey, type Segment } from './path.ts';
import { parseQuery, type Query } from './query.ts';
import { byKeyOf, etagOf, linkedRows, renderEntity, type View } from './render.ts';

/** How a dialect pages and filters. */
export interface ReadDialect {
  readonly filter: FilterDialect;
  /** How `nextLink` says where to go on: a position (rows inserted meanwhile shift it) or the last key. */
  readonly next: '$skip' | '$skiptoken';
  readonly nextBase: 'absolute' | 'relative';
  /** Rows of one answer. */
  readonly pageSize: number;
}

/** What a path leads to. `rows` null: the whole set. */
export type Target =
  | { readonly kind: 'entity'; readonly set: EntitySet; readonly row: Row }
  | { readonly kind: 'rows'; readonly set: EntitySet; readonly rows: readonly Row[] | null };

/** The answer to a read. */
export interface ReadAnswer {
  readonly body: unknown;
  readonly etag: string | null;
}

/** What filters of a set are read with. */
export const scopeOf = (view: View, set: EntitySet, dialect: FilterDialect): FilterScope => ({
  model: view.model,
  set,
  dialect,
  follow: (from, row, link) => linkedRows(view, from, row, link)[0] ?? null,
});

const unknownResource = (name: string): ODataFault => new ODataFault(404, 'unknown_resource', `Resource '${name}' was not found`, { resource: name });
const notFound = (set: EntitySet, predicate: string): ODataFault =>
  new ODataFault(404, 'not_found', `No ${set.typeName} has the key (${predicate})`, { resource: set.name, value: predicate });

function pick(view: View, dialect: FilterDialect, target: Target & { kind: 'rows' }, predicate: string | null): Target {
  if (predicate === null) return target;
  const key = parseKey(scopeOf(view, target.set, dialect), predicate);
  const row =
    target.rows === null
      ? view.sourceOf(target.set.name).byKey(key)
      : target.rows.find((other) => [...key].every(([name, value]) => valueOf(other, name) === value));
  if (row === undefined) throw notFound(target.set, predicate);
  return { kind: 'entity', set: target.set, row };
}

function follow(view: View, dialect: FilterDialect, at: Target, segment: Segment): Target {
  if (at.kind !== 'entity') throw unknownResource(segment.name);
  const link = at.set.links.get(segment.name);
  const target = view.model.sets.get(link?.target ?? '');
  if (!link || !target) throw unknownResource(segment.name);
  const rows = linkedRows(view, at.set, at.row, segment.name);
  if (link.many) return pick(view, dialect, { kind: 'rows', set: target, rows }, segment.predicate);
  if (!rows[0]) throw notFound(target, segment.name);
  return { kind: 'entity', set: target, row: rows[0] };
}

/** Walks a path to what it names: 404 for an unknown set, link or key. */
export function resolve(view: View, dialect: FilterDialect, segments: readonly Segment[]): Target {
  const [first, ...rest] = segments;
  const set = view.model.sets.get(first?.name ?? '');
  if (!first || !set) throw unknownResource(first?.name ?? '');
  return rest.reduce<Target>((at, segment) => follow(view, dialect, at, segment), pick(view, dialect, { kind: 'rows', set, rows: null }, first.predicate));
}

interface Page {
  readonly rows: readonly Row[];
  readonly total: number;
  /** Option and value under which the next page is found; null on the last one. */
  readonly next: readonly [string, string] | null;
}

const tokenOf = (set: EntitySet, row: Row): string => encodeURIComponent(JSON.stringify(set.keys.map((name) => valueOf(row, name))));

/** The position behind the row that a token names, also when that row is gone. */
function behind(set: EntitySet, rows: readonly Row[], token: string, compare: Query['compare']): number {
  const values = parseToken(token);
  const row: Row = Object.fromEntries(set.keys.map((name, index) => [name, values[index] ?? null]));
  const order = byKeyOf(set);
  const exact = rows.findIndex((other) => order(other, row) === 0);
  if (exact >= 0) return exact + 1;
  if (compare) throw badRequest('bad_option', 'The skip token is no longer valid', { property: '$skiptoken' });
  const later = rows.findIndex((other) => order(other, row) > 0);
  return later < 0 ? rows.length : later;
}

function parseToken(token: string): readonly (string | number | boolean | null)[] {
  try {
    const values: unknown = JSON.parse(decodeURIComponent(token));
    if (Array.isArray(values)) return values as (string | number | boolean | null)[];
  } catch {
    // falls through to the fault
  }
  throw badRequest('bad_option', 'The skip token cannot be read', { property: '$skiptoken' });
}

function pageOf(set: EntitySet, rows: readonly Row[], query: Query, dialect: ReadDialect): Page {
  const sorted = inOrder(rows, query);
  const { start, wanted } = startOf(set, sorted, query);
  const page = sorted.slice(start, start + Math.min(wanted, dialect.pageSize));
  const end = page.length === 0 ? Infinity : start + page.length;
  const more = end < sorted.length && page.length < wanted;
  if (!more) return { rows: page, total: sorted.length, next: null };
  const rest = wanted === Infinity ? '' : `!${wanted - page.length}`;
  const goOn = dialect.next === '$skip' ? String(end) : `${tokenOf(set, page.at(-1) ?? {})}${rest}`;
  return { rows: page, total: sorted.length, next: [dialect.next, goOn] };
}

/** Where the page begins, and how many rows are still wanted. */
function startOf(set: EntitySet, sorted: readonly Row[], query: Query): { readonly start: number; readonly wanted: number } {
  const [token, left = ''] = query.skipToken?.split('!') ?? [];
  const wanted = left === '' ? (query.top ?? Infinity) : Number(left);
  return { start: token === undefined ? query.skip : behind(set, sorted, token, query.compare), wanted };
}

function inOrder(rows: readonly Row[], query: Query): readonly Row[] {
  const passing = query.filter ? rows.filter(query.filter.test) : rows;
  return query.compare ? passing.toSorted(query.compare) : passing;
}

function nextLink(view: View, dialect: ReadDialect, url: URL, next: readonly [string, string], query: Query, shown: number): string {
  const params = new URLSearchParams(url.search);
  params.set(next[0], next[1]);
  if (dialect.next === '$skip' && query.top !== null) params.set('$top', String(query.top - shown));
  const path = url.pathname.slice(new URL(view.base).pathname.length + 1);
  return `${dialect.nextBase === 'relative' ? '' : `${view.base}/`}${path}?${params.toString().replaceAll('%24', '$')}`;
}

function collection(view: View, dialect: ReadDialect, target: Target & { kind: 'rows' }, query: Query, url: URL): Record<string, unknown> {
  const source = view.sourceOf(target.set.name);
  const rows = target.rows ?? (query.filter ? source.narrow?.(query.filter.equal) : null) ?? source.list();
  const page = pageOf(target.set, rows, query, dialect);
  return {
    [view.prefix === 'odata.' ? 'odata.metadata' : '@odata.context']: `${view.base}/$metadata#${target.set.name}`,
    ...(query.count ? { [`${view.prefix}count`]: view.prefix === 'odata.' ? String(page.total) : page.total } : {}),
    value: page.rows.map((row) => renderEntity(view, target.set, row, query.shape)),
    ...(page.next ? { [`${view.prefix}nextLink`]: nextLink(view, dialect, url, page.next, query, page.rows.length) } : {}),
  };
}

/** One entity as the body of an answer. */
export const entityBody = (
  view: View,
  set: EntitySet,
  row: Row,
  query: Pick<Query, 'shape'> = { shape: { fields: null, expanded: new Map() } },
): ReadAnswer => ({
  body: {
    [view.prefix === 'odata.' ? 'odata.metadata' : '@odata.context']:
      `${view.base}/$metadata#${set.name}${view.prefix === 'odata.' ? '/@Element' : '/$entity'}`,
    ...renderEntity(view, set, row, query.shape),
  },
  etag: etagOf(set, row),
});

/** Reads what a path and its query options ask for; `{text}` for `$count`. `url`: the address of the request, for the next link. */
export function readTarget(view: View, dialect: ReadDialect, segments: readonly Segment[], url: URL): ReadAnswer | { readonly text: string } {
  const counting = segments.at(-1)?.name === '$count';
  const target = resolve(view, dialect.filter, counting ? segments.slice(0, -1) : segments);
  const query = parseQuery(scopeOf(view, target.set, dialect.filter), url.searchParams);
  if (target.kind === 'rows') {
    if (!counting) return { body: collection(view, dialect, target, query, url), etag: null };
    const rows = target.rows ?? view.sourceOf(target.set.name).list();
    return { text: String(query.filter ? rows.filter(query.filter.test).length : rows.length) };
  }
  if (counting) throw unknownResource('$count');
  return entityBody(view, target.set, target.row, query);
}
