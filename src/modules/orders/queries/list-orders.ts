import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { listCustomerNames } from '../../masters/index.ts';
import type { LifeEvent, OrderList } from '../contract.ts';
import { presentRow } from '../present.ts';
import { orderFromRows } from '../store/rows.ts';
import type { OrdersTables } from '../tables.ts';

/** What the queue shows: states, a search text, a customer, a page. */
export interface OrderFilter {
  readonly states?: readonly string[];
  readonly q?: string;
  readonly customer?: string;
  readonly cursor?: string;
  readonly limit: number;
}

/** Newest-changed first, with how many orders are in each state. The cursor is `updatedAt|id` of the last row. */
export async function listOrders(ctx: Ctx, filter: OrderFilter): Promise<OrderList> {
  const rows = await pageOf(ctx, filter).execute();
  const shown = rows.slice(0, filter.limit);
  const ids = shown.map((row) => row.id);
  const [life, lineCounts, counts, names] = [await listLife(ctx, ids), await countLines(ctx, ids), await countStates(ctx), await namesOf(ctx, shown)];
  const now = ctx.now();
  const last = shown.at(-1);
  return {
    rows: shown.map((row) =>
      presentRow(orderFromRows(row, []), lineCounts.get(row.id) ?? 0, life.get(row.id) ?? [], { items: new Map(), customers: names }, now),
    ),
    counts,
    nextCursor: rows.length > filter.limit && last !== undefined ? `${last.updated_at}|${last.id}` : null,
  };
}

const namesOf = (ctx: Ctx, rows: readonly { customer: string | null }[]): Promise<ReadonlyMap<string, string>> =>
  listCustomerNames(ctx, [...new Set(rows.flatMap((row) => (row.customer === null ? [] : [row.customer])))]);

function pageOf(ctx: Ctx, filter: OrderFilter) {
  let query = on<OrdersTables>(ctx)
    .selectFrom('orders.order')
    .selectAll()
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  const { states, customer, cursor } = filter;
  if (states !== undefined && states.length > 0) query = query.where('state', 'in', [...states]);
  if (customer !== undefined) query = query.where('customer', '=', customer);
  const text = filter.q?.trim();
  if (text) {
    const like = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    query = query.where((eb) =>
      eb.or([
        eb('number', 'ilike', like),
        eb('erp_number', 'ilike', like),
        eb('customer', 'ilike', like),
        eb('preview', 'ilike', like),
        eb('po_number', 'ilike', like),
        eb('sender', 'like', like),
      ]),
    );
  }
  const [at, id] = cursor?.split('|') ?? [];
  if (at !== undefined && id !== undefined) query = query.where((eb) => eb(eb.refTuple('updated_at', 'id'), '<', eb.tuple(at, id)));
  return query;
}

/** Life lines of several orders. */
export async function listLife(ctx: Ctx, orderIds: readonly string[]): Promise<ReadonlyMap<string, readonly LifeEvent[]>> {
  if (orderIds.length === 0) return new Map();
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.life_event')
    .selectAll()
    .where('order_id', 'in', [...orderIds])
    .orderBy('order_id')
    .orderBy('seq')
    .execute();
  const life = new Map<string, LifeEvent[]>();
  for (const row of rows) {
    const events = life.get(row.order_id) ?? [];
    life.set(row.order_id, events);
    events.push({
      seq: row.seq,
      at: row.at,
      kind: row.kind as LifeEvent['kind'],
      fromState: row.from_state as LifeEvent['fromState'],
      toState: row.to_state as LifeEvent['toState'],
      actor: row.actor,
      why: row.why,
      facts: row.facts as Record<string, unknown>,
    });
  }
  return life;
}

async function countLines(ctx: Ctx, orderIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (orderIds.length === 0) return new Map();
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.order_line')
    .select(['order_id', sql<string>`count(*)`.as('lines')])
    .where('order_id', 'in', [...orderIds])
    .groupBy('order_id')
    .execute();
  return new Map(rows.map((row) => [row.order_id, Number(row.lines)]));
}

async function countStates(ctx: Ctx): Promise<Record<string, number>> {
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.order')
    .select(['state', sql<string>`count(*)`.as('orders')])
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.orders)]));
}
