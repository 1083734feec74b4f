import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import { takeNumber } from '../../../platform/db/counter.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { getCustomer } from '../../masters/index.ts';
import type { OrderRefusal, OrderState } from '../contract.ts';
import { changesOrder, mergeProposal } from '../domain/draft.ts';
import { draftStates, orderMachine } from '../domain/order-machine.ts';
import type { Order, Proposal } from '../domain/order.ts';
import { withoutGone } from '../domain/part-order.ts';
import { isMachine } from '../policy.ts';
import { appendLife, keepVersion } from '../store/life-store.ts';
import { insertOrder, loadLineIdsElsewhere, lockOrderOfConversation, replaceLines, updateOrder } from '../store/order-store.ts';
import { keepCutOff } from './desk/keep-cut-off.ts';
import { priceLines } from './load-facts.ts';

/** What intake learns of the draft that its reading became. */
export interface Drafted {
  readonly orderId: string;
  readonly number: string;
  readonly version: number;
  readonly state: OrderState;
}

/**
 * Makes or renews the draft of a conversation. The same proposal twice changes nothing.
 * Refused: `forbidden` (only intake proposes), `wrong_state` (it is already on its way to the ERP).
 */
export async function proposeOrder(ctx: Ctx, proposal: Proposal): Promise<Result<Drafted, Refusal<OrderRefusal>>> {
  if (!isMachine(ctx.actor)) return refuse('forbidden');
  const current = await lockOrderOfConversation(ctx, proposal.conversationId);
  if (current !== null && !draftStates.has(current.state)) return refuse('wrong_state', { orderId: current.id, state: current.state });
  const gone = current === null ? new Set<string>() : await loadLineIdsElsewhere(ctx, current);
  const merged = mergeProposal(current?.lines ?? [], withoutGone(proposal.lines, gone));
  if (current !== null && !changesOrder(current, merged, proposal)) {
    await appendLife(ctx, current.id, [{ kind: 'milestone', why: proposal.why, at: proposal.receivedAt }]);
    return ok(drafted(current));
  }
  const order = await priced(ctx, current ?? (await newOrder(ctx, proposal)), proposal, merged);
  if (current === null) await insertOrder(ctx, order);
  else {
    await updateOrder(ctx, order);
    await replaceLines(ctx, order);
  }
  await keepCutOff(ctx, order);
  await appendLife(ctx, order.id, [
    current === null
      ? { kind: 'state', why: proposal.why, at: proposal.receivedAt, toState: order.state }
      : { kind: 'milestone', why: proposal.why, at: proposal.receivedAt },
    { kind: 'version', why: 'drafted', facts: { version: order.version, lines: order.lines.length } },
  ]);
  await keepVersion(ctx, order, proposal.why);
  await ctx.publish({
    type: 'order.drafted',
    subject: order.id,
    payload: { number: order.number, version: order.version, conversationId: order.conversationId },
  });
  return ok(drafted(order));
}

const drafted = (order: Order): Drafted => ({ orderId: order.id, number: order.number, version: order.version, state: order.state });

/** The next order number; taken late, because the next taker waits until this transaction ends. */
export const takeOrderNumber = async (ctx: Ctx): Promise<string> => `K-${String(await takeNumber(ctx, 'orders.order')).padStart(6, '0')}`;

async function newOrder(ctx: Ctx, proposal: Proposal): Promise<Order> {
  return {
    ...proposal,
    id: ctx.newId(),
    number: await takeOrderNumber(ctx),
    version: 0,
    state: orderMachine.initial,
    currency: null,
    netMinor: null,
    waiting: null,
    commandId: null,
    erpReference: null,
    erpNumber: null,
    splitFrom: null,
    createdAt: proposal.receivedAt,
    updatedAt: ctx.now(),
    lines: [],
  };
}

/** The order with the proposal's contents, newly priced. */
async function priced(ctx: Ctx, order: Order, proposal: Proposal, merged: Proposal['lines']): Promise<Order> {
  const customer = proposal.customer === null ? null : await getCustomer(ctx, proposal.customer);
  const { lines } = await priceLines(ctx, customer, { orderId: order.id, lines: merged, agreed: {} });
  return {
    ...order,
    version: order.version + 1,
    customer: proposal.customer,
    company: customer?.company ?? proposal.company,
    currency: customer?.currency ?? null,
    language: proposal.language,
    shipTo: proposal.shipTo,
    requestedDate: proposal.requestedDate,
    poNumber: proposal.poNumber,
    preview: proposal.preview,
    lines,
    netMinor: netOf(lines),
    updatedAt: ctx.now(),
  };
}

/** Sum of the lines; null while a line has no price. */
export const netOf = (lines: Order['lines']): number | null =>
  lines.length > 0 && lines.every((line) => line.netMinor !== null) ? lines.reduce((sum, line) => sum + (line.netMinor ?? 0), 0) : null;
