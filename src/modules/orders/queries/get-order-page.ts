import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { nameActors } from '../../identity/index.ts';
import { withoutMargins } from '../../identity/domain/index.ts';
import { getCustomer, listItemNames } from '../../masters/index.ts';
import type { OrderPage } from '../contract.ts';
import { stageTimes } from '../domain/clock.ts';
import { numbered } from '../domain/erp-numbers.ts';
import { sumsOf } from '../domain/order-sums.ts';
import type { Order } from '../domain/order.ts';
import { presentCheck, presentLine, presentRow, skusOf, withoutFloor } from '../present.ts';
import { listNotes, loadDesk } from '../store/desk-store.ts';
import { loadFamily, loadOrder } from '../store/order-store.ts';
import type { OrdersTables } from '../tables.ts';
import { listLife } from './list-orders.ts';

/** The whole order: lines, the newest check run, life line, versions; null when there is none. Floors and costs only for those who may see them. */
export async function getOrderPage(ctx: Ctx, orderId: string, { seesMargins } = { seesMargins: false }): Promise<OrderPage | null> {
  const order = await loadOrder(ctx, orderId);
  if (order === null) return null;
  const db = on<OrdersTables>(ctx);
  const versions = await db.selectFrom('orders.order_version').selectAll().where('order_id', '=', orderId).orderBy('version').execute();
  const snapshots = versions.map((row) => ({ ...row, lines: (row.snapshot as { lines: Order['lines'] }).lines }));
  const life = (await listLife(ctx, [orderId])).get(orderId) ?? [];
  const customer = order.customer === null ? null : await getCustomer(ctx, order.customer);
  const items = await listItemNames(ctx, skusOf([...order.lines, ...snapshots.flatMap((row) => row.lines)]));
  const [notes, desk] = [await listNotes(ctx, orderId), (await loadDesk(ctx, [orderId])).get(orderId)];
  if (desk === undefined) return null;
  const atDesk = [...(desk.assignedTo === null ? [] : [desk.assignedTo]), ...desk.lookers];
  const actors = await nameActors(ctx, [...[...life, ...versions, ...notes].map((each) => each.actor), ...atDesk]);
  const names = { items, customers: new Map(customer === null ? [] : [[customer.code, customer.name]]), people: actors };
  const lines = (each: Order['lines']): OrderPage['lines'] => each.map((line, index) => presentLine(line, index + 1, names, seesMargins));
  const checks = await newestChecks(ctx, orderId);
  const factsOf = (facts: Record<string, unknown>): Record<string, unknown> => (seesMargins ? facts : withoutMargins(facts));
  return {
    ...presentRow(order, desk, life, names, ctx.now()),
    company: order.company,
    shipTo: order.shipTo,
    shipToName: customer?.shipTos.find((place) => place.code === order.shipTo)?.name ?? null,
    language: order.language,
    poNumber: order.poNumber,
    erpReference: order.erpReference,
    commandId: order.commandId,
    lines: lines(numbered(order.lines).lines),
    sums: sumsOf(order.lines),
    checks: seesMargins ? checks : checks.map(withoutFloor),
    life: life.map((event) => ({ ...event, facts: factsOf(event.facts), actor: actors.get(event.actor) ?? event.actor })),
    notes: notes.map((note) => ({ ...note, actor: actors.get(note.actor) ?? note.actor })),
    versions: snapshots.map((row) => ({ version: row.version, at: row.at, actor: actors.get(row.actor) ?? row.actor, why: row.why, lines: lines(row.lines) })),
    stages: stageTimes(life),
    family: [...(await loadFamily(ctx, order))],
  };
}

async function newestChecks(ctx: Ctx, orderId: string): Promise<OrderPage['checks']> {
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.check_result')
    .select(['check', 'outcome', 'line_no', 'facts'])
    .where('order_id', '=', orderId)
    .where('order_version', '=', (eb) =>
      eb
        .selectFrom('orders.check_result as newest')
        .select((inner) => inner.fn.max('newest.order_version').as('version'))
        .where('newest.order_id', '=', orderId),
    )
    .orderBy('position')
    .execute();
  return rows.map(presentCheck);
}
