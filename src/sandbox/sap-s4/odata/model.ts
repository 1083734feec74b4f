/** Entity definitions: what the metadata document, the reader and the checks of a request body are made from. */

/** upper: stored in upper case · digits: numeric text without leading zeros · stamp: a moment in ms. */
export type Kind = 'string' | 'upper' | 'digits' | 'decimal' | 'date' | 'stamp' | 'time' | 'bool' | 'guid' | 'double';

/** A property's value as we hold it: dates as `YYYY-MM-DD`, moments as epoch ms, decimals as text. */
export type Value = string | number | boolean | null;

/** One property of an entity type. */
export interface Property {
  readonly name: string;
  readonly kind: Kind;
  readonly maxLength: number | null;
  readonly precision: number | null;
  readonly scale: number | null;
  readonly key: boolean;
  /** ConcurrencyMode="Fixed": part of the ETag. */
  readonly fixed: boolean;
  /** Neither creatable nor updatable. */
  readonly readOnly: boolean;
  /** May be sent when the entity is created, when it is changed. */
  readonly creatable: boolean;
  readonly updatable: boolean;
  readonly unit: string | null;
}

/** A navigation property. */
export interface Link {
  readonly name: string;
  readonly target: string;
  readonly many: boolean;
}

/** An entity set and its type. */
export interface EntitySet {
  readonly name: string;
  readonly typeName: string;
  readonly properties: ReadonlyMap<string, Property>;
  readonly keys: readonly string[];
  readonly links: ReadonlyMap<string, Link>;
  readonly etag: string | null;
  readonly creatable: boolean;
  readonly changeable: boolean;
  /** Rows that the server sends at once; null: the server's usual size. */
  readonly pageSize: number | null;
}

/** Something that is done by POST to its name; what it needs is in the query. */
export interface FunctionImport {
  readonly name: string;
  /** The entity set of what it answers; null: an answer without entity. */
  readonly returns: string | null;
  readonly parameters: readonly { readonly property: Property; readonly optional: boolean }[];
}

/** An OData service. */
export interface Service {
  readonly name: string;
  readonly sets: ReadonlyMap<string, EntitySet>;
  readonly functions: ReadonlyMap<string, FunctionImport>;
}

/** Key property → value. */
export type Key = ReadonlyMap<string, string>;

/** The rows behind an entity set. Rows stay as the store has them; properties are worked out when asked for. */
export interface Source<R = unknown> {
  /** All rows in the order of the key. */
  list(): readonly R[];
  byKey(key: Key): R | undefined;
  /** Undefined: the property is empty. */
  value(row: R, property: string): Value | undefined;
  /** The row or rows behind a navigation property; null when there is none. */
  link(row: R, name: string): unknown;
  /** Fewer rows, in the order of the key, that hold all rows with these values; null: no index helps. */
  narrow?(equal: ReadonlyMap<string, Value>): readonly R[] | null;
  /** A number that differs when rows have changed, so that counts may be kept; left out: they may not. */
  version?(): number;
}

const letters: Readonly<Record<string, Kind>> = { S: 'string', U: 'upper', N: 'digits', D: 'decimal' };
const words: Readonly<Record<string, Kind>> = { DATE: 'date', STAMP: 'stamp', TIME: 'time', BOOL: 'bool', GUID: 'guid', DBL: 'double' };

const numberOr = (text: string | undefined, otherwise: number | null): number | null => (text ? Number(text) : otherwise);

/** Whether neither the flag nor read-only is among the flags. */
const may = (flags: readonly string[], unless: string): boolean => !flags.includes('ro') && !flags.includes(unless);

const sizesOf = (kind: Kind, size: string | undefined, scale: string | undefined): Pick<Property, 'maxLength' | 'precision' | 'scale'> =>
  kind === 'decimal'
    ? { maxLength: null, precision: numberOr(size, null), scale: numberOr(scale, 0) }
    : { maxLength: numberOr(size, null), precision: null, scale: numberOr(scale, null) };

