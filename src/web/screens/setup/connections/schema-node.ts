/** One setting of a form, as a JSON schema tells it. */
export type SchemaNode = {
  /** What is used when nothing is said; undefined: nothing. */
  readonly fallback: unknown;
  readonly about: string;
  /** It may be said that there is none. */
  readonly nullable: boolean;
} & NodeShape;

type NodeShape =
  | { readonly kind: 'text'; readonly format: 'url' | 'plain' }
  | { readonly kind: 'number'; readonly least: number | null; readonly most: number | null }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'fixed'; readonly value: unknown }
  | { readonly kind: 'list'; readonly item: SchemaNode }
  /** Names that a person gives, each with a value. */
  | { readonly kind: 'map'; readonly item: SchemaNode }
  | { readonly kind: 'group'; readonly fields: readonly SchemaField[] }
  | { readonly kind: 'either'; readonly variants: readonly SchemaNode[] }
  /** Nothing that a form could draw: written as JSON. */
  | { readonly kind: 'json' };

/** A named setting. */
export interface SchemaField {
  readonly name: string;
  readonly required: boolean;
  readonly node: SchemaNode;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNull = (schema: Json): boolean => schema['type'] === 'null';
/** A bound that JSON numbers have anyway says nothing. */
const boundOf = (...values: readonly unknown[]): number | null =>
  values.find((value): value is number => typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER) ?? null;

/** Reads a JSON schema (2020-12, without references) as a form. What it cannot draw is a `json` node: nothing is left out. */
export function nodeOf(schema: unknown): SchemaNode {
  if (!isObject(schema)) return { kind: 'json', fallback: undefined, about: '', nullable: false };
  const variants = [schema['anyOf'], schema['oneOf']].find(Array.isArray)?.filter(isObject) ?? [];
  const types = Array.isArray(schema['type']) ? schema['type'] : [schema['type']];
  const about = { fallback: schema['default'], about: typeof schema['description'] === 'string' ? schema['description'] : '' };
  const nullable = variants.some(isNull) || types.includes('null');
  const left = variants.filter((variant) => !isNull(variant));
  if (left.length === 1) return { ...nodeOf(left[0]), ...about, nullable };
  if (left.length > 1) return { kind: 'either', variants: left.map(nodeOf), ...about, nullable };
  const type = types.find((each) => each !== 'null');
  return { ...shapeOf(schema, type), ...about, nullable };
}

function shapeOf(schema: Json, type: unknown): NodeShape {
  if ('const' in schema) return { kind: 'fixed', value: schema['const'] };
  const choices = Array.isArray(schema['enum']) ? schema['enum'].filter((value) => typeof value === 'string') : [];
  if (choices.length > 0) return { kind: 'choice', choices };
  switch (type) {
    case 'string':
      return { kind: 'text', format: schema['format'] === 'uri' ? 'url' : 'plain' };
    case 'integer':
    case 'number':
      return { kind: 'number', least: boundOf(schema['minimum'], schema['exclusiveMinimum']), most: boundOf(schema['maximum'], schema['exclusiveMaximum']) };
    case 'boolean':
      return { kind: 'switch' };
    case 'array':
      return { kind: 'list', item: nodeOf(schema['items']) };
    case 'object':
      return objectOf(schema);
    default:
      return { kind: 'json' };
  }
}

function objectOf(schema: Json): NodeShape {
  const properties = schema['properties'];
  if (!isObject(properties)) return isObject(schema['additionalProperties']) ? mapOf(schema) : { kind: 'json' };
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return { kind: 'group', fields: Object.entries(properties).map(([name, inner]) => ({ name, required: required.includes(name), node: nodeOf(inner) })) };
}

const mapOf = (schema: Json): NodeShape =>
  Object.keys(schema['additionalProperties'] ?? {}).length === 0 ? { kind: 'json' } : { kind: 'map', item: nodeOf(schema['additionalProperties']) };

/** What a setting begins with when a person adds it. */
export function startOf(node: SchemaNode): unknown {
  if (node.fallback !== undefined) return node.fallback;
  switch (node.kind) {
    case 'fixed':
      return node.value;
    case 'choice':
      return node.choices[0];
    case 'switch':
      return false;
    case 'list':
      return [];
    case 'map':
    case 'json':
      return {};
    case 'group':
      return Object.fromEntries(node.fields.filter(({ required }) => required).map(({ name, node: inner }) => [name, startOf(inner)]));
    case 'either':
      return node.variants[0] === undefined ? null : startOf(node.variants[0]);
    case 'number':
      return node.least ?? 0;
    default:
      return '';
  }
}

/** Which of the variants a value is of: by its fixed parts, then by its kind; the first when none fits. */
export function variantOf(variants: readonly SchemaNode[], value: unknown): number {
  const place = variants.findIndex((variant) => fits(variant, value));
  return Math.max(0, place);
}

function fits(node: SchemaNode, value: unknown): boolean {
  switch (node.kind) {
    case 'group':
      return isObject(value) && node.fields.every(({ name, node: inner }) => inner.kind !== 'fixed' || value[name] === inner.value);
    case 'map':
      return isObject(value);
    case 'list':
      return Array.isArray(value);
    case 'text':
    case 'choice':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'switch':
      return typeof value === 'boolean';
    case 'fixed':
      return value === node.value;
    default:
      return true;
  }
}

/** The name that a variant goes by: its fixed part, else its kind. */
export function variantName(node: SchemaNode): string {
  const fixed = node.kind === 'group' ? node.fields.find(({ node: inner }) => inner.kind === 'fixed')?.node : node;
  return fixed?.kind === 'fixed' ? String(fixed.value) : node.kind;
}

/** `baseUrl` → `base_url`: how settings are called in the locale files. */
export const settingCode = (name: string): string => name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
