import { randomBytes } from 'node:crypto';
import { openJournal, type Journal } from '../kit/index.ts';

/** Somebody with a phone. */
export interface Person {
  readonly phone: string;
  readonly name: string;
}

/** How far a message is: for what the person sent `delivered` means that our webhook took it, `read` that we marked it read. */
export type Ticks = 'clock' | 'sent' | 'delivered' | 'read' | 'failed';

/** A bubble on a phone. `out` is what the phone's owner sent, `in` what the business sent. */
export interface PhoneMessage {
  readonly id: string;
  readonly phone: string;
  readonly direction: 'in' | 'out';
  readonly type: string;
  readonly text: string;
  readonly at: string;
  readonly ticks: Ticks;
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly replyTo?: string;
  readonly buttons?: readonly { readonly id: string; readonly title: string }[];
  readonly reaction?: string;
  readonly mediaId?: string;
  /** Our business's own reference of an `in` message. */
  readonly reference?: string;
}

/** A file that somebody sent. */
export interface Media {
  readonly id: string;
  readonly mimeType: string;
  readonly base64: string;
}

/** A webhook that must still be taken by the receiver. Times are epoch milliseconds. */
export interface Webhook {
  readonly id: string;
  readonly body: string;
  /** Webhooks of one phone go out one after the other. */
  readonly phone: string;
  readonly queuedAt: number;
  readonly due: number;
  readonly attempts: number;
  /** The bubble that it is about, and the ticks it gets when the webhook goes out or is taken. */
  readonly messageId: string;
  readonly onOut: Ticks | null;
  readonly onTaken: Ticks | null;
}

type Entry =
  | { readonly t: 'person'; readonly person: Person }
  | { readonly t: 'message'; readonly message: PhoneMessage }
  | { readonly t: 'media'; readonly media: Media }
  | { readonly t: 'webhook'; readonly webhook: Webhook }
  | { readonly t: 'taken'; readonly id: string };

/** All that the stand-in must still know after a crash. Changes are visible at once; `saved` says when they are on the disk. */
export interface World {
  readonly people: ReadonlyMap<string, Person>;
  readonly webhooks: ReadonlyMap<string, Webhook>;
  person(phone: string): Person | undefined;
  messagesOf(phone: string): readonly PhoneMessage[];
  message(id: string): PhoneMessage | undefined;
  media(id: string): Media | undefined;
  addPerson(person: Person): Promise<void>;
  putMessage(message: PhoneMessage): Promise<void>;
  putMedia(media: Media): Promise<void>;
  putWebhook(webhook: Webhook): Promise<void>;
  webhookTaken(id: string): Promise<void>;
  close(): Promise<void>;
}

const keptMessages = 1_000;
const keptMedia = 50;

/** The provider's kind of message id: base64 with `=`, `/` and `+` in it, so that nobody forgets to escape them. */
export const newMessageId = (phone: string): string => `wamid.${Buffer.concat([Buffer.from(`\x1c\x18\x0c${phone}`), randomBytes(18)]).toString('base64')}`;

/** Opens the world kept in `dir` (null: only in memory) and adds the people. Throws when the folder cannot be used. */
export async function openWorld(dir: string | null, people: readonly Person[]): Promise<World> {
  const persons = new Map<string, Person>();
  const byPhone = new Map<string, PhoneMessage[]>();
  const byId = new Map<string, PhoneMessage>();
  const files = new Map<string, Media>();
  const webhooks = new Map<string, Webhook>();

  const place = (message: PhoneMessage): void => {
    const list = byPhone.get(message.phone) ?? [];
    byPhone.set(message.phone, list);
    const at = byId.has(message.id) ? list.findIndex((known) => known.id === message.id) : -1;
    if (at === -1) list.push(message);
    else list[at] = message;
    byId.set(message.id, message);
    if (list.length > keptMessages) list.splice(0, list.length - keptMessages).forEach((old) => byId.delete(old.id));
  };
  const placeMedia = (media: Media): void => {
    files.set(media.id, media);
    const oldest = files.keys().next().value;
    if (files.size > keptMedia && oldest !== undefined) files.delete(oldest);
  };
  const apply = (entry: Entry): void => {
    if (entry.t === 'person') persons.set(entry.person.phone, entry.person);
    else if (entry.t === 'message') place(entry.message);
    else if (entry.t === 'media') placeMedia(entry.media);
    else if (entry.t === 'webhook') webhooks.set(entry.webhook.id, entry.webhook);
    else webhooks.delete(entry.id);
  };
  function* everything(): Iterable<Entry> {
    for (const person of persons.values()) yield { t: 'person', person };
    for (const list of byPhone.values()) for (const message of [...list]) yield { t: 'message', message };
    for (const media of files.values()) yield { t: 'media', media };
    for (const webhook of webhooks.values()) yield { t: 'webhook', webhook };
  }
  const journal: Journal<Entry> = await openJournal({ dir, name: 'whatsapp.jsonl', replay: apply, snapshot: everything });
  const keep = (entry: Entry): Promise<void> => {
    apply(entry);
    return journal.append(entry);
  };
  people.forEach((person) => persons.set(person.phone, person));
  return {
    people: persons,
    webhooks,
    person: (phone) => persons.get(phone),
    messagesOf: (phone) => byPhone.get(phone) ?? [],
    message: (id) => byId.get(id),
    media: (id) => files.get(id),
    addPerson: (person) => keep({ t: 'person', person }),
    putMessage: (message) => keep({ t: 'message', message }),
    putMedia: (media) => keep({ t: 'media', media }),
    putWebhook: (webhook) => keep({ t: 'webhook', webhook }),
    webhookTaken: (id) => keep({ t: 'taken', id }),
    close: () => journal.close(),
  };
}
