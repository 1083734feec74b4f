import { badRequest, sapError } from './error.ts';
import type { EntitySet, Key, Source } from './model.ts';
import { parseKey, type Segment } from './path.ts';
import { parseQuery, type Query } from './query.ts';
import { entityUri, etagOf, renderEntity, type View } from './render.ts';

/** What a path leads to: one entity, or a collection that is a whole set or hangs on an entity. */
export type Target =
  | { readonly kind: 'entity'; readonly set: EntitySet; readonly row: unknown }
  | {
      readonly kind: 'rows';
      readonly set: EntitySet;
      readonly rows: readonly unknown[] | null;
      readonly parent: { readonly set: EntitySet; readonly row: unknown; readonly link: string } | null;
    };

/** The answer to a read. */
export interface ReadAnswer {
  readonly body: unknown;
  readonly etag: string | null;
}

const unknownSegment = (name: string): Error => sapError(404, '/IWBEP/CM_MGW_RT/020', `Resource not found for segment '${name}'`);
const notFound = (set: EntitySet): Error => sapError(404, '/IWBEP/CM_MGW_RT/020', `Resource not found for segment '${set.typeName}'`);

function follow(view: View, at: Target, segment: Segment): Target {
  if (at.kind !== 'entity') throw badRequest(`Invalid URI segment '${segment.name}'`, '/IWBEP/CM_MGW_RT/154');
  const link = at.set.links.get(segment.name);
  const target = view.service.sets.get(link?.target ?? '');
  if (!link || !target) throw unknownSegment(segment.name);
  const found = view.sourceOf(at.set.name).link(at.row, segment.name);
  if (link.many)
    return step(
      view,
      { kind: 'rows', set: target, rows: found as readonly unknown[], parent: { set: at.set, row: at.row, link: link.name } },
      segment.predicate,
    );
  if (found === null || found === undefined) throw notFound(target);
  return { kind: 'entity', set: target, row: found };
}

/** Walks a path to what it names. Throws 404 for an unknown set or key, 400 for a link that does not exist. */
export function resolve(view: View, segments: readonly Segment[]): Target {
  const [first, ...rest] = segments;
  const set = view.service.sets.get(first?.name ?? '');
  if (!first || !set) throw unknownSegment(first?.name ?? '');
  return rest.reduce<Target>((at, segment) => follow(view, at, segment), step(view, { kind: 'rows', set, rows: null, parent: null }, first.predicate));
}

function step(view: View, target: Target & { kind: 'rows' }, predicate: string | null): Target {
  if (predicate === null) return target;
  const row = view.sourceOf(target.set.name).byKey(parseKey(target.set, predicate));
  if (row === undefined) throw notFound(target.set);
  const uri = entityUri(view, target.set, row);
  if (target.rows !== null && !target.rows.some((other) => entityUri(view, target.set, other) === uri)) throw notFound(target.set);
  return { kind: 'entity', set: target.set, row };
}

/** Where a page ends, so that the next one starts there: the key of its last row, or a position when rows are sorted otherwise. */
const tokenOf = (set: EntitySet, source: Source, row: unknown): string =>
  set.keys.map((name) => encodeURIComponent(String(source.value(row, name) ?? ''))).join('~');

/** The position after the row that a token names; the row itself may be gone by now. */
function positionAfter(set: EntitySet, source: Source, rows: readonly unknown[], token: string): number {
  const values = token.split('~').map((part) => decodeURIComponent(part));
  const key: Key = new Map(set.keys.map((name, index) => [name, values[index] ?? '']));
  const row = source.byKey(key);
  const at = row === undefined ? -1 : rows.indexOf(row);
  if (at < 0) throw badRequest('Invalid skip token', '/IWBEP/CM_MGW_RT/154');
  return at + 1;
}

interface Page {
  readonly rows: readonly unknown[];
  readonly total: number | null;
  readonly next: string | null;
}

function collect(rows: readonly unknown[], from: number, limit: number, test: (row: unknown) => boolean): { readonly page: unknown[]; readonly more: boolean } {
  const page: unknown[] = [];
  for (let at = from; at < rows.length; at += 1) {
    const row = rows[at];
    if (!test(row)) continue;
    if (page.length === limit) return { page, more: true };
    page.push(row);
  }
  return { page, more: false };
}

const everyRow = (): boolean => true;

