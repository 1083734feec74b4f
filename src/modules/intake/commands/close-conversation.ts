import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import { msBetween, type Instant } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { confirmOrder, holds } from '../../orders/index.ts';
import type { Reading } from '../../../engines/reading/index.ts';
import type { IntakeRefusal } from '../contract.ts';
import { draftStates } from '../../orders/domain/index.ts';
import { mayWorkConversations } from '../policy.ts';
import { isPriceWish } from '../domain/draft-lines.ts';
import { closeJob } from '../job-kinds.ts';
import { loadWho, lockConversation, saveConversation, type Conversation } from '../store/conversation-store.ts';
import { loadSpoken, lockSender } from '../store/inbound-store.ts';
import { listOutbound, questionsOf } from '../store/outbound-store.ts';
import { amendByWords, takeAgreement } from './amend-by-words.ts';
import { absorbEvents } from './absorb-events.ts';
import { buildQuestion, putQuestion } from './ask-customer.ts';
import { queueNotice } from './queue-message.ts';
import { noteDecisions } from './reading/note-decisions.ts';
import type { IntakeDeps } from '../settings.ts';

/**
 * The quiet window is over: what was said is one order now, or none. Whatever reached the door before this moment is taken up
 * first and belongs to it. A job for an older window finds another `quietUntil` and does nothing; one that comes too early waits
 * on. The order runs through all checks; what comes of it decides whether the ERP, the customer or the desk is next.
 */
export async function closeConversation(ctx: Ctx, input: { readonly conversationId: string; readonly quietUntil: Instant }, deps: IntakeDeps): Promise<void> {
  const who = await loadWho(ctx, input.conversationId);
  if (who === null) return;
  await lockSender(ctx, who);
  await absorbEvents(ctx, who, deps);
  const conversation = await lockConversation(ctx, input.conversationId);
  if (conversation === null || conversation.closedAt !== null || conversation.quietUntil !== input.quietUntil) return;
  const earlyMs = msBetween(ctx.now(), input.quietUntil);
  if (earlyMs > 0) return ctx.enqueue(closeJob, input, { delayMs: earlyMs });
  const quiet = await saveConversation(ctx, { ...conversation, quietUntil: null });
  const after = quiet.orderId === null ? await closeWithoutOrder(ctx, quiet) : await settleOrder(ctx, quiet, quiet.orderId, input.quietUntil, deps);
  await ctx.publish({ type: 'conversation.closed', subject: after.id, payload: { orderId: after.orderId } });
}

/** Nothing to book: a change to an order that stands goes its own way, small talk is filed, everything else is passed to people, visibly. */
async function closeWithoutOrder(ctx: Ctx, conversation: Conversation): Promise<Conversation> {
  const settled = (await takeAgreement(ctx, conversation)) ?? (await amendByWords(ctx, conversation, { unread: await hasUnread(ctx, conversation) }));
  if (settled !== null) return settled;
  const intent: Reading['intent'] = conversation.reading?.intent ?? 'chitchat';
  const forPeople = intent !== 'chitchat' || (await hasUnread(ctx, conversation));
  if (forPeople) await queueNotice(ctx, conversation, 'passedOn');
  const state = conversation.customer === null && forPeople ? 'unknown_sender' : forPeople ? 'desk' : 'not_order';
  return saveConversation(ctx, { ...conversation, state, closedAt: ctx.now() });
}

/** Voice, photos and documents that nobody has read: what they ask for must not get lost beside a text. */
async function hasUnread(ctx: Ctx, conversation: Conversation): Promise<boolean> {
  const events = await loadSpoken(ctx, conversation.id);
  return events.some((event) => event.kind === 'message' && event.type !== 'sticker' && (event.text ?? '').trim() === '');
}

