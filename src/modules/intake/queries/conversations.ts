import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { listCustomerNames } from '../../masters/index.ts';
import type { ConversationPage, ConversationRow } from '../contract.ts';
import { presentBubbles, presentConversation, presentRow } from '../present.ts';
import { conversationOf } from '../store/conversation-store.ts';
import { loadSpoken } from '../store/inbound-store.ts';
import { listOutbound } from '../store/outbound-store.ts';
import type { IntakeTables } from '../tables.ts';

/** The tray: conversations in some states (all when empty), newest first, at most 200. `q` looks in names, numbers and texts. */
export async function listConversations(ctx: Ctx, filter: { readonly states: readonly string[]; readonly q?: string }): Promise<ConversationRow[]> {
  const db = on<IntakeTables>(ctx);
  let query = db.selectFrom('intake.conversation').selectAll().orderBy('last_message_at', 'desc').limit(200);
  if (filter.states.length > 0) query = query.where('state', 'in', [...filter.states]);
  const text = filter.q?.trim();
  if (text) {
    const like = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    query = query.where((eb) =>
      eb.or([
        eb('sender', 'like', like),
        eb('sender_name', 'ilike', like),
        eb('customer', 'ilike', like),
        eb.exists(eb.selectFrom('intake.inbound_event').select('id').whereRef('conversation_id', '=', 'intake.conversation.id').where('text', 'ilike', like)),
      ]),
    );
  }
  const rows = (await query.execute()).map(conversationOf);
  const names = await listCustomerNames(ctx, [...new Set(rows.flatMap((row) => (row.customer === null ? [] : [row.customer])))]);
  const previews = await newestTexts(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => presentRow(row, row.customer === null ? null : (names.get(row.customer) ?? null), previews.get(row.id) ?? ''));
}

async function newestTexts(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.inbound_event')
    .select(['conversation_id', 'text', 'type'])
    .distinctOn('conversation_id')
    .where('conversation_id', 'in', [...ids])
    .orderBy('conversation_id')
    .orderBy('sent_at', 'desc')
    .execute();
  return new Map(rows.flatMap((row) => (row.conversation_id === null ? [] : [[row.conversation_id, (row.text ?? `[${row.type}]`).slice(0, 140)]])));
}

/** One conversation with its bubbles; null when there is none. */
export async function getConversation(ctx: Ctx, id: string): Promise<ConversationPage | null> {
  const row = await on<IntakeTables>(ctx).selectFrom('intake.conversation').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const conversation = conversationOf(row);
  const names = await listCustomerNames(ctx, conversation.customer === null ? [] : [conversation.customer]);
  const bubbles = presentBubbles(await loadSpoken(ctx, id), await listOutbound(ctx, id));
  return { ...presentConversation(conversation, conversation.customer === null ? null : (names.get(conversation.customer) ?? null)), bubbles };
}
