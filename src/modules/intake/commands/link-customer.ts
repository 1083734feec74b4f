import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import { systemActor, type Ctx } from '../../../platform/runtime/ctx.ts';
import { linkContact } from '../../masters/index.ts';
import type { IntakeRefusal } from '../contract.ts';
import { mayWorkConversations } from '../policy.ts';
import { lockConversation, type Conversation } from '../store/conversation-store.ts';
import { rebuildDraft } from './rebuild-draft.ts';
import type { IntakeDeps } from '../settings.ts';

/**
 * The desk says which account a sender writes for: remembered for the next time, and the conversation is read again as theirs.
 * Its first order still waits for the desk's yes. Refused: `forbidden`, `not_found`, `unknown_customer`.
 */
export async function linkCustomer(
  ctx: Ctx,
  input: { readonly conversationId: string; readonly customer: string; readonly contactName: string },
  deps: IntakeDeps,
): Promise<Result<Conversation, Refusal<IntakeRefusal>>> {
  if (!mayWorkConversations(ctx.actor)) return refuse('forbidden');
  const conversation = await lockConversation(ctx, input.conversationId);
  if (conversation === null) return refuse('not_found', { conversationId: input.conversationId });
  const linked = await linkContact(ctx, {
    customer: input.customer,
    phone: conversation.sender,
    name: input.contactName,
    role: 'buyer',
    language: conversation.language,
  });
  if (!linked.ok) return refuse(linked.refusal.code === 'forbidden' ? 'forbidden' : 'unknown_customer', linked.refusal.facts);
  const machine: Ctx = { ...ctx, actor: systemActor('intake') };
  const cause = { receivedAt: ctx.now(), why: 'customer_linked' };
  return ok(await rebuildDraft(machine, { ...conversation, customer: input.customer, state: 'desk', closedAt: null }, cause, deps));
}
