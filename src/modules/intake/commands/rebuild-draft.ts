import { msBetween, type Instant } from '../../../kernel/time.ts';
import type { PastLine, Reading, ReadingCustomer } from '../../../engines/reading/index.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { findCustomersByPhone, getCompany, getCustomer } from '../../masters/index.ts';
import type { Customer } from '../../masters/contract.ts';
import { amendments, proposeOrder, recordMilestone, withdrawOrder } from '../../orders/index.ts';
import { draftLines, hasOrder } from '../domain/draft-lines.ts';
import { quietUntil } from '../domain/quiet-window.ts';
import { assembleTurns, effectiveMessages } from '../domain/turns.ts';
import { closeJob } from '../job-kinds.ts';
import { readingCustomer } from '../readers.ts';
import { adviseReading } from './reading/advise-reading.ts';
import { saveConversation, type Conversation } from '../store/conversation-store.ts';
import { loadSpoken } from '../store/inbound-store.ts';
import { listOutbound, questionsOf } from '../store/outbound-store.ts';
import type { IntakeDeps } from '../settings.ts';
import { noteUses } from './aliases/note-uses.ts';

/** Why a conversation is read again, and when the cause reached us. */
export interface Cause {
  readonly receivedAt: Instant;
  readonly why: string;
  /** Nothing was said: the quiet window goes on as it was. */
  readonly keepsWindow?: boolean;
}

/**
 * Reads a locked conversation from its whole event list, so that neither the order nor the number of deliveries matters,
 * and lays the result over its draft order. Then the quiet window starts again. What comes after the order went to the ERP
 * changes nothing by itself: the desk is shown it.
 */
export async function rebuildDraft(ctx: Ctx, conversation: Conversation, cause: Cause, deps: IntakeDeps): Promise<Conversation> {
  const { customer, company, known } = await whoseWords(ctx, conversation);
  const own = await readConversation(ctx, conversation, { customer: known, zone: customer?.zone ?? null }, company, deps);
  const reading = deps.llm ? await adviseReading(ctx, conversation.id, company, own, deps.llm) : own;
  const read: Conversation = { ...conversation, customer: customer?.code ?? null, reading, language: reading.language, lastMessageAt: cause.receivedAt };
  if (conversation.closedAt !== null) return keepLateWord(ctx, read, cause);
  const orderId = await propose(ctx, read, reading, { company, currency: customer?.currency ?? null }, cause);
  if (orderId !== null && known !== null) await noteUses(ctx, orderId, company, reading.lines, known.aliases);
  const drafted = { ...read, orderId };
  const saved = cause.keepsWindow === true ? await saveConversation(ctx, drafted) : await waitForMore(ctx, drafted, reading, cause, deps);
  await ctx.publish({ type: 'conversation.changed', subject: saved.id, payload: { orderId: saved.orderId, state: saved.state } });
  return saved;
}

/** Whose words these are: the account, its company, and what the reader knows of it. */
async function whoseWords(ctx: Ctx, conversation: Conversation) {
  const customer = await customerOf(ctx, conversation);
  const company = customer?.company ?? (await getCompany(ctx))?.code ?? '';
  return { customer, company, known: customer === null ? null : await readingCustomer(ctx, customer) };
}

/** Begins the quiet window anew. */
async function waitForMore(ctx: Ctx, conversation: Conversation, reading: Reading, cause: Cause, deps: IntakeDeps): Promise<Conversation> {
  const now = ctx.now();
  const answering = conversation.state === 'asking';
  const until = quietUntil(deps.policy, {
    now,
    openedAt: answering ? cause.receivedAt : conversation.openedAt,
    reading,
    customerKnown: conversation.customer !== null,
    answering,
  });
  const saved = await saveConversation(ctx, { ...conversation, quietFrom: now, quietUntil: until });
  await ctx.enqueue(closeJob, { conversationId: saved.id, quietUntil: until }, { delayMs: Math.max(0, msBetween(now, until)) });
  return saved;
}

/** The account that a person writes for: linked by the desk, or the only one that their number belongs to. Never guessed. */
async function customerOf(ctx: Ctx, conversation: Conversation): Promise<Customer | null> {
  if (conversation.customer !== null) return getCustomer(ctx, conversation.customer);
  const accounts = await findCustomersByPhone(ctx, conversation.sender);
  return accounts.length === 1 ? (accounts[0] ?? null) : null;
}

