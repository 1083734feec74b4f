import { badRequest } from './error.ts';
import { parseFilter, propertyAt, type Filter, type SourceOf } from './filter.ts';
import type { EntitySet, Service } from './model.ts';
import { compareValues } from './values.ts';

/** What of an entity goes out: properties (null: all) and expanded links with their own shape. */
export interface Shape {
  readonly properties: ReadonlySet<string> | null;
  readonly expanded: ReadonlyMap<string, Shape>;
  /** Links that may be shown at all, as the `$select` says; null: all. */
  readonly links: ReadonlySet<string> | null;
}

/** The query options of a read, checked. */
export interface Query {
  readonly filter: Filter | null;
  readonly filterText: string;
  readonly compare: ((a: unknown, b: unknown) => number) | null;
  readonly top: number | null;
  readonly skip: number;
  readonly skipToken: string | null;
  readonly count: boolean;
  readonly shape: Shape;
}

const known = new Set(['$filter', '$select', '$expand', '$orderby', '$top', '$skip', '$skiptoken', '$inlinecount', '$format', '$count']);

function wholeNumber(params: URLSearchParams, name: string): number | null {
  const text = params.get(name);
  if (text === null) return null;
  if (!/^\d{1,9}$/.test(text.trim())) throw badRequest(`Invalid value '${text}' for system query option '${name}'`, '/IWBEP/CM_MGW_RT/154');
  return Number(text);
}

const paths = (text: string | null): readonly (readonly string[])[] =>
  (text ?? '')
    .split(',')
    .map((path) => path.trim().split('/').filter(Boolean))
    .filter((path) => path.length > 0);

const below = (list: readonly (readonly string[])[], name: string): readonly (readonly string[])[] =>
  list.filter((path) => path[0] === name && path.length > 1).map((path) => path.slice(1));

function shapeOf(service: Service, set: EntitySet, select: readonly (readonly string[])[], expand: readonly (readonly string[])[]): Shape {
  const names = new Set(select.map((path) => path[0] ?? ''));
  for (const name of names) {
    if (name !== '*' && !set.properties.has(name) && !set.links.has(name))
      throw badRequest(`Property ${name} not found in type ${set.typeName}`, '/IWBEP/CM_MGW_RT/020');
  }
  const expanded = new Map<string, Shape>();
  for (const name of new Set(expand.map((path) => path[0] ?? ''))) {
    const target = service.sets.get(set.links.get(name)?.target ?? '');
    if (!target) throw badRequest(`Invalid navigation property ${name} in $expand for type ${set.typeName}`, '/IWBEP/CM_MGW_RT/020');
    expanded.set(name, shapeOf(service, target, below(select, name), below(expand, name)));
  }
  const all = names.size === 0 || names.has('*');
  const properties = all ? null : new Set([...names].filter((name) => set.properties.has(name)));
  const links = names.size === 0 ? null : new Set([...names].filter((name) => set.links.has(name)));
  return { properties, expanded, links };
}

function comparator(service: Service, sourceOf: SourceOf, set: EntitySet, text: string | null): Query['compare'] {
  if (!text?.trim()) return null;
  const terms = text.split(',').map((part) => {
    const [path = '', direction = 'asc', ...more] = part.trim().split(/\s+/);
    if (more.length > 0 || !/^(?:asc|desc)$/i.test(direction)) throw badRequest(`Invalid $orderby '${part.trim()}'`, '/IWBEP/CM_MGW_RT/154');
    return { operand: propertyAt(service, sourceOf, set, path), sign: /desc/i.test(direction) ? -1 : 1 };
  });
  // ordering by the key, ascending, is the order in which sources list their rows
  if (terms.length <= set.keys.length && terms.every((term, index) => term.sign === 1 && term.operand.direct && term.operand.name === set.keys[index]))
    return null;
  return (a, b) => {
    for (const { operand, sign } of terms) {
      const order = compareValues(operand.property, operand.get(a), operand.get(b));
      if (order !== 0) return order * sign;
    }
    return 0;
  };
}

/** Reads the options of a query string for one entity set. Throws SAP's 400 for an unknown option, property or value; options without `$` are ignored. */
export function parseQuery(service: Service, sourceOf: SourceOf, set: EntitySet, params: URLSearchParams): Query {
  for (const name of params.keys())
    if (name.startsWith('$') && !known.has(name)) throw badRequest(`Invalid system query option ${name} specified`, '/IWBEP/CM_MGW_RT/154');
  const format = params.get('$format');
  if (format !== null && format !== 'json') throw badRequest(`Format ${format} is not supported`, '/IWBEP/CM_MGW_RT/154');
  const inline = params.get('$inlinecount');
  if (inline !== null && inline !== 'allpages' && inline !== 'none')
    throw badRequest(`Invalid value '${inline}' for system query option '$inlinecount'`, '/IWBEP/CM_MGW_RT/154');
  const filterText = params.get('$filter') ?? '';
  return {
    filter: filterText.trim() === '' ? null : parseFilter(service, sourceOf, set, filterText),
    filterText,
    compare: comparator(service, sourceOf, set, params.get('$orderby')),
    top: wholeNumber(params, '$top'),
    skip: wholeNumber(params, '$skip') ?? 0,
    skipToken: params.get('$skiptoken'),
    count: inline === 'allpages',
    shape: shapeOf(service, set, paths(params.get('$select')), paths(params.get('$expand'))),
  };
}
