import type { Bubble, ConversationPage, ConversationRow } from './contract.ts';
import type { WaitingEvent } from './store/inbound-store.ts';
import type { Conversation } from './store/conversation-store.ts';
import type { Outbound } from './store/outbound-store.ts';
import { effectiveMessages } from './domain/turns.ts';

/** The head of a conversation for a screen. */
export const presentConversation = (conversation: Conversation, customerName: string | null): Omit<ConversationPage, 'bubbles'> => ({
  id: conversation.id,
  channel: conversation.channel,
  sender: conversation.sender,
  senderName: conversation.senderName,
  customer: conversation.customer,
  customerName,
  state: conversation.state,
  orderId: conversation.orderId,
  language: conversation.language,
  intent: conversation.reading?.intent ?? null,
  flags: [...(conversation.reading?.flags ?? [])],
  openedAt: conversation.openedAt,
  quietUntil: conversation.quietUntil,
});

/** A row of the tray. */
export function presentRow(conversation: Conversation, customerName: string | null, preview: string): ConversationRow {
  const { flags: _flags, ...head } = presentConversation(conversation, customerName);
  return { ...head, preview, lastMessageAt: conversation.lastMessageAt };
}

/** Everything said and answered, in time order, as bubbles. */
export function presentBubbles(events: readonly WaitingEvent[], messages: readonly Outbound[]): Bubble[] {
  const typeOf = new Map(events.filter((event) => event.kind === 'message').map((event) => [event.messageId, event.type]));
  const said: Bubble[] = effectiveMessages(events).map((message) => ({
    turn: message.id,
    direction: 'in',
    at: message.at,
    kind: typeOf.get(message.id) ?? 'text',
    text: message.text,
    edited: message.edited,
    deleted: message.deleted,
    status: 'received',
  }));
  const ours: Bubble[] = messages.map((message) => ({
    turn: message.id,
    direction: 'out',
    at: message.createdAt,
    kind: message.kind,
    text: message.text,
    edited: false,
    deleted: false,
    status: message.state,
  }));
  return [...said, ...ours].toSorted((left, right) => (left.at === right.at ? (left.direction === 'in' ? -1 : 1) : left.at < right.at ? -1 : 1));
}
