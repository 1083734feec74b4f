import { instantFromMs, msOf, type Instant } from '../../../kernel/time.ts';
import { contentOf, typeOf } from './content.ts';
import type { InboundEvent, ParsedWebhook, ProviderError, StatusFacts } from './event.ts';
import { canonicalText, idIn, listIn, objectIn, shortHash, textIn, type Loose } from './loose-json.ts';
import { itemsOf, membersOf, sliceText, wholeSlice } from './json-slices.ts';
import { changeEnvelope, type Envelope } from './envelope.ts';

/**
 * Reads a webhook body, already proved genuine, into its events, in the order in which they stand there.
 * Nothing is dropped: what we do not know is an event of kind `other`. `malformed` only when the bytes are no JSON in UTF-8.
 * Never throws. `receivedAt` stands in for timestamps that the provider left out or that cannot be.
 */
export function parseWebhook(rawBody: Uint8Array, receivedAt: Instant): ParsedWebhook {
  let text: string;
  let body: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(rawBody);
    body = JSON.parse(text);
  } catch {
    return { kind: 'malformed' };
  }
  const root = membersOf(wholeSlice(text));
  const entries = itemsOf(root.get('entry'));
  const events = listIn(objectIn(body).entry).flatMap((entry, entryAt) => {
    const entryMembers = membersOf(entries[entryAt] ?? wholeSlice('{}'));
    const changes = itemsOf(entryMembers.get('changes'));
    return listIn(objectIn(entry).changes).flatMap((change, changeAt) =>
      eventsOfChange(
        objectIn(entry),
        objectIn(change),
        changeEnvelope({
          root,
          entry: entryMembers,
          change: membersOf(changes[changeAt] ?? wholeSlice('{}')),
          firstOfEntry: changeAt === 0,
          firstOfBody: entryAt + changeAt === 0,
        }),
        receivedAt,
      ),
    );
  });
  return { kind: 'events', events: events.length > 0 ? events : [wholeBody(body, text, receivedAt)] };
}

/** Which list of a change's value holds events, by the webhook field. */
const lists = [
  { list: 'messages', fields: ['messages'], read: messageEvent },
  { list: 'statuses', fields: ['messages'], read: statusEvent },
  { list: 'message_echoes', fields: ['smb_message_echoes', 'messages'], read: echoEvent },
] as const;

/** One event under way: its own JSON, what it shares with its neighbours, and its text. */
interface Source {
  readonly item: Loose;
  readonly delivered: unknown;
  readonly value: Loose;
  readonly line: string;
  readonly receivedAt: Instant;
  readonly raw: string;
}

function eventsOfChange(entry: Loose, change: Loose, envelope: Envelope, receivedAt: Instant): readonly InboundEvent[] {
  const value = objectIn(change.value);
  const field = idIn(change.field) ?? 'messages';
  const line = idIn(objectIn(value.metadata).phone_number_id) ?? '';
  const events: InboundEvent[] = [];
  for (const { list, fields, read } of lists) {
    if (!fields.some((known) => known === field)) continue;
    const items = listIn(value[list]);
    const slices = itemsOf(envelope.value.get(list));
    items.forEach((item, at) => {
      const contact = contactIndex(value, objectIn(item));
      const raw = envelope.alone({ list, item: slices[at], contact, withRest: events.length === 0 });
      events.push(read({ item: objectIn(item), delivered: item, value, line, receivedAt, raw }));
    });
  }
  if (events.length > 0) return events;
  const facts = { id: entry.id, time: entry.time, field: change.field, value: change.value };
  const at = momentOf(value.timestamp ?? entry.time, receivedAt);
  return [
    { ...bareEvent(receivedAt), ...at, key: `other:${shortHash(canonicalText(facts))}`, type: idIn(change.field) ?? 'untyped', line, raw: envelope.whole() },
  ];
}

function messageEvent(source: Source): InboundEvent {
  const { item } = source;
  const content = contentOf(item);
  const messageId = idIn(item.id);
  return {
    ...bareEvent(source.receivedAt),
    ...momentOf(item.timestamp, source.receivedAt),
    ...personOf(source.value, item, item.from, item.from_user_id),
    ...content,
    key: keyOf(source, messageId, keyWord(content.kind, messageId, content.refersTo, source)),
    type: typeOf(item),
    line: source.line,
    group: idIn(item.group_id),
    messageId,
    raw: source.raw,
  };
}

/**
 * What tells events of one id apart. Normally an edit has an id of its own; where it carries the id of the edited message,
 * its time and words tell edits apart.
 */
function keyWord(kind: string, messageId: string | null, refersTo: string | null, source: Source): string {
  if (kind === 'message' || kind === 'other') return `${kind}:${typeOf(source.item)}`;
  return kind === 'edit' && messageId === refersTo ? `edit:${shortHash(canonicalText([source.item.timestamp, source.item.edit]))}` : kind;
}

