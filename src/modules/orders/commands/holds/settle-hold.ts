import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { ExceptionEvents } from '../../../exceptions/contract.ts';
import { machineCtx } from '../../policy.ts';
import { decideOrder, type Confirmer } from '../../domain/confirm.ts';
import { grantOf } from '../../domain/grants.ts';
import { appendLife } from '../../store/life-store.ts';
import { listHeldForCredit, lockOrder } from '../../store/order-store.ts';
import { changeState } from '../change-state.ts';
import { confirmOrder } from '../confirm-order.ts';
import { examineOrder } from '../settle-order.ts';
import { lapsePriceRequest, settlePriceRequest } from '../price-request/settle-price-request.ts';

/** What a yes of the case lets pass. */
const lets = { credit_hold: ['V22', 'V23'], frozen_plan: ['V30'] } as const;

/** A case about an order was decided: the order goes on accordingly. Cases about other things are not ours. */
export async function settleHold(ctx: Ctx, caseId: string, decided: ExceptionEvents['case.decided']): Promise<void> {
  if (decided.subject.noun !== 'order') return;
  if (decided.kind === 'price_request') return settlePriceRequest(ctx, caseId, decided);
  if (decided.kind !== 'credit_hold' && decided.kind !== 'frozen_plan') return;
  const machine = machineCtx(ctx);
  const order = await lockOrder(machine, decided.subject.id);
  if (order === null || order.state !== (decided.kind === 'credit_hold' ? 'credit_hold' : 'price_hold')) return;
  if (decided.choice === 'accept' || decided.choice === 'approve') {
    const granted = grantOf(order, lets[decided.kind]);
    if (granted !== null) await appendLife(ctx, order.id, [{ kind: 'milestone', why: 'hold_granted', facts: { ...granted, caseId, by: decided.by } }]);
    await confirmOrder(machine, { orderId: order.id });
    return;
  }
  const why = `${decided.kind}_declined`;
  await changeState(machine, order, { event: 'send_to_desk', why, waiting: { code: 'needs_desk', facts: { ...order.waiting?.facts, why } } });
}

/** Nobody decided in time: nothing was let pass. */
export async function lapseHold(ctx: Ctx, caseId: string, lapsed: ExceptionEvents['case.expired']): Promise<void> {
  if (lapsed.subject.noun !== 'order') return;
  if (lapsed.kind === 'price_request') return lapsePriceRequest(ctx, caseId);
  if (lapsed.kind !== 'frozen_plan') return;
  const machine = machineCtx(ctx);
  const order = await lockOrder(machine, lapsed.subject.id);
  if (order === null || order.state !== 'price_hold') return;
  const why = 'frozen_plan_expired';
  await changeState(machine, order, { event: 'send_to_desk', why, waiting: { code: 'needs_desk', facts: { ...order.waiting?.facts, why } } });
}

/** Credit was read anew: orders that it held are looked at again, oldest first. One that fits now goes by itself; the others stay as they are. */
export async function releaseCredit(ctx: Ctx): Promise<void> {
  const machine = machineCtx(ctx);
  for (const orderId of await listHeldForCredit(machine)) await recheckCredit(machine, orderId);
}

const confirmer: Confirmer = { by: 'machine', accept: [], mayReleaseCredit: false, mayAsk: false };

async function recheckCredit(ctx: Ctx, orderId: string): Promise<void> {
  const order = await lockOrder(ctx, orderId);
  if (order === null || order.state !== 'credit_hold') return;
  const seen = await examineOrder(ctx, order, null);
  const verdict = decideOrder(seen.order, seen.results, confirmer);
  if (verdict.kind === 'waits' && verdict.waiting.code === 'credit_hold') return;
  await confirmOrder(ctx, { orderId });
}

/** Whether any order waits for its customer's credit. */
export const waitsForCredit = async (ctx: Ctx): Promise<boolean> => (await listHeldForCredit(ctx)).length > 0;
