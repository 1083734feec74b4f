import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import { parseInstant } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { OrderRefusal, SnoozeOrder } from '../../contract.ts';
import { mayWorkOrders } from '../../policy.ts';
import { lockDesk, setSnooze } from '../../store/desk-store.ts';
import { tellDesk } from './tell-desk.ts';

type Done = Result<null, Refusal<OrderRefusal>>;

/**
 * Puts an order to sleep until a time, or until something changes. It comes back by itself: its time passes, or its version rises.
 * Refused: `forbidden`, `not_found`, `stale_version` (it has changed already), `in_the_past`.
 */
export async function snoozeOrder(ctx: Ctx, orderId: string, input: SnoozeOrder): Promise<Done> {
  if (!mayWorkOrders(ctx.actor)) return refuse('forbidden');
  const desk = await lockDesk(ctx, orderId);
  if (desk === null) return refuse('not_found', { orderId });
  if (desk.version !== input.version) return refuse('stale_version', { yours: input.version, current: desk.version });
  const until = input.until === null ? null : parseInstant(input.until);
  if (until !== null && until <= ctx.now()) return refuse('in_the_past', { until });
  await setSnooze(ctx, orderId, input.version, until);
  await tellDesk(ctx, { id: orderId, number: desk.number }, 'snoozed', { until });
  return ok(null);
}

/** Wakes an order; one that is awake stays so. Refused: `forbidden`, `not_found`. */
export async function wakeOrder(ctx: Ctx, orderId: string): Promise<Done> {
  if (!mayWorkOrders(ctx.actor)) return refuse('forbidden');
  const desk = await lockDesk(ctx, orderId);
  if (desk === null) return refuse('not_found', { orderId });
  if (!desk.snoozed) return ok(null);
  await setSnooze(ctx, orderId, null, null);
  await tellDesk(ctx, { id: orderId, number: desk.number }, 'woken', {});
  return ok(null);
}
