import type { ConversationRow } from '../../../modules/intake/contract.ts';
import type { OrderRow, OrderState } from '../../../modules/orders/contract.ts';
import type { QueueRow } from './queue-state.ts';

/** The tabs in the order in which they stand. */
export const queueTabs = ['work', 'customer', 'erp', 'confirmed', 'ended', 'not_orders', 'all'] as const;
export type QueueTab = (typeof queueTabs)[number];

/** A row of the queue: an order, or a conversation that has none. */
export type QueueItem = QueueRow & ({ readonly kind: 'order'; readonly order: OrderRow } | { readonly kind: 'talk'; readonly talk: ConversationRow });

/** An order as a row of the queue. */
export const orderItem = (order: OrderRow): QueueItem => ({ kind: 'order', id: order.id, order });
/** A conversation without an order as a row of the queue. */
export const talkItem = (talk: ConversationRow): QueueItem => ({ kind: 'talk', id: talk.id, talk });

/** The tab next to one, stopping at the ends. */
export function tabBeside(tab: QueueTab, by: 1 | -1): QueueTab {
  const at = Math.max(0, Math.min(queueTabs.length - 1, queueTabs.indexOf(tab) + by));
  return queueTabs[at] ?? tab;
}

/** How many orders a tab holds, from the counts by state; null for tabs that are not counted by state. */
export function countOfTab(states: readonly OrderState[] | null, counts: Readonly<Record<string, number>>): number | null {
  return states === null ? null : states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
}
