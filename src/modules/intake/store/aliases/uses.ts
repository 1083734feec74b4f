import { sql } from 'kysely';
import type { Instant } from '../../../../kernel/time.ts';
import { on } from '../../../../platform/db/on.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { IntakeTables } from '../../tables.ts';

/** A line of a draft that an alias decided. */
export interface AliasUse {
  readonly lineId: string;
  readonly aliasId: string;
  readonly words: string;
}

/** An order's line that an alias decided, and when. */
export interface OpenUse extends AliasUse {
  readonly orderId: string;
  readonly decidedAt: Instant;
}

/** Replaces what is known of an order: its draft was read anew. A line that the same alias decided before keeps its moment. */
export async function replaceUses(ctx: Ctx, orderId: string, uses: readonly AliasUse[]): Promise<void> {
  const lines = JSON.stringify(uses.map((use) => ({ line_id: use.lineId, alias_id: use.aliasId, words: use.words })));
  await sql`
    with r as (select * from jsonb_to_recordset(${lines}::jsonb) as r (line_id text, alias_id uuid, words text)),
    gone as (delete from intake.alias_use where order_id = ${orderId} and line_id not in (select line_id from r))
    insert into intake.alias_use as u (order_id, line_id, alias_id, words, decided_at)
    select ${orderId}, line_id, alias_id, words, ${ctx.now()} from r
    on conflict (order_id, line_id) do update set alias_id = excluded.alias_id, words = excluded.words,
      decided_at = case when u.alias_id = excluded.alias_id then u.decided_at else excluded.decided_at end`.execute(on<IntakeTables>(ctx));
}

/** The order was accepted: its aliases were of use. Once an order. */
export async function countUses(ctx: Ctx, orderId: string): Promise<void> {
  await sql`
    with booked as (update intake.alias_use set booked_at = ${ctx.now()} where order_id = ${orderId} and booked_at is null returning alias_id)
    update intake.alias set times_used = times_used + 1, last_used_at = greatest(last_used_at, ${ctx.now()})
    where id in (select alias_id from booked)`.execute(on<IntakeTables>(ctx));
}

/** Nothing can be done about the order's lines any more. */
export async function closeUses(ctx: Ctx, orderId: string): Promise<void> {
  await on<IntakeTables>(ctx)
    .updateTable('intake.alias_use')
    .set({ done_at: ctx.now() })
    .where('order_id', '=', orderId)
    .where('done_at', 'is', null)
    .execute();
}

/** Lines of orders that may still be open and that one of these aliases decided, newest first. */
export async function loadOpenUses(ctx: Ctx, aliasIds: readonly string[], limit: number): Promise<readonly OpenUse[]> {
  if (aliasIds.length === 0) return [];
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.alias_use')
    .selectAll()
    .where('alias_id', 'in', [...aliasIds])
    .where('done_at', 'is', null)
    .orderBy('decided_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ orderId: row.order_id, lineId: row.line_id, aliasId: row.alias_id, words: row.words, decidedAt: row.decided_at as Instant }));
}
