import type { Connector } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { MappingPreview, PreviewMapping, SyncRefusal } from '../contract.ts';
import { mappingPreviewSchema } from '../contract.ts';
import { previewKind } from '../job-kinds.ts';
import { auditOf } from '../policy.ts';
import { loadMapping } from '../store/mapping-store.ts';
import { insertPreview, loadPreview } from '../store/preview-store.ts';
import { affectedBy, checkDraft, connectionToMap } from './save-mapping.ts';

/**
 * Has the ERP asked what a draft would do, without saving it: a job reads the first page of every object that it changes or that is named.
 * Refused: `forbidden` (it and owner only), `not_found`, `bad_rule`, `unknown_object` (one that its connector does not read).
 */
export async function askPreview(
  ctx: Ctx,
  connectors: readonly Connector[],
  id: string,
  draft: PreviewMapping,
): Promise<Result<{ id: string }, Refusal<SyncRefusal>>> {
  const found = await connectionToMap(ctx, connectors, id);
  if (!found.ok) return found;
  const refused = checkDraft(found.value, draft.rules);
  if (refused) return refused;
  const unknown = draft.objects.filter((object) => !found.value.reads.includes(object));
  if (unknown.length > 0) return refuse('unknown_object', { objects: unknown });
  const before = await loadMapping(ctx, id);
  const objects = [...new Set([...affectedBy(found.value, [...before.rules], draft.rules), ...draft.objects])];
  const preview = ctx.newId();
  await insertPreview(ctx, { id: preview, connection: id, by: auditOf(ctx.actor), draft: { rules: draft.rules, objects } });
  await ctx.enqueue(previewKind, { preview });
  return ok({ id: preview });
}

/** What the ERP said to a draft, as far as it has. Refused: `forbidden` (it and owner only), `not_found`. */
export async function getPreview(
  ctx: Ctx,
  connectors: readonly Connector[],
  id: string,
  preview: string,
): Promise<Result<MappingPreview, Refusal<SyncRefusal>>> {
  const found = await connectionToMap(ctx, connectors, id);
  if (!found.ok) return found;
  const stored = await loadPreview(ctx, preview);
  if (stored?.connection !== id) return refuse('not_found', { preview });
  const { askedAt, answeredAt } = stored;
  const answer = mappingPreviewSchema.pick({ objects: true, units: true }).safeParse(stored.body);
  return ok({ id: preview, askedAt, answeredAt, ...(answer.success ? answer.data : { objects: [], units: [] }) });
}
