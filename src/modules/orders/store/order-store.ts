import { sql } from 'kysely';
import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { OrderState } from '../contract.ts';
import type { EarlierOrder } from '../domain/checks/check.ts';
import type { Order, PricedLine } from '../domain/order.ts';
import { draftStates, standingStates } from '../domain/order-machine.ts';
import type { OrdersTables } from '../tables.ts';
import { lineFromRow, lineToRow, orderFromRows, orderToRow } from './rows.ts';
import { indexOrder } from './search-store.ts';

/** States of an order that a new one may repeat: it stands, or is about to. */
const standing: readonly OrderState[] = [...[...draftStates].filter((state) => state !== 'assembling'), 'posting', 'post_unknown', ...standingStates];
/** States in which an order takes its place on a route. */
const onTheWay: readonly OrderState[] = ['posting', 'post_unknown', 'confirmed', 'amending', 'allocated', 'picked', 'loaded'];

/** Loads an order with its lines and locks it until the transaction ends; null when there is none. */
export async function lockOrder(ctx: Ctx, id: string): Promise<Order | null> {
  const row = await on<OrdersTables>(ctx).selectFrom('orders.order').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? null : orderFromRows(row, await loadLines(ctx, id));
}

/** As `lockOrder`, by the conversation that it came from; of an order that was parted, the part that was made last. */
export async function lockOrderOfConversation(ctx: Ctx, conversationId: string): Promise<Order | null> {
  const row = await on<OrdersTables>(ctx)
    .selectFrom('orders.order')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('created_at', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
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

/** Orders of the customer that still stand, made since `since` or carrying the PO number; not the parts of the order itself. */
export async function loadEarlierOrders(ctx: Ctx, order: Order, since: string): Promise<readonly EarlierOrder[]> {
  if (order.customer === null) return [];
  const db = on<OrdersTables>(ctx);
  const root = order.splitFrom ?? order.id;
  const rows = await db
    .selectFrom('orders.order')
    .select(['id', 'number', 'erp_number', 'po_number', 'created_at'])
    .where('customer', '=', order.customer)
    .where('id', 'not in', [order.id, root])
    .where((eb) => eb.or([eb('split_from', 'is', null), eb('split_from', '!=', root)]))
    .where('state', 'in', standing)
    .where((eb) => (order.poNumber === null ? eb('created_at', '>=', since) : eb.or([eb('created_at', '>=', since), eb('po_number', '=', order.poNumber)])))
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute();
  const lines = await linesOf(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    erpNumber: row.erp_number,
    poNumber: row.po_number,
    createdAt: row.created_at as Instant,
    lines: lines.get(row.id) ?? [],
  }));
}

/** What several orders hold, in one statement. */
async function linesOf(ctx: Ctx, orderIds: readonly string[]): Promise<ReadonlyMap<string, EarlierOrder['lines']>> {
  if (orderIds.length === 0) return new Map();
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.order_line')
    .select(['order_id', 'sku', 'quantity_milli', 'uom'])
    .where('order_id', 'in', orderIds)
    .orderBy('order_id')
    .orderBy('line_no')
    .execute();
  const lines = new Map<string, { sku: string | null; quantityMilli: number | null; uom: string | null }[]>();
  for (const row of rows) {
    const own = lines.get(row.order_id) ?? [];
    lines.set(row.order_id, own);
    own.push({ sku: row.sku, quantityMilli: row.quantity_milli, uom: row.uom });
  }
  return lines;
}

/** The other orders into which the same order was parted, by number. */
export async function loadFamily(ctx: Ctx, order: Pick<Order, 'id' | 'splitFrom'>): Promise<readonly { id: string; number: string; state: OrderState }[]> {
  const root = order.splitFrom ?? order.id;
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.order')
    .select(['id', 'number', 'state'])
    .where((eb) => eb.or([eb('id', '=', root), eb('split_from', '=', root)]))
    .where('id', '!=', order.id)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as OrderState }));
}

/** The reader's ids of lines that other parts of the same order hold. */
export async function loadLineIdsElsewhere(ctx: Ctx, order: Pick<Order, 'id' | 'splitFrom'>): Promise<ReadonlySet<string>> {
  const family = await loadFamily(ctx, order);
  if (family.length === 0) return new Set();
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.order_line')
    .select(sql<string>`reading->>'lineId'`.as('line_id'))
    .where(
      'order_id',
      'in',
      family.map((each) => each.id),
    )
    .execute();
  return new Set(rows.map((row) => row.line_id));
}

/** How many other orders go on a route on a day. */
export async function countRouteOrders(ctx: Ctx, order: Order, route: string): Promise<number> {
  if (order.requestedDate === null) return 0;
  const row = await on<OrdersTables>(ctx)
    .selectFrom('orders.order')
    .select(sql<string>`count(*)`.as('orders'))
    .where('company', '=', order.company)
    .where('route', '=', route)
    .where('requested_date', '=', order.requestedDate)
    .where('state', 'in', onTheWay)
    .where('id', '!=', order.id)
    .executeTakeFirstOrThrow();
  return Number(row.orders);
}

/** Puts an accepted order on the route that serves its customer. */
export async function putOnRoute(ctx: Ctx, orderId: string, route: string): Promise<void> {
  await on<OrdersTables>(ctx).updateTable('orders.order').set({ route }).where('id', '=', orderId).execute();
}

/**
 * What the customer has ordered that the ERP's credit figures do not hold yet: on its way to the ERP, or taken by it after the figures were
 * read (null: they never were), and what changes since then have added. In minor units.
 */
export async function sumUnseenByErp(ctx: Ctx, customer: string, creditAsOf: string | null): Promise<number> {
  const asOf = creditAsOf ?? '-infinity';
  const row = await sql<{ minor: string | null }>`
    with stand as (
      select o.id, o.net_minor,
        o.state in ('posting', 'post_unknown')
          or exists (select 1 from orders.life_event e where e.order_id = o.id and e.to_state = 'confirmed' and e.at >= ${asOf}) as unseen
      from orders."order" o
      where o.customer = ${customer} and o.state = any(${['posting', 'post_unknown', ...standingStates]}::text[])
    ), change as (
      select coalesce((a.after->>'netMinor')::bigint, 0) - coalesce((a.before->>'netMinor')::bigint, 0) as delta, a.state, a.changed_at, s.unseen
      from orders.amendment a join stand s on s.id = a.order_id
      where a.state in ('sending', 'unknown', 'applied')
    )
    select coalesce((select sum(net_minor) from stand where unseen), 0)
      + coalesce((select sum(delta) from change where state <> 'applied' and delta > 0), 0)
      + coalesce((select sum(delta) from change where state = 'applied' and not unseen and changed_at >= ${asOf}), 0) as minor
  `.execute(on<OrdersTables>(ctx));
  return Number(row.rows[0]?.minor ?? 0);
}

/** Orders that wait for credit, oldest first. */
export async function listHeldForCredit(ctx: Ctx): Promise<readonly string[]> {
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.order')
    .select('id')
    .where('state', '=', 'credit_hold')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}
