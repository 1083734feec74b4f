import type { Connector } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { unitWordsOf } from '../active-mapping.ts';
import type { MappingPage, MappingSaved, SaveMapping, SyncRefusal } from '../contract.ts';
import { affectedObjects, faultsOf } from '../domain/mapping/checks.ts';
import { readingOrder } from '../domain/objects.ts';
import { lookKind } from '../job-kinds.ts';
import { codeTargets, fieldTargets, objectsWithUnits } from '../mapping-targets.ts';
import { auditOf, mayManageConnections } from '../policy.ts';
import type { ConnectionRecord } from '../store/connection-store.ts';
import { loadConnection } from '../store/connection-store.ts';
import { insertMapping, listMappingVersions, loadMapping } from '../store/mapping-store.ts';

type Refused<C extends SyncRefusal> = { readonly ok: false; readonly refusal: Refusal<C> };

/** A connection whose mapping is looked at or changed, with what its connector reads. */
export interface MappedConnection {
  readonly stored: ConnectionRecord;
  readonly connector: Connector;
  readonly reads: readonly string[];
}

/** The connection of a mapping, for those who may manage it. Refused: `forbidden`, `not_found`. */
export async function connectionToMap(
  ctx: Ctx,
  connectors: readonly Connector[],
  id: string,
): Promise<Result<MappedConnection, Refusal<'forbidden' | 'not_found'>>> {
  if (!mayManageConnections(ctx.actor)) return refuse('forbidden');
  const stored = await loadConnection(ctx, id);
  const connector = connectors.find((one) => one.id === stored?.connector);
  if (!stored || !connector) return refuse('not_found', { connection: id });
  return ok({ stored, connector, reads: readingOrder.filter((object) => connector.capabilities.read[object] !== undefined) });
}

/** What of a mapping a connection can have: fields of what it reads, codes of what it reads and writes. */
const scopeOf = ({ stored, connector, reads }: MappedConnection) => ({
  fields: fieldTargets.filter((one) => reads.includes(one.object)),
  codes: codeTargets.filter((one) => (one.side === 'read' ? reads.includes(one.object) : one.object in connector.capabilities.write)),
  words: unitWordsOf(connector, stored.settings),
});

const mostVersions = 50;

/** The mapping of a connection, its versions, and what it can be about. Refused: `forbidden` (it and owner only), `not_found`. */
export async function getMappingPage(ctx: Ctx, connectors: readonly Connector[], id: string): Promise<Result<MappingPage, Refusal<SyncRefusal>>> {
  const found = await connectionToMap(ctx, connectors, id);
  if (!found.ok) return found;
  const { version, rules } = await loadMapping(ctx, id);
  const { fields, codes } = scopeOf(found.value);
  const versions = await listMappingVersions(ctx, id, mostVersions);
  return ok({ connection: id, version, rules: [...rules], versions: [...versions], fields, codes, objects: [...found.value.reads] });
}

/** Refuses rules that cannot be taken: `bad_rule`. */
export function checkDraft(found: MappedConnection, rules: SaveMapping['rules']): Refused<'bad_rule'> | null {
  const faults = faultsOf(rules, scopeOf(found));
  return faults.length === 0 ? null : refuse('bad_rule', { rules: faults });
}

/** Objects that the connection reads and that two mappings say differently. */
export const affectedBy = ({ reads }: MappedConnection, before: SaveMapping['rules'], after: SaveMapping['rules']): string[] =>
  affectedObjects(before, after, objectsWithUnits).filter((object) => reads.includes(object));

/**
 * Saves a mapping as a new version, and has what it changes read anew in full. Refused: `forbidden` (it and owner only), `not_found`, `stale`
 * (somebody has saved since this draft was begun), `bad_rule`.
 */
export async function saveMapping(
  ctx: Ctx,
  connectors: readonly Connector[],
  id: string,
  draft: SaveMapping,
): Promise<Result<MappingSaved, Refusal<SyncRefusal>>> {
  const found = await connectionToMap(ctx, connectors, id);
  if (!found.ok) return found;
  const refused = checkDraft(found.value, draft.rules);
  if (refused) return refused;
  const before = await loadMapping(ctx, id);
  const version = draft.version + 1;
  const kept = before.version === draft.version && (await insertMapping(ctx, id, { version, rules: draft.rules, by: auditOf(ctx.actor), why: draft.why }));
  if (!kept) return refuse('stale', { version: before.version });
  const objects = affectedBy(found.value, [...before.rules], draft.rules);
  if (objects.length > 0) await ctx.enqueue(lookKind, { connection: id, look: { what: 'read', objects, accept: [] }, anew: true });
  await ctx.publish({ type: 'erp_connection.mapped', subject: id, payload: { version } });
  return ok({ version, objects });
}
