import type { CanonicalRecord, ErpObject } from '../../../connectors/kit/types.ts';
import type { JobDefinition } from '../../../platform/jobs/definition.ts';
import { defineJob } from '../../../platform/jobs/definition.ts';
import type { Runtime } from '../../../platform/runtime/ctx.ts';
import { activeMapping, mapRecord, type ReadOutcome } from '../active-mapping.ts';
import { findUnknownCompanies } from '../commands/admit-page.ts';
import type { ConnectionPool } from '../connections.ts';
import { previewMappingSchema, type MappingPreview, type ObjectPreview } from '../contract.ts';
import type { Mapping } from '../domain/mapping/mapping.ts';
import { comparePage, unitsSeen } from '../domain/mapping/preview.ts';
import { previewKind } from '../job-kinds.ts';
import { codeTargets } from '../mapping-targets.ts';
import { loadConnection } from '../store/connection-store.ts';
import { answerPreview, loadPreview } from '../store/preview-store.ts';
import { readPatiently, type ReadingOf } from './patience.ts';
import { syncActor } from './send-command.ts';

/** Reads the first page of every object of a preview from the ERP, and keeps what the draft would do to it. Nothing is saved of what was read; `erp_connection.looked` tells when it is over. */
export const previewMappingJob = (pool: ConnectionPool): JobDefinition<{ readonly preview: string }> =>
  defineJob({
    ...previewKind,
    concurrency: 2,
    expireSeconds: 600,
    handle: async (runtime, { preview }, signal) => {
      const asked = await questionOf(runtime, pool, preview);
      if (asked === null) return;
      const reading = { runtime, connection: asked.erp, connectionId: asked.connection, signal };
      const seen = [];
      for (const object of asked.draft.objects) seen.push(await lookAtObject(reading, asked, object as ErpObject));
      const body: Pick<MappingPreview, 'objects' | 'units'> = { objects: seen.map((one) => one.preview), units: unitsSeen(seen.flatMap((one) => one.records)) };
      await runtime.transaction(syncActor, async (ctx) => {
        await answerPreview(ctx, preview, body);
        const code = body.objects.find((one) => one.trouble !== null)?.trouble?.code ?? null;
        await ctx.publish({ type: 'erp_connection.looked', subject: asked.connection, payload: { what: 'preview', code } });
      });
    },
  });

/** A preview that is to be answered, with the mapping as it is and as it would be; null when it was answered or forgotten. */
async function questionOf(runtime: Runtime, pool: ConnectionPool, id: string) {
  return runtime.transaction(syncActor, async (ctx) => {
    const preview = await loadPreview(ctx, id);
    const stored = preview && (await loadConnection(ctx, preview.connection));
    const connector = stored && pool.connectorOf(stored.connector);
    if (!preview || preview.answeredAt !== null || !stored || !connector) return null;
    const draft = previewMappingSchema.parse(preview.draft);
    const before = await activeMapping(ctx, connector, stored);
    const after: Mapping = { ...before, rules: draft.rules };
    return { connection: stored.id, erp: pool.open(stored), draft, before, after };
  });
}

interface Question {
  readonly before: Mapping;
  readonly after: Mapping;
}

async function lookAtObject(
  reading: ReadingOf,
  { before, after }: Question,
  object: ErpObject,
): Promise<{ readonly preview: ObjectPreview; readonly records: readonly CanonicalRecord[] }> {
  const page = await readPatiently(reading, object, (connection) => connection.readPage(object, null));
  const records = page.ok ? page.value.records : [];
  const fields = codeTargets.filter((one) => one.side === 'read' && one.object === object).map((one) => one.field);
  const rows = records.map((record) => ({ record, before: mapRecord(before, object, record), after: mapRecord(after, object, record) }));
  const said = rows.flatMap((row) => (row.after.kind === 'record' ? [row.after.record] : []));
  const unknown = await reading.runtime.transaction(syncActor, (ctx) => findUnknownCompanies(ctx, object, said));
  const compared = comparePage(
    rows.map((row) => ({ ...row, after: ofKnownCompany(row.after, unknown) })),
    fields,
  );
  const trouble = page.ok ? null : { code: page.refusal.code, text: String(page.refusal.facts['text'] ?? page.refusal.facts['why'] ?? '') };
  return { preview: { object, ...compared, trouble }, records };
}

function ofKnownCompany(outcome: ReadOutcome, unknown: ReadonlySet<string>): ReadOutcome {
  if (outcome.kind === 'skipped' || unknown.size === 0) return outcome;
  const { company } = outcome.record.data as { readonly company: string };
  return unknown.has(company) ? { kind: 'skipped', key: outcome.record.key, why: 'unknown_company', field: 'company', value: company } : outcome;
}
