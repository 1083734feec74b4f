import { badRequest } from './fault.ts';
import type { EntitySet, Field, Model, Row, StructType, Value } from './model.ts';
import { fromWire } from './values.ts';

/** A request body checked against the model: values as the sandbox holds them, and the entities sent with it. */
export interface Body {
  /** Only the fields that were sent. */
  readonly values: Row;
  /** Link → entities of a deep insert. */
  readonly nested: ReadonlyMap<string, readonly Body[]>;
}

/** What a body is for: creating takes creatable fields and nested entities, changing takes updatable ones and no nested entities. */
export type BodyUse = 'create' | 'change';

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === Object.prototype;

const wrongType = (type: StructType, field: Field, value: unknown): Error =>
  badRequest('wrong_type', `The value of property '${field.name}' of '${type.name}' has a wrong type`, {
    resource: type.name,
    property: field.name,
    value: typeof value === 'string' ? value.slice(0, 60) : typeof value,
  });

function checkValue(model: Model, type: StructType, field: Field, value: unknown, use: BodyUse): Value {
  if (value === null && !field.nullable) throw badRequest('missing', `Property '${field.name}' of '${type.name}' must have a value`, { property: field.name });
  if (field.type === 'complex') return checkComplex(model, type, field, value, use);
  const read = fromWire(field, value);
  const member = field.type !== 'enum' || read === null || model.enums.get(field.of ?? '')?.includes(String(read)) === true;
  if (read === undefined || !member) throw wrongType(type, field, value);
  if (typeof read === 'string') checkLength(type, field, read);
  return read;
}

function checkLength(type: StructType, field: Field, text: string): void {
  if (field.maxLength === null || [...text].length <= field.maxLength) return;
  throw badRequest('too_long', `The value of property '${field.name}' is longer than ${field.maxLength} characters`, {
    resource: type.name,
    property: field.name,
    value: text.slice(0, 60),
  });
}

function checkComplex(model: Model, type: StructType, field: Field, value: unknown, use: BodyUse): Value {
  const inner = model.complex.get(field.of ?? '');
  if (!inner) throw new Error(`no complex type ${field.of}`);
  if (value === null) return field.many ? [] : null;
  // a line that a change brings may be a new one: what is creatable may be said
  const one = (part: unknown): Row => {
    if (!isPlain(part)) throw wrongType(type, field, part);
    return checkFields(model, inner, part, use === 'change' ? 'either' : use);
  };
  if (field.many !== Array.isArray(value)) throw wrongType(type, field, value);
  return Array.isArray(value) ? value.map(one) : one(value);
}

function checkFields(model: Model, type: StructType, json: Plain, use: BodyUse | 'either'): Row {
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries(json)) {
    if (name.includes('@')) continue;
    const field = type.fields.get(name);
    if (!field) throw badRequest('unknown_property', `Property '${name}' of '${type.name}' is invalid`, { resource: type.name, property: name });
    const may = use === 'create' ? field.creatable : use === 'change' ? field.updatable : field.creatable || field.updatable;
    // the key in the body of a change is no change when it is the same; the ERP looks at that
    if (!may && !field.key)
      throw badRequest(use === 'create' ? 'not_creatable' : 'not_updatable', `Property '${name}' of '${type.name}' is read only`, {
        resource: type.name,
        property: name,
      });
    values[name] = checkValue(model, type, field, value, use === 'either' ? 'change' : use);
  }
  return values;
}

/**
 * Checks a JSON body (read by `fromJson`) against an entity set. Unknown, read-only, too long and wrongly typed fields are faults;
 * annotations (`@odata…`) are passed over. Links in the body of a create are checked as entities of their own.
 */
export function parseBody(model: Model, set: EntitySet, json: unknown, use: BodyUse): Body {
  if (!isPlain(json)) throw badRequest('bad_body', 'A JSON object is expected in the request body');
  const own: Record<string, unknown> = {};
  const nested = new Map<string, readonly Body[]>();
  for (const [name, value] of Object.entries(json)) {
    const link = set.links.get(name);
    const target = model.sets.get(link?.target ?? '');
    if (!link || !target || set.fields.has(name)) own[name] = value;
    else if (use === 'change') throw badRequest('not_updatable', `'${name}' of '${set.typeName}' cannot be changed with it`, { property: name });
    else nested.set(name, nestedOf(model, target, name, link.many, value));
  }
  return { values: checkFields(model, set, own, use), nested };
}

function nestedOf(model: Model, target: EntitySet, name: string, many: boolean, value: unknown): readonly Body[] {
  if (many !== Array.isArray(value)) throw badRequest('wrong_type', `'${name}' expects ${many ? 'a collection' : 'one entity'}`, { property: name });
  return (Array.isArray(value) ? value : [value]).map((one) => parseBody(model, target, one, 'create'));
}
