import { createHash } from 'node:crypto';
import { toJson } from './json.ts';
import { valueOf, type EntitySet, type Field, type Model, type Row, type StructType, type Value } from './model.ts';
import type { Query, Shape } from './query.ts';
import { compareValues, toWire } from './values.ts';

/** Where the rows of an entity set come from. */
export interface RowSource {
  /** All rows in the order of the key. */
  list(): readonly Row[];
  byKey(key: ReadonlyMap<string, Value>): Row | undefined;
  /** Fewer rows, in the order of the key, that hold all rows with these values; null: no index helps. */
  narrow?(equal: ReadonlyMap<string, Value>): readonly Row[] | null;
}

/** What rendering needs: the model, its rows, and how this dialect names its annotations. */
export interface View {
  readonly model: Model;
  readonly sourceOf: (set: string) => RowSource;
  /** Absolute address of the service, without a slash at the end. */
  readonly base: string;
  /** `@odata.` in V4, `odata.` in V3. */
  readonly prefix: '@odata.' | 'odata.';
}

/** The rows behind a link, in the order of the target's key. */
export function linkedRows(view: Pick<View, 'sourceOf'>, set: EntitySet, row: Row, name: string): readonly Row[] {
  const link = set.links.get(name);
  if (!link) return [];
  const equal = new Map(Object.entries(link.on).map(([theirs, ours]) => [theirs, valueOf(row, ours)]));
  if ([...equal.values()].some((value) => value === null)) return [];
  const source = view.sourceOf(link.target);
  const rows = source.narrow?.(equal) ?? source.list();
  return rows.filter((other) => [...equal].every(([field, value]) => valueOf(other, field) === value));
}

/** The version of an entity as its ETag says it; null where the set has none. */
export const etagOf = (set: EntitySet, row: Row): string | null =>
  set.versioned ? `W/"${createHash('sha1').update(toJson(row)).digest('hex').toUpperCase()}"` : null;

/** `(1)`, `('a''b')`, `(a='x',b=2)`. */
export function keyText(set: EntitySet, row: Row): string {
  const parts = set.keys.map((name) => ({ name, text: keyLiteral(set.fields.get(name), valueOf(row, name)) }));
  return parts.length === 1 ? `(${parts[0]?.text ?? ''})` : `(${parts.map((part) => `${part.name}=${part.text}`).join(',')})`;
}

const keyLiteral = (field: Field | undefined, value: Value): string =>
  field?.type === 'text' || field?.type === 'enum' ? `'${encodeURIComponent(String(value).replaceAll("'", "''"))}'` : String(value);

/** A struct's own fields as JSON values: complex ones inside, days and decimals as the wire has them. */
export function renderStruct(model: Model, type: StructType, row: Row, fields: ReadonlySet<string> | null): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const field of type.fields.values())
    if (fields === null || fields.has(field.name)) out[field.name] = renderField(model, field, valueOf(row, field.name));
  return out;
}

function renderField(model: Model, field: Field, value: Value): unknown {
  if (field.type !== 'complex') return toWire(field, value);
  const type = model.complex.get(field.of ?? '');
  if (!type) return null;
  if (field.many) return ((value ?? []) as readonly Row[]).map((one) => renderStruct(model, type, one, null));
  return value === null ? null : renderStruct(model, type, value as Row, null);
}

/** One entity as JSON: its ETag, its fields, and what was expanded. */
export function renderEntity(view: View, set: EntitySet, row: Row, shape: Shape): Record<string, unknown> {
  const etag = etagOf(set, row);
  const out: Record<string, unknown> = { ...(etag === null ? {} : { [`${view.prefix}etag`]: etag }), ...renderStruct(view.model, set, row, shape.fields) };
  for (const [name, query] of shape.expanded) out[name] = renderLink(view, set, row, name, query);
  return out;
}

function renderLink(view: View, set: EntitySet, row: Row, name: string, query: Query): unknown {
  const link = set.links.get(name);
  const target = view.model.sets.get(link?.target ?? '');
  if (!link || !target) return null;
  const test = query.filter?.test ?? ((): boolean => true);
  const rows = linkedRows(view, set, row, name).filter(test);
  const sorted = query.compare ? rows.toSorted(query.compare) : rows;
  const shown = sorted.slice(query.skip, query.top === null ? undefined : query.skip + query.top);
  if (link.many) return shown.map((other) => renderEntity(view, target, other, query.shape));
  return shown[0] ? renderEntity(view, target, shown[0], query.shape) : null;
}

/** Orders rows by the key of their set. */
export const byKeyOf =
  (set: EntitySet, anyCase = false) =>
  (a: Row, b: Row): number => {
    for (const name of set.keys) {
      const field = set.fields.get(name);
      const order = field ? compareValues(field, valueOf(a, name), valueOf(b, name), anyCase) : 0;
      if (order !== 0) return order;
    }
    return 0;
  };
