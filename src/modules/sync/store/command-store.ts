import { sql } from 'kysely';
import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { CommandKind } from '../../../connectors/kit/types.ts';
import { connectionDownUntil } from '../connections.ts';
import type { CommandState, Correction } from '../contract.ts';
import type { Candidate } from '../domain/admission.ts';
import type { CommandMemory } from '../domain/ending.ts';
import { freshMemory } from '../domain/ending.ts';
import type { SyncTables } from '../tables.ts';

/** What is written when a command is queued. */
export interface NewCommand {
  readonly id: string;
  readonly connection: string;
  readonly reference: string;
  readonly kind: CommandKind;
  readonly businessKey: string;
  readonly orderingKey: string;
  readonly payload: object;
  readonly createdBy: string;
  /** A document that is in the ERP already and that this command takes over. */
  readonly erpKey: string | null;
}

/** A command with its connection, locked for a decision. */
export interface LockedCommand extends Candidate {
  readonly id: string;
  readonly kind: CommandKind;
  readonly reference: string;
  readonly businessKey: string;
  readonly orderingKey: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly fence: number;
  readonly erpKey: string | null;
  readonly memory: CommandMemory;
  /** Why it was refused, when it was. */
  readonly refusal: { readonly code: string; readonly field: string | null };
  /** The mapping with which it was last sent; null: it was not, or a person has reopened it. */
  readonly mappingVersion: number | null;
  readonly connection: { readonly id: string; readonly connector: string; readonly settings: unknown; readonly secrets: Uint8Array | null };
}

