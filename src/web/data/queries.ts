import { infiniteQueryOptions, keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import { z } from 'zod';
import { meSchema } from '../../modules/identity/contract.ts';
import { askPreviewSchema, conversationRowSchema, conversationSchema } from '../../modules/intake/contract.ts';
import { customerHitSchema, itemHitSchema } from '../../modules/masters/contract.ts';
import { orderListSchema, orderPageSchema, type OrderState } from '../../modules/orders/contract.ts';
import { commandPageSchema, connectionRowSchema } from '../../modules/sync/contract.ts';
import { ask, queryOf } from './client.ts';
import { keys } from './stale-keys.ts';

const rowsOf = <S extends z.ZodType>(row: S) => z.object({ rows: z.array(row) });

/** Who is signed in. Throws `SignedOut` for nobody. */
export const meQuery = queryOptions({ queryKey: keys.me, queryFn: ({ signal }) => ask(meSchema, '/api/me', { signal }), staleTime: 60_000 });

/** Which orders: in these states (all when empty), with these words. */
export interface OrderFilter {
  readonly states: readonly OrderState[];
  readonly q: string;
}

/** The queue of orders in some states, page by page, newest first as the server has it. */
export const ordersQuery = (filter: OrderFilter) =>
  infiniteQueryOptions({
    queryKey: [...keys.orders, filter.states.join(','), filter.q],
    queryFn: ({ pageParam, signal }) =>
      ask(orderListSchema, `/api/orders${queryOf({ state: filter.states.join(','), q: filter.q, cursor: pageParam, limit: 100 })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
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
