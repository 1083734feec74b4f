import type { CommandKind, ReferencedDocument, ReferencePage } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { addMs } from '../../../kernel/time.ts';
import type { Runtime } from '../../../platform/runtime/ctx.ts';
import type { ConnectionPool } from '../connections.ts';
import type { ReadRefusal, Reconciliation } from '../contract.ts';
import { reconcile } from '../domain/reconcile.ts';
import { activeMapping } from '../active-mapping.ts';
import { compareStockOf } from './compare-stock.ts';
import { loadConnection, loadProvenConnections } from '../store/connection-store.ts';
import { findOwnReferences, insertReport, loadCommitted, saveDigests } from '../store/report-store.ts';
import type { ReadingOf } from './patience.ts';
import { readPatiently } from './patience.ts';
import { syncActor } from './send-command.ts';

/** How far back documents are compared: orders are changed in the ERP for days, not for months. */
const backMs = 7 * 86_400_000;
/** A document may be dated a little before we heard of it. */
const overlapMs = 86_400_000;

type Kinds = Reconciliation['kinds'][number];
type Outcome<T> = Result<T, Refusal<ReadRefusal>>;

/** Compares all proven connections; what cannot be compared is in the report, and the next round tries again. */
export async function reconcileAll(runtime: Runtime, pool: ConnectionPool, signal?: AbortSignal): Promise<void> {
  for (const id of await runtime.transaction(syncActor, loadProvenConnections)) {
    if (signal?.aborted) return;
    const report = await reconcileConnection(runtime, pool, id, signal);
    if (!report.ok) runtime.log.warn({ connection: id, ...report.refusal }, 'not reconciled');
  }
}

/**
 * Compares what we wrote with what the ERP holds, kind by kind, and our stock with the ERP's, and keeps the report. Nothing is corrected: differences are for people.
 * Refused: `unknown_connection`.
 */
export async function reconcileConnection(runtime: Runtime, pool: ConnectionPool, id: string, signal?: AbortSignal): Promise<Outcome<Reconciliation>> {
  const stored = await runtime.transaction(syncActor, (ctx) => loadConnection(ctx, id));
  const connector = stored && pool.connectorOf(stored.connector);
  if (!stored || !connector) return refuse('unknown_connection', { connection: id });
  const reading = { runtime, connection: pool.open(stored), connectionId: id, signal };
  const since = addMs(runtime.now(), -backMs);
  const kinds: Kinds[] = [];
  const skipped: Reconciliation['skipped'] = [];
  for (const [kind, capability] of Object.entries(connector.capabilities.write)) {
    // a change carries no reference: it is part of the order's document
    if (capability.idempotency === 'compareDocument') continue;
    const compared = await reconcileKind(reading, kind as CommandKind, since);
    if (compared.ok) kinds.push(compared.value);
    else skipped.push({ kind, why: whyNot(compared.refusal) });
  }
  const stock = connector.capabilities.read.stock ? await compareStockOf(reading, (ctx) => activeMapping(ctx, connector, stored)) : ok(null);
  if (!stock.ok) skipped.push({ kind: 'stock', why: whyNot(stock.refusal) });
  const report: Reconciliation = { since, kinds, skipped, stock: stock.ok ? stock.value : null };
  await runtime.transaction(syncActor, (ctx) => insertReport(ctx, id, 'reconciliation', report));
  return ok(report);
}

/** The ERP's own code where it gave one. */
const whyNot = (refusal: Refusal): string => String(refusal.facts['code'] ?? refusal.code);

async function reconcileKind(reading: ReadingOf, kind: CommandKind, since: string): Promise<Outcome<Kinds>> {
  const { runtime, connectionId } = reading;
  // ours first: a command that commits while documents are read is there and not among ours, which is no finding
  const ours = await runtime.transaction(syncActor, (ctx) => loadCommitted(ctx, connectionId, kind, since));
  const documents = await documentsOf(reading, kind, addMs(since as Parameters<typeof addMs>[0], -overlapMs).slice(0, 10));
  if (!documents.ok) return documents;
  const references = documents.value.map((document) => document.reference).filter((reference) => reference !== '');
  return runtime.transaction(syncActor, async (ctx) => {
    const known = await findOwnReferences(ctx, references);
    const listed = new Set(ours.map((command) => command.reference));
    // what we wrote before the time that is compared, or what is under way now, is ours as well
    const compared = documents.value.filter((document) => listed.has(document.reference) || !known.has(document.reference));
    const result = reconcile(ours, compared);
    await saveDigests(ctx, result.baselines);
    return ok({ kind, ours: result.ours, theirs: documents.value.length, findings: [...result.findings] });
  });
}

async function documentsOf(reading: ReadingOf, kind: CommandKind, since: string): Promise<Outcome<readonly ReferencedDocument[]>> {
  const documents: ReferencedDocument[] = [];
  let cursor: string | null = null;
  do {
    const at: string | null = cursor;
    const page: Outcome<ReferencePage> = await readPatiently(reading, kind, (connection): Promise<ReferencePage> => connection.readReferences(kind, since, at));
    if (!page.ok) return page;
    const { nextCursor }: ReferencePage = page.value;
    documents.push(...page.value.documents);
    cursor = nextCursor;
  } while (cursor !== null);
  return ok(documents);
}
