import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Order } from '../domain/order.ts';
import { searchWords, wordsOf } from '../domain/search-words.ts';
import type { OrdersTables } from '../tables.ts';

/** Keeps the words by which an order is found; writes nothing when they are the same as before. */
export async function indexOrder(ctx: Ctx, order: Order): Promise<void> {
  await on<OrdersTables>(ctx)
    .insertInto('orders.order_search')
    .values({ order_id: order.id, ...searchWords(order) })
    .onConflict((conflict) =>
      conflict
        .column('order_id')
        .doUpdateSet((eb) => ({ head: eb.ref('excluded.head'), lines: eb.ref('excluded.lines') }))
        .where(sql<boolean>`(orders.order_search.head, orders.order_search.lines) is distinct from (excluded.head, excluded.lines)`),
    )
    .execute();
}

/** Adds the words of a note to those by which its order is found. */
export async function indexNote(ctx: Ctx, orderId: string, text: string): Promise<void> {
  const words = [...new Set(wordsOf(text))];
  await on<OrdersTables>(ctx)
    .updateTable('orders.order_search')
    .set({ notes: sql<string[]>`array(select distinct unnest(notes || ${words}::text[]))` })
    .where('order_id', '=', orderId)
    .execute();
}