async function settleOrder(ctx: Ctx, conversation: Conversation, orderId: string, quietUntil: Instant, deps: IntakeDeps): Promise<Conversation> {
  const deskLooks = conversation.state === 'desk' || conversation.state === 'unknown_sender';
  const mayAsk = !deskLooks && conversation.questionsAsked < deps.policy.questionsAtMost;
  const quietMs = conversation.quietFrom === null ? 0 : Math.max(0, msBetween(conversation.quietFrom, quietUntil));
  const repeatMeant = repeatAnswer(conversation);
  const hold = await holdOf(ctx, conversation, deskLooks);
  await noteDecisions(ctx, conversation, orderId);
  if ((await answerToOffer(ctx, conversation, orderId)) === 'refused') return priceRefused(ctx, conversation, orderId);
  const settled = await confirmOrder(ctx, { orderId, mayAsk, quietMs, repeatMeant, ...(hold === null ? {} : { hold }) });
  if (!settled.ok) return settled.refusal.facts['state'] === 'cancelled' ? finish(ctx, conversation, 'withdrawn') : conversation;
  // of an order that was parted, what stayed behind is what the conversation goes on about
  const open = settled.value.rest ?? settled.value;
  return goOn(ctx, { ...conversation, orderId: open.orderId }, open, deps);
}

/** Asks or tells the customer what the order waits for. */
async function goOn(ctx: Ctx, conversation: Conversation, open: Settled, deps: IntakeDeps): Promise<Conversation> {
  // the question is our price, and it has been put already
  if (open.waiting?.facts['why'] === 'price_offer') return (await lockConversation(ctx, conversation.id)) ?? conversation;
  return open.state === 'needs_customer' ? askOrHandOver(ctx, conversation, open.orderId, deps) : tell(ctx, conversation, open);
}

/** What the customer answered to the newest price that we offered; an older answer, or a yes to anything else, is none. */
async function answerToOffer(ctx: Ctx, conversation: Conversation, orderId: string): Promise<'agreed' | 'refused' | 'no_offer'> {
  const offer = questionsOf(await listOutbound(ctx, conversation.id))
    .at(-1)
    ?.asks.find((ask) => ask.aspect === 'price' && ask.key !== undefined);
  const answer = offer === undefined ? undefined : conversation.reading?.answers.find((each) => each.aspect === 'price' && each.key === offer.key)?.value;
  return answer === 'yes' || answer === 'no' ? holds.answerPriceOffer(ctx, orderId, answer) : 'no_offer';
}

async function priceRefused(ctx: Ctx, conversation: Conversation, orderId: string): Promise<Conversation> {
  await holds.holdOrder(ctx, { orderId, until: 'desk', why: 'price_refused' });
  await queueNotice(ctx, conversation, 'checking', conversation.reading?.lines.map((line) => line.words).join(', '));
  return saveConversation(ctx, { ...conversation, state: 'desk' });
}

/** What the customer answered when asked whether a repeat is meant. */
function repeatAnswer(conversation: Conversation): 'yes' | 'no' | null {
  const answer = conversation.reading?.answers.findLast((each) => each.aspect === 'conflict')?.value;
  return answer === 'yes' || answer === 'no' ? answer : null;
}

/** What stands in the way of booking beside the order's own checks: what the reader could not settle about the order as a whole. */
async function holdOf(ctx: Ctx, conversation: Conversation, deskLooks: boolean): Promise<NonNullable<Parameters<typeof confirmOrder>[1]['hold']> | null> {
  if (deskLooks) return { by: 'desk', why: 'desk_is_looking' };
  if (await hasUnread(ctx, conversation)) return { by: 'desk', why: 'unread_media' };
  const { reading } = conversation;
  if (reading === null) return null;
  // a price asked is never a price instruction: one that stands at a line is put to whoever may decide, any other is for the desk to see
  if (reading.flags.includes('asks_price') && !reading.lines.some((line) => line.priceAsked !== null)) return { by: 'desk', why: 'asks_price' };
  if (needsPerson(reading)) return { by: 'desk', why: 'needs_a_person' };
  if (reading.asks.length === 0) return null;
  const lineIds = reading.asks.flatMap((ask) => (ask.lineId === null ? [] : [ask.lineId]));
  return { by: 'customer', why: 'open_question', ...(lineIds.length === reading.asks.length ? { lineIds } : {}) };
}

