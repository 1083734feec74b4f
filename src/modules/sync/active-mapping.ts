import type { CanonicalRecord, Connector, ErpObject, SnapshotPage } from '../../connectors/kit/types.ts';
import type { Ctx } from '../../platform/runtime/ctx.ts';
import type { Mapping, Unsayable } from './domain/mapping/mapping.ts';
import { concerns, readRecord } from './domain/mapping/mapping.ts';
import { fieldTargets } from './mapping-targets.ts';
import { objectSchemas } from './object-schemas.ts';
import { loadMapping } from './store/mapping-store.ts';

/** What a connector calls the ERP's unit codes, by its settings; empty: by the ERP's own codes. */
export function unitWordsOf(connector: Connector | null, settings: unknown): Mapping['words'] {
  const own = (settings as { readonly connector?: unknown } | null)?.connector;
  const parsed = connector?.settings.safeParse(own);
  const units = parsed?.success === true ? (parsed.data as { readonly units?: unknown }).units : null;
  if (typeof units !== 'object' || units === null) return {};
  return Object.fromEntries(Object.entries(units).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** A connection and what of it a mapping needs. */
export interface Mappable {
  readonly id: string;
  readonly connector: string;
  readonly settings: unknown;
}

/** The mapping that counts for a connection now, or the version with which something was sent. */
export async function activeMapping(ctx: Ctx, connector: Connector | null, connection: Mappable, version?: number): Promise<Mapping> {
  return { ...(await loadMapping(ctx, connection.id, version)), words: unitWordsOf(connector, connection.settings) };
}

/** A record after the mapping: whole and valid, or not there. */
export type ReadOutcome = { readonly kind: 'record'; readonly record: CanonicalRecord } | ({ readonly kind: 'skipped'; readonly key: string } & Unsayable);

/** One record through the mapping. What the schema of its kind does not take is skipped as `invalid_record`, with the first field that is wrong. */
export function mapRecord(mapping: Mapping, object: ErpObject, record: CanonicalRecord): ReadOutcome {
  const mapped = readRecord(mapping, object, record, fieldTargets);
  if (!mapped.ok) return { kind: 'skipped', key: record.key, why: mapped.why, field: mapped.field, value: mapped.value };
  const checked = objectSchemas[object].safeParse(mapped.data);
  if (checked.success) return { kind: 'record', record: { ...record, data: mapped.data } };
  const field = checked.error.issues[0]?.path.map(String).join('.') ?? '';
  return { kind: 'skipped', key: record.key, why: 'invalid_record', field, value: '' };
}

/** A page as it is to be saved: rows that the mapping cannot say are counted among the skipped ones, with the reason and its field. */
export function mapPage(mapping: Mapping, object: ErpObject, page: SnapshotPage): SnapshotPage {
  if (!concerns(mapping, object)) return page;
  const outcomes = page.records.map((record) => mapRecord(mapping, object, record));
  const skipped = outcomes.flatMap((one) => (one.kind === 'skipped' ? [{ key: one.key, why: `${one.why}:${one.field.replace(/\.\d+/g, '')}` }] : []));
  return { ...page, records: outcomes.flatMap((one) => (one.kind === 'record' ? [one.record] : [])), skipped: [...(page.skipped ?? []), ...skipped] };
}
