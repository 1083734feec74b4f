import { nextState } from '../../../../kernel/machine.ts';
import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { OrderRefusal } from '../../contract.ts';
import { amendmentMachine, type AmendmentEventName } from '../../domain/amendment/amendment-machine.ts';
import { moved, type AmendmentRecord } from '../../domain/amendment/amendment.ts';
import type { Order } from '../../domain/order.ts';
import { isMachine } from '../../policy.ts';
import { loadAmendmentOfCommand } from '../../store/amendment-store.ts';
import { appendLife, keepVersion } from '../../store/life-store.ts';
import { lockOrder, replaceLines, updateOrder } from '../../store/order-store.ts';
import { changeState } from '../change-state.ts';
import { keepAsHistory } from '../record-erp.ts';
import { keepMoved } from './act-on-verdict.ts';
import type { Amended } from './request-amendment.ts';

/** Which amendment an answer of the ERP is about. */
export interface AboutAmendment {
  readonly orderId: string;
  readonly commandId: string;
}

type Found = Result<{ order: Order; amendment: AmendmentRecord }, Refusal<OrderRefusal>>;

async function ofCommand(ctx: Ctx, about: AboutAmendment, event: AmendmentEventName): Promise<Found> {
  if (!isMachine(ctx.actor)) return refuse('forbidden');
  const order = await lockOrder(ctx, about.orderId);
  const amendment = order === null ? null : await loadAmendmentOfCommand(ctx, about.commandId);
  if (order === null || amendment?.orderId !== order.id) return refuse('not_found', { commandId: about.commandId });
  if (nextState(amendmentMachine, amendment.state, event) === null) return refuse('wrong_state', { state: amendment.state });
  return ok({ order, amendment });
}

/** The first call for the amendment leaves now. Refused also (`wrong_state`) when it is over: nothing may be sent then. */
export async function recordAmendmentSent(ctx: Ctx, about: AboutAmendment): Promise<Amended> {
  const found = await ofCommand(ctx, about, 'lose_answer');
  if (!found.ok) return found;
  const { order, amendment } = found.value;
  await appendLife(ctx, order.id, [{ kind: 'milestone', why: 'amendment_sending', facts: { amendmentId: amendment.id } }]);
  return ok(amendment);
}

/** The answer was lost: the document is read until it shows whether the change is in it. */
export async function recordAmendmentUnknown(ctx: Ctx, about: AboutAmendment & { readonly why: string }): Promise<Amended> {
  const found = await ofCommand(ctx, about, 'lose_answer');
  if (!found.ok) return found;
  const { order, amendment } = found.value;
  if (amendment.state === 'unknown') return ok(amendment);
  return ok(
    await keepMoved(ctx, order, { ...moved(amendment, 'lose_answer'), waiting: { code: 'erp_answer_lost', facts: { why: about.why } } }, 'amendment_unknown'),
  );
}

/** The ERP's document is what was wanted, read back: the order is what it says, as a new version. An order without lines is cancelled. */
export async function recordAmendmentApplied(ctx: Ctx, about: AboutAmendment & { readonly warnings: readonly string[] }): Promise<Amended> {
  const found = await ofCommand(ctx, about, 'apply');
  if (!found.ok) return found;
  const { order, amendment } = found.value;
  const amended = await applied(ctx, order, amendment);
  const done = await keepMoved(ctx, amended, { ...moved(amendment, 'apply'), waiting: null }, 'amendment_applied');
  if (amended.state === 'cancelled') {
    const payload = { number: amended.number, state: amended.state, reason: 'cancelled_in_erp' };
    await ctx.publish({ type: 'order.ended', subject: amended.id, payload });
  }
  return ok(done);
}

/** The order as amended. Goods that moved on meanwhile leave it in its later state. */
async function applied(ctx: Ctx, order: Order, { id, after }: AmendmentRecord): Promise<Order> {
  const next: Order = { ...order, lines: after.lines, requestedDate: after.requestedDate, netMinor: after.netMinor };
  const event = after.lines.length === 0 ? 'cancel' : 'settle_amendment';
  const settled = await changeState(ctx, next, { event, why: 'amendment_applied', facts: { amendmentId: id } });
  const amended = settled ?? { ...next, version: order.version + 1, updatedAt: ctx.now() };
  if (settled === null) await updateOrder(ctx, amended);
  await replaceLines(ctx, amended);
  await keepVersion(ctx, amended, 'amendment_applied');
  if (amended.erpNumber !== null) await keepAsHistory(ctx, amended, amended.erpNumber);
  return amended;
}

/** The ERP refused the amendment in its own words: the order stands as it was, where it was, and credit taken for it is given back. */
export async function recordAmendmentRefused(ctx: Ctx, about: AboutAmendment & { readonly code: string; readonly text: string }): Promise<Amended> {
  const found = await ofCommand(ctx, about, 'refuse');
  if (!found.ok) return found;
  const { order, amendment } = found.value;
  const facts = { code: about.code, text: about.text };
  await changeState(ctx, order, {
    event: amendment.orderState === 'allocated' ? 'allocate' : 'settle_amendment',
    why: 'amendment_refused',
    facts: { ...facts, amendmentId: amendment.id },
  });
  return ok(await keepMoved(ctx, order, { ...moved(amendment, 'refuse'), waiting: { code: 'erp_rejected', facts } }, 'amendment_refused'));
}
