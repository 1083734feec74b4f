import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import { msBetween } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Connector } from '../../../connectors/kit/types.ts';
import { canSimulate } from '../connections.ts';
import type { Simulation, SyncRefusal } from '../contract.ts';
import type { OrdersFace, SyncDeps } from '../deps.ts';
import type { DryRun } from '../domain/dry-run.ts';
import { simulateOrderKind } from '../job-kinds.ts';
import { mayAskErp } from '../policy.ts';
import type { ConnectionRecord } from '../store/connection-store.ts';
import { chooseConnection } from './choose-connection.ts';
import { loadSimulation, saveSimulation } from '../store/simulation-store.ts';

/** A question that got no answer for this long is asked anew. */
const forgottenMs = 60_000;

/** The connection in which an order of this customer can be tried now; null: there is none, it cannot, or it is paused. */
export async function loadTrialConnection(ctx: Ctx, connectors: readonly Connector[], customer: string | null): Promise<ConnectionRecord | null> {
  const chosen = await chooseConnection(ctx, connectors, { kind: 'create_sales_order', customer });
  if (!chosen.ok || chosen.value.state !== 'active') return null;
  return canSimulate(connectors.find((one) => one.id === chosen.value.connector) ?? null) ? chosen.value : null;
}

/** What is known of what the ERP says to an order. */
export async function getSimulation(ctx: Ctx, deps: Pick<SyncDeps, 'orders' | 'connectors'>, orderId: string): Promise<Simulation> {
  const customer = (await deps.orders.getOrderToSimulate(ctx, orderId))?.payload.customer ?? null;
  const can = (await loadTrialConnection(ctx, deps.connectors, customer)) !== null;
  const known = await loadSimulation(ctx, orderId);
  return { can, orderVersion: known?.orderVersion ?? null, answeredAt: known?.answeredAt ?? null, answer: known?.answer ?? null };
}

/**
 * Asks the ERP what an order would come to, without writing it; a job does, and the answer is told by `erp_simulation.answered`. While the same version is
 * being asked about, nothing more is done. Refused: `forbidden`, `not_found` (no such order, or it lacks what an ERP needs), `wrong_state` (no ERP that can).
 */
export async function askSimulation(
  ctx: Ctx,
  { orders, connectors }: Pick<SyncDeps, 'orders' | 'connectors'>,
  orderId: string,
): Promise<Result<{ id: string }, Refusal<SyncRefusal>>> {
  if (!mayAskErp(ctx.actor)) return refuse('forbidden');
  const order = await orders.getOrderToSimulate(ctx, orderId);
  const connection = await loadTrialConnection(ctx, connectors, order?.payload.customer ?? null);
  if (connection === null) return refuse('wrong_state', { why: 'cannot_simulate' });
  if (order === null) return refuse('not_found', { orderId });
  const known = await loadSimulation(ctx, orderId);
  const underWay = known?.orderVersion === order.version && known.answer === null && msBetween(known.askedAt, ctx.now()) < forgottenMs;
  if (underWay) return ok({ id: orderId });
  await saveSimulation(ctx, orderId, { version: order.version, answer: null });
  await ctx.enqueue(simulateOrderKind, { orderId });
  return ok({ id: orderId });
}

/** Keeps what trying an order came to, tells the order, and whoever looks at it. */
export async function keepDryRun(ctx: Ctx, orders: OrdersFace, orderId: string, tried: DryRun): Promise<void> {
  const told = await orders.recordDryRun(ctx, { orderId, outcome: outcomeOf(tried) });
  if (told === null) return;
  await saveSimulation(ctx, orderId, { version: told.version, answer: tried.answer });
  await ctx.publish({ type: 'erp_simulation.answered', subject: orderId, payload: { kind: tried.answer.kind } });
}

const outcomeOf = (tried: DryRun): Parameters<OrdersFace['recordDryRun']>[1]['outcome'] => {
  if (tried.kind === 'refused') return { kind: 'refused', code: tried.code, text: tried.text };
  return tried.kind === 'passed' ? { kind: 'passed' } : { kind: 'not_known', why: tried.why };
};
