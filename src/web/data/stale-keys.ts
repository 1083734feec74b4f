import { z } from 'zod';
import type { FeedEvent } from './live.ts';

/** Names of what the page keeps from the server. One place, so that events and screens agree. */
export const keys = {
  me: ['me'] as const,
  demo: ['demo'] as const,
  orders: ['orders'] as const,
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
  if (deskOnly.has(event.type)) return [keys.order(event.subject), keys.orders];
  const noun = event.type.split('.')[0] ?? '';
  const parsed = orderRef.safeParse(event.payload);
  const named = parsed.success ? parsed.data : {};
  const order = ordersOwn.has(noun) ? event.subject : named.orderId;
  const conversation = talks.has(noun) ? event.subject : named.conversationId;
  return [
    ...(order ? [keys.order(order), keys.orders] : []),
    ...(conversation ? [keys.conversation(conversation), keys.conversations, keys.orders] : []),
    ...(byNoun[noun] ?? []),
  ];
}
