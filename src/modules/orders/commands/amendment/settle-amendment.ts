import { nextState } from '../../../../kernel/machine.ts';
import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../../identity/index.ts';
import type { OrderRefusal } from '../../contract.ts';
import { amendmentMachine } from '../../domain/amendment/amendment-machine.ts';
import { moved, type AmendmentRecord } from '../../domain/amendment/amendment.ts';
import type { Order } from '../../domain/order.ts';
import { isMachine, mayDecideForPlanner, mayWorkOrders } from '../../policy.ts';
import { loadAmendment } from '../../store/amendment-store.ts';
import { lockOrder } from '../../store/order-store.ts';
import { actOnVerdict, keepMoved } from './act-on-verdict.ts';
import type { Amended } from './request-amendment.ts';
import { sidesOf, weighAmendment } from './weigh-amendment.ts';

/**
 * Lets a waiting amendment go: the desk has looked, the planner has decided, or (`acceptedByCustomer`, the machine only) the customer has agreed to
 * what we want. It is weighed anew, because prices, credit and the order may have moved; it may wait again.
 * Refused: `forbidden`, `not_found`, `wrong_state`, and what asking for it refuses.
 */
export async function confirmAmendment(
  ctx: Ctx,
  input: { readonly amendmentId: string; readonly accept?: readonly string[]; readonly acceptedByCustomer?: boolean },
): Promise<Amended> {
  const opened = await openWaiting(ctx, input.amendmentId);
  if (!opened.ok) return opened;
  const { order, amendment } = opened.value;
  const agreed = input.acceptedByCustomer === true && isMachine(ctx.actor);
  if (amendment.state === 'proposed' && !agreed) return refuse('wrong_state', { state: amendment.state });
  const wantedBy = agreed && amendment.wantedBy === 'us' ? 'desk' : amendment.wantedBy;
  const plannerAgreed = amendment.state === 'needs_planner';
  const wish = { amendmentId: amendment.id, changes: amendment.changes, wantedBy, sure: true, accept: input.accept ?? [], plannerAgreed };
  const weighed = await weighAmendment(ctx, order, wish);
  if (!weighed.ok) return weighed;
  const decided = { ...amendment, ...sidesOf(weighed.value), decidedBy: auditedBy(ctx.actor) };
  return ok(await actOnVerdict(ctx, order, decided, weighed.value));
}

/** Takes a waiting amendment back; the order stands as it was. Refused: `forbidden`, `not_found`, `wrong_state` (it is with the ERP, or over). */
export async function withdrawAmendment(ctx: Ctx, input: { readonly amendmentId: string; readonly why?: string }): Promise<Amended> {
  const opened = await openWaiting(ctx, input.amendmentId);
  if (!opened.ok) return opened;
  const { order, amendment } = opened.value;
  const waiting = { code: input.why ?? 'withdrawn', facts: {} };
  return ok(await keepMoved(ctx, order, { ...moved(amendment, 'withdraw'), waiting, decidedBy: auditedBy(ctx.actor) }, 'amendment_withdrawn'));
}

async function openWaiting(ctx: Ctx, amendmentId: string): Promise<Result<{ order: Order; amendment: AmendmentRecord }, Refusal<OrderRefusal>>> {
  if (!isMachine(ctx.actor) && !mayWorkOrders(ctx.actor) && !mayDecideForPlanner(ctx.actor)) return refuse('forbidden');
  const found = await loadAmendment(ctx, amendmentId);
  const order = found === null ? null : await lockOrder(ctx, found.orderId);
  // read again under the order's lock: another clerk may have decided meanwhile
  const amendment = order === null ? null : await loadAmendment(ctx, amendmentId);
  if (order === null || amendment === null) return refuse('not_found', { amendmentId });
  if (nextState(amendmentMachine, amendment.state, 'withdraw') === null) return refuse('wrong_state', { state: amendment.state });
  const planners = amendment.state === 'needs_planner';
  if (!isMachine(ctx.actor) && !(planners ? mayDecideForPlanner(ctx.actor) : mayWorkOrders(ctx.actor))) return refuse('forbidden');
  return ok({ order, amendment });
}
