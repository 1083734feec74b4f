import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { listItems } from '../../masters/index.ts';
import { getOrder, type Order } from '../../orders/index.ts';
import { sumsOf } from '../../orders/domain/index.ts';
import { confirmationText, dayText, linesText, taxText, type ReplyLine } from '../domain/replies/compose.ts';
import { countUses } from '../store/aliases/uses.ts';
import { lockConversation, saveConversation } from '../store/conversation-store.ts';
import { learnFromAccepted } from './learn-alias.ts';
import { queueMessage, queueNotice } from './queue-message.ts';

/** The order is on its way to the ERP: its conversation takes no more messages, and what the customer taught us is kept. */
export async function endWithOrder(ctx: Ctx, orderId: string): Promise<void> {
  const order = await getOrder(ctx, orderId);
  if (order === null || order.conversationId === null) return;
  await learnFromAccepted(ctx, order);
  await countUses(ctx, orderId);
  const conversation = await lockConversation(ctx, order.conversationId);
  if (conversation !== null) await saveConversation(ctx, { ...conversation, state: 'ordered', quietUntil: null, closedAt: ctx.now() });
}

/** The ERP has the order: one message with its number, the lines in the customer's words and ours, total and day. */
export async function confirmToCustomer(ctx: Ctx, orderId: string): Promise<void> {
  const order = await getOrder(ctx, orderId);
  const conversation = order?.conversationId ? await lockConversation(ctx, order.conversationId) : null;
  if (order === null || conversation === null || order.erpNumber === null) return;
  const { language } = conversation;
  const lines = await replyLines(ctx, order, language);
  const text = confirmationText(language, {
    number: order.erpNumber,
    lines,
    netMinor: order.netMinor,
    currency: order.currency,
    tax: taxText(sumsOf(order.lines)),
    requestedDate: order.requestedDate,
  });
  const values = {
    order_number: order.erpNumber,
    order_lines: linesText(language, lines).slice(0, 600),
    delivery: order.requestedDate === null ? '-' : dayText(language, order.requestedDate),
  };
  await queueMessage(ctx, conversation, { kind: 'confirmation', text, body: { orderId, template: { name: 'orderConfirmed', values } } });
  // of an order that was parted, the conversation goes on about the rest
  if (conversation.orderId === orderId) await saveConversation(ctx, { ...conversation, state: 'done' });
}

async function replyLines(ctx: Ctx, order: Order, language: string): Promise<readonly ReplyLine[]> {
  const skus = order.lines.flatMap((line) => [line, ...(line.free ?? [])].flatMap(({ sku }) => sku ?? []));
  const items = new Map((await listItems(ctx, [...new Set(skus)])).map((item) => [item.sku, item]));
  const base = language.split('-')[0] ?? language;
  const said = (goods: Pick<Order['lines'][number], 'sku' | 'quantityMilli' | 'uom'>, words: string): readonly ReplyLine[] => {
    const item = goods.sku === null ? undefined : items.get(goods.sku);
    if (item === undefined || goods.quantityMilli === null || goods.uom === null) return [];
    const itemName = (language.endsWith('-Latn') ? undefined : (item.names[language] ?? item.names[base])) ?? item.name;
    return [{ words, itemName: `${itemName} (${item.sku})`, quantityMilli: goods.quantityMilli, uom: goods.uom }];
  };
  return order.lines.flatMap((line) => [
    ...said(line, line.words),
    ...(line.free ?? []).flatMap((good) => said(good, '')).map((reply) => ({ ...reply, free: true })),
  ]);
}

/** Some lines went to the ERP: the conversation stays open for the order that holds the others. */
export async function followRest(ctx: Ctx, conversationId: string, restId: string): Promise<void> {
  const conversation = await lockConversation(ctx, conversationId);
  if (conversation !== null) await saveConversation(ctx, { ...conversation, orderId: restId, state: 'desk', closedAt: null });
}

/** The ERP refused it: the customer hears that we are on it, in neutral words; the desk has the ERP's own. */
export async function tellChecking(ctx: Ctx, orderId: string): Promise<void> {
  const order = await getOrder(ctx, orderId);
  const conversation = order?.conversationId ? await lockConversation(ctx, order.conversationId) : null;
  if (conversation === null) return;
  await queueNotice(ctx, conversation, 'checking', order?.lines.map((line) => line.words).join(', ') ?? '');
  await saveConversation(ctx, { ...conversation, state: 'desk', closedAt: null });
}
