import { OracleError } from '../errors.ts';
import { conditionOf } from './condition.ts';
import type { Cell, Child, Resource, Row } from './resource.ts';

/** How an answer is written: for which framework version, with which sizes of pages. */
export interface View {
  /** Address of the root of resources. */
  readonly base: string;
  readonly framework: number;
  readonly pageSize: number;
  readonly maxLimit: number;
  /** Rows that the user may see. */
  readonly visible: (resource: Resource, row: Row) => boolean;
}

type Json = Record<string, unknown>;

const wholeNumber = (query: URLSearchParams, name: string, usual: number): number => {
  const given = query.get(name);
  if (given === null) return usual;
  if (!/^\d{1,9}$/.test(given)) throw new OracleError(400, '27516', `The value ${given} of URL request parameter ${name} isn't valid.`);
  return Number(given);
};

const attributeOf = (resource: Resource, name: string, parameter: string): string => {
  const found = resource.attributes.find((one) => one.name === name);
  if (!found)
    throw new OracleError(400, '27503', `URL request parameter ${parameter} cannot be used in this context: ${name} isn't an attribute of ${resource.name}.`);
  return found.name;
};

const order = (a: Cell, b: Cell): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
};

function sorted(resource: Resource, rows: readonly Row[], orderBy: string | null): readonly Row[] {
  if (orderBy === null) return rows;
  const keys = orderBy.split(',').map((part) => {
    const [name = '', direction = 'asc'] = part.split(':');
    return { name: attributeOf(resource, name.trim(), 'orderBy'), sign: direction === 'desc' ? -1 : 1 };
  });
  return [...rows].sort((a, b) => {
    for (const { name, sign } of keys) {
      const by = order(a[name] ?? null, b[name] ?? null);
      if (by !== 0) return by * sign;
    }
    return 0;
  });
}

/** Which children are wanted, level by level: `lines,lines.charges`. */
function expandedChildren(resource: Resource, expand: string | null): readonly { readonly child: Child; readonly deeper: string | null }[] {
  if (expand === null || expand === '') return [];
  if (expand === 'all') return (resource.children ?? []).map((child) => ({ child, deeper: null }));
  const wanted = new Map<string, string[]>();
  for (const part of expand.split(',')) {
    const [head = '', ...rest] = part.trim().split('.');
    wanted.set(head, [...(wanted.get(head) ?? []), ...(rest.length > 0 ? [rest.join('.')] : [])]);
  }
  return [...wanted].map(([name, deeper]) => {
    const child = resource.children?.find((one) => one.name === name);
    if (!child) throw new OracleError(400, '27531', `URL request parameter expand cannot be used in this context: ${name} isn't a child of ${resource.name}.`);
    return { child, deeper: deeper.length > 0 ? deeper.join(',') : null };
  });
}

interface Shape {
  readonly fields: readonly string[] | null;
  readonly expand: string | null;
  readonly onlyData: boolean;
}

const shapeOf = (resource: Resource, query: URLSearchParams): Shape => ({
  fields:
    query
      .get('fields')
      ?.split(',')
      .map((name) => attributeOf(resource, name.trim(), 'fields')) ?? null,
  expand: query.get('expand'),
  onlyData: query.get('onlyData') === 'true',
});

function linksOf(resource: Resource, row: Row, address: string): readonly object[] {
  const properties = resource.version ? { properties: { changeIndicator: resource.version(row) } } : {};
  const own = ['self', 'canonical'].map((rel) => ({ rel, href: address, name: resource.name, kind: 'item', ...(rel === 'self' ? properties : {}) }));
  const below = (resource.children ?? []).map((child) => ({ rel: 'child', href: `${address}/child/${child.name}`, name: child.name, kind: 'collection' }));
  return [...own, ...below];
}

/** One row as JSON. An expanded child is a list of its own from framework version 3 on, with its first page; before, a bare array of all rows. */
export function itemJson(view: View, resource: Resource, row: Row, above: string, shape: Shape): Json {
  const address = `${above}/${encodeURIComponent(resource.key(row))}`;
  const own = shape.fields === null ? resource.attributes.map((one) => one.name) : shape.fields;
  const json: Json = Object.fromEntries(own.map((name) => [name, row[name] ?? null]));
  for (const { child, deeper } of expandedChildren(resource, shape.expand)) {
    const below = `${address}/child/${child.name}`;
    const rows = child.resource.rows(row);
    const inner = { fields: null, expand: deeper, onlyData: shape.onlyData };
    const write = (some: readonly Row[]): readonly Json[] => some.map((one) => itemJson(view, child.resource, one, below, inner));
    const page = rows.slice(0, view.pageSize);
    json[child.name] =
      view.framework < 3
        ? write(rows)
        : {
            items: write(page),
            count: page.length,
            hasMore: rows.length > page.length,
            limit: view.pageSize,
            offset: 0,
            ...(shape.onlyData ? {} : { links: [{ rel: 'self', href: below, name: child.name, kind: 'collection' }] }),
          };
  }
  if (!shape.onlyData) json['links'] = linksOf(resource, row, address);
  return json;
}

/** One page of a collection. */
export function collectionJson(view: View, resource: Resource, above: Row, address: string, query: URLSearchParams): Json {
  const q = query.get('q');
  const condition = q === null ? () => true : conditionOf(q, resource);
  const shape = shapeOf(resource, query);
  const offset = wholeNumber(query, 'offset', 0);
  const limit = Math.min(wholeNumber(query, 'limit', view.pageSize), view.maxLimit);
  const found = sorted(
    resource,
    resource.rows(above).filter((row) => view.visible(resource, row) && condition(row)),
    query.get('orderBy'),
  );
  const page = found.slice(offset, offset + limit);
  return {
    items: page.map((row) => itemJson(view, resource, row, address, shape)),
    ...(query.get('totalResults') === 'true' ? { totalResults: found.length } : {}),
    count: page.length,
    hasMore: offset + page.length < found.length,
    limit,
    offset,
    links: [{ rel: 'self', href: address, name: resource.name, kind: 'collection' }],
  };
}

/** The answer to a GET of one row. */
export const singleJson = (view: View, resource: Resource, row: Row, above: string, query: URLSearchParams): Json =>
  itemJson(view, resource, row, above, shapeOf(resource, query));

/** A row of a collection by its key. Throws 404. */
export function rowOf(view: View, resource: Resource, above: Row, key: string): Row {
  const row = resource.byKey ? resource.byKey(key) : resource.rows(above).find((candidate) => resource.key(candidate) === key);
  // what one may not see is not there: Oracle does not tell the two apart
  if (!row || !view.visible(resource, row)) throw new OracleError(404, '404', 'Not Found');
  return row;
}
