import { sql } from 'kysely';
import type { Ctx } from '../runtime/ctx.ts';

/**
 * The next number of a named series (1, 2, 3 …), without gaps: it is taken in the caller's transaction, which makes
 * the next taker wait until it ends. So take it late.
 */
export async function takeNumber(ctx: Ctx, series: string): Promise<number> {
  const taken = await sql<{ value: number }>`
    insert into platform.counter as c (name, value) values (${series}, 1)
    on conflict (name) do update set value = c.value + 1 returning value`.execute(ctx.trx);
  const value = taken.rows[0]?.value;
  if (value === undefined) throw new Error(`no number for ${series}`);
  return value;
}
