import type { Instant } from '../../../kernel/time.ts';
import type { Ask, Turn } from '../../../engines/reading/index.ts';

/** A stored channel event, as far as a conversation needs it. */
export interface SpokenEvent {
  readonly key: string;
  readonly kind: 'message' | 'edit' | 'revoke' | 'reaction';
  readonly messageId: string;
  readonly refersTo: string | null;
  readonly sentAt: Instant;
  readonly text: string | null;
}

/** A question of ours, with the events that we had read when we put it. */
export interface AskedQuestion {
  readonly id: string;
  readonly at: Instant;
  readonly asks: readonly Ask[];
  readonly known: readonly string[];
}

/** What one message came to after all edits and deletions. */
export interface EffectiveMessage {
  readonly id: string;
  readonly at: Instant;
  readonly text: string;
  readonly replyTo: string | null;
  readonly edited: boolean;
  readonly deleted: boolean;
}

const byTime = (left: { at: string; id: string }, right: { at: string; id: string }): number =>
  left.at === right.at ? (left.id < right.id ? -1 : 1) : left.at < right.at ? -1 : 1;

/**
 * Folds messages, edits and deletions into what was said in the end. Order and number of deliveries do not matter:
 * events are told apart by key and ordered by when they were sent. An edit whose message never came stands for it.
 */
export function effectiveMessages(events: readonly SpokenEvent[]): readonly EffectiveMessage[] {
  const unique = [...new Map(events.map((event) => [event.key, event])).values()].toSorted((left, right) =>
    byTime({ at: left.sentAt, id: left.key }, { at: right.sentAt, id: right.key }),
  );
  const messages = new Map<string, EffectiveMessage>();
  for (const event of unique.filter((each) => each.kind === 'message' || each.kind === 'reaction')) {
    messages.set(event.messageId, { id: event.messageId, at: event.sentAt, text: event.text ?? '', replyTo: event.refersTo, edited: false, deleted: false });
  }
  for (const event of unique) {
    if (event.refersTo === null || (event.kind !== 'edit' && event.kind !== 'revoke')) continue;
    const before = messages.get(event.refersTo) ?? { id: event.refersTo, at: event.sentAt, text: '', replyTo: null, edited: false, deleted: false };
    messages.set(event.refersTo, event.kind === 'edit' ? { ...before, text: event.text ?? before.text, edited: true } : { ...before, deleted: true });
  }
  return [...messages.values()].toSorted(byTime);
}

/**
 * The turns of a conversation in the order in which they were said. A message stands before a question when we had read it
 * before asking, or when it was sent in an earlier second (channels date to the second); all others are answers or later.
 */
export function assembleTurns(events: readonly SpokenEvent[], questions: readonly AskedQuestion[]): readonly Turn[] {
  const asked = questions.toSorted(byTime);
  const epochOf = (message: EffectiveMessage): number =>
    asked.filter((question) => !question.known.includes(message.id) && message.at >= wholeSecond(question.at)).length;
  const said = effectiveMessages(events)
    .filter((message) => !message.deleted)
    .map((message) => ({ message, epoch: epochOf(message) }));
  const turns: Turn[] = [];
  for (let epoch = 0; epoch <= asked.length; epoch += 1) {
    for (const { message } of said.filter((each) => each.epoch === epoch)) {
      turns.push({ kind: 'said', id: message.id, at: message.at, text: message.text, replyTo: message.replyTo });
    }
    const question = asked[epoch];
    if (question !== undefined) turns.push({ kind: 'asked', id: question.id, at: question.at, asks: question.asks });
  }
  return turns;
}

const wholeSecond = (at: Instant): string => `${at.slice(0, 19)}.000Z`;
