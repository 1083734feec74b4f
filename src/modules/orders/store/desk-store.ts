import { sql } from 'kysely';
import { addMs, type Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../identity/index.ts';
import type { OrdersTables } from '../tables.ts';

/** How long a sign of presence holds. */
export const presenceMs = 30_000;

/** What the desk knows of an order besides the order itself. People are actor texts. */
export interface DeskFacts {
  readonly assignedTo: string | null;
  readonly cutOffAt: Instant | null;
  readonly snoozedUntil: Instant | null;
  readonly snoozedVersion: number | null;
  readonly version: number;
  readonly lineCount: number;
  readonly noteCount: number;
  readonly lookers: readonly string[];
}

/** The desk's facts of several orders, in one statement. */
export async function loadDesk(ctx: Ctx, orderIds: readonly string[]): Promise<ReadonlyMap<string, DeskFacts>> {
  if (orderIds.length === 0) return new Map();
  const since = addMs(ctx.now(), -presenceMs);
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.order as o')
    .select(['o.id', 'o.assigned_to', 'o.cut_off_at', 'o.snoozed_until', 'o.snoozed_version', 'o.version'])
    .select((eb) => [
      eb
        .selectFrom('orders.order_line as l')
        .select(sql<number>`count(*)::int`.as('lines'))
        .whereRef('l.order_id', '=', 'o.id')
        .as('line_count'),
      eb
        .selectFrom('orders.note as n')
        .select(sql<number>`count(*)::int`.as('notes'))
        .whereRef('n.order_id', '=', 'o.id')
        .as('note_count'),
      eb
        .selectFrom('orders.presence as p')
        .select(sql<string[] | null>`array_agg(p.person order by p.person)`.as('people'))
        .whereRef('p.order_id', '=', 'o.id')
        .where('p.seen_at', '>', since)
        .as('lookers'),
    ])
    .where('o.id', 'in', [...orderIds])
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        assignedTo: row.assigned_to,
        cutOffAt: row.cut_off_at as Instant | null,
        snoozedUntil: row.snoozed_until as Instant | null,
        snoozedVersion: row.snoozed_version,
        version: row.version,
        lineCount: row.line_count ?? 0,
        noteCount: row.note_count ?? 0,
        lookers: row.lookers ?? [],
      },
    ]),
  );
}

/** Locks an order's row and tells what the desk decides on; null when there is none. */
export async function lockDesk(
  ctx: Ctx,
  orderId: string,
): Promise<{
  readonly number: string;
  readonly version: number;
  readonly state: string;
  readonly assignedTo: string | null;
  readonly snoozed: boolean;
} | null> {
  const row = await on<OrdersTables>(ctx)
    .selectFrom('orders.order')
    .select(['number', 'version', 'state', 'assigned_to as assignedTo', 'snoozed_version'])
    .where('id', '=', orderId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  const { snoozed_version: snoozedVersion, ...desk } = row;
  return { ...desk, snoozed: snoozedVersion !== null && snoozedVersion === row.version };
}

/** Gives the order to somebody, or to nobody. */
export async function setAssignee(ctx: Ctx, orderId: string, person: string | null): Promise<void> {
  await on<OrdersTables>(ctx).updateTable('orders.order').set({ assigned_to: person }).where('id', '=', orderId).execute();
}

/** Puts the order to sleep while it is this version, until a time if one is given; `version` null wakes it. */
export async function setSnooze(ctx: Ctx, orderId: string, version: number | null, until: string | null): Promise<void> {
  await on<OrdersTables>(ctx).updateTable('orders.order').set({ snoozed_version: version, snoozed_until: until }).where('id', '=', orderId).execute();
}

/** Keeps until when the order must be settled. */
export async function setCutOff(ctx: Ctx, orderId: string, at: Instant | null): Promise<void> {
  await on<OrdersTables>(ctx).updateTable('orders.order').set({ cut_off_at: at }).where('id', '=', orderId).execute();
}

/** A note as it is kept. */
export interface NoteRow {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly text: string;
}

/** Appends a note; the same id twice is one note. False when it was there. */
export async function insertNote(ctx: Ctx, orderId: string, id: string, text: string): Promise<boolean> {
  const row = { id, order_id: orderId, at: ctx.now(), actor: auditedBy(ctx.actor), text };
  const result = await on<OrdersTables>(ctx)
    .insertInto('orders.note')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** An order's notes, oldest first. */
export async function listNotes(ctx: Ctx, orderId: string): Promise<readonly NoteRow[]> {
  return on<OrdersTables>(ctx)
    .selectFrom('orders.note')
    .select(['id', 'at', 'actor', 'text'])
    .where('order_id', '=', orderId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** Takes away the signs of presence at an order that have run out, and tells how many they were. */
export async function dropOldPresence(ctx: Ctx, orderId: string): Promise<number> {
  const result = await on<OrdersTables>(ctx)
    .deleteFrom('orders.presence')
    .where('order_id', '=', orderId)
    .where('seen_at', '<=', addMs(ctx.now(), -presenceMs))
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Renews somebody's sign of presence; true when they have just come. */
export async function renewPresence(ctx: Ctx, orderId: string, person: string): Promise<boolean> {
  const row = await on<OrdersTables>(ctx)
    .insertInto('orders.presence')
    .values({ order_id: orderId, person, seen_at: ctx.now() })
    .onConflict((conflict) => conflict.columns(['order_id', 'person']).doUpdateSet({ seen_at: ctx.now() }))
    .returning(sql<boolean>`xmax = 0`.as('came'))
    .executeTakeFirst();
  return row?.came ?? false;
}

/** Takes somebody's sign of presence away; true when there was one. */
export async function dropPresence(ctx: Ctx, orderId: string, person: string): Promise<boolean> {
  const result = await on<OrdersTables>(ctx).deleteFrom('orders.presence').where('order_id', '=', orderId).where('person', '=', person).executeTakeFirst();
  return result.numDeletedRows > 0n;
}
