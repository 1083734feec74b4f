import { randomInt } from 'node:crypto';
import type { SseHub } from '../kit/index.ts';
import { contentOf, type Sending } from './bubble-content.ts';
import { messageBody, statusBody, type BusinessLine, type StatusError, type StatusFacts } from './payloads.ts';
import type { Webhooks } from './webhooks.ts';
import { newMessageId, type PhoneMessage, type Ticks, type World } from './world.ts';

const minuteMs = 60_000;
const editableMs = 15 * minuteMs;
const deletableMs = 2 * 24 * 60 * minuteMs;
const rank: Readonly<Record<Ticks, number>> = { clock: 0, sent: 1, delivered: 2, read: 3, failed: 4 };

/** Why a person's act is not possible. */
export type PhoneRefusal = 'unknown_message' | 'too_late' | 'deleted_already';

/** What people do with their phones, and what reaches them. Each act is on the disk, with its webhook, before it resolves. */
export interface Phones {
  send(phone: string, sending: Sending): Promise<string>;
  edit(phone: string, id: string, text: string): Promise<PhoneRefusal | null>;
  remove(phone: string, id: string): Promise<PhoneRefusal | null>;
  react(phone: string, id: string, emoji: string): Promise<PhoneRefusal | null>;
  /** A message of the business appears on the phone. */
  receive(message: PhoneMessage): Promise<void>;
  /** Tells the business what became of its message, `afterMs` from now. */
  tell(facts: Omit<StatusFacts, 'atMs'>, afterMs: number): Promise<void>;
  /** The business marks a person's message, and all before it, as read. False when it knows no such message. */
  markRead(id: string, typing: boolean): boolean;
  setTicks(id: string, ticks: Ticks): void;
  /** When the person last wrote; null for never. */
  lastWroteAt(phone: string): number | null;
}

/** What people need. `webhooks` comes late because it reports ticks back here. */
export interface PhonesParts {
  readonly world: World;
  readonly hub: SseHub;
  readonly line: BusinessLine;
  readonly now: () => number;
  readonly webhooks: () => Webhooks;
}

/** People and their phones over a world. */
export function createPhones(parts: PhonesParts): Phones {
  const { world, line, now } = parts;
  return {
    send: (phone, sending) => send(parts, phone, sending),
    edit: async (phone, id, text) => {
      const message = changeable(parts, { phone, id }, editableMs);
      if (typeof message === 'string') return message;
      await put(parts, { ...message, text, edited: true });
      const inner =
        message.mediaId === undefined ? { type: 'text', text: { body: text } } : { type: message.type, [message.type]: { caption: text, id: message.mediaId } };
      const edit = { original_message_id: id, message: { context: { id: 'M0' }, ...inner } };
      await tellBusiness(parts, message, { id: newMessageId(phone), content: { type: 'edit', edit } });
      return null;
    },
    remove: async (phone, id) => {
      const message = changeable(parts, { phone, id }, deletableMs);
      if (typeof message === 'string') return message;
      await put(parts, { ...message, deleted: true });
      await tellBusiness(parts, message, { id: newMessageId(phone), content: { type: 'revoke', revoke: { original_message_id: id } } });
      return null;
    },
    react: async (phone, id, emoji) => {
      const message = world.message(id);
      if (message?.phone !== phone) return 'unknown_message';
      await put(parts, { ...message, reaction: emoji });
      const reaction = emoji === '' ? { message_id: id } : { message_id: id, emoji };
      await tellBusiness(parts, message, { id: newMessageId(phone), content: { type: 'reaction', reaction } });
      return null;
    },
    receive: (message) => put(parts, message),
    tell: async (facts, afterMs) => {
      const body = statusBody(line, { ...facts, atMs: now() + afterMs });
      await parts.webhooks().queue({ body, phone: facts.phone, messageId: facts.id, afterMs, onOut: facts.status });
    },
    markRead: (id, typing) => markRead(parts, id, typing),
    setTicks: (id, ticks) => setTicks(parts, id, ticks),
    lastWroteAt: (phone) => {
      const last = world.messagesOf(phone).findLast((message) => message.direction === 'out');
      return last ? Date.parse(last.at) : null;
    },
  };
}

