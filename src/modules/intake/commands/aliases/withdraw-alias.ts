import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../../identity/index.ts';
import type { Alias } from '../../store/aliases/alias-rows.ts';
import { insertLessons, loadLessons } from '../../store/aliases/lessons.ts';
import { undoLessons } from './keep-lessons.ts';

/** Takes an alias back with all that taught it, and notes who did and why. Whether they may is the caller's business. */
export async function withdrawAlias(ctx: Ctx, alias: Alias, facts: Readonly<Record<string, unknown>>): Promise<void> {
  const lessons = await loadLessons(ctx, [alias.id]);
  await undoLessons(
    ctx,
    alias,
    lessons.map((lesson) => lesson.id),
    true,
  );
  const now = ctx.now();
  const blank = { amount: 0, uom: null, orderRef: null, orderId: null, conversationId: null };
  const note = { ...blank, id: ctx.newId(), aliasId: alias.id, at: now, learntAt: now, by: auditedBy(ctx.actor), words: alias.example, facts, undoneAt: now };
  await insertLessons(ctx, [{ ...note, source: 'desk', change: 'undone' }]);
}
