import type { CheckOutcome, ClockOwner, OrderState } from '../../modules/orders/contract.ts';

/** The four status colours, plus `quiet` for what needs no attention. Always drawn with an icon and a word. */
export type Tone = 'ok' | 'waiting' | 'risk' | 'stop' | 'quiet';

const stateTones: Readonly<Record<OrderState, Tone>> = {
  assembling: 'quiet',
  needs_customer: 'waiting',
  needs_desk: 'risk',
  price_hold: 'waiting',
  credit_hold: 'stop',
  stock_decision: 'risk',
  posting: 'waiting',
  post_unknown: 'risk',
  confirmed: 'ok',
  amending: 'waiting',
  allocated: 'ok',
  picked: 'ok',
  loaded: 'ok',
  delivered: 'ok',
  part_delivered: 'risk',
  delivery_failed: 'stop',
  invoiced: 'ok',
  closed: 'quiet',
  cancelled: 'quiet',
  rejected: 'quiet',
  duplicate: 'quiet',
};

/** The status colour of an order state. */
export const toneOfState = (state: OrderState): Tone => stateTones[state];

/** The tabs of the queue and the states behind each. Every state is in exactly one of them. */
export const orderTabs = {
  work: ['needs_desk', 'stock_decision', 'credit_hold', 'price_hold', 'assembling'],
  customer: ['needs_customer'],
  erp: ['posting', 'post_unknown', 'amending'],
  confirmed: ['confirmed', 'allocated', 'picked', 'loaded', 'delivery_failed', 'part_delivered', 'delivered', 'invoiced'],
  ended: ['closed', 'cancelled', 'rejected', 'duplicate'],
} as const satisfies Readonly<Record<string, readonly OrderState[]>>;

/** Tone of a check's outcome. */
export function toneOfOutcome(outcome: CheckOutcome): Tone {
  if (outcome === 'pass') return 'ok';
  if (outcome === 'ask' || outcome === 'approval') return 'waiting';
  return outcome === 'hold' || outcome === 'block' ? 'stop' : 'risk';
}

export const ownerOrder: readonly ClockOwner[] = ['ours', 'customer', 'approver', 'erp'];
