import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../identity/index.ts';
import type { CheckResult, LifeEvent, OrderState } from '../contract.ts';
import type { ErpRefusal } from '../domain/checks/check.ts';
import { grantSchema, type Grant } from '../domain/grants.ts';
import type { Order } from '../domain/order.ts';
import type { OrdersTables } from '../tables.ts';

/** One entry of the life line, as a command appends it. */
export interface LifeEntry {
  readonly kind: LifeEvent['kind'];
  readonly why: string;
  readonly at?: string;
  readonly fromState?: OrderState;
  readonly toState?: OrderState;
  readonly facts?: Record<string, unknown>;
}

/** Appends to the life line in order; the caller holds the order's lock, so numbers cannot collide. */
export async function appendLife(ctx: Ctx, orderId: string, entries: readonly LifeEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry, index) => ({
    order_id: orderId,
    seq: sql<number>`(select coalesce(max(seq), 0) from orders.life_event where order_id = ${orderId}) + ${index + 1}::int`,
    at: entry.at ?? ctx.now(),
    kind: entry.kind,
    from_state: entry.fromState ?? null,
    to_state: entry.toState ?? null,
    actor: auditedBy(ctx.actor),
    why: entry.why,
    facts: JSON.stringify(entry.facts ?? {}),
  }));
  await on<OrdersTables>(ctx).insertInto('orders.life_event').values(rows).execute();
}

/** Keeps the order as it now is, for ever, with who and why. */
export async function keepVersion(ctx: Ctx, order: Order, why: string): Promise<void> {
  const { lines, ...head } = order;
  await on<OrdersTables>(ctx)
    .insertInto('orders.order_version')
    .values({ order_id: order.id, version: order.version, at: ctx.now(), actor: auditedBy(ctx.actor), why, snapshot: JSON.stringify({ head, lines }) })
    .onConflict((conflict) => conflict.columns(['order_id', 'version']).doNothing())
    .execute();
}

/** An order's lines as they were at a version; null when that version is not kept. */
export async function loadVersion(ctx: Ctx, orderId: string, version: number): Promise<Order | null> {
  const row = await on<OrdersTables>(ctx)
    .selectFrom('orders.order_version')
    .select('snapshot')
    .where('order_id', '=', orderId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { head, lines } = row.snapshot as { head: Omit<Order, 'lines'>; lines: Order['lines'] };
  return { ...head, lines };
}

/** Versions and who made them, newest first. */
export async function listVersionMarks(ctx: Ctx, orderId: string): Promise<readonly { version: number; why: string }[]> {
  return on<OrdersTables>(ctx)
    .selectFrom('orders.order_version')
    .select(['version', 'why'])
    .where('order_id', '=', orderId)
    .orderBy('version', 'desc')
    .execute();
}

/** Rows of one statement: PostgreSQL takes 65,535 values at once. */
const rowsAtOnce = 5000;

/** Keeps the results of a check run with the versions of master data and price rules that it saw. */
export async function keepResults(
  ctx: Ctx,
  order: Pick<Order, 'id' | 'version'>,
  results: readonly CheckResult[],
  saw: { readonly mastersVersion: number; readonly rulesVersion: number },
): Promise<void> {
  const db = on<OrdersTables>(ctx);
  await db.deleteFrom('orders.check_result').where('order_id', '=', order.id).where('order_version', '=', order.version).execute();
  const rows = results.map((result, index) => ({
    order_id: order.id,
    order_version: order.version,
    position: index + 1,
    check: `${result.code} ${result.name}`,
    outcome: result.outcome,
    line_no: result.lineNo,
    facts: JSON.stringify(result.facts),
    masters_version: saw.mastersVersion,
    rules_version: saw.rulesVersion,
    at: ctx.now(),
  }));
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await db
      .insertInto('orders.check_result')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute();
  }
}

/** The decisions that were given for orders: this one, and the one that it was parted from. */
export async function loadGrants(ctx: Ctx, orderIds: readonly string[]): Promise<readonly Grant[]> {
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.life_event')
    .select('facts')
    .where('order_id', 'in', [...orderIds])
    .where('why', '=', 'hold_granted')
    .orderBy('order_id')
    .orderBy('seq')
    .execute();
  return rows.flatMap((row) => grantSchema.safeParse(row.facts).data ?? []);
}

/** What the ERP said each time that it refused the order or a try of it, and of what content, newest first; what passed when it was tried again is left out. */
export async function loadErpRefusals(ctx: Ctx, orderId: string): Promise<readonly ErpRefusal[]> {
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.life_event')
    .select(['why', 'facts'])
    .where('order_id', '=', orderId)
    .where('why', 'in', ['erp_rejected', 'erp_dry_run_refused', 'erp_dry_run_passed'])
    .orderBy('seq', 'desc')
    .execute();
  const passed = new Set<string>();
  return rows.flatMap((row) => {
    const facts = row.facts as Record<string, unknown>;
    const content = String(facts['content'] ?? '');
    if (row.why === 'erp_dry_run_passed') passed.add(content);
    return passed.has(content) ? [] : [{ content, code: String(facts['code'] ?? ''), text: String(facts['text'] ?? '') }];
  });
}

/** Adds facts to what a check said of the order's newest version, where it had nothing to object. */
export async function noteOnCheck(ctx: Ctx, orderId: string, code: string, facts: Record<string, unknown>): Promise<void> {
  await on<OrdersTables>(ctx)
    .updateTable('orders.check_result')
    .set({ facts: sql<string>`facts || ${JSON.stringify(facts)}::jsonb` })
    .where('order_id', '=', orderId)
    .where('check', 'like', `${code} %`)
    .where('outcome', '=', 'pass')
    .where('order_version', '=', (eb) =>
      eb
        .selectFrom('orders.check_result as newest')
        .select((inner) => inner.fn.max('newest.order_version').as('version'))
        .where('newest.order_id', '=', orderId),
    )
    .execute();
}
