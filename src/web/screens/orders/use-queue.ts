import { useInfiniteQuery, useQuery, type InfiniteData, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useReducer } from 'react';
import { conversationsQuery, ordersQuery } from '../../data/queries.ts';
import { orderTabs } from '../../ui/status.ts';
import type { ConversationRow } from '../../../modules/intake/contract.ts';
import type { OrderList, OrderState } from '../../../modules/orders/contract.ts';
import { byUrgency, orderItem, talkItem, type QueueItem, type QueueTab } from './queue-items.ts';
import { emptyQueue, queueAfter, type QueueState } from './queue-state.ts';

type OrderPages = UseInfiniteQueryResult<InfiniteData<OrderList>>;
type TalkRows = UseQueryResult<{ rows: ConversationRow[] }>;

/** The rows of a tab with what is selected, the counts of all tabs, and how to move. */
export interface Queue {
  readonly state: QueueState<QueueItem>;
  readonly counts: Readonly<Record<string, number>>;
  readonly notOrders: number | null;
  /** When the rows were read, epoch milliseconds. */
  readonly readAt: number;
  readonly loading: boolean;
  readonly error: unknown;
  readonly move: (by: 1 | -1) => void;
  readonly select: (id: string | null) => void;
  readonly more: () => void;
  readonly retry: () => void;
}

/** The states behind a tab; null when it is not made of states. */
export const statesOfTab = (tab: QueueTab): readonly OrderState[] | null => (tab === 'all' || tab === 'not_orders' ? null : orderTabs[tab]);

const talkStates: Partial<Record<QueueTab, readonly string[]>> = { work: ['unknown_sender', 'desk'], not_orders: ['not_order'] };

interface Rows {
  readonly ready: boolean;
  readonly rows: readonly QueueItem[];
}

const noTalks: readonly string[] = [];

/** What the server has for a tab, in the order in which it is worked on. */
function useRows(tab: QueueTab, orders: OrderPages, talks: TalkRows): Rows {
  const states = talkStates[tab] ?? noTalks;
  const rows = useMemo(() => {
    const orderRows = tab === 'not_orders' ? [] : (orders.data?.pages.flatMap((page) => page.rows) ?? []).map(orderItem);
    const talkRows = states.length === 0 ? [] : (talks.data?.rows ?? []).filter((row) => row.orderId === null).map(talkItem);
    return tab === 'work' ? [...talkRows, ...orderRows].toSorted(byUrgency) : [...talkRows, ...orderRows];
  }, [tab, states, orders.data, talks.data]);
  const arrived = (query: { readonly data: unknown; readonly isPlaceholderData: boolean }): boolean => query.data !== undefined && !query.isPlaceholderData;
  const ordersReady = tab === 'not_orders' || arrived(orders);
  const talksReady = states.length === 0 || talks.isError || arrived(talks);
  return { ready: ordersReady && talksReady, rows };
}

/** The queue of a tab: rows that hold still while others work, and what is selected in them; `openId` is only where it starts. */
export function useQueue(tab: QueueTab, q: string, openId: string | null, selectFirst: boolean): Queue {
  const list = `${tab} ${q}`;
  const states = talkStates[tab] ?? noTalks;
  const orders = useInfiniteQuery({ ...ordersQuery({ states: statesOfTab(tab) ?? [], q }), enabled: tab !== 'not_orders' });
  const talks = useQuery({ ...conversationsQuery(states, q), enabled: states.length > 0 });
  const notOrders = useQuery(conversationsQuery(talkStates.not_orders ?? noTalks, '')).data?.rows.length ?? null;
  const [state, dispatch] = useReducer(queueAfter<QueueItem>, null, () => emptyQueue<QueueItem>('', openId));
  const { ready, rows } = useRows(tab, orders, talks);
  useEffect(() => {
    if (ready) dispatch({ kind: 'arrived', list, rows, selectFirst });
  }, [ready, list, rows, selectFirst]);
  const main = tab === 'not_orders' ? talks : orders;
  return {
    state,
    counts: orders.data?.pages[0]?.counts ?? {},
    notOrders,
    readAt: main.dataUpdatedAt,
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
