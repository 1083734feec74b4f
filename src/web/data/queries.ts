import { infiniteQueryOptions, keepPreviousData, queryOptions, skipToken, type QueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { meSchema } from '../../modules/identity/contract.ts';
import { askPreviewSchema, conversationRowSchema, conversationSchema } from '../../modules/intake/contract.ts';
import { customerHitSchema, itemHitSchema } from '../../modules/masters/contract.ts';
import { deskPeopleSchema, orderListSchema, orderPageSchema, type orderSorts, type OrderState, type snoozeFilters } from '../../modules/orders/contract.ts';
import { commandPageSchema, connectionRowSchema } from '../../modules/sync/contract.ts';
import { ask, queryOf } from './client.ts';
import { listPageOf, type OrderListPage } from './order-lists.ts';
import { keys } from './stale-keys.ts';

const rowsOf = <S extends z.ZodType>(row: S) => z.object({ rows: z.array(row) });

/** Who is signed in. Throws `SignedOut` for nobody. */
export const meQuery = queryOptions({ queryKey: keys.me, queryFn: ({ signal }) => ask(meSchema, '/api/me', { signal }), staleTime: 60_000 });

/** Which orders: in these states (all when empty), with these words. */
export interface OrderFilter {
  readonly states: readonly OrderState[];
  readonly q: string;
  readonly customer?: string;
  /** `me`, `nobody` or a person's id. */
  readonly assigned?: string;
  /** Default: those asleep too. */
  readonly snoozed?: (typeof snoozeFilters)[number];
  readonly sort?: (typeof orderSorts)[number];
}

const firstPage = 100;
// who scrolls on wants many, but a page must be taken in between two frames
const nextPages = 250;

const listPath = ({ states, snoozed = 'all', ...rest }: OrderFilter, more: Parameters<typeof queryOf>[0]): string =>
  `/api/orders${queryOf({ ...rest, snoozed, state: states.join(','), ...more })}`;

/** A part of the queue, with when each row was read; how many orders there are of each kind is kept for whoever shows it. */
async function readOrders(client: QueryClient, path: string, signal?: AbortSignal): Promise<OrderListPage> {
  const list = await ask(orderListSchema, path, { signal });
  client.setQueryData(keys.orderCounts, { counts: list.counts, desk: list.desk });
  return listPageOf(list, Date.now());
}

/** Those of some orders that a filter shows, and those that woke since an instant. */
export const readChangedOrders = (client: QueryClient, filter: OrderFilter, ids: readonly string[], wokenSince: string): Promise<OrderListPage> =>
  readOrders(client, listPath(filter, { ids: ids.join(','), woken_since: wokenSince, limit: 500 }));

/** How many orders there are of each kind. */
export const orderCountsQuery = queryOptions({
  queryKey: keys.orderCounts,
  queryFn: async ({ client, signal }) => {
    const { counts, desk } = await readOrders(client, '/api/orders?limit=1', signal);
    return { counts, desk };
  },
});

/** The queue of orders in some states, page by page, in the order in which the server has it. */
export const ordersQuery = (filter: OrderFilter) =>
  infiniteQueryOptions({
    queryKey: [...keys.orders, filter],
    queryFn: ({ client, pageParam, signal }) =>
      readOrders(client, listPath(filter, { cursor: pageParam, limit: pageParam === null ? firstPage : nextPages }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    // rows that change are read one by one: see order-changes.ts
    staleTime: Infinity,
  });

/** Whom an order can be given to. */
export const deskPeopleQuery = queryOptions({
  queryKey: keys.deskPeople,
  queryFn: ({ signal }) => ask(deskPeopleSchema, '/api/orders-desk/people', { signal }),
  staleTime: 300_000,
});

/** One order with its evidence; nothing is asked while `id` is null. */
export const orderQuery = (id: string | null) =>
  queryOptions({
    queryKey: keys.order(id ?? ''),
    queryFn: id === null ? skipToken : ({ signal }) => ask(orderPageSchema, `/api/orders/${encodeURIComponent(id)}`, { signal }),
  });

/** One conversation with its bubbles; nothing is asked while `id` is null. */
export const conversationQuery = (id: string | null) =>
  queryOptions({
    queryKey: keys.conversation(id ?? ''),
    queryFn: id === null ? skipToken : ({ signal }) => ask(conversationSchema, `/api/conversations/${encodeURIComponent(id)}`, { signal }),
  });

/** Conversations in some states, newest first. */
export const conversationsQuery = (states: readonly string[], q: string) =>
  queryOptions({
    queryKey: [...keys.conversations, states.join(','), q],
    queryFn: ({ signal }) => ask(rowsOf(conversationRowSchema), `/api/conversations${queryOf({ state: states.join(','), q })}`, { signal }),
    placeholderData: keepPreviousData,
  });

/** The exact message that `ask` would send; always fresh, because the draft may have changed. */
export const questionQuery = (conversationId: string | null) =>
  queryOptions({
    queryKey: [...keys.conversation(conversationId ?? ''), 'question'],
    queryFn:
      conversationId === null
        ? skipToken
        : ({ signal }) => ask(askPreviewSchema, `/api/conversations/${encodeURIComponent(conversationId)}/question`, { signal }),
    gcTime: 0,
    retry: false,
  });

/** Items whose name or code fits the words; nothing is asked while they are null. */
export const itemsQuery = (q: string | null) =>
  queryOptions({
    queryKey: [...keys.items, q ?? ''],
    queryFn: q === null ? skipToken : ({ signal }) => ask(rowsOf(itemHitSchema), `/api/items${queryOf({ q })}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** Customers whose name or code fits the words; nothing is asked while they are null. */
export const customersQuery = (q: string | null) =>
  queryOptions({
    queryKey: [...keys.customers, q ?? ''],
    queryFn: q === null ? skipToken : ({ signal }) => ask(rowsOf(customerHitSchema), `/api/customers${queryOf({ q })}`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** A command to an ERP with each of its calls; nothing is asked while `id` is null. */
export const commandQuery = (id: string | null) =>
  queryOptions({
    queryKey: [...keys.command, id ?? ''],
    queryFn: id === null ? skipToken : ({ signal }) => ask(commandPageSchema, `/api/sync/commands/${encodeURIComponent(id)}`, { signal }),
  });

export const connectionsQuery = queryOptions({
  queryKey: keys.connections,
  queryFn: ({ signal }) => ask(rowsOf(connectionRowSchema), '/api/sync/connections', { signal }),
  refetchInterval: 15_000,
});
