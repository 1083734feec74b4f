import type { ConversationRow } from '../../../modules/intake/contract.ts';
import type { OrderState } from '../../../modules/orders/contract.ts';
import type { ListedOrder } from '../../data/order-lists.ts';
import type { QueueRow } from './queue-state.ts';

/** The tabs in the order in which they stand. */
export const queueTabs = ['work', 'customer', 'erp', 'confirmed', 'ended', 'not_orders', 'all'] as const;
export type QueueTab = (typeof queueTabs)[number];

/** A row of the queue: an order, or a conversation that has none. */
export type QueueItem = QueueRow & ({ readonly kind: 'order'; readonly order: ListedOrder } | { readonly kind: 'talk'; readonly talk: ConversationRow });

const itemOf = new WeakMap<ListedOrder, QueueItem>();

/** An order as a row of the queue; the same order is the same row, so that nothing is drawn again that has not changed. */
export function orderItem(order: ListedOrder): QueueItem {
  const item = itemOf.get(order) ?? { kind: 'order', id: order.id, order };
  itemOf.set(order, item);
  return item;
}
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
