import type { Query, QueryClient } from '@tanstack/react-query';
import { patchedPages, type OrderListPage, type OrderPages } from './order-lists.ts';
import { orderCountsQuery, readChangedOrders, type OrderFilter } from './queries.ts';
import { keys } from './stale-keys.ts';

/** Keeps the lists of orders as they are on the server, row by row. */
export interface OrderChanges {
  /** These orders may have changed: what the lists in sight show of them is read again, together with whatever else changes meanwhile. */
  changed(orderIds: readonly string[]): void;
  /** The orders of a conversation may have changed. */
  changedTalk(conversationId: string): void;
  /** Time has passed: orders that slept may have woken. */
  timePassed(): void;
}

// Events come in bursts (a message makes five); one small read answers them all.
const gatherMs = 120;
/** More ids than this make an address too long. */
const mostIds = 200;

const known = new WeakMap<QueryClient, OrderChanges>();

/** The one keeper of a page's lists. */
export function orderChangesOf(client: QueryClient): OrderChanges {
  const keeper = known.get(client) ?? makeKeeper(client);
  known.set(client, keeper);
  return keeper;
}

type ListQuery = Query<unknown, Error, OrderPages>;

const listsInSight = (client: QueryClient): ListQuery[] =>
  (client.getQueryCache().findAll({ queryKey: keys.orders, type: 'active' }) as unknown as ListQuery[]).filter((query) => query.state.data !== undefined);
const filterOf = (query: ListQuery): OrderFilter => query.queryKey[1] as OrderFilter;
const rowsOf = (query: ListQuery): OrderListPage['rows'] => query.state.data?.pages.flatMap((page) => page.rows) ?? [];

function makeKeeper(client: QueryClient): OrderChanges {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let reading = false;
  const soon = (): void => void (timer ??= setTimeout(flush, gatherMs));
  const flush = (): void => {
    timer = null;
    // a page that is under way would overwrite what is read now
    if (reading || client.isFetching({ queryKey: keys.orders }) > 0) return soon();
    const ids = [...waiting].slice(0, mostIds);
    for (const id of ids) waiting.delete(id);
    reading = true;
    void readAgain(client, ids).then((overtaken) => {
      reading = false;
      for (const id of overtaken) waiting.add(id);
      if (waiting.size > 0) soon();
    });
  };
  const changed = (ids: readonly string[]): void => {
    for (const id of ids) waiting.add(id);
    if (ids.length > 0) soon();
  };
  return {
    changed,
    changedTalk: (conversationId) =>
      changed(listsInSight(client).flatMap((query) => rowsOf(query).flatMap((row) => (row.conversationId === conversationId ? [row.id] : [])))),
    timePassed: () => {
      const lists = listsInSight(client);
      if (lists.every((query) => (query.state.data?.pages[0]?.desk.snoozed ?? 0) === 0)) return;
      const now = Date.now();
      const sleepers = lists.flatMap(rowsOf).filter(({ snoozed }) => Date.parse(snoozed?.until ?? '') <= now);
      for (const row of sleepers) waiting.add(row.id);
      soon();
    },
  };
}

/** Reads some orders again for every list in sight; answers with those that must be read once more, because a page overtook them. */
async function readAgain(client: QueryClient, ids: readonly string[]): Promise<readonly string[]> {
  shortenUnseen(client);
  const lists = listsInSight(client);
  if (lists.length === 0) await client.invalidateQueries({ queryKey: orderCountsQuery.queryKey });
  const overtaken = await Promise.all(lists.map((query) => patch(client, query, ids)));
  return overtaken.includes(true) ? ids : [];
}

async function patch(client: QueryClient, query: ListQuery, ids: readonly string[]): Promise<boolean> {
  const filter = filterOf(query);
  const since = query.state.data?.pages[0]?.asOf ?? new Date().toISOString();
  try {
    const answer = await readChangedOrders(client, filter, ids, since);
    if (query.state.fetchStatus === 'fetching') return true;
    client.setQueryData<OrderPages>(query.queryKey, (data) => data && patchedPages(data, { asked: new Set(ids), answer, sort: filter.sort ?? 'newest' }));
  } catch {
    // refused, signed out or unreachable: the list's own question finds out which, and shows it
    void client.invalidateQueries({ queryKey: query.queryKey });
  }
  return false;
}

/** Lists that nobody sees begin anew at their first page when somebody does. */
function shortenUnseen(client: QueryClient): void {
  for (const query of client.getQueryCache().findAll({ queryKey: keys.orders, type: 'inactive' }))
    client.setQueryData<OrderPages>(query.queryKey, (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) });
  void client.invalidateQueries({ queryKey: keys.orders, type: 'inactive', refetchType: 'none' });
}
