import type { InboundEvent } from '../../../platform/channels/whatsapp/index.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { pressOf, type Press } from '../domain/cases/button.ts';
import { absorbJob, statusJob } from '../job-kinds.ts';
import { noteSender, spoken, storeEvents, type ReceivedEvent } from '../store/inbound-store.ts';
import type { CaseChannel } from '../settings.ts';
import { takePress } from './cases/take-press.ts';

const channel = 'whatsapp';

/**
 * Keeps what a webhook brought, raw and once, and queues the work on it: all in the transaction that is committed before
 * the provider gets its 200. Events that are known already change nothing. A button under a case's message decides at once;
 * it is kept without its token and belongs to no conversation.
 */
export async function receiveEvents(ctx: Ctx, events: readonly InboundEvent[], cases?: CaseChannel): Promise<{ readonly stored: number }> {
  const pressed = new Map(events.flatMap((event) => pressIn(event, cases)));
  const received = events.map((event) => (pressed.has(event.key) ? { ...receivedOf(event), kind: 'other', raw: '' } : receivedOf(event)));
  const fresh = await storeEvents(ctx, received);
  const news = received.filter((event) => fresh.has(event.key));
  for (const event of news) {
    const press = pressed.get(event.key);
    if (press === undefined || cases === undefined) continue;
    await noteSender(ctx, { channel, line: event.line, sender: event.sender, name: event.senderName, at: ctx.now() });
    await takePress(ctx, event, press, cases);
  }
  const people = new Map(news.filter((event) => spoken.has(event.kind)).map((event) => [`${event.line}|${event.sender}`, event]));
  for (const { line, sender, senderName } of people.values()) {
    await noteSender(ctx, { channel, line, sender, name: senderName, at: ctx.now() });
    await ctx.enqueue(absorbJob, { channel, line, sender });
  }
  const statuses = news.filter((event) => event.kind === 'status').map((event) => event.key);
  if (statuses.length > 0) await ctx.enqueue(statusJob, { channel, keys: statuses });
  return { stored: fresh.size };
}

/** What was pressed, by the event's key. Only a message of the person's own with the id of one of our buttons is a press. */
const pressIn = (event: InboundEvent, cases: CaseChannel | undefined): readonly (readonly [string, Press])[] => {
  const press = cases !== undefined && event.kind === 'message' ? pressOf(event.choice) : null;
  return press === null ? [] : [[event.key, press]];
};

/** As stored. A message that the provider could not pass on is still a message: the desk must see that there was one. */
const receivedOf = (event: InboundEvent): ReceivedEvent => ({
  channel,
  key: event.key,
  kind: event.kind === 'unsupported' ? 'message' : event.kind,
  type: event.type,
  line: event.line,
  sender: event.sender,
  senderName: event.senderName,
  messageId: event.messageId ?? event.key,
  refersTo: event.refersTo,
  sentAt: event.sentAt,
  text: event.text,
  raw: event.raw,
});
