import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Order, PricedLine } from '../domain/order.ts';
import type { OrdersTables } from '../tables.ts';
import { lineFromRow, lineToRow, orderFromRows, orderToRow } from './rows.ts';
import { indexOrder } from './search-store.ts';

const openStates = ['assembling', 'needs_customer', 'needs_desk', 'credit_hold', 'posting', 'post_unknown'] as const;

/** Loads an order with its lines and locks it until the transaction ends; null when there is none. */
export async function lockOrder(ctx: Ctx, id: string): Promise<Order | null> {
  const row = await on<OrdersTables>(ctx).selectFrom('orders.order').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? null : orderFromRows(row, await loadLines(ctx, id));
}

/** As `lockOrder`, by the conversation that it came from. */
export async function lockOrderOfConversation(ctx: Ctx, conversationId: string): Promise<Order | null> {
  const row = await on<OrdersTables>(ctx).selectFrom('orders.order').selectAll().where('conversation_id', '=', conversationId).forUpdate().executeTakeFirst();
  return row === undefined ? null : orderFromRows(row, await loadLines(ctx, row.id));
}

/** Loads without locking. */
export async function loadOrder(ctx: Ctx, id: string): Promise<Order | null> {
  const row = await on<OrdersTables>(ctx).selectFrom('orders.order').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : orderFromRows(row, await loadLines(ctx, id));
}

/** An order's number alone; null when there is none. */
export async function loadOrderNumber(ctx: Ctx, id: string): Promise<string | null> {
  const row = await on<OrdersTables>(ctx).selectFrom('orders.order').select('number').where('id', '=', id).executeTakeFirst();
  return row?.number ?? null;
}

async function loadLines(ctx: Ctx, orderId: string): Promise<readonly PricedLine[]> {
  const rows = await on<OrdersTables>(ctx).selectFrom('orders.order_line').selectAll().where('order_id', '=', orderId).orderBy('line_no').execute();
  return rows.map(lineFromRow);
}

/** Writes a new order. */
export async function insertOrder(ctx: Ctx, order: Order): Promise<void> {
  await on<OrdersTables>(ctx).insertInto('orders.order').values(orderToRow(order)).execute();
  await insertLines(ctx, order);
  await indexOrder(ctx, order);
}

/** Writes an order back; the caller holds its lock and has raised its version. */
export async function updateOrder(ctx: Ctx, order: Order): Promise<void> {
  const { id, created_at: _createdAt, ...changes } = orderToRow(order);
  await on<OrdersTables>(ctx).updateTable('orders.order').set(changes).where('id', '=', id).execute();
  await indexOrder(ctx, order);
}

/** Replaces the lines of an order. */
export async function replaceLines(ctx: Ctx, order: Order): Promise<void> {
  await on<OrdersTables>(ctx).deleteFrom('orders.order_line').where('order_id', '=', order.id).execute();
  await insertLines(ctx, order);
}

async function insertLines(ctx: Ctx, order: Order): Promise<void> {
  if (order.lines.length === 0) return;
  const rows = order.lines.map((line, index) => lineToRow(order.id, index + 1, line));
  await on<OrdersTables>(ctx).insertInto('orders.order_line').values(rows).execute();
}

/** Orders of the customer that still stand, made since `since` or carrying the PO number. */
export async function loadEarlierOrders(ctx: Ctx, order: Order, since: string): Promise<readonly Order[]> {
  if (order.customer === null) return [];
  const standing = [...openStates.filter((state) => state !== 'assembling'), 'confirmed'];
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.order')
    .selectAll()
    .where('customer', '=', order.customer)
    .where('id', '!=', order.id)
    .where('state', 'in', standing)
    .where((eb) => (order.poNumber === null ? eb('created_at', '>=', since) : eb.or([eb('created_at', '>=', since), eb('po_number', '=', order.poNumber)])))
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute();
  return Promise.all(rows.map(async (row) => orderFromRows(row, await loadLines(ctx, row.id))));
}
