import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { auditedBy, nameActors } from '../../identity/index.ts';
import { listCustomerNames } from '../../masters/index.ts';
import { orderStates, type LifeEvent, type OrderList } from '../contract.ts';
import { cursorOf, markOf } from '../domain/page-mark.ts';
import { bandOf } from '../domain/urgency.ts';
import { presentRow } from '../present.ts';
import { loadDesk } from '../store/desk-store.ts';
import { orderFromRows } from '../store/rows.ts';
import type { OrdersTables } from '../tables.ts';
import { hasSleep, listRankedIds, type OrderFilter } from './rank-orders.ts';

export type { OrderFilter } from './rank-orders.ts';

/** A page of the queue with how many orders there are of each kind: seven statements, eight with a search, however many rows. */
export async function listOrders(ctx: Ctx, filter: OrderFilter): Promise<OrderList> {
  const ranked = await listRankedIds(ctx, filter, filter.cursor === undefined ? null : markOf(filter.cursor));
  const shown = ranked.slice(0, filter.limit);
  const ids = shown.map((row) => row.id);
  const [rows, life, desk] = [await loadRows(ctx, ids), await listLife(ctx, ids), await loadDesk(ctx, ids)];
  const customers = await listCustomerNames(ctx, [...new Set([...rows.values()].flatMap((row) => (row.customer === null ? [] : [row.customer])))]);
  const people = await nameActors(
    ctx,
    [...desk.values()].flatMap((each) => [...(each.assignedTo === null ? [] : [each.assignedTo]), ...each.lookers]),
  );
  const names = { items: new Map<string, string>(), customers, people };
  const last = shown.at(-1);
  return {
    rows: ids.flatMap((id) => {
      const [row, facts] = [rows.get(id), desk.get(id)];
      return row === undefined || facts === undefined ? [] : [presentRow(orderFromRows(row, []), facts, life.get(id) ?? [], names, ctx.now())];
    }),
    ...(await countOrders(ctx)),
    asOf: ctx.now(),
    nextCursor: ranked.length > filter.limit && last !== undefined ? cursorOf(last.mark) : null,
  };
}

async function loadRows(ctx: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.order')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
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

const open: ReadonlySet<string> = new Set(orderStates.filter((state) => bandOf(state) < 2));

async function countOrders(ctx: Ctx): Promise<Pick<OrderList, 'counts' | 'desk'>> {
  const sleeping = hasSleep(ctx.now());
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.order')
    .select([
      'state',
      sql<number>`(count(*) filter (where not ${sleeping}))::int`.as('awake'),
      sql<number>`(count(*) filter (where ${sleeping}))::int`.as('sleeping'),
      sql<number>`(count(*) filter (where assigned_to = ${auditedBy(ctx.actor)} and not ${sleeping}))::int`.as('mine'),
      sql<number>`(count(*) filter (where assigned_to is null and not ${sleeping}))::int`.as('unassigned'),
    ])
    .groupBy('state')
    .execute();
  const sum = (of: (row: (typeof rows)[number]) => number): number => rows.filter((row) => open.has(row.state)).reduce((total, row) => total + of(row), 0);
  return {
    counts: Object.fromEntries(rows.map((row) => [row.state, row.awake])),
    desk: { mine: sum((row) => row.mine), unassigned: sum((row) => row.unassigned), snoozed: sum((row) => row.sleeping) },
  };
}
