import type { Instant } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { IntakeDeps } from '../settings.ts';
import type { Who } from '../job-kinds.ts';
import { insertConversation, loadOpenConversation, lockConversation, type Conversation } from '../store/conversation-store.ts';
import { assignEvents, conversationOfMessage, loadSender, loadWaiting, lockSender, type WaitingEvent } from '../store/inbound-store.ts';
import { rebuildDraft } from './rebuild-draft.ts';

/**
 * Takes up everything that a person wrote and nobody has taken up yet, and reads each conversation that it touches anew.
 * Messages go to the open conversation or open one; edits, deletions and reactions follow the message that they are about.
 */
export async function absorbEvents(ctx: Ctx, who: Who, deps: IntakeDeps): Promise<readonly string[]> {
  await lockSender(ctx, who);
  const waiting = await loadWaiting(ctx, who);
  if (waiting.length === 0) return [];
  const touched = new Map<string, WaitingEvent[]>();
  for (const event of waiting) {
    const id = await conversationFor(ctx, who, event);
    touched.set(id, [...(touched.get(id) ?? []), event]);
    await assignEvents(ctx, [event.id], id);
  }
  for (const [id, events] of touched) {
    const conversation = await lockConversation(ctx, id);
    if (conversation !== null) await rebuildDraft(ctx, conversation, causeOf(events), deps);
  }
  return [...touched.keys()];
}

/** The conversation that an event belongs to; a new one when none is open. */
async function conversationFor(ctx: Ctx, who: Who, event: WaitingEvent): Promise<string> {
  const about = event.kind !== 'message' && event.refersTo !== null ? await conversationOfMessage(ctx, who.channel, event.refersTo) : null;
  if (about !== null) return about;
  return ((await loadOpenConversation(ctx, who)) ?? (await openConversation(ctx, who, event))).id;
}

const whyOf: Readonly<Record<WaitingEvent['kind'], string>> = {
  message: 'message_received',
  reaction: 'message_received',
  edit: 'message_edited',
  revoke: 'message_deleted',
};

/** The newest arrival, and what kind of change it is: a new message outweighs edits that came with it. */
function causeOf(events: readonly WaitingEvent[]): { readonly receivedAt: Instant; readonly why: string } {
  const newest = events.reduce((latest, event) => (event.receivedAt > latest.receivedAt ? event : latest));
  return { receivedAt: newest.receivedAt, why: whyOf[events.some((event) => event.kind === 'message') ? 'message' : newest.kind] };
}

async function openConversation(ctx: Ctx, who: Who, first: WaitingEvent): Promise<Conversation> {
  const { name } = await loadSender(ctx, who);
  const conversation: Conversation = {
    ...who,
    id: ctx.newId(),
    senderName: name,
    version: 1,
    state: 'assembling',
    customer: null,
    orderId: null,
    language: 'en',
    openedAt: first.receivedAt,
    lastMessageAt: first.receivedAt,
    quietFrom: null,
    quietUntil: null,
    questionsAsked: 0,
    reading: null,
    closedAt: null,
  };
  await insertConversation(ctx, conversation);
  return conversation;
}
