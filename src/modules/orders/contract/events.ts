import type { AmendmentState } from './amendment.ts';
import type { OrderState, PriceOffer } from './order.ts';

/** Refusals of order commands. */
export const orderRefusals = [
  'not_found',
  'forbidden',
  'stale_version',
  'wrong_state',
  'needs_customer',
  'needs_desk',
  'credit_hold',
  'duplicate',
  'unknown_sku',
  'unknown_uom',
  'unknown_line',
  'nothing_to_undo',
  'nothing_to_explain',
  'unknown_customer',
  'unknown_check',
  'never_milder',
  'amendment_open',
  'bad_quantity',
  'not_sold',
  'circular_substitute',
  'date_past',
  'nothing_changes',
  'driver_takes_back',
  'new_order_instead',
  'price_missing',
  'already_assigned',
  'unknown_person',
  'in_the_past',
] as const;
export type OrderRefusal = (typeof orderRefusals)[number];

/** Events out. Subject is the order id. */
export interface OrderEvents {
  'order.drafted': { number: string; version: number; conversationId: string | null };
  /** `elsewhere`: the reader's ids of lines that other parts of the same order hold; left out: none. */
  'order.accepted': { number: string; version: number; commandId: string; elsewhere?: readonly string[] };
  'order.confirmed': { number: string; erpNumber: string; conversationId: string | null };
  'order.held': { number: string; state: OrderState; refusal: string; facts: Record<string, unknown> };
  'order.line_corrected': { number: string; customer: string | null; words: string; sku: string; uom: string | null; wrongSku: string | null; actor: string };
  'order.correction_undone': { number: string; customer: string | null; words: string; sku: string; actor: string };
  /** Some lines go to the ERP (subject), the others stay as a second order. */
  'order.parted': { number: string; restId: string; restNumber: string; conversationId: string | null };
  'check_setting.changed': { company: string; customer: string | null; code: string; version: number };
  'order_rule.changed': { company: string; customer: string | null; version: number };
  /** The customer is to say yes or no to our prices. */
  'order.price_offered': PriceOffer;
  /** Somebody took it, put it to sleep, woke it, noted something or changed its lines; `what` as on the life line. */
  'order.desk_changed': { number: string; what: string };
  /** Somebody came to look at an order, or went. */
  'order.presence_changed': Record<string, never>;
  /** A rejection was taken back. */
  'order.reopened': { number: string; state: OrderState };
  'order.ended': { number: string; state: OrderState; reason: string };
  /** A change to an order that the ERP holds moved on; `waiting`: why, when it waits or was refused. */
  'amendment.changed': { number: string; amendmentId: string; state: AmendmentState; conversationId: string | null; waiting: string | null };
  /** It goes to the ERP: the outbox takes it in the same transaction. `release`: what was set aside for the order must be promised anew. */
  'amendment.accepted': { number: string; amendmentId: string; commandId: string; release: boolean };
  /** More than a tenth of an item's day moves. */
  'amendment.plan_touched': { number: string; amendmentId: string; items: readonly { sku: string; deltaBaseMilli: number; dayBaseMilli: number }[] };
  /** Past orders with the customers' words were read from the ERP; subject = `*`. */
  'past_orders.saved': { erpNumbers: readonly string[] };
}