/** The reader wants a person, for more than a price that was named. */
const needsPerson = (reading: Reading): boolean =>
  reading.disposition === 'human' &&
  (reading.flags.includes('too_long') || !reading.lines.some(isPriceWish) || reading.lines.some((line) => line.decision === 'human' && !isPriceWish(line)));

/** Asks what the customer can settle; without anything to ask the desk must look. */
async function askOrHandOver(ctx: Ctx, conversation: Conversation, orderId: string, deps: IntakeDeps): Promise<Conversation> {
  const question = await buildQuestion(ctx, conversation);
  if (question !== null) return putQuestion(ctx, conversation, question, deps.policy.answerWithinMs);
  await holds.holdOrder(ctx, { orderId, until: 'desk', why: 'nothing_to_ask' });
  await queueNotice(ctx, conversation, 'checking', conversation.reading?.lines.map((line) => line.words).join(', '));
  return saveConversation(ctx, { ...conversation, state: 'desk' });
}

/** Tells the customer where the order stands, unless it is on its way: then the confirmation follows by itself. */
type Settled = Extract<Awaited<ReturnType<typeof confirmOrder>>, { readonly ok: true }>['value'];

async function tell(ctx: Ctx, conversation: Conversation, settled: Settled): Promise<Conversation> {
  const words = conversation.reading?.lines.map((line) => line.words).join(', ') ?? '';
  if (settled.state === 'duplicate') return finish(ctx, conversation, 'closedDuplicate', duplicateOf(settled));
  if (!draftStates.has(settled.state)) return conversation;
  const unknown = settled.waiting?.code === 'unknown_sender';
  await queueNotice(ctx, conversation, unknown ? 'whoAreYou' : settled.state === 'credit_hold' ? 'accounts' : 'checking', words);
  return saveConversation(ctx, { ...conversation, state: unknown ? 'unknown_sender' : 'desk' });
}

const duplicateOf = (settled: Settled): string => {
  const checks = settled.waiting?.facts['checks'] as readonly { code: string; facts: Record<string, unknown> }[] | undefined;
  const facts = checks?.find((check) => check.code === 'V14')?.facts ?? {};
  return String(facts['erpNumber'] ?? facts['number'] ?? '');
};

async function finish(ctx: Ctx, conversation: Conversation, notice: 'withdrawn' | 'closedDuplicate', words = ''): Promise<Conversation> {
  await queueNotice(ctx, conversation, notice, words);
  return saveConversation(ctx, { ...conversation, state: 'done', closedAt: ctx.now() });
}

/**
 * A clerk has dealt with a conversation that made no order (a question, a complaint): it leaves the work list.
 * Refused: `forbidden`, `not_found`, `wrong_state` (an order hangs on it; the order is what must end).
 */
export async function finishConversation(ctx: Ctx, conversationId: string): Promise<Result<Conversation, Refusal<IntakeRefusal>>> {
  if (!mayWorkConversations(ctx.actor)) return refuse('forbidden');
  const conversation = await lockConversation(ctx, conversationId);
  if (conversation === null) return refuse('not_found', { conversationId });
  if (conversation.orderId !== null && conversation.closedAt === null) return refuse('wrong_state', { state: conversation.state });
  const done = await saveConversation(ctx, { ...conversation, state: 'done', quietUntil: null, closedAt: conversation.closedAt ?? ctx.now() });
  await ctx.publish({ type: 'conversation.changed', subject: done.id, payload: { orderId: done.orderId, state: done.state } });
  return ok(done);
}

/** Nobody answered in time: the desk takes over. A newer question or an answer since makes this job void. */
export async function takeOverQuestion(ctx: Ctx, input: { readonly conversationId: string; readonly questionsAsked: number }): Promise<void> {
  const conversation = await lockConversation(ctx, input.conversationId);
  if (conversation === null || conversation.state !== 'asking' || conversation.questionsAsked !== input.questionsAsked) return;
  if (conversation.orderId !== null) await holds.holdOrder(ctx, { orderId: conversation.orderId, until: 'desk', why: 'question_unanswered' });
  await saveConversation(ctx, { ...conversation, state: 'desk' });
}
