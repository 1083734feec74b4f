import { createHash } from 'node:crypto';
import { crockford32 } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { shown } from '../domain/replies/compose.ts';
import { textsFor } from '../domain/replies/texts.ts';
import { sendJob } from '../job-kinds.ts';
import type { Conversation } from '../store/conversation-store.ts';
import { insertOutbound, listOutbound, type Outbound } from '../store/outbound-store.ts';

/** Keeps a message of ours and queues its sending, in this transaction. Returns its id. */
export async function queueMessage(ctx: Ctx, conversation: Conversation, message: Pick<Outbound, 'kind' | 'body' | 'text'>): Promise<string> {
  const id = ctx.newId();
  const reference = `KM${crockford32(createHash('sha256').update(id).digest(), 14)}`;
  await insertOutbound(ctx, { ...message, id, conversationId: conversation.id, language: conversation.language, reference });
  await ctx.enqueue(sendJob, { outboundId: id });
  return id;
}

/** Notices that carry no facts but the customer's own words. */
export type NoticeName = 'whoAreYou' | 'checking' | 'accounts' | 'passedOn' | 'withdrawn' | 'closedDuplicate' | 'changeChecking' | 'changeNotMade';

/** Tells the customer where their message stands; the same notice is not repeated in one conversation. */
export async function queueNotice(ctx: Ctx, conversation: Conversation, name: NoticeName, words = ''): Promise<void> {
  const text = textsFor(conversation.language)[name].replace('{words}', shown(words, 60));
  const said = await listOutbound(ctx, conversation.id);
  if (said.some((message) => message.text === text)) return;
  const held = name === 'checking' || name === 'accounts';
  const template = held ? ({ name: 'orderHeld', values: { order_lines: shown(words, 200) || '-' } } as const) : null;
  await queueMessage(ctx, conversation, { kind: 'notice', text, body: { template } });
}