async function readConversation(
  ctx: Ctx,
  conversation: Conversation,
  of: { readonly customer: ReadingCustomer | null; readonly zone: string | null },
  company: string,
  deps: IntakeDeps,
): Promise<Reading> {
  const turns = assembleTurns(await loadSpoken(ctx, conversation.id), questionsOf(await listOutbound(ctx, conversation.id)));
  const reader = await deps.readers.current(ctx, company);
  const zone = of.zone ?? (await getCompany(ctx))?.zone ?? 'UTC';
  const stands = await standingOrder(ctx, conversation, of.customer?.code ?? null);
  const customer = of.customer === null || stands === null ? of.customer : { ...of.customer, history: newestFirst(of.customer.history, stands) };
  const said = { customer, turns, zone, standing: stands !== null };
  try {
    return await reader.read(said);
    // eslint-disable-next-line house/no-catch -- one broken message must not be retried out of sight: see the comment below
  } catch (error) {
    // a fault of ours in reading one message must not hide that message: people see it, and the log says what broke
    ctx.log.error({ error, conversation: conversation.id }, 'the reader failed');
    return { ...unread, language: conversation.language };
  }
}

/** The ERP's number of the order that words of change are about; null when none stands, or this conversation makes an order of its own. */
async function standingOrder(ctx: Ctx, conversation: Conversation, customer: string | null): Promise<string | null> {
  if (customer === null || conversation.orderId !== null || conversation.closedAt !== null) return null;
  const order = await amendments.findOrderOf(ctx, { customer, sender: conversation.sender, number: null });
  return order?.erpNumber ?? null;
}

/** The past with one order before all others. */
const newestFirst = (history: readonly PastLine[], orderRef: string): readonly PastLine[] => [
  ...history.filter((line) => line.orderRef === orderRef),
  ...history.filter((line) => line.orderRef !== orderRef),
];

/** What is known of a conversation that the reader could not read. */
const unread: Reading = {
  intent: 'inquiry',
  disposition: 'human',
  lines: [],
  requestedDate: null,
  shipTo: null,
  poNumber: null,
  refersTo: null,
  asks: [],
  answers: [],
  ended: false,
  language: 'en',
  flags: ['reader_failed'],
};

/** An unread message changes no draft, and what orders nothing makes none. */
const changesDraft = (conversation: Conversation, reading: Reading): boolean =>
  !reading.flags.includes('reader_failed') && (conversation.orderId !== null || hasOrder(reading));

/** Makes, renews or withdraws the draft; returns the order's id where there is one. */
async function propose(
  ctx: Ctx,
  conversation: Conversation,
  reading: Reading,
  of: { readonly company: string; readonly currency: string | null },
  cause: Cause,
): Promise<string | null> {
  const known = conversation.customer !== null;
  const said = effectiveMessages(await loadSpoken(ctx, conversation.id)).findLast((message) => !message.deleted && message.text !== '');
  const takenBack = reading.lines.length === 0 && (reading.intent === 'cancel' || said === undefined);
  if (takenBack && conversation.orderId !== null) {
    await withdrawOrder(ctx, conversation.id);
    return conversation.orderId;
  }
  if (!changesDraft(conversation, reading)) return conversation.orderId;
  const drafted = await proposeOrder(ctx, {
    conversationId: conversation.id,
    customer: conversation.customer,
    company: of.company,
    sender: conversation.sender,
    preview: (said?.text ?? '').slice(0, 140),
    language: reading.language,
    shipTo: reading.shipTo,
    requestedDate: reading.requestedDate,
    poNumber: reading.poNumber,
    lines: draftLines(reading, known, of.currency),
    receivedAt: cause.receivedAt,
    why: conversation.state === 'asking' && cause.why === 'message_received' ? 'answer_received' : cause.why,
  });
  return drafted.ok ? drafted.value.orderId : conversation.orderId;
}

/** An edit or deletion that came after the order went its way: noted on the order, shown to the desk, never applied silently. */
async function keepLateWord(ctx: Ctx, conversation: Conversation, cause: Cause): Promise<Conversation> {
  const { reading, ...unchanged } = conversation;
  const flagged = reading === null ? null : { ...reading, flags: [...new Set([...reading.flags, 'changed_after_order'])] };
  const saved = await saveConversation(ctx, { ...unchanged, reading: flagged, state: 'desk' });
  if (saved.orderId !== null) await recordMilestone(ctx, saved.orderId, { why: 'changed_after_order', facts: { cause: cause.why } });
  await ctx.publish({ type: 'conversation.changed', subject: saved.id, payload: { orderId: saved.orderId, state: saved.state } });
  return saved;
}
