import { badRequest, sapError } from './error.ts';
import type { EntitySet, Link, Property, Service, Value } from './model.ts';
import { stored } from './values.ts';

/** A request body checked against the definitions: values as we hold them, and the entities sent with it. */
export interface Body {
  readonly values: ReadonlyMap<string, Value>;
  readonly nested: ReadonlyMap<string, readonly Body[]>;
}

const parseError = (text: string, target: string): Error => sapError(400, '/IWBEP/CX_SXML_PARSE_ERROR', text, target);

function textValue(property: Property, value: unknown): string {
  if (typeof value !== 'string') throw parseError(`Error while parsing: property '${property.name}' expects a string`, property.name);
  if (property.maxLength !== null && [...value].length > property.maxLength)
    throw parseError(`Property '${property.name}' has a value that is longer than ${property.maxLength} characters`, property.name);
  if (property.kind === 'digits' && !/^\d*$/.test(value)) throw parseError(`Property '${property.name}' has invalid value '${value}'`, property.name);
  return stored(property, value);
}

function decimalValue(property: Property, value: unknown): string {
  const match = typeof value === 'string' ? /^(-?)(\d+)(?:\.(\d+))?$/.exec(value.trim()) : null;
  if (!match) throw parseError(`Property '${property.name}' has an invalid Edm.Decimal value; a string of digits is expected`, property.name);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  const whole = (match[2] ?? '').replace(/^0+(?=\d)/, '');
  const scale = property.scale ?? 0;
  if (fraction.length > scale) throw parseError(`Property '${property.name}' has more than ${scale} digits after the decimal point`, property.name);
  if (property.precision !== null && whole.length > property.precision - scale)
    throw parseError(`Property '${property.name}' is larger than its precision allows`, property.name);
  return `${match[1]}${whole}${fraction ? `.${fraction}` : ''}`;
}

function momentMs(property: Property, value: unknown): number {
  const text = typeof value === 'string' ? value : '';
  const wire = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(text);
  const ms = wire ? Number(wire[1]) : /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`) : NaN;
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) throw parseError(`Property '${property.name}' has an invalid date value`, property.name);
  return ms;
}

/** One value of a body as we hold it. Throws SAP's 400 for a wrong type, length, scale or format. */
function valueOf(property: Property, value: unknown): Value {
  if (value === null) return property.kind === 'string' || property.kind === 'upper' || property.kind === 'digits' ? '' : null;
  switch (property.kind) {
    case 'decimal':
      return decimalValue(property, value);
    case 'date':
      return new Date(momentMs(property, value)).toISOString().slice(0, 10);
    case 'stamp':
      return momentMs(property, value);
    case 'bool':
      if (typeof value !== 'boolean') throw parseError(`Property '${property.name}' expects a boolean`, property.name);
      return value;
    case 'double':
    case 'time':
    case 'guid':
      return String(value);
    default:
      return textValue(property, value);
  }
}

function children(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const results = (value as { results?: unknown } | null)?.results;
  if (Array.isArray(results)) return results;
  throw badRequest(`Error while parsing: '${name}' expects a collection`, '/IWBEP/CM_MGW_RT/107');
}

/** What a body is for: creating takes creatable properties and nested entities, changing takes neither key nor nested entities. */
export type BodyUse = 'create' | 'change';

/** The object of a body, with or without the `d` around it. */
function entityOf(json: unknown): object {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw badRequest('Error while parsing the request body: a JSON object is expected', '/IWBEP/CM_MGW_RT/107');
  return 'd' in json && typeof json.d === 'object' && json.d !== null ? json.d : json;
}

function nestedBodies(service: Service, link: Link, value: unknown, use: BodyUse): readonly Body[] {
  const target = service.sets.get(link.target);
  if (use === 'change' || !target) throw badRequest(`Deep update of '${link.name}' is not supported`, '/IWBEP/CM_MGW_RT/013');
  return link.many ? children(value, link.name).map((child) => parseBody(service, target, child, use)) : [parseBody(service, target, value, use)];
}

const isDeferred = (value: unknown): boolean => typeof value === 'object' && value !== null && '__deferred' in value;

/**
 * Checks a JSON body against an entity set. Unknown properties, read-only ones, wrong types, lengths and scales are refused
 * as SAP's gateway refuses them; `__metadata` and deferred links are ignored as there.
 */
export function parseBody(service: Service, set: EntitySet, json: unknown, use: BodyUse): Body {
  const values = new Map<string, Value>();
  const nested = new Map<string, readonly Body[]>();
  for (const [name, value] of Object.entries(entityOf(json))) {
    if (name === '__metadata' || (set.links.has(name) && isDeferred(value))) continue;
    const link = set.links.get(name);
    const property = set.properties.get(name);
    if (property && !property.key && !(use === 'create' ? property.creatable : property.updatable))
      throw sapError(400, '/IWBEP/CM_MGW_RT/109', `Property '${name}' of type '${set.typeName}' cannot be ${use === 'create' ? 'created' : 'changed'}`, name);
    if (property) values.set(name, valueOf(property, value));
    else if (link) nested.set(name, nestedBodies(service, link, value, use));
    else throw sapError(400, '/IWBEP/CM_MGW_RT/021', `Property '${name}' is invalid for entity type '${set.typeName}'`, name);
  }
  return { values, nested };
}
