import { useInfiniteQuery, useQuery, useQueryClient, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useReducer } from 'react';
import { orderChangesOf } from '../../data/order-changes.ts';
import type { OrderPages } from '../../data/order-lists.ts';
import { conversationsQuery, ordersQuery, type OrderFilter } from '../../data/queries.ts';
import { orderTabs } from '../../ui/status.ts';
import type { ConversationRow } from '../../../modules/intake/contract.ts';
import type { OrderList, OrderState } from '../../../modules/orders/contract.ts';
import { orderItem, talkItem, type QueueItem, type QueueTab } from './queue-items.ts';
import { emptyQueue, queueAfter, type QueueState } from './queue-state.ts';

type OrderLists = UseInfiniteQueryResult<OrderPages>;
type TalkRows = UseQueryResult<{ rows: ConversationRow[] }>;

/** The rows of a tab with what is selected, the counts of all tabs, and how to move. */
export interface Queue {
  readonly state: QueueState<QueueItem>;
  readonly counts: Readonly<Record<string, number>>;
  /** Of the open orders: how many are mine, nobody's, asleep; null before they are known. */
  readonly desk: OrderList['desk'] | null;
  readonly notOrders: number | null;
  readonly loading: boolean;
  readonly error: unknown;
  readonly move: (by: 1 | -1) => void;
  readonly select: (id: string | null) => void;
  readonly more: () => void;
  readonly retry: () => void;
}

/** What the address says of the queue. */
export interface QueueFilter {
  readonly tab: QueueTab;
  readonly q: string;
  readonly customer: string;
  readonly assigned: string;
  readonly snoozed: 'hide' | 'only' | 'all';
  readonly sort: '' | 'urgency' | 'newest';
}

/** How a group is sorted unless somebody chose: work by urgency, everything else newest first. */
export const sortOf = ({ tab, sort }: Pick<QueueFilter, 'tab' | 'sort'>): 'urgency' | 'newest' =>
  sort === '' ? (tab === 'work' ? 'urgency' : 'newest') : sort;

function askedOf(filter: QueueFilter): OrderFilter {
  const { tab, q, customer, assigned, snoozed } = filter;
  return { states: statesOfTab(tab) ?? [], q, customer, assigned, snoozed, sort: sortOf(filter) };
}

/** The states behind a tab; null when it is not made of states. */
export const statesOfTab = (tab: QueueTab): readonly OrderState[] | null => (tab === 'all' || tab === 'not_orders' ? null : orderTabs[tab]);

const talkStates: Partial<Record<QueueTab, readonly string[]>> = { work: ['unknown_sender', 'desk'], not_orders: ['not_order'] };

interface Rows {
  readonly ready: boolean;
  readonly rows: readonly QueueItem[];
}

const noTalks: readonly string[] = [];
// what sleeps comes back by the clock: no event tells of it
const wakeMs = 60_000;

/** What the server has for a tab, in the order in which it is worked on: who is not known yet holds up everything of theirs, so they come first. */
function useRows(tab: QueueTab, states: readonly string[], orders: OrderLists, talks: TalkRows): Rows {
  const rows = useMemo(() => {
    const orderRows = tab === 'not_orders' ? [] : (orders.data?.pages.flatMap((page) => page.rows) ?? []).map(orderItem);
    const talkRows = states.length === 0 ? [] : (talks.data?.rows ?? []).filter((row) => row.orderId === null).map(talkItem);
    return [...talkRows, ...orderRows];
  }, [tab, states, orders.data, talks.data]);
  const arrived = (query: { readonly data: unknown; readonly isPlaceholderData: boolean }): boolean => query.data !== undefined && !query.isPlaceholderData;
  const ordersReady = tab === 'not_orders' || arrived(orders);
  const talksReady = states.length === 0 || talks.isError || arrived(talks);
  return { ready: ordersReady && talksReady, rows };
}

/** Every minute, and at once when the list is opened again, those that slept until then come back. */
function useWaking(): void {
  const client = useQueryClient();
  useEffect(() => {
    const { timePassed } = orderChangesOf(client);
    timePassed();
    const timer = setInterval(timePassed, wakeMs);
    return () => clearInterval(timer);
  }, [client]);
}

/** Conversations have no customer, owner or sleep that could be asked for. */
function talksOf({ tab, customer, assigned, snoozed }: QueueFilter): readonly string[] {
  return customer === '' && assigned === '' && snoozed !== 'only' ? (talkStates[tab] ?? noTalks) : noTalks;
}

/** The queue of a tab: rows that hold still while others work, and what is selected in them; `openId` is only where it starts. */
export function useQueue(filter: QueueFilter, openId: string | null, selectFirst: boolean): Queue {
  const { tab, q } = filter;
  const list = JSON.stringify(filter);
  const states = talksOf(filter);
  const orders = useInfiniteQuery({ ...ordersQuery(askedOf(filter)), enabled: tab !== 'not_orders' });
  useWaking();
  const talks = useQuery({ ...conversationsQuery(states, q), enabled: states.length > 0 });
  const notOrders = useQuery(conversationsQuery(talkStates.not_orders ?? noTalks, '')).data?.rows.length ?? null;
  const [state, dispatch] = useReducer(queueAfter<QueueItem>, null, () => emptyQueue<QueueItem>('', openId));
  const { ready, rows } = useRows(tab, states, orders, talks);
  useEffect(() => {
    if (ready) dispatch({ kind: 'arrived', list, rows, selectFirst });
  }, [ready, list, rows, selectFirst]);
  const main = tab === 'not_orders' ? talks : orders;
  return {
    state,
    counts: orders.data?.pages[0]?.counts ?? {},
    desk: orders.data?.pages[0]?.desk ?? null,
    notOrders,
    loading: state.list !== list,
    error: main.error,
    move: useCallback((by) => dispatch({ kind: 'moved', by }), []),
    select: useCallback((id) => dispatch({ kind: 'selected', id }), []),
    more: () => {
      if (orders.hasNextPage && !orders.isFetchingNextPage) void orders.fetchNextPage();
    },
    retry: () => void main.refetch(),
  };
}
