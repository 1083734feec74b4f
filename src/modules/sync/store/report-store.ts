import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { OurCommand } from '../domain/reconcile.ts';
import type { SyncTables } from '../tables.ts';

/** What a look at an ERP is called. */
export type ReportKind = 'doctor' | 'reconciliation';

const keptOfEach = 200;

/** Keeps a report, and of each connection and kind only the last ones. */
export async function insertReport(ctx: Ctx, connection: string, kind: ReportKind, body: object): Promise<void> {
  const db = on<SyncTables>(ctx);
  await db
    .insertInto('sync.report')
    .values({ id: ctx.newId(), connection, kind, at: ctx.now(), body: JSON.stringify(body) })
    .execute();
  const old = db.selectFrom('sync.report').select('id').where('connection', '=', connection).where('kind', '=', kind).orderBy('at', 'desc').offset(keptOfEach);
  await db.deleteFrom('sync.report').where('id', 'in', old).execute();
}

/** The last report of a kind, null when there is none. */
export async function loadLastReport(ctx: Ctx, connection: string, kind: ReportKind): Promise<{ readonly at: string; readonly body: unknown } | null> {
  const row = await on<SyncTables>(ctx)
    .selectFrom('sync.report')
    .select(['at', 'body'])
    .where('connection', '=', connection)
    .where('kind', '=', kind)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Commands of a kind whose documents the ERP should hold, committed from `since` on. */
export async function loadCommitted(ctx: Ctx, connection: string, kind: string, since: string): Promise<readonly OurCommand[]> {
  const rows = await on<SyncTables>(ctx)
    .selectFrom('sync.command')
    .select(['id', 'reference', 'erp_key', 'digest'])
    .where('connection', '=', connection)
    .where('kind', '=', kind)
    .where('state', '=', 'committed')
    .where('settled_by', 'is', null)
    .where('finished_at', '>=', since)
    .orderBy('finished_at')
    .execute();
  return rows.map((row) => ({ commandId: row.id, reference: row.reference, erpKey: row.erp_key, digest: row.digest }));
}

/** References of ours among these, of whatever kind, state and age. */
export async function findOwnReferences(ctx: Ctx, references: readonly string[]): Promise<ReadonlySet<string>> {
  if (references.length === 0) return new Set();
  const rows = await on<SyncTables>(ctx)
    .selectFrom('sync.command')
    .select('reference')
    .where('reference', '=', sql<string>`any(${[...references]}::text[])`)
    .execute();
  return new Set(rows.map((row) => row.reference));
}

/** Keeps what documents look like, to notice when somebody changes them. */
export async function saveDigests(ctx: Ctx, digests: readonly { readonly commandId: string; readonly digest: string }[]): Promise<void> {
  if (digests.length === 0) return;
  await sql`update sync.command c set digest = r.digest
    from jsonb_to_recordset(${JSON.stringify(digests)}::jsonb) as r("commandId" uuid, digest text) where c.id = r."commandId"`.execute(on<SyncTables>(ctx));
}

/** Forgets what the document of an order looked like: we have changed it ourselves. */
export async function forgetDigest(ctx: Ctx, businessKey: string): Promise<void> {
  await on<SyncTables>(ctx)
    .updateTable('sync.command')
    .set({ digest: null })
    .where('business_key', '=', businessKey)
    .where('kind', '=', 'create_sales_order')
    .execute();
}
