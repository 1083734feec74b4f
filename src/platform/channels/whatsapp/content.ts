import type { InboundKind } from './event.ts';
import { idIn, listIn, objectIn, textIn, type Loose } from './loose-json.ts';

/** What a message says, in words, and what it points to. */
export interface Content {
  readonly kind: InboundKind;
  readonly text: string | null;
  readonly choice: string | null;
  readonly mediaId: string | null;
  readonly refersTo: string | null;
}

const empty: Content = { kind: 'message', text: null, choice: null, mediaId: null, refersTo: null };

type Reader = (body: Loose, message: Loose) => Partial<Content>;

const media: Reader = (body) => ({ text: textIn(body.caption), mediaId: idIn(body.id) });

const readers: Readonly<Record<string, Reader>> = {
  text: (body) => ({ text: textIn(body.body) }),
  image: media,
  video: media,
  audio: media,
  voice: media,
  document: media,
  sticker: media,
  location: (body) => ({ text: locationText(body) }),
  contacts: (_body, message) => ({ text: contactsText(listIn(message.contacts)) }),
  order: (body) => ({ text: orderText(body) }),
  button: (body) => ({ text: textIn(body.text), choice: idIn(body.payload) }),
  interactive: (body) => interactiveContent(body),
  reaction: (body) => ({ kind: 'reaction', text: textIn(body.emoji), refersTo: idIn(body.message_id) }),
  edit: (body) => ({ ...contentOf(objectIn(body.message), false), kind: 'edit', refersTo: idIn(body.original_message_id) }),
  revoke: (body) => ({ kind: 'revoke', refersTo: idIn(body.original_message_id) }),
  system: (body) => ({ kind: 'system', text: textIn(body.body) }),
  unsupported: (_body, message) => ({ kind: 'unsupported', text: textIn(objectIn(message.text).body) }),
  unknown: (_body, message) => ({ kind: 'unsupported', text: textIn(objectIn(message.text).body) }),
};

/**
 * Reads a message object of the provider, whatever its type; a type that we do not know is `other` with its words, if any.
 * `events: false` is for the message inside an edit, which cannot itself be an edit, a reaction, ….
 */
export function contentOf(message: Loose, events = true): Content {
  const type = typeOf(message).split('/')[0] ?? '';
  const reader = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (!events && (type === 'edit' || type === 'revoke')) return empty;
  const body = objectIn(message[type]);
  const quoted = idIn(objectIn(message.context).id);
  if (reader === undefined) return { ...empty, kind: 'other', text: textIn(body.body) ?? textIn(objectIn(message.text).body), refersTo: quoted };
  return { ...empty, refersTo: quoted, ...reader(body, message) };
}

/** The provider's type (`unsupported/poll_update` where it names what it holds back); without one, the known content that the message has. */
export function typeOf(message: Loose): string {
  const named = idIn(message.type);
  const hidden = named === 'unsupported' ? idIn(objectIn(message.unsupported).type) : null;
  if (hidden !== null) return `unsupported/${hidden}`;
  return named ?? Object.keys(readers).find((type) => message[type] !== undefined) ?? 'untyped';
}

function interactiveContent(body: Loose): Partial<Content> {
  const pressed = [body.button_reply, body.list_reply].find((reply) => reply !== undefined);
  if (pressed !== undefined) return { text: textIn(objectIn(pressed).title), choice: idIn(objectIn(pressed).id) };
  if (body.nfm_reply !== undefined) return { text: formText(objectIn(body.nfm_reply)) };
  return body.type === undefined ? { kind: 'unsupported' } : {};
}

const lines = (parts: readonly (string | null)[], separator = '\n'): string | null =>
  parts.filter((part) => part !== null && part !== '').join(separator) || null;

function orderText(order: Loose): string | null {
  const items = listIn(order.product_items).map(objectIn);
  return lines([textIn(order.text), ...items.map((item) => lines([idIn(item.quantity), idIn(item.product_retailer_id)], ' x '))]);
}

function locationText(place: Loose): string | null {
  const at = lines([idIn(place.latitude), idIn(place.longitude)], ', ');
  const text = lines([textIn(place.name), textIn(place.address), at], ', ');
  return text && `Location: ${text}`;
}

function contactsText(cards: readonly unknown[]): string | null {
  const one = (card: Loose): string | null => {
    const phones = listIn(card.phones).map((phone) => textIn(objectIn(phone).phone) ?? idIn(objectIn(phone).wa_id));
    return lines([textIn(objectIn(card.name).formatted_name), ...phones], ', ');
  };
  return lines(
    cards.map((card) => {
      const text = one(objectIn(card));
      return text && `Contact: ${text}`;
    }),
  );
}

/** The answers of a filled form as `name: value` lines; its token is no answer. */
function formText(reply: Loose): string | null {
  const answers = Object.entries(jsonObject(reply.response_json)).filter(([name]) => name !== 'flow_token');
  const words = answers.map(([name, value]) => {
    const text = typeof value === 'object' ? textIn(safeJson(value)) : textIn(String(value));
    return text && `${textIn(name) ?? ''}: ${text}`;
  });
  return lines(words) ?? textIn(reply.body);
}

function jsonObject(text: unknown): Loose {
  if (typeof text !== 'string') return {};
  try {
    return objectIn(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Nesting beyond what JSON.stringify can walk has no words that a person wrote. */
function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
