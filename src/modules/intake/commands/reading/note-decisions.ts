import type { ReadLine } from '../../../../engines/reading/index.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { getOrder } from '../../../orders/index.ts';
import { isDrawn, keepsEarlier, outcomeOf, type Ending } from '../../domain/reading/outcome.ts';
import { insertAudit } from '../../store/audit-store.ts';
import { lockConversation, type Conversation } from '../../store/conversation-store.ts';
import { loadFittingKey } from '../../store/reading-model-store.ts';
import { loadDecisions, settleDecision, upsertDecisions, type KeptDecision, type LineDecision } from '../../store/outcome-store.ts';
import { judgeAdvice } from '../../store/advice-store.ts';

/** The words that the reader found no place for in the item. */
const unexplainedIn = (line: ReadLine): readonly string[] =>
  line.why
    .filter((reason) => reason.code === 'words_unexplained')
    .flatMap((reason) => String(reason.facts['words'] ?? '').split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** Keeps what the reader decided about each line when a conversation falls silent; a line counts as the hardest it ever was. */
export async function noteDecisions(ctx: Ctx, conversation: Conversation, orderId: string): Promise<void> {
  const order = await getOrder(ctx, orderId);
  const lines = conversation.reading?.lines ?? [];
  if (order === null || lines.length === 0) return;
  const earlier = await loadDecisions(ctx, conversation.id);
  const { version } = await loadFittingKey(ctx, order.company);
  const decisions = lines
    .filter((line) => !keepsEarlier(earlier.get(line.id)?.decision ?? 'auto', line.decision))
    .map((line): LineDecision => ({
      ...line,
      conversationId: conversation.id,
      lineId: line.id,
      orderId,
      company: order.company,
      customer: conversation.customer,
      features: line.features ?? null,
      unexplained: unexplainedIn(line),
      modelVersion: version,
    }));
  await upsertDecisions(ctx, decisions);
}

/**
 * The order is on its way: what each line came to is compared with what the reader had decided, and a small share of the lines
 * that nobody looked at goes before a clerk. Lines that are `elsewhere` (the order was parted) are settled with the part that holds them. An order that is accepted again is compared again; the word of an audit stands.
 */
export async function settleDecisions(ctx: Ctx, orderId: string, elsewhere: readonly string[]): Promise<void> {
  const order = await getOrder(ctx, orderId);
  const conversation = order === null || order.conversationId === null ? null : await lockConversation(ctx, order.conversationId);
  if (order === null || conversation === null) return;
  const said = new Set(conversation.reading?.lines.map((line) => line.id));
  const accepted = new Map(order.lines.map((line) => [line.lineId, line]));
  for (const decided of (await loadDecisions(ctx, conversation.id)).values()) {
    if (elsewhere.includes(decided.lineId)) continue;
    const ending = { stillSaid: said.has(decided.lineId), accepted: accepted.get(decided.lineId) ?? null, seen: ctx.actor.kind === 'person' };
    if (decided.judgedBy !== 'audit') await settleLine(ctx, decided, ending);
  }
}

async function settleLine(ctx: Ctx, decided: KeptDecision, ending: Ending): Promise<void> {
  const outcome = outcomeOf(decided, ending);
  const finalSku = ending.accepted?.sku ?? null;
  const drawn = decided.decision === 'auto' && outcome.verdict !== 'withdrawn' && isDrawn(`${decided.conversationId}|${decided.lineId}`);
  await settleDecision(ctx, decided, { ...outcome, finalSku, sampled: drawn });
  if (drawn && needsAudit(outcome.judgedBy)) await insertAudit(ctx, decided);
  if (finalSku !== null) await judgeAdvice(ctx, decided, finalSku);
}

/** What the desk has settled itself needs no second look. */
const needsAudit = (judgedBy: KeptDecision['judgedBy']): boolean => judgedBy !== 'desk';
