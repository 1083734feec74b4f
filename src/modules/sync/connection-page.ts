import type { Connector } from '../../connectors/kit/types.ts';
import type { Ctx } from '../../platform/runtime/ctx.ts';
import type { ConnectionPage, ObjectStanding } from './contract.ts';
import { findingSchema, reconciliationSchema } from './contract.ts';
import { readingOrder } from './domain/objects.ts';
import { listConnections } from './queries.ts';
import { loadConnection } from './store/connection-store.ts';
import type { ReadState } from './store/cursor-store.ts';
import { loadReadStates } from './store/cursor-store.ts';
import { loadLastReport } from './store/report-store.ts';

/** Everything that IT sees of a connection; null when there is none with this id. Never a secret. */
export async function getConnectionPage(ctx: Ctx, connectors: readonly Connector[], id: string): Promise<ConnectionPage | null> {
  const stored = await loadConnection(ctx, id);
  const row = (await listConnections(ctx)).find((one) => one.id === id);
  const connector = connectors.find((one) => one.id === stored?.connector);
  if (!stored || !row || !connector) return null;
  const states = await loadReadStates(ctx, id);
  const doctor = await loadLastReport(ctx, id, 'doctor');
  const reconciled = await loadLastReport(ctx, id, 'reconciliation');
  const findings = findingSchema.array().safeParse((doctor?.body as { readonly findings?: unknown } | undefined)?.findings);
  const report = reconciliationSchema.safeParse(reconciled?.body);
  return {
    ...row,
    vendor: connector.vendor,
    product: connector.product,
    objects: readingOrder.flatMap((object) => {
      const can = connector.capabilities.read[object];
      return can ? [{ object, ...can, ...standingOf(states.find((state) => state.object === object) ?? null, ctx.now()) }] : [];
    }),
    writes: Object.entries(connector.capabilities.write).map(([kind, { how, idempotency, reversal }]) => ({ kind, how, idempotency, reversal })),
    doctor: doctor && findings.success ? { at: doctor.at, findings: findings.data } : null,
    reconciled: reconciled && report.success ? { at: reconciled.at, body: report.data } : null,
  };
}

function standingOf(state: ReadState | null, now: string): Omit<ObjectStanding, 'object' | 'how' | 'by' | 'deletes'> {
  if (!state) return { records: 0, skipped: 0, skippedWhy: {}, asOf: null, reading: false, trouble: null };
  const { records, skipped, skippedWhy, finishedAt, busyUntil, trouble } = state;
  return {
    records,
    skipped,
    skippedWhy: { ...skippedWhy },
    asOf: finishedAt,
    reading: busyUntil !== null && busyUntil > now,
    trouble: trouble && troubleOf(trouble),
  };
}

function troubleOf({ code, facts, at }: NonNullable<ReadState['trouble']>): NonNullable<ObjectStanding['trouble']> {
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  return { code, previous: number(facts['previous']), seen: number(facts['seen']), text: String(facts['text'] ?? facts['why'] ?? ''), at };
}
