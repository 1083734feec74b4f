import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { SimulationAnswer } from '../contract.ts';
import type { SyncTables } from '../tables.ts';

/** The newest question of an order, with its answer once there is one. */
export interface SimulationRecord {
  readonly orderVersion: number;
  readonly askedAt: Instant;
  readonly answeredAt: Instant | null;
  readonly answer: SimulationAnswer | null;
}

/** The newest question of an order; null when the ERP was never asked. */
export async function loadSimulation(ctx: Ctx, orderId: string): Promise<SimulationRecord | null> {
  const row = await on<SyncTables>(ctx).selectFrom('sync.simulation').selectAll().where('order_id', '=', orderId).executeTakeFirst();
  return row === undefined
    ? null
    : {
        orderVersion: row.order_version,
        askedAt: row.asked_at as Instant,
        answeredAt: row.answered_at as Instant | null,
        answer: row.answer as SimulationAnswer | null,
      };
}

/** Puts a question, answered or not, in the place of the one before. */
export async function saveSimulation(
  ctx: Ctx,
  orderId: string,
  question: { readonly version: number; readonly answer: SimulationAnswer | null },
): Promise<void> {
  const changing = {
    order_version: question.version,
    asked_at: ctx.now(),
    answered_at: question.answer === null ? null : ctx.now(),
    answer: question.answer === null ? null : JSON.stringify(question.answer),
  };
  await on<SyncTables>(ctx)
    .insertInto('sync.simulation')
    .values({ order_id: orderId, ...changing })
    .onConflict((conflict) => conflict.column('order_id').doUpdateSet(changing))
    .execute();
}
