import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { appendLife } from '../../store/life-store.ts';

/** Writes what the desk did with a locked order onto its life line, and tells every screen. */
export async function tellDesk(ctx: Ctx, order: { readonly id: string; readonly number: string }, what: string, facts: Record<string, unknown>): Promise<void> {
  await appendLife(ctx, order.id, [{ kind: 'milestone', why: what, facts }]);
  await ctx.publish({ type: 'order.desk_changed', subject: order.id, payload: { number: order.number, what } });
}
