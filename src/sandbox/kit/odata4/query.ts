import { badRequest } from './fault.ts';
import { fieldAt, parseFilter, type Filter, type FilterScope } from './filter.ts';
import type { EntitySet, Row } from './model.ts';
import { compareValues } from './values.ts';

/** What of an entity goes out. */
export interface Shape {
  /** Null: all fields. */
  readonly fields: ReadonlySet<string> | null;
  readonly expanded: ReadonlyMap<string, Query>;
}

/** The query options of a read or of one `$expand`, checked. */
export interface Query {
  readonly filter: Filter | null;
  readonly compare: ((a: Row, b: Row) => number) | null;
  readonly top: number | null;
  readonly skip: number;
  readonly skipToken: string | null;
  readonly count: boolean;
  readonly shape: Shape;
}

const known = ['$filter', '$select', '$expand', '$orderby', '$top', '$skip', '$skiptoken', '$count', '$inlinecount', '$format'];

type Options = ReadonlyMap<string, string>;

function wholeNumber(options: Options, name: string): number | null {
  const text = options.get(name);
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text.trim())) throw badRequest('bad_option', `Invalid value '${text}' for '${name}'`, { property: name, value: text });
  return Number(text);
}

/** Cuts at a mark that stands in no brackets and in no quotes. */
function cut(text: string, mark: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  let quoted = false;
  for (const sign of text) {
    if (sign === "'") quoted = !quoted;
    else if (!quoted && sign === '(') depth += 1;
    else if (!quoted && sign === ')') depth -= 1;
    if (sign === mark && depth === 0 && !quoted) {
      parts.push(part);
      part = '';
    } else part += sign;
  }
  return [...parts, part].map((one) => one.trim()).filter((one) => one !== '');
}

function fieldsOf(set: EntitySet, text: string | undefined): ReadonlySet<string> | null {
  const names = cut(text ?? '', ',');
  for (const name of names)
    if (name !== '*' && !set.fields.has(name) && !set.links.has(name))
      throw badRequest('unknown_property', `Property '${name}' of '${set.typeName}' is invalid`, { resource: set.typeName, property: name });
  return names.length === 0 || names.includes('*') ? null : new Set(names);
}

/** `Link`, `Link($select=a,b;$top=1)`, `Link/Other` (the same as `Link($expand=Other)`). */
function expandedOf(scope: FilterScope, text: string | undefined): ReadonlyMap<string, Query> {
  const expanded = new Map<string, Query>();
  for (const part of cut(text ?? '', ',')) {
    const match = /^(\w+)(?:\/(.+)|\((.*)\))?$/s.exec(part);
    const name = match?.[1] ?? part;
    const target = scope.model.sets.get(scope.set.links.get(name)?.target ?? '');
    if (!target)
      throw badRequest('unknown_property', `Property '${name}' of '${scope.set.typeName}' cannot be expanded`, {
        resource: scope.set.typeName,
        property: name,
      });
    const inner = match?.[2] === undefined ? optionsOf(match?.[3] ?? '') : new Map([['$expand', match[2]]]);
    expanded.set(name, queryOf({ ...scope, set: target }, inner));
  }
  return expanded;
}

const optionsOf = (text: string): Options =>
  new Map(
    cut(text, ';').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at < 0 ? part.length : at).trim(), at < 0 ? '' : part.slice(at + 1)];
    }),
  );

function comparator(scope: FilterScope, text: string | undefined): Query['compare'] {
  const terms = cut(text ?? '', ',').map((part) => {
    const [path = '', direction = 'asc', ...more] = part.split(/\s+/);
    if (more.length > 0 || !/^(?:asc|desc)$/i.test(direction))
      throw badRequest('bad_option', `Invalid $orderby '${part}'`, { property: '$orderby', value: part });
    return { operand: fieldAt(scope, path), sign: /desc/i.test(direction) ? -1 : 1 };
  });
  if (terms.length === 0) return null;
  // ordering by the key, ascending, is the order in which rows are listed
  const byKey = terms.length <= scope.set.keys.length && terms.every(({ operand, sign }, index) => sign === 1 && operand.own === scope.set.keys[index]);
  if (byKey && !scope.dialect.anyCase) return null;
  return (a, b) => {
    for (const { operand, sign } of terms) {
      const order = compareValues(operand.field, operand.get(a), operand.get(b), scope.dialect.anyCase);
      if (order !== 0) return order * sign;
    }
    return 0;
  };
}

function queryOf(scope: FilterScope, options: Options): Query {
  for (const name of options.keys())
    if (name.startsWith('$') && !known.includes(name)) throw badRequest('bad_option', `The query option '${name}' is not supported`, { property: name });
  const filter = options.get('$filter')?.trim() ?? '';
  return {
    filter: filter === '' ? null : parseFilter(scope, filter),
    compare: comparator(scope, options.get('$orderby')),
    top: wholeNumber(options, '$top'),
    skip: wholeNumber(options, '$skip') ?? 0,
    skipToken: options.get('$skiptoken') ?? null,
    count: options.get('$count') === 'true' || options.get('$inlinecount') === 'allpages',
    shape: { fields: fieldsOf(scope.set, options.get('$select')), expanded: expandedOf(scope, options.get('$expand')) },
  };
}

/** Reads the options of an address for one entity set. Unknown `$` options, fields and values are faults; options without `$` are left to the ERP. */
export const parseQuery = (scope: FilterScope, params: URLSearchParams): Query => queryOf(scope, new Map(params));
