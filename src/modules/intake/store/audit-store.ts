import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../identity/index.ts';
import type { IntakeTables } from '../tables.ts';
import type { KeptDecision } from './outcome-store.ts';

/** Puts a line before a clerk; one that is there already stays as it is. */
export async function insertAudit(ctx: Ctx, line: Pick<KeptDecision, 'conversationId' | 'lineId' | 'orderId' | 'company'>): Promise<void> {
  await on<IntakeTables>(ctx)
    .insertInto('intake.reading_audit')
    .values({
      id: ctx.newId(),
      company: line.company,
      conversation_id: line.conversationId,
      line_id: line.lineId,
      order_id: line.orderId,
      created_at: ctx.now(),
    })
    .onConflict((conflict) => conflict.columns(['conversation_id', 'line_id']).doNothing())
    .execute();
}

/** A line that is before a clerk. */
export interface Audit {
  readonly id: string;
  readonly company: string;
  readonly conversationId: string;
  readonly lineId: string;
  readonly orderId: string;
  readonly verdict: string | null;
}

/** Locks an audit; null when there is none. */
export async function lockAudit(ctx: Ctx, id: string): Promise<Audit | null> {
  const row = await on<IntakeTables>(ctx).selectFrom('intake.reading_audit').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) return null;
  return { id, company: row.company, conversationId: row.conversation_id, lineId: row.line_id, orderId: row.order_id, verdict: row.verdict };
}

/** Writes down what the clerk said. */
export async function answerAuditRow(
  ctx: Ctx,
  id: string,
  answer: { readonly verdict: string; readonly sku: string | null; readonly note: string },
): Promise<void> {
  await on<IntakeTables>(ctx)
    .updateTable('intake.reading_audit')
    .set({ verdict: answer.verdict, sku: answer.sku, note: answer.note, answered_at: ctx.now(), answered_by: auditedBy(ctx.actor) })
    .where('id', '=', id)
    .execute();
}