/** A page in the order of the key: its token is the last key, so a long list is not walked again for each page. */
function pageByKey(view: View, set: EntitySet, rows: readonly unknown[], query: Query, size: number): Omit<Page, 'total'> {
  const source = view.sourceOf(set.name);
  const [token, left = ''] = query.skipToken?.split('!') ?? [];
  const wanted = left === '' ? (query.top ?? Number.MAX_SAFE_INTEGER) : Number(left);
  const from = token === undefined ? 0 : positionAfter(set, source, rows, token);
  const { page, more } = collect(rows, from, Math.min(wanted, size), query.filter?.test ?? everyRow);
  const rest = query.top === null ? '' : String(wanted - page.length);
  return { rows: page, next: more && wanted > page.length ? `${tokenOf(set, source, page.at(-1))}!${rest}` : null };
}

/** A page of rows that are sorted or skipped: its token is a position. */
function pageByPosition(rows: readonly unknown[], query: Query, size: number): Omit<Page, 'total'> {
  const wanted = query.top ?? Number.MAX_SAFE_INTEGER;
  const start = query.skipToken === null ? query.skip : Number(query.skipToken);
  if (!Number.isInteger(start)) throw badRequest('Invalid skip token', '/IWBEP/CM_MGW_RT/154');
  const matching = rows.filter(query.filter?.test ?? everyRow);
  if (query.compare) matching.sort(query.compare);
  const served = start - query.skip;
  const page = matching.slice(start, start + Math.max(0, Math.min(size, wanted - served)));
  const more = start + page.length < matching.length && served + page.length < wanted;
  return { rows: page, next: more ? String(start + page.length) : null };
}

const counts = new WeakMap<Source, { readonly version: number; readonly byFilter: Map<string, number> }>();

/** The number of rows that pass. Kept while the rows do not change: a client that asks for it on each page of a long list gets it for free. */
function countOf(view: View, set: EntitySet, rows: readonly unknown[], query: Query): number {
  const test = query.filter?.test ?? everyRow;
  const count = (): number => rows.reduce<number>((sum, row) => sum + (test(row) ? 1 : 0), 0);
  const source = view.sourceOf(set.name);
  const version = source.version?.();
  if (version === undefined || rows !== source.list()) return count();
  let known = counts.get(source);
  if (known?.version !== version || known.byFilter.size > 100) counts.set(source, (known = { version, byFilter: new Map() }));
  const total = known.byFilter.get(query.filterText) ?? count();
  known.byFilter.set(query.filterText, total);
  return total;
}

function pageOf(view: View, set: EntitySet, rows: readonly unknown[], query: Query, usualPage: number): Page {
  const size = set.pageSize ?? usualPage;
  const total = query.count ? countOf(view, set, rows, query) : null;
  const page = query.compare === null && query.skip === 0 ? pageByKey(view, set, rows, query, size) : pageByPosition(rows, query, size);
  return { ...page, total };
}

function rowsOf(view: View, target: Target & { kind: 'rows' }, query: Query): readonly unknown[] {
  if (target.rows !== null) return target.rows;
  const source = view.sourceOf(target.set.name);
  return (query.filter ? source.narrow?.(query.filter.equal) : null) ?? source.list();
}

function collection(view: View, target: Target & { kind: 'rows' }, query: Query, url: URL, usualPage: number): Record<string, unknown> {
  const page = pageOf(view, target.set, rowsOf(view, target, query), query, usualPage);
  const d: Record<string, unknown> = { results: page.rows.map((row) => renderEntity(view, target.set, row, query.shape)) };
  if (page.total !== null) d['__count'] = String(page.total);
  if (page.next === null) return d;
  const next = new URL(url);
  next.searchParams.set('$skiptoken', page.next);
  return { ...d, __next: `${view.base}${next.pathname.slice(new URL(view.base).pathname.length)}?${next.searchParams}` };
}

/** Reads what a path and its query options ask for. `url` is the address of the request, for `__next`. */
export function readTarget(view: View, segments: readonly Segment[], url: URL, usualPage: number): ReadAnswer | { readonly text: string } {
  const counting = segments.at(-1)?.name === '$count';
  const target = resolve(view, counting ? segments.slice(0, -1) : segments);
  const query = parseQuery(view.service, view.sourceOf, target.set, url.searchParams);
  if (target.kind === 'rows') {
    if (counting) return { text: String(rowsOf(view, target, query).filter(query.filter?.test ?? everyRow).length) };
    return { body: { d: collection(view, target, query, url, usualPage) }, etag: null };
  }
  if (counting) throw badRequest("Invalid URI segment '$count'", '/IWBEP/CM_MGW_RT/154');
  return { body: { d: renderEntity(view, target.set, target.row, query.shape) }, etag: etagOf(view, target.set, target.row) };
}