/** Writes a new command; false when one with this id is there already. */
export async function insertCommand(ctx: Ctx, command: NewCommand): Promise<boolean> {
  const result = await on<SyncTables>(ctx)
    .insertInto('sync.command')
    .values({
      id: command.id,
      connection: command.connection,
      reference: command.reference,
      kind: command.kind,
      business_key: command.businessKey,
      ordering_key: command.orderingKey,
      payload: JSON.stringify(command.payload),
      state: 'new',
      not_before: ctx.now(),
      created_by: command.createdBy,
      created_at: ctx.now(),
      sent_at: null,
      lease_until: null,
      erp_key: command.erpKey,
      result: null,
      finished_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Locks a command; null when there is none, or another transaction holds it. */
export async function lockCommand(ctx: Ctx, id: string): Promise<LockedCommand | null> {
  const row = await on<SyncTables>(ctx)
    .selectFrom('sync.command as c')
    .innerJoin('sync.connection as n', 'n.id', 'c.connection')
    .selectAll('c')
    .select(['n.connector', 'n.settings', 'n.secrets', 'n.state as connection_state', 'n.breaker_until', 'n.failures', 'n.probe_until'])
    .select(
      sql<boolean>`exists (select 1 from sync.command e where e.ordering_key = c.ordering_key and e.state in ('new', 'sending', 'unknown')
        and (e.created_at, e.id) < (c.created_at, c.id))`.as('blocked'),
    )
    .where('c.id', '=', id)
    .forUpdate('c')
    .skipLocked()
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    kind: row.kind as CommandKind,
    reference: row.reference,
    businessKey: row.business_key,
    orderingKey: row.ordering_key,
    payload: row.payload,
    attempts: row.attempts,
    fence: row.fence,
    erpKey: row.erp_key,
    memory: memoryOf(row.result),
    refusal: refusalOf(row.result),
    mappingVersion: row.mapping_version,
    state: row.state as CommandState,
    notBefore: row.not_before as Instant,
    leaseUntil: row.lease_until as Instant | null,
    sentAt: row.sent_at as Instant | null,
    blocked: row.blocked,
    connectionState: row.connection_state === 'active' ? 'active' : 'paused',
    breakerUntil: row.breaker_until as Instant | null,
    failures: row.failures,
    probeUntil: row.probe_until as Instant | null,
    downUntil: connectionDownUntil(row.settings, ctx.now()),
    connection: { id: row.connection, connector: row.connector, settings: row.settings, secrets: row.secrets },
  };
}

function memoryOf(result: unknown): CommandMemory {
  const memory = typeof result === 'object' && result !== null && 'memory' in result ? result.memory : null;
  return typeof memory === 'object' && memory !== null ? { ...freshMemory, ...memory } : freshMemory;
}

function refusalOf(result: unknown): LockedCommand['refusal'] {
  const { code, field } = (result ?? {}) as { readonly code?: unknown; readonly field?: unknown };
  return { code: typeof code === 'string' ? code : '', field: typeof field === 'string' ? field : null };
}

/** Takes the lease; the new fence makes everything that an older holder still writes void. */
export async function takeLease(ctx: Ctx, id: string, state: CommandState, leaseUntil: Instant): Promise<number> {
  const row = await on<SyncTables>(ctx)
    .updateTable('sync.command')
    .set({ state, attempts: sql<number>`attempts + 1`, fence: sql<number>`fence + 1`, lease_until: leaseUntil })
    .where('id', '=', id)
    .returning('fence')
    .executeTakeFirstOrThrow();
  return row.fence;
}

/** Marks that the create leaves now, and in which words; false when the lease was lost, and then nothing may be sent. */
export async function markSent(
  ctx: Ctx,
  id: string,
  fence: number,
  { leaseUntil, mappingVersion }: { readonly leaseUntil: Instant; readonly mappingVersion: number },
): Promise<boolean> {
  const result = await on<SyncTables>(ctx)
    .updateTable('sync.command')
    .set({ state: 'sending', sent_at: ctx.now(), lease_until: leaseUntil, mapping_version: mappingVersion })
    .where('id', '=', id)
    .where('fence', '=', fence)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** What an attempt leaves behind. */
export interface Leaving {
  readonly state: CommandState;
  readonly notBefore: Instant;
  readonly sentAt: Instant | null | 'keep';
  readonly erpKey: string | null;
  readonly result: object;
  readonly finished: boolean;
}

/** Writes the end of an attempt and gives the lease back; false when the lease was lost meanwhile. */
export async function leaveCommand(ctx: Ctx, id: string, fence: number, leaving: Leaving): Promise<boolean> {
  const result = await on<SyncTables>(ctx)
    .updateTable('sync.command')
    .set({
      state: leaving.state,
      not_before: leaving.notBefore,
      lease_until: null,
      erp_key: leaving.erpKey,
      result: JSON.stringify(leaving.result),
      finished_at: leaving.finished ? ctx.now() : null,
      ...(leaving.sentAt === 'keep' ? {} : { sent_at: leaving.sentAt }),
    })
    .where('id', '=', id)
    .where('fence', '=', fence)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Moves the time of the next attempt, so that the sweep leaves the command alone until then. */
export async function putOff(ctx: Ctx, id: string, until: Instant): Promise<void> {
  await on<SyncTables>(ctx).updateTable('sync.command').set({ not_before: until }).where('id', '=', id).where('not_before', '<', until).execute();
}

/** Opens a rejected command again. */
export async function reopenCommand(ctx: Ctx, id: string, memory: CommandMemory): Promise<void> {
  await on<SyncTables>(ctx)
    .updateTable('sync.command')
    .set({ state: 'new', not_before: ctx.now(), finished_at: null, mapping_version: null, result: JSON.stringify({ memory }) })
    .where('id', '=', id)
    .execute();
}

/** Opens a rejected command again with a corrected payload; what was corrected stays on record. */
export async function correctCommand(
  ctx: Ctx,
  id: string,
  fixed: { readonly payload: object; readonly orderingKey: string; readonly correction: Correction; readonly memory: CommandMemory },
): Promise<void> {
  await on<SyncTables>(ctx)
    .updateTable('sync.command')
    .set({
      payload: JSON.stringify(fixed.payload),
      ordering_key: fixed.orderingKey,
      corrections: sql<string>`corrections || ${JSON.stringify([fixed.correction])}::jsonb`,
    })
    .where('id', '=', id)
    .execute();
  await reopenCommand(ctx, id, fixed.memory);
}

/** Ends a refused command by a person's word. */
export async function settleCommand(
  ctx: Ctx,
  id: string,
  settled: { readonly state: CommandState; readonly erpKey: string | null; readonly by: string; readonly why: string },
): Promise<void> {
  await on<SyncTables>(ctx)
    .updateTable('sync.command')
    .set({ state: settled.state, erp_key: settled.erpKey, settled_by: settled.by, settled_why: settled.why, finished_at: ctx.now() })
    .where('id', '=', id)
    .execute();
}

/** The oldest open command with this ordering key, null when there is none. */
export async function nextInLine(ctx: Ctx, orderingKey: string): Promise<string | null> {
  const row = await on<SyncTables>(ctx)
    .selectFrom('sync.command')
    .select('id')
    .where('ordering_key', '=', orderingKey)
    .where('state', 'in', ['new', 'sending', 'unknown'])
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/**
 * Open commands that should have been worked on before `since` and that nobody holds: their job was lost. They are stamped, so that
 * the next sweep does not find them again at once.
 */
export async function takeForgotten(ctx: Ctx, since: Instant, most: number): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`
    update sync.command set not_before = ${ctx.now()}
    where id in (
      select c.id from sync.command c join sync.connection n on n.id = c.connection
      where c.state in ('new', 'sending', 'unknown') and c.not_before < ${since} and (c.lease_until is null or c.lease_until < ${ctx.now()})
        and n.state = 'active' and (n.breaker_until is null or n.breaker_until < ${ctx.now()})
        and not exists (select 1 from sync.command e where e.ordering_key = c.ordering_key and e.state in ('new', 'sending', 'unknown')
          and (e.created_at, e.id) < (c.created_at, c.id))
      order by c.not_before limit ${most} for update of c skip locked)
    returning id`.execute(on<SyncTables>(ctx));
  return result.rows.map((row) => row.id);
}

/** Ends all leases: whoever held one is dead. Gives the open commands, oldest first. */
export async function endLeases(ctx: Ctx): Promise<readonly string[]> {
  const db = on<SyncTables>(ctx);
  await db
    .updateTable('sync.command')
    .set({ lease_until: null })
    .where('lease_until', 'is not', null)
    .where('state', 'in', ['new', 'sending', 'unknown'])
    .execute();
  const rows = await db.selectFrom('sync.command').select('id').where('state', 'in', ['new', 'sending', 'unknown']).orderBy('created_at').execute();
  return rows.map((row) => row.id);
}

/** A document that a command of this business object left in the ERP. */
export interface LeftDocument {
  readonly commandId: string;
  readonly erpKey: string;
  /** The reference that the document carries. */
  readonly reference: string;
  readonly customer: string;
}

/** The newest document of this business object, if an earlier command left one. */
export async function findDocumentOf(ctx: Ctx, businessKey: string): Promise<LeftDocument | null> {
  const row = await on<SyncTables>(ctx)
    .selectFrom('sync.command')
    .select(['id', 'erp_key', 'reference', sql<string>`payload->>'customer'`.as('customer')])
    .where('business_key', '=', businessKey)
    // a change carries no reference of its own into the document
    .where('kind', '=', 'create_sales_order')
    .where('erp_key', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.erp_key ? { commandId: row.id, erpKey: row.erp_key, reference: row.reference.split('~')[0] ?? row.reference, customer: row.customer } : null;
}

/** Frees a reference for the command that takes its document over; the old holder keeps it with a mark. */
export async function freeReference(ctx: Ctx, reference: string): Promise<void> {
  await on<SyncTables>(ctx)
    .updateTable('sync.command')
    .set({ reference: sql<string>`reference || '~' || id` })
    .where('reference', '=', reference)
    .execute();
}

/** The connection that an order was sent to, null when it never was. */
export async function loadConnectionOf(ctx: Ctx, businessKey: string): Promise<string | null> {
  const row = await on<SyncTables>(ctx)
    .selectFrom('sync.command')
    .select('connection')
    .where('business_key', '=', businessKey)
    .where('kind', '=', 'create_sales_order')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.connection ?? null;
}
