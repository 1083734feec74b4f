import { sql, type Selectable } from 'kysely';
import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { AmendmentState, Change, OrderState } from '../contract.ts';
import { openAmendmentStates } from '../domain/amendment/amendment-machine.ts';
import type { AmendmentRecord, AmendmentSide, WantedBy } from '../domain/amendment/amendment.ts';
import { standingStates } from '../domain/order-machine.ts';
import type { Waiting } from '../domain/order.ts';
import type { OrdersTables } from '../tables.ts';

/** Writes an amendment, new or changed; its order is locked by the caller. */
export async function saveAmendment(ctx: Ctx, amendment: AmendmentRecord): Promise<void> {
  const changing = {
    state: amendment.state,
    before: JSON.stringify(amendment.before),
    after: JSON.stringify(amendment.after),
    last_erp_line: amendment.lastErpLine,
    order_state: amendment.orderState,
    waiting: amendment.waiting === null ? null : JSON.stringify(amendment.waiting),
    command_id: amendment.commandId,
    conversation_id: amendment.conversationId,
    decided_by: amendment.decidedBy,
    changed_at: ctx.now(),
  };
  await on<OrdersTables>(ctx)
    .insertInto('orders.amendment')
    .values({
      id: amendment.id,
      order_id: amendment.orderId,
      wanted_by: amendment.wantedBy,
      changes: JSON.stringify(amendment.changes),
      requested_by: amendment.requestedBy,
      requested_at: amendment.requestedAt,
      ...changing,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
    .execute();
}

/** One amendment, null when unknown. */
export async function loadAmendment(ctx: Ctx, id: string): Promise<AmendmentRecord | null> {
  const row = await on<OrdersTables>(ctx).selectFrom('orders.amendment').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

/** The amendment that an ERP command carries, null when there is none. */
export async function loadAmendmentOfCommand(ctx: Ctx, commandId: string): Promise<AmendmentRecord | null> {
  const row = await on<OrdersTables>(ctx).selectFrom('orders.amendment').selectAll().where('command_id', '=', commandId).executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

/** Every amendment of an order, oldest first. */
export async function loadAmendments(ctx: Ctx, orderId: string): Promise<readonly AmendmentRecord[]> {
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.amendment')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('requested_at')
    .orderBy('id')
    .execute();
  return rows.map(fromRow);
}

/** The amendment of an order that is not over, null when there is none. */
export const openOf = (amendments: readonly AmendmentRecord[]): AmendmentRecord | null =>
  amendments.find((each) => openAmendmentStates.includes(each.state)) ?? null;

/** What is ordered of these items for a day, by unit. */
export async function loadDayVolume(
  ctx: Ctx,
  on_: string,
  skus: readonly string[],
): Promise<readonly { readonly sku: string; readonly uom: string; readonly milli: number }[]> {
  if (skus.length === 0) return [];
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.order_line as l')
    .innerJoin('orders.order as o', 'o.id', 'l.order_id')
    .select(['l.sku', 'l.uom', sql<string>`sum(l.quantity_milli)`.as('milli')])
    .where('o.requested_date', '=', on_)
    .where('o.state', 'in', [...standingStates, 'posting', 'post_unknown'])
    .where('l.sku', 'in', [...skus])
    .groupBy(['l.sku', 'l.uom'])
    .execute();
  return rows.flatMap((row) => (row.sku === null || row.uom === null ? [] : [{ sku: row.sku, uom: row.uom, milli: Number(row.milli) }]));
}

const fromRow = (row: Selectable<OrdersTables['orders.amendment']>): AmendmentRecord => ({
  id: row.id,
  orderId: row.order_id,
  state: row.state as AmendmentState,
  wantedBy: row.wanted_by as WantedBy,
  changes: row.changes as readonly Change[],
  before: row.before as AmendmentSide,
  after: row.after as AmendmentSide,
  lastErpLine: row.last_erp_line,
  orderState: row.order_state as OrderState | null,
  waiting: row.waiting as Waiting | null,
  commandId: row.command_id,
  conversationId: row.conversation_id,
  requestedBy: row.requested_by,
  requestedAt: row.requested_at as Instant,
  decidedBy: row.decided_by,
});
