import { z } from 'zod';
import type { FeedEvent } from './live.ts';

/** Names of what the page keeps from the server. One place, so that events and screens agree. */
export const keys = {
  me: ['me'] as const,
  demo: ['demo'] as const,
  /** Lists of orders: kept row by row, see order-changes.ts. */
  orders: ['orders'] as const,
  orderCounts: ['order_counts'] as const,
  deskPeople: ['desk_people'] as const,
  order: (id: string) => ['order', id] as const,
  conversations: ['conversations'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  command: ['command'] as const,
  connections: ['connections'] as const,
  items: ['items'] as const,
  customers: ['customers'] as const,
  aliases: ['aliases'] as const,
  reading: ['reading'] as const,
  priceRules: ['price_rules'] as const,
  priceReports: ['price_reports'] as const,
  orderRules: ['order_rules'] as const,
  cases: ['cases'] as const,
  people: ['people'] as const,
};

const orderRef = z.object({ orderId: z.string().nullish(), conversationId: z.string().nullish() });

type Keys = readonly (readonly unknown[])[];

const erpKeys: Keys = [keys.connections, keys.command];
/** What an event of a noun makes stale besides the order and conversation that it names. */
const byNoun: Readonly<Record<string, Keys>> = {
  // corrections and answers teach
  order: [...erpKeys, keys.aliases],
  conversation: [keys.aliases],
  past_orders: [keys.aliases],
  erp_command: erpKeys,
  erp_connection: erpKeys,
  masters: [keys.items, keys.customers],
  alias: [keys.aliases],
  reading: [keys.reading, keys.aliases],
  price_rule: [keys.priceRules, keys.priceReports],
  price_approval: [keys.priceReports],
  check_setting: [keys.orderRules],
  order_rule: [keys.orderRules],
  // lists and whatever case is open; many of its events name only people
  case: [keys.cases],
};
/** Nouns whose events are about an order. */
const ordersOwn: ReadonlySet<string> = new Set(['order', 'amendment', 'erp_simulation']);
/** What people do around an order: it changes nothing of what is ordered or learnt. */
const deskOnly: ReadonlySet<string> = new Set(['order.desk_changed', 'order.presence_changed']);
const talks: ReadonlySet<string> = new Set(['conversation', 'message']);

/** What an event makes stale. An unknown event makes nothing stale but the order and conversation that it names. */
export function staleKeysOf(event: FeedEvent): Keys {
  if (deskOnly.has(event.type)) return [keys.order(event.subject)];
  const { order, conversation } = namedBy(event);
  return [
    ...(order === null ? [] : [keys.order(order)]),
    ...(conversation === null ? [] : [keys.conversation(conversation), keys.conversations]),
    ...(byNoun[nounOf(event)] ?? []),
  ];
}

/** The order and the conversation that an event is about. */
export function namedBy(event: FeedEvent): { readonly order: string | null; readonly conversation: string | null } {
  const noun = nounOf(event);
  const parsed = orderRef.safeParse(event.payload);
  const named = parsed.success ? parsed.data : {};
  return {
    order: (ordersOwn.has(noun) ? event.subject : named.orderId) ?? null,
    conversation: (talks.has(noun) ? event.subject : named.conversationId) ?? null,
  };
}

const nounOf = (event: FeedEvent): string => event.type.split('.')[0] ?? '';
