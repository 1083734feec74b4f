import { systemActor, type Ctx } from '../../../../platform/runtime/ctx.ts';
import { holds, recordMilestone } from '../../../orders/index.ts';
import { draftStates } from '../../../orders/domain/index.ts';
import { lockConversation, saveConversation } from '../../store/conversation-store.ts';
import type { TouchedLine } from '../../queries/touched-lines.ts';

/**
 * An alias was wrong: the open orders whose lines it decided go to the desk, each with a note on its life line. Nothing of them is
 * changed; an order that is with the ERP already gets the note only.
 */
export async function flagOrders(ctx: Ctx, touched: readonly TouchedLine[], why: 'alias_undone' | 'alias_ruled_out'): Promise<void> {
  const orders = new Map(touched.map(({ order }) => [order.id, order]));
  for (const order of [...orders.values()].sort((left, right) => (left.id < right.id ? -1 : 1))) {
    const lines = touched.filter((one) => one.order.id === order.id).map(({ use }) => ({ lineId: use.lineId, words: use.words }));
    if (order.conversationId !== null) await sendToDesk(ctx, order.conversationId);
    await recordMilestone(ctx, order.id, { why, facts: { lines } });
    if (draftStates.has(order.state)) await holds.holdOrder({ ...ctx, actor: systemActor('intake') }, { orderId: order.id, until: 'desk', why });
  }
}

/** The conversation's quiet window must not book the order behind the clerk's back. */
async function sendToDesk(ctx: Ctx, conversationId: string): Promise<void> {
  const conversation = await lockConversation(ctx, conversationId);
  if (conversation !== null && conversation.closedAt === null) await saveConversation(ctx, { ...conversation, state: 'desk' });
}
