import type { Selectable } from 'kysely';
import type { Instant } from '../../../kernel/time.ts';
import type { Reading } from '../../../engines/reading/index.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { ConversationState } from '../contract.ts';
import type { ConversationTable, IntakeTables } from '../tables.ts';

/** A conversation: what one person wrote until it became one order, or nothing. */
export interface Conversation {
  readonly id: string;
  readonly channel: string;
  readonly line: string;
  readonly sender: string;
  readonly senderName: string | null;
  readonly version: number;
  readonly state: ConversationState;
  readonly customer: string | null;
  readonly orderId: string | null;
  readonly language: string;
  readonly openedAt: Instant;
  readonly lastMessageAt: Instant;
  /** Since when we only wait for more; the time of the quiet window itself. */
  readonly quietFrom: Instant | null;
  readonly quietUntil: Instant | null;
  readonly questionsAsked: number;
  readonly reading: Reading | null;
  readonly closedAt: Instant | null;
}

/** The newest conversation of a person that still takes messages; null when the next message opens one. */
export async function loadOpenConversation(ctx: Ctx, who: { channel: string; line: string; sender: string }): Promise<Conversation | null> {
  const row = await on<IntakeTables>(ctx)
    .selectFrom('intake.conversation')
    .selectAll()
    .where('channel', '=', who.channel)
    .where('line', '=', who.line)
    .where('sender', '=', who.sender)
    .where('closed_at', 'is', null)
    .orderBy('opened_at', 'desc')
    .executeTakeFirst();
  return row === undefined ? null : conversationOf(row);
}

/** Who a conversation is with. */
export async function loadWho(ctx: Ctx, id: string): Promise<{ channel: string; line: string; sender: string } | null> {
  const row = await on<IntakeTables>(ctx).selectFrom('intake.conversation').select(['channel', 'line', 'sender']).where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** Loads and locks a conversation. */
export async function lockConversation(ctx: Ctx, id: string): Promise<Conversation | null> {
  const row = await on<IntakeTables>(ctx).selectFrom('intake.conversation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? null : conversationOf(row);
}

/** The rows of conversations as the module knows them. */
export const conversationOf = (row: Selectable<ConversationTable>): Conversation => ({
  id: row.id,
  channel: row.channel,
  line: row.line,
  sender: row.sender,
  senderName: row.sender_name,
  version: row.version,
  state: row.state as ConversationState,
  customer: row.customer,
  orderId: row.order_id,
  language: row.language,
  openedAt: row.opened_at as Instant,
  lastMessageAt: row.last_message_at as Instant,
  quietFrom: row.quiet_from as Instant | null,
  quietUntil: row.quiet_until as Instant | null,
  questionsAsked: row.questions_asked,
  reading: row.reading as Reading | null,
  closedAt: row.closed_at as Instant | null,
});

/** Opens a conversation. */
export async function insertConversation(ctx: Ctx, conversation: Conversation): Promise<void> {
  await on<IntakeTables>(ctx).insertInto('intake.conversation').values(rowOf(conversation)).execute();
}

/** Writes a locked conversation back with a raised version. */
export async function saveConversation(ctx: Ctx, conversation: Conversation): Promise<Conversation> {
  const saved = { ...conversation, version: conversation.version + 1 };
  const { id, ...changes } = rowOf(saved);
  await on<IntakeTables>(ctx).updateTable('intake.conversation').set(changes).where('id', '=', id).execute();
  return saved;
}

const rowOf = (conversation: Conversation) => ({
  id: conversation.id,
  channel: conversation.channel,
  line: conversation.line,
  sender: conversation.sender,
  sender_name: conversation.senderName,
  version: conversation.version,
  state: conversation.state,
  customer: conversation.customer,
  order_id: conversation.orderId,
  language: conversation.language,
  opened_at: conversation.openedAt,
  last_message_at: conversation.lastMessageAt,
  quiet_from: conversation.quietFrom,
  quiet_until: conversation.quietUntil,
  questions_asked: conversation.questionsAsked,
  reading: conversation.reading === null ? null : JSON.stringify(conversation.reading),
  closed_at: conversation.closedAt,
});

/** Conversations whose quiet window is over although nobody closed them, and questions that nobody answered. */
export async function listOverdue(ctx: Ctx, quietBefore: Instant): Promise<readonly { id: string; quietUntil: Instant }[]> {
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.conversation')
    .select(['id', 'quiet_until'])
    .where('closed_at', 'is', null)
    .where('quiet_until', '<', quietBefore)
    .limit(500)
    .execute();
  return rows.flatMap((row) => (row.quiet_until === null ? [] : [{ id: row.id, quietUntil: row.quiet_until as Instant }]));
}
