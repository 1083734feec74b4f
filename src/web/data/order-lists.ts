import type { InfiniteData } from '@tanstack/react-query';
import { parseInstant, type Instant } from '../../kernel/time.ts';
import { urgency } from '../../modules/orders/domain/index.ts';
import type { OrderList, OrderRow } from '../../modules/orders/contract.ts';

/** A row of the queue and when it was read, epoch milliseconds: its clock runs on from there. */
export interface ListedOrder extends OrderRow {
  readonly readAt: number;
}

/** A page of the queue as the page keeps it. */
export interface OrderListPage extends Omit<OrderList, 'rows'> {
  readonly rows: readonly ListedOrder[];
}

/** The pages of one list. */
export type OrderPages = InfiniteData<OrderListPage>;

/** A page that was just read. */
export const listPageOf = (list: OrderList, readAt: number): OrderListPage => ({ ...list, rows: list.rows.map((row) => ({ ...row, readAt })) });

/** What was read again: the orders that were asked for, and those of them (and of the woken ones) that the list shows. */
export interface ChangedRows {
  readonly asked: ReadonlySet<string>;
  readonly answer: OrderListPage;
  readonly sort: 'urgency' | 'newest';
}

/**
 * The pages after some orders were read again: their rows are replaced where they stand, those that no longer belong go, new ones enter
 * where they rank. One that ranks after everything that was read so far comes with its page. Pages in which nothing changed stay the same objects.
 */
export function patchedPages(data: OrderPages, { asked, answer, sort }: ChangedRows): OrderPages {
  const fresh = new Map(answer.rows.map((row) => [row.id, row]));
  const known = new Set<string>();
  const pages = data.pages.map((page) => {
    if (!page.rows.some((row) => asked.has(row.id) || fresh.has(row.id))) return page;
    const rows = page.rows.flatMap((row) => {
      const newer = fresh.get(row.id);
      if (newer !== undefined) known.add(row.id);
      return newer !== undefined ? [newer] : asked.has(row.id) ? [] : [row];
    });
    return { ...page, rows };
  });
  const goesBefore = rankOf(sort, answer.asOf);
  const entered = answer.rows.filter((row) => !known.has(row.id)).reduce((into, row) => withRow(into, row, goesBefore), pages);
  const [first, ...others] = entered;
  if (first === undefined) return data;
  const { counts, desk, asOf } = answer;
  return { ...data, pages: [{ ...first, counts, desk, asOf }, ...others] };
}

type GoesBefore = (a: ListedOrder, b: ListedOrder) => boolean;

/** How the server ranks; see orders' queries/rank-orders.ts. */
function rankOf(sort: 'urgency' | 'newest', asOfText: string): GoesBefore {
  const asOf = parseInstant(asOfText);
  if (sort === 'newest' || asOf === null) return (a, b) => a.updatedAt > b.updatedAt || (a.updatedAt === b.updatedAt && a.id > b.id);
  const ranks = new WeakMap<ListedOrder, ReturnType<typeof urgency>>();
  const rank = (row: ListedOrder): ReturnType<typeof urgency> => {
    const found = ranks.get(row) ?? urgency({ ...row, cutOffAt: row.cutOffAt as Instant | null }, asOf);
    ranks.set(row, found);
    return found;
  };
  return (a, b) => {
    const [x, y] = [rank(a), rank(b)];
    if (x.band !== y.band) return x.band < y.band;
    return x.score === y.score ? a.id < b.id : x.score > y.score;
  };
}

function withRow(pages: readonly OrderListPage[], row: ListedOrder, goesBefore: GoesBefore): OrderListPage[] {
  const last = pages.length - 1;
  for (const [at, page] of pages.entries()) {
    const place = page.rows.findIndex((each) => goesBefore(row, each));
    const here = place === -1 && at === last && page.nextCursor === null ? page.rows.length : place;
    if (here !== -1) return pages.with(at, { ...page, rows: page.rows.toSpliced(here, 0, row) });
  }
  return [...pages];
}