function echoEvent(source: Source): InboundEvent {
  const { item } = source;
  const messageId = idIn(item.id);
  const content = contentOf(item);
  const word = content.kind === 'edit' || content.kind === 'revoke' ? `echo:${content.kind}` : 'echo';
  return {
    ...bareEvent(source.receivedAt),
    ...momentOf(item.timestamp, source.receivedAt),
    ...personOf(source.value, item, item.to, item.to_user_id),
    ...content,
    kind: 'echo',
    key: keyOf(source, messageId, word),
    type: typeOf(item),
    line: source.line,
    messageId,
    raw: source.raw,
  };
}

function statusEvent(source: Source): InboundEvent {
  const { item } = source;
  const inGroup = item.recipient_type === 'group';
  const person = inGroup
    ? personOf(source.value, item, item.recipient_participant_id, item.recipient_participant_user_id)
    : personOf(source.value, item, item.recipient_id, item.recipient_user_id);
  const providerId = idIn(item.id);
  const status: StatusFacts = {
    providerId: providerId ?? '',
    status: idIn(item.status) ?? 'unknown',
    reference: idIn(item.biz_opaque_callback_data),
    errors: listIn(item.errors).map((error) => errorOf(objectIn(error))),
  };
  const word = ['status', status.status, idIn(item.timestamp) ?? '', ...(inGroup ? [person.sender] : [])].join(':');
  return {
    ...bareEvent(source.receivedAt),
    ...momentOf(item.timestamp, source.receivedAt),
    ...person,
    key: keyOf(source, providerId, word),
    kind: 'status',
    type: idIn(item.type) ?? 'status',
    line: source.line,
    group: inGroup ? idIn(item.recipient_id) : null,
    messageId: providerId,
    status,
    raw: source.raw,
  };
}

const errorOf = (error: Loose): ProviderError => ({
  code: typeof error.code === 'number' ? error.code : null,
  title: textIn(error.title) ?? textIn(error.message) ?? '',
  details: textIn(objectIn(error.error_data).details) ?? textIn(error.details) ?? '',
});

/** Without an id of its own an event is known by its content. */
function keyOf(source: Source, id: string | null, word: string): string {
  const key = id === null ? `${word}:${shortHash(canonicalText([source.line, source.delivered]))}` : `${id}:${word}`;
  return key.length <= 256 ? key : `${word.slice(0, 60)}:${shortHash(key)}`;
}

const digitsOf = (text: string | null): string | null => (text !== null && /^\+?[\d ()-]+$/.test(text) ? text.replace(/\D/g, '') || null : text);

/** Position of the contact that belongs to the event; -1 when there is none. */
function contactIndex(value: Loose, item: Loose): number {
  const contacts = listIn(value.contacts).map(objectIn);
  const ids = [item.from, item.to, item.recipient_participant_id, item.recipient_id].map((id) => digitsOf(idIn(id))).filter((id) => id !== null);
  const userIds = [item.from_user_id, item.to_user_id, item.recipient_participant_user_id, item.recipient_user_id].map(idIn).filter((id) => id !== null);
  const found = contacts.findIndex((contact) => ids.some((id) => id === digitsOf(idIn(contact.wa_id))) || userIds.some((id) => id === idIn(contact.user_id)));
  return found === -1 && contacts.length === 1 ? 0 : found;
}

function personOf(value: Loose, item: Loose, phone: unknown, user: unknown): Pick<InboundEvent, 'sender' | 'userId' | 'senderName'> {
  const contact = objectIn(listIn(value.contacts)[contactIndex(value, item)]);
  const userId = idIn(user) ?? idIn(contact.user_id);
  const sender = digitsOf(idIn(phone)) ?? digitsOf(idIn(contact.wa_id)) ?? userId ?? '';
  return { sender, userId, senderName: idIn(objectIn(contact.profile).name) };
}

const dayMs = 86_400_000;

/** Seconds since 1970, as text or number. A time of more than a day ahead of our clock is as wrong as no time. */
function momentOf(timestamp: unknown, receivedAt: Instant): Pick<InboundEvent, 'sentAt' | 'sentAtFrom'> {
  const text = idIn(timestamp) ?? '';
  const ms = /^\d{1,11}$/.test(text) ? Number(text) * 1000 : 0;
  const possible = ms > 0 && ms <= msOf(receivedAt) + dayMs;
  return possible ? { sentAt: instantFromMs(ms), sentAtFrom: 'provider' } : { sentAt: receivedAt, sentAtFrom: 'received' };
}

/** A body without any change that we could find: kept whole. */
function wholeBody(body: unknown, text: string, receivedAt: Instant): InboundEvent {
  return {
    ...bareEvent(receivedAt),
    key: `other:${shortHash(canonicalText(body))}`,
    type: idIn(objectIn(body).object) ?? 'untyped',
    raw: sliceText(wholeSlice(text)),
  };
}

const bareEvent = (receivedAt: Instant): InboundEvent => ({
  key: '',
  kind: 'other',
  type: 'untyped',
  line: '',
  sender: '',
  userId: null,
  senderName: null,
  group: null,
  sentAt: receivedAt,
  sentAtFrom: 'received',
  messageId: null,
  refersTo: null,
  text: null,
  choice: null,
  mediaId: null,
  status: null,
  raw: '',
});
