import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import { businessDateIn } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { getCustomer } from '../../masters/index.ts';
import { recordSales } from '../../pricing/index.ts';
import type { OrderRefusal } from '../contract.ts';
import { contentOf } from '../domain/checks/supply.ts';
import { erpStarted } from '../domain/clock.ts';
import type { Order } from '../domain/order.ts';
import { isMachine } from '../policy.ts';
import { salesOf } from './past-lines.ts';
import { replacePastLines } from '../store/history-store.ts';
import { appendLife, type LifeEntry } from '../store/life-store.ts';
import { lockOrder, updateOrder } from '../store/order-store.ts';
import { changeState } from './change-state.ts';
import { loadItems } from './load-facts.ts';
import { giveStockBack, takeStock } from './take-stock.ts';

type Recorded = Result<Order, Refusal<OrderRefusal>>;

/** Loads the order that a command belongs to; an answer for an older command is refused as `wrong_state`. */
async function ofCommand(ctx: Ctx, orderId: string, commandId: string): Promise<Recorded> {
  if (!isMachine(ctx.actor)) return refuse('forbidden');
  const order = await lockOrder(ctx, orderId);
  if (order === null) return refuse('not_found', { orderId });
  return order.commandId === commandId ? ok(order) : refuse('wrong_state', { commandId, current: order.commandId });
}

/** The first call for the order has left: from here the clock is the ERP's. Repeats change nothing. */
export async function recordErpStarted(ctx: Ctx, input: { orderId: string; commandId: string; reference: string }): Promise<Recorded> {
  const found = await ofCommand(ctx, input.orderId, input.commandId);
  if (!found.ok || found.value.erpReference === input.reference) return found;
  const order: Order = { ...found.value, erpReference: input.reference };
  await updateOrder(ctx, order);
  await appendLife(ctx, order.id, [{ kind: 'milestone', why: erpStarted, facts: { reference: input.reference } }]);
  return ok(order);
}

/** The ERP holds the order, read back and equal: it is confirmed, and its lines become history. Repeats change nothing. */
export async function recordErpCommitted(
  ctx: Ctx,
  input: { orderId: string; commandId: string; erpNumber: string; warnings: readonly string[] },
): Promise<Recorded> {
  const found = await ofCommand(ctx, input.orderId, input.commandId);
  if (!found.ok || found.value.state === 'confirmed') return found;
  const facts = { erpNumber: input.erpNumber, warnings: input.warnings };
  const confirmed = await changeState(ctx, found.value, { event: 'commit', why: 'erp_committed', facts, set: { erpNumber: input.erpNumber } });
  if (confirmed === null) return refuse('wrong_state', { state: found.value.state });
  // its stock was given back when the ERP refused it
  if (found.value.state === 'needs_desk') await takeStock(ctx, confirmed, await loadItems(ctx, confirmed.lines), true);
  await keepAsHistory(ctx, confirmed, input.erpNumber);
  const payload = { number: confirmed.number, erpNumber: input.erpNumber, conversationId: confirmed.conversationId };
  await ctx.publish({ type: 'order.confirmed', subject: confirmed.id, payload });
  return ok(confirmed);
}

/** Keeps the lines of an order that the ERP holds as what the customer ordered; what an amendment took out goes. */
export async function keepAsHistory(ctx: Ctx, order: Order, erpNumber: string): Promise<void> {
  const customer = order.customer === null ? null : await getCustomer(ctx, order.customer);
  if (customer === null) return;
  const orderedOn = businessDateIn(customer.zone, ctx.now());
  const lines = order.lines.flatMap((line, index) => {
    const { sku, quantityMilli, uom } = line;
    if (sku === null || quantityMilli === null || uom === null) return [];
    return [
      {
        erpNumber,
        lineNo: line.erpLine ?? (index + 1) * 10,
        customer: customer.code,
        orderedOn,
        sku,
        quantityMilli,
        uom,
        netMinor: line.netMinor,
        words: line.words || null,
      },
    ];
  });
  await replacePastLines(ctx, erpNumber, lines);
  await recordSales(ctx, salesOf(lines, customer.currency));
}

/** The answer was lost: nobody knows whether the ERP holds it. It is looked up, never sent blindly again. */
export async function recordErpUnknown(ctx: Ctx, input: { orderId: string; commandId: string; why: string }): Promise<Recorded> {
  const found = await ofCommand(ctx, input.orderId, input.commandId);
  if (!found.ok || found.value.state === 'post_unknown') return found;
  const unknown = await changeState(ctx, found.value, { event: 'lose_answer', why: 'erp_answer_lost', facts: { why: input.why } });
  return unknown === null ? refuse('wrong_state', { state: found.value.state }) : ok(unknown);
}

/** The ERP refused the order in its own words: it goes to the desk, and takes no credit any more. */
export async function recordErpRejected(ctx: Ctx, input: { orderId: string; commandId: string; code: string; text: string }): Promise<Recorded> {
  const found = await ofCommand(ctx, input.orderId, input.commandId);
  if (!found.ok) return found;
  const facts = { code: input.code, text: input.text, content: contentOf(found.value) };
  const rejected = await changeState(ctx, found.value, { event: 'erp_refuse', why: 'erp_rejected', facts, waiting: { code: 'erp_rejected', facts } });
  if (rejected === null) return refuse('wrong_state', { state: found.value.state });
  await giveStockBack(ctx, rejected.id);
  await ctx.publish({ type: 'order.held', subject: rejected.id, payload: { number: rejected.number, state: rejected.state, refusal: 'erp_rejected', facts } });
  return ok(rejected);
}

/** Notes something that happened around an order (`question_sent`, `reply_sent`, …) on its life line. */
export async function recordMilestone(ctx: Ctx, orderId: string, entry: Pick<LifeEntry, 'why' | 'facts'>): Promise<void> {
  const order = await lockOrder(ctx, orderId);
  if (order !== null) await appendLife(ctx, orderId, [{ kind: 'milestone', ...entry }]);
}
