import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../../identity/index.ts';
import { listItemNames } from '../../../masters/index.ts';
import { getOrder, recordMilestone } from '../../../orders/index.ts';
import type { AnswerAudit, ReadingRefusal } from '../../contract/reading.ts';
import { mayAuditReading } from '../../policy.ts';
import { answerAuditRow, lockAudit, type Audit } from '../../store/audit-store.ts';
import { judgeDecision, loadDecisions } from '../../store/outcome-store.ts';
import { learnFromDesk } from '../learn-alias.ts';

/**
 * A clerk says whether a line that was booked unasked is what the customer meant. A wrong one with its right item teaches the
 * customer's words as a correction would, and is noted on the order. Refused: `forbidden`, `not_found`, `already_answered`,
 * `unknown_sku`.
 */
export async function answerAudit(ctx: Ctx, id: string, answer: AnswerAudit): Promise<Result<Audit, Refusal<ReadingRefusal>>> {
  if (!mayAuditReading(ctx.actor)) return refuse('forbidden');
  const audit = await lockAudit(ctx, id);
  if (audit === null) return refuse('not_found', { auditId: id });
  if (audit.verdict !== null) return refuse('already_answered', { verdict: audit.verdict });
  const sku = answer.verdict === 'wrong' ? (answer.sku ?? null) : null;
  if (sku !== null && (await listItemNames(ctx, [sku])).size === 0) return refuse('unknown_sku', { sku });
  await answerAuditRow(ctx, id, { verdict: answer.verdict, sku, note: answer.note ?? '' });
  await judgeDecision(ctx, audit, answer.verdict, sku);
  if (answer.verdict === 'wrong') await tellWrong(ctx, audit, sku);
  await ctx.publish({ type: 'reading.changed', subject: audit.company, payload: { what: 'audit' } });
  return ok({ ...audit, verdict: answer.verdict });
}

/** The order shows it, and the words are learnt. */
async function tellWrong(ctx: Ctx, audit: Audit, sku: string | null): Promise<void> {
  const line = (await loadDecisions(ctx, audit.conversationId)).get(audit.lineId);
  const order = await getOrder(ctx, audit.orderId);
  if (line === undefined || order === null) return;
  const { words, sku: wrongSku, uom } = line;
  await recordMilestone(ctx, audit.orderId, { why: 'audit_found_wrong', facts: { lineId: audit.lineId, words, from: wrongSku, to: sku } });
  if (sku === null || sku === wrongSku) return;
  await learnFromDesk(ctx, audit.orderId, { number: order.number, customer: order.customer, words, sku, uom, wrongSku, actor: auditedBy(ctx.actor) });
}
