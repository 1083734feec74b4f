import { nextState } from '../../../../kernel/machine.ts';
import type { Order, Waiting } from '../../domain/order.ts';
import { orderMachine, type OrderEventName } from '../../domain/order-machine.ts';
import { withdrawCase } from './cases.ts';
import type { Held, Play } from './play.ts';

/** Moves an order along its machine; false when its state does not know the event. A hold that it leaves has its case withdrawn. */
export function move(play: Play, held: Held, event: OrderEventName, change: { readonly waiting?: Waiting; readonly set?: Partial<Order> } = {}): boolean {
  const { order } = held;
  const state = nextState(orderMachine, order.state, event);
  if (state === null) return false;
  held.order = { ...order, ...change.set, state, waiting: change.waiting ?? null, version: order.version + 1 };
  play.moves.push({ orderId: order.id, from: order.state, event, to: state });
  if (state !== order.state && (order.state === 'price_hold' || order.state === 'credit_hold')) withdrawCase(play, order.id);
  return true;
}
