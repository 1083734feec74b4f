import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../identity/index.ts';
import type { Order } from '../domain/order.ts';
import type { CausePattern, WavedPattern } from '../domain/patterns.ts';
import type { OrdersTables } from '../tables.ts';

/** Keeps which open checks a person let pass on an order; one of each, however often it is confirmed. */
export async function keepWavedThrough(
  ctx: Ctx,
  order: Order,
  checks: readonly { readonly code: string; readonly name: string; readonly reason: string }[],
): Promise<void> {
  if (checks.length === 0 || order.customer === null) return;
  const { id, company, customer } = order;
  await on<OrdersTables>(ctx)
    .insertInto('orders.wave_through')
    .values(checks.map((check) => ({ order_id: id, company, customer, ...check, actor: auditedBy(ctx.actor), at: ctx.now() })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** How often a check of a customer was let pass since it was last proposed to change it, oldest first. Locks what it reads. */
export async function loadWaved(ctx: Ctx, of: { readonly company: string; readonly customer: string; readonly code: string }): Promise<WavedPattern['times']> {
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.wave_through as w')
    .innerJoin('orders.order as o', 'o.id', 'w.order_id')
    .select(['w.order_id', 'o.number', 'w.actor', 'w.reason', 'w.at'])
    .where('w.company', '=', of.company)
    .where('w.customer', '=', of.customer)
    .where('w.code', '=', of.code)
    .where('w.proposed', '=', false)
    .orderBy('w.at')
    .forUpdate('w')
    .execute();
  return rows.map((row) => ({ orderId: row.order_id, number: row.number, actor: row.actor, reason: row.reason, at: row.at }));
}

/** A proposal stands on these: they count for no other. */
export async function markProposed(ctx: Ctx, of: { readonly company: string; readonly customer: string; readonly code: string }): Promise<void> {
  await sql`update orders.wave_through set proposed = true
    where company = ${of.company} and customer = ${of.customer} and code = ${of.code} and not proposed`.execute(on<OrdersTables>(ctx));
}

/** Keeps for which reasons in the master data checks of an order failed; one of each. */
export async function keepCauses(
  ctx: Ctx,
  order: Order,
  causes: readonly { readonly code: string; readonly name: string; readonly cause: string }[],
): Promise<void> {
  if (causes.length === 0) return;
  await on<OrdersTables>(ctx)
    .insertInto('orders.check_cause')
    .values(causes.map((each) => ({ order_id: order.id, company: order.company, ...each, at: ctx.now() })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The orders that one cause has stopped since a task was last opened for it, oldest first. Locks what it reads. */
export async function loadCaused(ctx: Ctx, of: { readonly company: string; readonly code: string; readonly cause: string }): Promise<CausePattern['times']> {
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.check_cause as c')
    .innerJoin('orders.order as o', 'o.id', 'c.order_id')
    .select(['c.order_id', 'o.number', 'c.at'])
    .where('c.company', '=', of.company)
    .where('c.code', '=', of.code)
    .where('c.cause', '=', of.cause)
    .where('c.raised', '=', false)
    .orderBy('c.at')
    .forUpdate('c')
    .execute();
  return rows.map((row) => ({ orderId: row.order_id, number: row.number, at: row.at }));
}

/** A task stands on these: they count for no other. */
export async function markRaised(ctx: Ctx, of: { readonly company: string; readonly code: string; readonly cause: string }): Promise<void> {
  await sql`update orders.check_cause set raised = true
    where company = ${of.company} and code = ${of.code} and cause = ${of.cause} and not raised`.execute(on<OrdersTables>(ctx));
}
