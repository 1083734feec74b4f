import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { spendApproval } from '../../../pricing/index.ts';
import { moved, type AmendmentRecord } from '../../domain/amendment/amendment.ts';
import { withErpLines } from '../../domain/amendment/erp-lines.ts';
import type { AmendmentVerdict } from '../../domain/amendment/propose-amendment.ts';
import type { Order } from '../../domain/order.ts';
import { saveAmendment } from '../../store/amendment-store.ts';
import { appendLife } from '../../store/life-store.ts';
import { changeState } from '../change-state.ts';
import type { Weighed } from './weigh-amendment.ts';

/** Saves an amendment that moved on, and tells so on the order's life line and to whoever listens. */
export async function keepMoved(ctx: Ctx, order: Order, amendment: AmendmentRecord, why: string): Promise<AmendmentRecord> {
  await saveAmendment(ctx, amendment);
  const waiting = amendment.waiting?.code ?? null;
  await appendLife(ctx, order.id, [{ kind: 'milestone', why, facts: { amendmentId: amendment.id, ...(waiting === null ? {} : { code: waiting }) } }]);
  const payload = { number: order.number, amendmentId: amendment.id, state: amendment.state, conversationId: amendment.conversationId, waiting };
  await ctx.publish({ type: 'amendment.changed', subject: order.id, payload });
  return amendment;
}

const holdOf = { customer: 'ask_customer', desk: 'hold_desk', planner: 'hold_planner' } as const;

/** Sends an amendment to the ERP, or lets it wait for whoever is next. */
export async function actOnVerdict(ctx: Ctx, order: Order, amendment: AmendmentRecord, { verdict, uses }: Weighed): Promise<AmendmentRecord> {
  if (verdict.kind === 'send') {
    for (const use of uses) await spendApproval(ctx, { ...use, orderId: order.id });
    return send(ctx, order, amendment, verdict);
  }
  return keepMoved(ctx, order, { ...moved(amendment, holdOf[verdict.for]), waiting: verdict.waiting }, 'amendment_waits');
}

/** The outbox takes it in this very transaction; what it takes more of the credit is taken now, what it gives back only when it is done. */
async function send(ctx: Ctx, order: Order, amendment: AmendmentRecord, verdict: Extract<AmendmentVerdict, { kind: 'send' }>): Promise<AmendmentRecord> {
  const commandId = ctx.newId();
  const { after, last } = withErpLines(order, amendment.after, amendment.lastErpLine);
  const sent = {
    ...moved(amendment, 'send'),
    after: { ...amendment.after, ...after },
    lastErpLine: last,
    orderState: order.state,
    waiting: null,
    commandId,
  };
  const amending = await changeState(ctx, order, { event: 'amend', why: 'amendment_sent', facts: { amendmentId: amendment.id } });
  if (amending === null) throw new Error(`an order that is ${order.state} was let through to be amended`);
  await keepMoved(ctx, order, sent, 'amendment_accepted');
  const about = { number: order.number, amendmentId: amendment.id };
  await ctx.publish({ type: 'amendment.accepted', subject: order.id, payload: { ...about, commandId, release: verdict.release } });
  if (verdict.planTouched.length > 0)
    await ctx.publish({ type: 'amendment.plan_touched', subject: order.id, payload: { ...about, items: verdict.planTouched } });
  return sent;
}
