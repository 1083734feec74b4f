import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { getOrderPage, holds, recordMilestone } from '../../orders/index.ts';
import type { OrderPage } from '../../orders/contract.ts';
import { windowAt } from '../../../platform/channels/whatsapp/index.ts';
import type { AskPreview, IntakeRefusal } from '../contract.ts';
import { asksFor, type OpenCheck } from '../domain/asks.ts';
import { questionText } from '../domain/replies/compose.ts';
import { effectiveMessages } from '../domain/turns.ts';
import { overdueJob } from '../job-kinds.ts';
import { mayReadConversations, mayWorkConversations } from '../policy.ts';
import type { Question } from '../settings.ts';
import { lockConversation, saveConversation, type Conversation } from '../store/conversation-store.ts';
import { loadSender, loadSpoken } from '../store/inbound-store.ts';
import { queueMessage } from './queue-message.ts';

/** The question that would settle what is open in a conversation; null when there is nothing that a customer could settle. */
export async function buildQuestion(ctx: Ctx, conversation: Conversation): Promise<Question | null> {
  const page = conversation.orderId === null ? null : await getOrderPage(ctx, conversation.orderId);
  const settled = new Set(page?.lines.filter((line) => line.via === 'desk').map((line) => line.lineId) ?? []);
  const readerAsks = (conversation.reading?.asks ?? []).filter((ask) => ask.lineId === null || !settled.has(ask.lineId));
  const asks = asksFor(readerAsks, page === null ? [] : openChecks(page));
  return asks.length === 0 ? null : { asks, language: conversation.language, text: questionText(conversation.language, asks) };
}

const openChecks = (page: OrderPage): readonly OpenCheck[] =>
  page.checks.map((check) => {
    const line = check.lineNo === null ? undefined : page.lines[check.lineNo - 1];
    return {
      code: check.code,
      outcome: check.outcome,
      facts: check.facts,
      lineId: line?.lineId ?? null,
      words: line?.words ?? '',
      uom: line?.uom ?? null,
      quantityMilli: line?.quantityMilli ?? null,
    };
  });

/** Puts a question: kept with what had been read until then, sent, and taken over by the desk when nobody answers in time. */
export async function putQuestion(ctx: Ctx, conversation: Conversation, question: Question, answerWithinMs: number): Promise<Conversation> {
  const known = effectiveMessages(await loadSpoken(ctx, conversation.id)).map((message) => message.id);
  const template = { name: 'orderQuestion', values: { question: question.text } } as const;
  await queueMessage(ctx, conversation, { kind: 'question', text: question.text, body: { template, asks: question.asks, known } });
  const asked = await saveConversation(ctx, { ...conversation, state: 'asking', quietUntil: null, questionsAsked: conversation.questionsAsked + 1 });
  await ctx.enqueue(overdueJob, { conversationId: asked.id, questionsAsked: asked.questionsAsked }, { delayMs: answerWithinMs });
  if (asked.orderId !== null) await recordMilestone(ctx, asked.orderId, { why: 'question_sent', facts: { asks: question.asks.length } });
  await ctx.publish({ type: 'conversation.changed', subject: asked.id, payload: { orderId: asked.orderId, state: asked.state } });
  return asked;
}

/** The exact message that `askCustomer` would send. Refused: `forbidden`, `not_found`, `nothing_to_ask`. */
export async function previewQuestion(ctx: Ctx, conversationId: string): Promise<Result<AskPreview, Refusal<IntakeRefusal>>> {
  if (!mayReadConversations(ctx.actor)) return refuse('forbidden');
  const conversation = await lockConversation(ctx, conversationId);
  if (conversation === null) return refuse('not_found', { conversationId });
  const question = await buildQuestion(ctx, conversation);
  if (question === null) return refuse('nothing_to_ask');
  const { lastInboundAt } = await loadSender(ctx, conversation);
  return ok({ text: question.text, language: question.language, window: windowAt(lastInboundAt, ctx.now()) });
}

/** A clerk puts the open question to the customer. Refused: `forbidden`, `not_found`, `nothing_to_ask`, `wrong_state`. */
export async function askCustomer(ctx: Ctx, conversationId: string, answerWithinMs: number): Promise<Result<Conversation, Refusal<IntakeRefusal>>> {
  if (!mayWorkConversations(ctx.actor)) return refuse('forbidden');
  const conversation = await lockConversation(ctx, conversationId);
  if (conversation === null) return refuse('not_found', { conversationId });
  const question = await buildQuestion(ctx, conversation);
  if (question === null) return refuse('nothing_to_ask');
  if (conversation.orderId !== null) {
    const held = await holds.holdOrder(ctx, { orderId: conversation.orderId, until: 'customer', why: 'asked_by_desk' });
    if (!held.ok) return refuse('wrong_state', held.refusal.facts);
  }
  return ok(await putQuestion(ctx, { ...conversation, closedAt: null }, question, answerWithinMs));
}
