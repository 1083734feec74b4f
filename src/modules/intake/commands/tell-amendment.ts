import type { Ask } from '../../../engines/reading/index.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { listItems } from '../../masters/index.ts';
import type { Item } from '../../masters/contract.ts';
import { amendments, getOrder, type Order } from '../../orders/index.ts';
import type { Amendment, OrderEvents, OrderLine } from '../../orders/contract.ts';
import { agreeText, changedText, differenceText, type ChangeSide, type ChangeText } from '../domain/replies/change-text.ts';
import { sumsOf } from '../../orders/domain/index.ts';
import { dayText, taxText } from '../domain/replies/compose.ts';
import { insertConversation, lockConversation, saveConversation, type Conversation } from '../store/conversation-store.ts';
import { putQuestion } from './ask-customer.ts';
import { queueMessage, queueNotice } from './queue-message.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Tells the customer what became of a change: the difference when the ERP has it, neutral words while somebody looks, a question when we want it. */
export async function tellAmendment(ctx: Ctx, orderId: string, told: OrderEvents['amendment.changed']): Promise<void> {
  const order = await getOrder(ctx, orderId);
  const id = told.conversationId ?? order?.conversationId ?? null;
  const conversation = id === null ? null : await lockConversation(ctx, id);
  if (order === null || conversation === null) return;
  switch (told.state) {
    case 'applied':
      return tellApplied(ctx, order, conversation, told.amendmentId);
    case 'proposed':
      return askAgreement(ctx, order, conversation, told.amendmentId);
    case 'withdrawn':
      await queueNotice(ctx, conversation, 'changeNotMade', order.erpNumber ?? order.number);
      return void (await saveConversation(ctx, { ...conversation, state: 'done' }));
    case 'refused':
      return passToDesk(ctx, conversation);
    case 'needs_desk':
    case 'needs_planner':
      // a clerk's own change that waits is no news for the customer
      return told.conversationId === null ? undefined : passToDesk(ctx, conversation);
    default:
      return;
  }
}

async function passToDesk(ctx: Ctx, conversation: Conversation): Promise<void> {
  await queueNotice(ctx, conversation, 'changeChecking');
  await saveConversation(ctx, { ...conversation, state: 'desk' });
}

async function tellApplied(ctx: Ctx, order: Order, conversation: Conversation, amendmentId: string): Promise<void> {
  const change = await changeOf(ctx, order, amendmentId, conversation.language);
  if (change === null) return;
  const { language } = conversation;
  const values = {
    order_number: change.number,
    order_lines: differenceText(language, change).slice(0, 600) || '-',
    delivery: change.dateAfter === null ? '-' : dayText(language, change.dateAfter),
  };
  const body = { orderId: order.id, template: { name: 'orderConfirmed', values } } as const;
  await queueMessage(ctx, conversation, { kind: 'confirmation', text: changedText(language, change), body });
  await saveConversation(ctx, { ...conversation, state: 'done' });
}

/** The question has a conversation of its own, so that no older "yes" can answer it. */
async function askAgreement(ctx: Ctx, order: Order, before: Conversation, amendmentId: string): Promise<void> {
  const change = await changeOf(ctx, order, amendmentId, before.language);
  if (change === null) return;
  const now = ctx.now();
  const conversation: Conversation = {
    ...before,
    id: ctx.newId(),
    version: 1,
    state: 'asking',
    customer: order.customer,
    orderId: null,
    openedAt: now,
    lastMessageAt: now,
    quietFrom: null,
    quietUntil: null,
    questionsAsked: 0,
    reading: null,
    closedAt: null,
  };
  await insertConversation(ctx, conversation);
  await amendments.askAmendmentIn(ctx, { amendmentId, conversationId: conversation.id });
  const text = agreeText(before.language, change);
  await putQuestion(ctx, conversation, { asks: [agreement(change.number)], language: before.language, text }, dayMs);
}

const agreement = (words: string): Ask => ({
  aspect: 'conflict',
  lineId: null,
  words,
  options: ['yes', 'no'].map((value) => ({ label: value, sku: null, quantityMilli: null, uom: null, value })),
});

/** The change in the words of a reply; null when it is not there. */
async function changeOf(ctx: Ctx, order: Order, amendmentId: string, language: string): Promise<ChangeText | null> {
  const amendment = (await amendments.listAmendments(ctx, order.id)).find((each) => each.id === amendmentId);
  if (amendment === undefined) return null;
  const skus = [...new Set([...amendment.before, ...amendment.after].flatMap((line) => [line, ...(line.free ?? [])].flatMap(({ sku }) => sku ?? [])))];
  const items = new Map((await listItems(ctx, skus)).map((item) => [item.sku, item]));
  return {
    number: order.erpNumber ?? order.number,
    lines: changedLines(amendment, items, language),
    cancelsAll: amendment.after.length === 0,
    netMinor: amendment.netAfterMinor,
    currency: order.currency,
    tax: taxText(sumsOf(amendment.after)),
    dateBefore: amendment.dateBefore,
    dateAfter: amendment.dateAfter,
  };
}

/** Something of an order that a change may touch: a line, or what goes along free with it. */
type Part = Pick<OrderLine, 'sku' | 'quantityMilli' | 'uom'> & { readonly free: boolean };

const partsOf = (lines: readonly OrderLine[]): ReadonlyMap<string, Part> =>
  new Map(
    lines.flatMap((line): (readonly [string, Part])[] => [
      [line.lineId, { ...line, free: false }],
      ...(line.free ?? []).map((good) => [`${line.lineId} ${good.scheme} ${good.sku} ${good.uom}`, { ...good, free: true }] as const),
    ]),
  );

function changedLines(amendment: Amendment, items: ReadonlyMap<string, Item>, language: string): ChangeText['lines'] {
  const side = (part: Part | undefined): ChangeSide | null => {
    const item = part?.sku ? items.get(part.sku) : undefined;
    if (part === undefined || item === undefined || part.quantityMilli === null || part.uom === null) return null;
    return { itemName: nameOf(item, language), quantityMilli: part.quantityMilli, uom: part.uom, ...(part.free ? { free: true } : {}) };
  };
  const same = (a: Part | undefined, b: Part | undefined): boolean => a?.sku === b?.sku && a?.quantityMilli === b?.quantityMilli && a?.uom === b?.uom;
  const [before, after] = [partsOf(amendment.before), partsOf(amendment.after)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
    same(before.get(key), after.get(key)) ? [] : [{ before: side(before.get(key)), after: side(after.get(key)) }],
  );
}

const nameOf = (item: Item, language: string): string => {
  const base = language.split('-')[0] ?? language;
  return (language.endsWith('-Latn') ? undefined : (item.names[language] ?? item.names[base])) ?? item.name;
};
