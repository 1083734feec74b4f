import { read, type EntitySet, type Service, type Value } from './model.ts';
import type { SourceOf } from './filter.ts';
import type { Shape } from './query.ts';
import { stampText, toWire } from './values.ts';

/** What rendering needs to know: the service, its rows, and the address under which clients see it. */
export interface View {
  readonly service: Service;
  readonly sourceOf: SourceOf;
  /** Absolute address of the service without a slash at the end. */
  readonly base: string;
}

/** Everything of an entity, links deferred. */
export const wholeShape: Shape = { properties: null, expanded: new Map(), links: null };

function keyText(set: EntitySet, name: string, value: Value): string {
  const text = encodeURIComponent(String(value ?? '').replaceAll("'", "''")).replaceAll('%2F', '/');
  const kind = set.properties.get(name)?.kind;
  if (kind === 'date') return `datetime'${text}T00%3A00%3A00'`;
  return `'${text}'`;
}

/** Absolute address of an entity. */
export function entityUri(view: View, set: EntitySet, row: unknown): string {
  const source = view.sourceOf(set.name);
  const parts = set.keys.map((name) => ({ name, text: keyText(set, name, source.value(row, name) ?? '') }));
  const predicate = parts.length === 1 ? (parts[0]?.text ?? '') : parts.map((part) => `${part.name}=${part.text}`).join(',');
  return `${view.base}/${set.name}(${predicate})`;
}

/** The ETag of an entity as it stands in `__metadata.etag` and the `etag` header; null when the set has none. */
export function etagOf(view: View, set: EntitySet, row: unknown): string | null {
  const property = set.etag === null ? undefined : set.properties.get(set.etag);
  if (!property) return null;
  const value = read(view.sourceOf(set.name), property, row);
  if (property.kind === 'stamp') return `W/"datetimeoffset'${encodeURIComponent(stampText(Number(value ?? 0)))}'"`;
  return `W/"'${encodeURIComponent(String(value ?? ''))}'"`;
}

/** One entity as V2 JSON: metadata, the selected properties, expanded links inline, other links deferred. */
export function renderEntity(view: View, set: EntitySet, row: unknown, shape: Shape): Record<string, unknown> {
  const source = view.sourceOf(set.name);
  const uri = entityUri(view, set, row);
  const etag = etagOf(view, set, row);
  const out: Record<string, unknown> = { __metadata: { id: uri, uri, type: `${view.service.name}.${set.typeName}`, ...(etag === null ? {} : { etag }) } };
  for (const property of set.properties.values()) {
    if (shape.properties === null || shape.properties.has(property.name)) out[property.name] = toWire(property, read(source, property, row));
  }
  for (const link of set.links.values()) {
    if (shape.links !== null && !shape.links.has(link.name)) continue;
    const inner = shape.expanded.get(link.name);
    out[link.name] = inner ? renderLink(view, set, row, link.name, inner) : { __deferred: { uri: `${uri}/${link.name}` } };
  }
  return out;
}

function renderLink(view: View, set: EntitySet, row: unknown, name: string, shape: Shape): unknown {
  const link = set.links.get(name);
  const target = view.service.sets.get(link?.target ?? '');
  if (!link || !target) return null;
  const found = view.sourceOf(set.name).link(row, name);
  if (link.many) return { results: (found as readonly unknown[]).map((inner) => renderEntity(view, target, inner, shape)) };
  return found === null || found === undefined ? null : renderEntity(view, target, found, shape);
}
