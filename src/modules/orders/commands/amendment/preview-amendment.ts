import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../../identity/index.ts';
import type { Amendment, OrderRefusal, RequestAmendment } from '../../contract.ts';
import { mayWorkOrders } from '../../policy.ts';
import { listPresented } from '../../queries/list-amendments.ts';
import { lockOrder } from '../../store/order-store.ts';
import { sidesOf, weighAmendment } from './weigh-amendment.ts';

/** What an amendment would change and who would be next, without asking for it. Refused as `requestAmendment` would be. */
export async function previewAmendment(ctx: Ctx, orderId: string, input: RequestAmendment): Promise<Result<Amendment, Refusal<OrderRefusal>>> {
  if (!mayWorkOrders(ctx.actor)) return refuse('forbidden');
  const order = await lockOrder(ctx, orderId);
  if (order === null) return refuse('not_found', { orderId });
  if (input.version !== order.version) return refuse('stale_version', { yours: input.version, current: order.version });
  const { changes, wantedBy, accept } = input;
  const weighed = await weighAmendment(ctx, order, { amendmentId: 'preview', changes, wantedBy, sure: true, accept });
  if (!weighed.ok) return weighed;
  const { verdict } = weighed.value;
  const [shown] = await listPresented(ctx, [
    {
      ...sidesOf(weighed.value),
      id: 'preview',
      orderId,
      state: 'proposed',
      wantedBy,
      changes,
      lastErpLine: 0,
      orderState: order.state,
      waiting: verdict.kind === 'waits' ? verdict.waiting : null,
      commandId: null,
      conversationId: null,
      requestedBy: auditedBy(ctx.actor),
      requestedAt: ctx.now(),
      decidedBy: null,
    },
  ]);
  return shown === undefined ? refuse('not_found', { orderId }) : ok(shown);
}
