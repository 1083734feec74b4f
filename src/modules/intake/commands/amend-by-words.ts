import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Reading } from '../../../engines/reading/index.ts';
import { amendments, recordMilestone, type Order } from '../../orders/index.ts';
import { changesFor, isSureChange } from '../domain/amend-changes.ts';
import { lockConversation, saveConversation, type Conversation } from '../store/conversation-store.ts';
import { queueNotice } from './queue-message.ts';

/** Names that the reader gives to orders that no number names. */
const unnamed: ReadonlySet<string> = new Set(['last_order', 'usual']);

/**
 * Words that change or cancel an order that the ERP holds become an amendment of the newest order that they refer to: at once when all of them is
 * certain, else before a clerk. What orders refuses (it is loaded, another change is not over) goes to a clerk too: nothing said is lost.
 * Null when the conversation changes no order of this sender.
 */
export async function amendByWords(ctx: Ctx, conversation: Conversation, said: { readonly unread: boolean }): Promise<Conversation | null> {
  const { reading } = conversation;
  const order = reading === null ? null : await orderMeant(ctx, conversation, reading);
  if (reading === null || order === null) return null;
  const changes = changesFor(order, reading);
  if (changes.length === 0) return null;
  const sure = isSureChange(reading) && !said.unread;
  const asked = await amendments.requestAmendment(ctx, { orderId: order.id, changes, by: 'customer', sure, conversationId: conversation.id });
  // what came of it may have been told to the customer, and this conversation with it
  const now = (await lockConversation(ctx, conversation.id)) ?? conversation;
  const closed = { ...now, orderId: order.id, quietUntil: null, closedAt: ctx.now() };
  if (asked.ok) return saveConversation(ctx, { ...closed, state: asked.value.state === 'sending' ? 'ordered' : now.state });
  await recordMilestone(ctx, order.id, { why: 'amendment_not_possible', facts: { ...asked.refusal.facts, code: asked.refusal.code, conversationId: now.id } });
  await queueNotice(ctx, now, 'changeChecking');
  return saveConversation(ctx, { ...closed, state: 'desk', reading: flagged(reading, 'change_not_possible') });
}

/** The order that words of change are about; null when they change none of this sender's. */
async function orderMeant(ctx: Ctx, { customer, sender }: Conversation, reading: Reading): Promise<Order | null> {
  if (customer === null || (reading.intent !== 'amend' && reading.intent !== 'cancel')) return null;
  const number = reading.refersTo === null || unnamed.has(reading.refersTo) ? null : reading.refersTo;
  return amendments.findOrderOf(ctx, { customer, sender, number });
}

const flagged = (reading: Reading, flag: string): Reading => ({ ...reading, flags: [...new Set([...reading.flags, flag])] });

/**
 * The customer's answer to our question whether an order may be changed. Only an answer to that very question agrees; anything else leaves it open
 * and goes to the desk. Null when this conversation asks no such thing.
 */
export async function takeAgreement(ctx: Ctx, conversation: Conversation): Promise<Conversation | null> {
  const amendmentId = await amendments.findProposedIn(ctx, conversation.id);
  if (amendmentId === null) return null;
  const answer = conversation.reading?.answers.findLast((each) => each.aspect === 'conflict')?.value;
  if (answer === 'yes') await amendments.confirmAmendment(ctx, { amendmentId, acceptedByCustomer: true });
  else if (answer === 'no') await amendments.withdrawAmendment(ctx, { amendmentId, why: 'customer_declined' });
  else await queueNotice(ctx, conversation, 'passedOn');
  const now = (await lockConversation(ctx, conversation.id)) ?? conversation;
  const state = answer === 'yes' || answer === 'no' ? 'done' : 'desk';
  return saveConversation(ctx, { ...now, state, quietUntil: null, closedAt: ctx.now() });
}