function parseProperty(line: string): Property {
  const [name = '', type = '', ...flags] = line.trim().split(/\s+/);
  const [, letter = '', size, scale] = /^([SUND])(\d*)(?:\.(\d+))?$/.exec(type) ?? [];
  const kind = words[type] ?? letters[letter];
  if (!kind) throw new Error(`bad property definition: ${line}`);
  const readOnly = flags.includes('ro');
  return {
    name,
    kind,
    ...sizesOf(kind, size, scale),
    key: flags.includes('key'),
    fixed: flags.includes('fixed'),
    readOnly,
    creatable: may(flags, 'nc'),
    updatable: may(flags, 'nu'),
    unit: flags.find((flag) => flag.startsWith('unit='))?.slice(5) ?? null,
  };
}

/** Options of an entity set; by default nothing may be created or changed. */
export interface SetOptions {
  readonly creatable?: boolean;
  readonly changeable?: boolean;
  readonly pageSize?: number;
  /** Type name when it is not the set's name + `Type`. */
  readonly typeName?: string;
}

/**
 * Defines an entity set. `lines` holds a property each: name, type (S40 text, U10 upper-case text, N6 digits, D15.3 decimal,
 * DATE, STAMP, TIME, BOOL, GUID, DBL), flags (key, ro, nc not creatable, nu not updatable, fixed, unit=NAME). `links` maps a navigation property to `* Target` or `1 Target`.
 */
export function entitySet(name: string, lines: string, links: Readonly<Record<string, string>> = {}, options: SetOptions = {}): EntitySet {
  const properties = lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseProperty);
  const link = ([linkName, text]: [string, string]): [string, Link] => [linkName, { name: linkName, many: text.startsWith('*'), target: text.slice(2) }];
  return {
    name,
    typeName: options.typeName ?? `${name}Type`,
    properties: new Map(properties.map((property) => [property.name, property])),
    keys: properties.filter((property) => property.key).map((property) => property.name),
    links: new Map(Object.entries(links).map(link)),
    etag: properties.find((property) => property.fixed)?.name ?? null,
    creatable: options.creatable ?? false,
    changeable: options.changeable ?? false,
    pageSize: options.pageSize ?? null,
  };
}

/** A function import in short: `Name` or `Name?` (may be left out) → type as in `entitySet`. */
export interface FunctionLine {
  readonly name: string;
  readonly returns: string | null;
  readonly parameters: Readonly<Record<string, string>>;
}

const functionOf = ({ name, returns, parameters }: FunctionLine): FunctionImport => ({
  name,
  returns,
  parameters: Object.entries(parameters).map(([key, type]) => ({ property: parseProperty(`${key.replace('?', '')} ${type}`), optional: key.endsWith('?') })),
});

/** Bundles entity sets and functions into a service; a link to a set that is not there is a mistake of ours and throws. */
export function defineService(name: string, sets: readonly EntitySet[], functions: readonly FunctionLine[] = []): Service {
  const byName = new Map(sets.map((set) => [set.name, set]));
  for (const set of sets)
    for (const link of set.links.values()) if (!byName.has(link.target)) throw new Error(`${set.name}.${link.name} leads to unknown set ${link.target}`);
  return { name, sets: byName, functions: new Map(functions.map((line) => [line.name, functionOf(line)])) };
}

/** What an empty property looks like on the wire. */
export function emptyValue(property: Property): Value {
  if (property.kind === 'decimal') return '0';
  if (property.kind === 'bool') return false;
  if (property.kind === 'double') return '0';
  return property.kind === 'date' || property.kind === 'stamp' || property.kind === 'time' || property.kind === 'guid' ? null : '';
}

/** Reads a property of a row; empty when the source does not know it. */
export const read = (source: Source, property: Property, row: unknown): Value => source.value(row, property.name) ?? emptyValue(property);
