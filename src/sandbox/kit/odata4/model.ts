/** An OData V4 service as data: what the metadata document, the reader, the filter and the check of request bodies are made from. */

/** Types of fields. `decimal` and `double` are held as decimal texts, `date` as `YYYY-MM-DD`, `instant` as an ISO text in UTC, enumerations by name. */
export type FieldType = 'text' | 'int' | 'long' | 'decimal' | 'double' | 'bool' | 'date' | 'instant' | 'time' | 'guid' | 'enum' | 'complex';

/** One field of an entity or complex type. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** Name of the enumeration or complex type. */
  readonly of: string | null;
  /** A collection (of complex values). */
  readonly many: boolean;
  readonly maxLength: number | null;
  readonly key: boolean;
  readonly nullable: boolean;
  readonly creatable: boolean;
  readonly updatable: boolean;
  /** A day that travels as a moment at midnight (`2026-11-22T00:00:00Z`). */
  readonly midnight: boolean;
}

/** A navigation property; `on` says which field of the target equals which of ours. */
export interface Link {
  readonly name: string;
  readonly target: string;
  readonly many: boolean;
  readonly on: Readonly<Record<string, string>>;
}

/** Fields that belong together: an entity or complex type. */
export interface StructType {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
}

/** An entity set with its type. */
export interface EntitySet extends StructType {
  readonly typeName: string;
  readonly keys: readonly string[];
  readonly links: ReadonlyMap<string, Link>;
  readonly creatable: boolean;
  readonly updatable: boolean;
  readonly deletable: boolean;
  /** Whether entities carry an ETag. */
  readonly versioned: boolean;
}

/** A whole service. */
export interface Model {
  readonly namespace: string;
  readonly sets: ReadonlyMap<string, EntitySet>;
  readonly complex: ReadonlyMap<string, StructType>;
  /** Enumeration → its members; the position is the value. */
  readonly enums: ReadonlyMap<string, readonly string[]>;
}

/** A value as the sandbox holds it. */
export type Value = string | number | boolean | null | Row | readonly Row[];

/** An entity or complex value: field → value. What is not there is null. */
export interface Row {
  readonly [field: string]: Value | undefined;
}

/** Options of an entity set. Left out: nothing may be created, changed or deleted, no ETag, type named as the set. */
export interface SetOptions {
  readonly typeName?: string;
  readonly creatable?: boolean;
  readonly updatable?: boolean;
  readonly deletable?: boolean;
  readonly versioned?: boolean;
}

const plain: Readonly<Record<string, FieldType>> = {
  text: 'text',
  int: 'int',
  long: 'long',
  decimal: 'decimal',
  double: 'double',
  bool: 'bool',
  date: 'date',
  day: 'date',
  instant: 'instant',
  time: 'time',
  guid: 'guid',
};

function typeOf(text: string): Pick<Field, 'type' | 'of' | 'many' | 'maxLength' | 'midnight'> {
  const none = { of: null, many: false, maxLength: null, midnight: text === 'day' };
  const named = /^(enum|one|many):(\w+)$/.exec(text);
  if (named) return { ...none, type: named[1] === 'enum' ? 'enum' : 'complex', of: named[2] ?? '', many: named[1] === 'many' };
  const [, word = '', size] = /^([a-z]+)(\d*)$/.exec(text) ?? [];
  const type = plain[word];
  if (!type) throw new Error(`bad type of a field: ${text}`);
  return { ...none, type, maxLength: size ? Number(size) : null };
}

function fieldOf(line: string): Field {
  const [name = '', type = '', ...flags] = line.trim().split(/\s+/);
  const key = flags.includes('key');
  return {
    name,
    ...typeOf(type),
    key,
    nullable: !key && !flags.includes('req'),
    creatable: !flags.includes('ro'),
    updatable: !key && !flags.includes('ro') && !flags.includes('once'),
  };
}

const fieldsOf = (lines: string): ReadonlyMap<string, Field> =>
  new Map(
    lines
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => [line.trim().split(/\s+/, 1)[0] ?? '', fieldOf(line)]),
  );

/**
 * A complex type. A line each: name, type (`text40`, `int`, `long`, `decimal`, `double`, `bool`, `date`, `day` = a date that travels as a moment,
 * `instant`, `time`, `guid`, `enum:Name`, `one:Complex`, `many:Complex`), flags (`key`; `ro` neither created nor changed; `once` only created; `req`).
 */
export const complexType = (name: string, lines: string): StructType => ({ name, fields: fieldsOf(lines) });

/** An entity set, its fields as in `complexType`. `links`: name → `* Target theirs=ours,…` or `1 Target theirs=ours,…`. */
export function entitySet(name: string, lines: string, links: Readonly<Record<string, string>> = {}, options: SetOptions = {}): EntitySet {
  const fields = fieldsOf(lines);
  return {
    name,
    typeName: options.typeName ?? name,
    fields,
    keys: [...fields.values()].filter((field) => field.key).map((field) => field.name),
    links: new Map(Object.entries(links).map(([link, text]) => [link, linkOf(link, text)])),
    creatable: options.creatable ?? false,
    updatable: options.updatable ?? false,
    deletable: options.deletable ?? false,
    versioned: options.versioned ?? false,
  };
}

function linkOf(name: string, text: string): Link {
  const [many = '', target = '', pairs = ''] = text.trim().split(/\s+/);
  const on = Object.fromEntries(pairs.split(',').map((pair) => pair.split('=') as [string, string]));
  return { name, target, many: many === '*', on };
}

/** A service from its parts. A link, enumeration or complex type that leads nowhere is a mistake of ours and throws. */
export function defineModel(
  namespace: string,
  sets: readonly EntitySet[],
  complex: readonly StructType[] = [],
  enums: Readonly<Record<string, readonly string[]>> = {},
): Model {
  const model: Model = {
    namespace,
    sets: new Map(sets.map((set) => [set.name, set])),
    complex: new Map(complex.map((type) => [type.name, type])),
    enums: new Map(Object.entries(enums)),
  };
  const wrong = wrongPart(model);
  if (wrong !== undefined) throw new Error(`${wrong} leads nowhere`);
  return model;
}

function wrongPart(model: Model): string | undefined {
  const known = (field: Field): boolean =>
    field.of === null || (field.type === 'enum' ? model.enums.has(field.of) : field.type === 'complex' && model.complex.has(field.of));
  const types = [...model.sets.values(), ...model.complex.values()];
  const fields = types.flatMap((type) => [...type.fields.values()].filter((field) => !known(field)).map((field) => `${type.name}.${field.name}`));
  const links = [...model.sets.values()].flatMap((set) =>
    [...set.links.values()].filter((link) => !model.sets.has(link.target)).map((link) => `${set.name}.${link.name}`),
  );
  return fields[0] ?? links[0];
}

/** A field's value; null when the row has none. */
export const valueOf = (row: Row, field: string): Value => row[field] ?? null;