async function send(parts: PhonesParts, phone: string, sending: Sending): Promise<string> {
  const { world, line, now } = parts;
  const known = world.person(phone);
  if (!known || (sending.name ?? known.name) !== known.name) await world.addPerson({ phone, name: sending.name ?? phone });
  const media = sending.media && { id: String(randomInt(1e12, 1e14)), mimeType: sending.media.mimeType, base64: sending.media.base64 };
  if (media) await world.putMedia(media);
  const quoted = sending.replyTo === undefined ? undefined : world.message(sending.replyTo);
  const content = contentOf(sending, quoted, media, line);
  const message: PhoneMessage = {
    ...{ id: newMessageId(phone), phone, direction: 'out', type: content.type, text: sending.text, at: new Date(now()).toISOString() },
    ...{ ticks: 'sent', edited: false, deleted: false },
    ...(quoted ? { replyTo: quoted.id } : {}),
    ...(media ? { mediaId: media.id } : {}),
  };
  await Promise.all([put(parts, message), tellBusiness(parts, message, { id: message.id, content }, 'delivered')]);
  return message.id;
}

async function put({ world, hub }: PhonesParts, message: PhoneMessage): Promise<void> {
  await world.putMessage(message);
  hub.publish('message', { phone: message.phone, message: shown(message) });
}

/** Ticks only ever go up. Not awaited: a lost tick comes again with the repeated webhook. */
function setTicks(parts: PhonesParts, id: string, ticks: Ticks): void {
  const message = parts.world.message(id);
  if (!message || rank[ticks] <= rank[message.ticks]) return;
  put(parts, { ...message, ticks }).catch(() => undefined);
}

/** Queues the webhook of what a person did with a message. */
async function tellBusiness(
  parts: PhonesParts,
  { phone, id: messageId }: PhoneMessage,
  event: { readonly id: string; readonly content: object },
  onTaken?: Ticks,
): Promise<void> {
  const person = parts.world.person(phone) ?? { phone, name: phone };
  const body = messageBody(parts.line, person, { ...event, atMs: parts.now() });
  await parts.webhooks().queue({ body, phone, messageId, ...(onTaken ? { onTaken } : {}) });
}

/** The person's own message, when it may still be changed. */
function changeable({ world, now }: PhonesParts, { phone, id }: { readonly phone: string; readonly id: string }, limitMs: number): PhoneMessage | PhoneRefusal {
  const message = world.message(id);
  if (message?.phone !== phone || message.direction !== 'out') return 'unknown_message';
  if (message.deleted) return 'deleted_already';
  return now() - Date.parse(message.at) > limitMs ? 'too_late' : message;
}

function markRead(parts: PhonesParts, id: string, typing: boolean): boolean {
  const message = parts.world.message(id);
  if (message?.direction !== 'out') return false;
  const before = parts.world.messagesOf(message.phone).filter((other) => other.direction === 'out' && other.at <= message.at);
  before.forEach((other) => setTicks(parts, other.id, 'read'));
  if (typing) parts.hub.publish('typing', { phone: message.phone });
  return true;
}

/** A bubble as pages see it: deleted text is gone, the business's reference is its own affair. */
export function shown(message: PhoneMessage): Omit<PhoneMessage, 'reference' | 'phone'> {
  const { reference: _reference, phone: _phone, ...rest } = message;
  return message.deleted ? { ...rest, text: '' } : rest;
}

/** The platform's `failed` status for a number that has no WhatsApp. */
export const undeliverable: StatusError = { code: 131026, title: 'Message undeliverable', details: 'Message Undeliverable.' };
