import { nextState } from '../../../kernel/machine.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Order, Waiting } from '../domain/order.ts';
import { orderMachine, type OrderEventName } from '../domain/order-machine.ts';
import { appendLife } from '../store/life-store.ts';
import { updateOrder } from '../store/order-store.ts';
import { withdrawHold } from './holds/withdraw-hold.ts';

/** How a state change is told: why, what it waits for, what else changes with it. */
export interface StateChange {
  readonly event: OrderEventName;
  readonly why: string;
  readonly waiting?: Waiting | null;
  readonly facts?: Record<string, unknown>;
  readonly set?: Partial<Pick<Order, 'commandId' | 'erpReference' | 'erpNumber'>>;
}

/** Moves a locked order along its machine and keeps the step on its life line; null when its state does not know the event. */
export async function changeState(ctx: Ctx, order: Order, change: StateChange): Promise<Order | null> {
  const state = nextState(orderMachine, order.state, change.event);
  if (state === null) return null;
  const changed: Order = { ...order, ...change.set, state, waiting: change.waiting ?? null, version: order.version + 1, updatedAt: ctx.now() };
  await updateOrder(ctx, changed);
  if (state !== order.state) await withdrawHold(ctx, order.id, order.state, change.why);
  if (state !== order.state || change.event !== 'send_to_desk') {
    await appendLife(ctx, order.id, [
      { kind: 'state', why: change.why, fromState: order.state, toState: state, ...(change.facts ? { facts: change.facts } : {}) },
    ]);
  }
  return changed;
}
