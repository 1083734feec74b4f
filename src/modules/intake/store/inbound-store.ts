import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { SpokenEvent } from '../domain/turns.ts';
import type { IntakeTables } from '../tables.ts';

/** An event as it reached the door. */
export interface ReceivedEvent {
  readonly channel: string;
  readonly key: string;
  readonly kind: string;
  readonly type: string;
  readonly line: string;
  readonly sender: string;
  readonly senderName: string | null;
  readonly messageId: string;
  readonly refersTo: string | null;
  readonly sentAt: Instant;
  readonly text: string | null;
  readonly raw: string;
}

/** A stored event that no conversation has taken up yet. */
export interface WaitingEvent extends SpokenEvent {
  readonly id: string;
  readonly type: string;
  readonly receivedAt: Instant;
}

/** Stores events; those that are there already are left alone. Returns the keys that were new. */
export async function storeEvents(ctx: Ctx, events: readonly ReceivedEvent[]): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set();
  const receivedAt = ctx.now();
  const rows = [...new Map(events.map((event) => [event.key, event])).values()].map((event) => ({
    id: ctx.newId(),
    channel: event.channel,
    event_key: event.key,
    kind: event.kind,
    type: event.type,
    line: event.line,
    sender: event.sender,
    message_id: event.messageId,
    refers_to: event.refersTo,
    sent_at: event.sentAt,
    received_at: receivedAt,
    text: event.text,
    raw: event.raw,
    handled_at: spoken.has(event.kind) || event.kind === 'status' ? null : receivedAt,
  }));
  const stored = await on<IntakeTables>(ctx)
    .insertInto('intake.inbound_event')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['channel', 'event_key']).doNothing())
    .returning('event_key')
    .execute();
  return new Set(stored.map((row) => row.event_key));
}

/** Kinds that belong to a conversation. */
export const spoken: ReadonlySet<string> = new Set(['message', 'edit', 'revoke', 'reaction']);

/** Locks a person's row, so that one worker at a time absorbs what they wrote. */
export async function lockSender(ctx: Ctx, who: { channel: string; line: string; sender: string }): Promise<void> {
  // an update that changes nothing: one statement that makes the row or locks it
  await on<IntakeTables>(ctx)
    .insertInto('intake.sender')
    .values({ channel: who.channel, line: who.line, sender: who.sender })
    .onConflict((conflict) => conflict.columns(['channel', 'line', 'sender']).doUpdateSet((eb) => ({ name: eb.ref('intake.sender.name') })))
    .execute();
}

/** Moves the 24-hour clock of a person forward, never back, and keeps the name that the channel gives. */
export async function noteSender(ctx: Ctx, who: { channel: string; line: string; sender: string; name: string | null; at: Instant }): Promise<void> {
  await on<IntakeTables>(ctx)
    .insertInto('intake.sender')
    .values({ channel: who.channel, line: who.line, sender: who.sender, name: who.name, last_inbound_at: who.at })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'line', 'sender']).doUpdateSet((eb) => ({
        name: eb.fn.coalesce('excluded.name', 'intake.sender.name'),
        last_inbound_at: eb.fn('greatest', ['excluded.last_inbound_at', 'intake.sender.last_inbound_at']),
      })),
    )
    .execute();
}

/** Name and last sign of life of a person on a line. */
export async function loadSender(
  ctx: Ctx,
  who: { channel: string; line: string; sender: string },
): Promise<{ name: string | null; lastInboundAt: Instant | null }> {
  const row = await on<IntakeTables>(ctx)
    .selectFrom('intake.sender')
    .selectAll()
    .where('channel', '=', who.channel)
    .where('line', '=', who.line)
    .where('sender', '=', who.sender)
    .executeTakeFirst();
  return { name: row?.name ?? null, lastInboundAt: (row?.last_inbound_at as Instant | null | undefined) ?? null };
}

/** What a person wrote and nobody has taken up, oldest first. */
export async function loadWaiting(ctx: Ctx, who: { channel: string; line: string; sender: string }): Promise<readonly WaitingEvent[]> {
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.inbound_event')
    .selectAll()
    .where('channel', '=', who.channel)
    .where('line', '=', who.line)
    .where('sender', '=', who.sender)
    .where('handled_at', 'is', null)
    .where('kind', 'in', [...spoken])
    .orderBy('sent_at')
    .orderBy('event_key')
    .execute();
  return rows.map(spokenOf);
}

/** Everything said in a conversation, in no particular order. */
export async function loadSpoken(ctx: Ctx, conversationId: string): Promise<readonly WaitingEvent[]> {
  const rows = await on<IntakeTables>(ctx).selectFrom('intake.inbound_event').selectAll().where('conversation_id', '=', conversationId).execute();
  return rows.map(spokenOf);
}

type InboundRow = {
  id: string;
  event_key: string;
  kind: string;
  type: string;
  message_id: string;
  refers_to: string | null;
  sent_at: string;
  received_at: string;
  text: string | null;
};

const spokenOf = (row: InboundRow): WaitingEvent => ({
  id: row.id,
  key: row.event_key,
  kind: row.kind as SpokenEvent['kind'],
  type: row.type,
  messageId: row.message_id,
  refersTo: row.refers_to,
  sentAt: row.sent_at as Instant,
  receivedAt: row.received_at as Instant,
  text: row.text,
});

/** The conversation that holds a message, by the provider's message id. */
export async function conversationOfMessage(ctx: Ctx, channel: string, messageId: string): Promise<string | null> {
  const row = await on<IntakeTables>(ctx)
    .selectFrom('intake.inbound_event')
    .select('conversation_id')
    .where('channel', '=', channel)
    .where('message_id', '=', messageId)
    .where('conversation_id', 'is not', null)
    .executeTakeFirst();
  return row?.conversation_id ?? null;
}

/** Gives events to a conversation. */
export async function assignEvents(ctx: Ctx, ids: readonly string[], conversationId: string): Promise<void> {
  if (ids.length === 0) return;
  await on<IntakeTables>(ctx)
    .updateTable('intake.inbound_event')
    .set({ conversation_id: conversationId, handled_at: ctx.now() })
    .where('id', 'in', [...ids])
    .execute();
}

/** Marks channel events as done that belong to no conversation (statuses). */
export async function markHandled(ctx: Ctx, channel: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await on<IntakeTables>(ctx)
    .updateTable('intake.inbound_event')
    .set({ handled_at: ctx.now() })
    .where('channel', '=', channel)
    .where('event_key', 'in', [...keys])
    .execute();
}

/** The raw JSON of stored events, by key. */
export async function loadRaw(ctx: Ctx, channel: string, keys: readonly string[]): Promise<readonly { key: string; raw: string }[]> {
  if (keys.length === 0) return [];
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.inbound_event')
    .select(['event_key', 'raw'])
    .where('channel', '=', channel)
    .where('event_key', 'in', [...keys])
    .execute();
  return rows.map((row) => ({ key: row.event_key, raw: row.raw }));
}

/** People with events that nobody took up for a while: their job was lost. */
export async function listForgotten(ctx: Ctx, before: Instant): Promise<readonly { channel: string; line: string; sender: string }[]> {
  return on<IntakeTables>(ctx)
    .selectFrom('intake.inbound_event')
    .select(['channel', 'line', 'sender'])
    .distinct()
    .where('handled_at', 'is', null)
    .where('received_at', '<', before)
    .where('kind', 'in', [...spoken])
    .limit(500)
    .execute();
}
