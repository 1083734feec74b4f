import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../../identity/index.ts';
import type { Change, OrderRefusal } from '../../contract.ts';
import type { AmendmentRecord, WantedBy } from '../../domain/amendment/amendment.ts';
import type { Order } from '../../domain/order.ts';
import { isMachine, mayWorkOrders } from '../../policy.ts';
import { loadAmendments, openOf } from '../../store/amendment-store.ts';
import { lockOrder } from '../../store/order-store.ts';
import { actOnVerdict } from './act-on-verdict.ts';
import { sidesOf, weighAmendment } from './weigh-amendment.ts';

/** What is wanted of an order that the ERP holds. */
export interface AmendmentInput {
  readonly orderId: string;
  /** The version that was looked at; left out only by the machine. */
  readonly version?: number;
  readonly changes: readonly Change[];
  readonly by: WantedBy;
  /** The customer's words were understood beyond doubt; otherwise the desk looks first. */
  readonly sure?: boolean;
  readonly accept?: readonly string[];
  /** Where the words were said. */
  readonly conversationId?: string;
}

/** What an amendment command answers. */
export type Amended = Result<AmendmentRecord, Refusal<OrderRefusal>>;

/**
 * Asks for changes to an order that the ERP holds. When all is clear they go to the ERP at once; otherwise the amendment waits, with what it would
 * change, for the desk, the planner or the customer. Refused: `forbidden`, `not_found`, `stale_version`, `wrong_state`, `amendment_open` (another
 * one is not over), `driver_takes_back`, `new_order_instead`, and what the kinds of change refuse.
 */
export async function requestAmendment(ctx: Ctx, input: AmendmentInput): Promise<Amended> {
  const opened = await openForAmendment(ctx, input);
  if (!opened.ok) return opened;
  const { order, earlier } = opened.value;
  const id = ctx.newId();
  const wish = { amendmentId: id, changes: input.changes, wantedBy: input.by, sure: input.sure ?? true, accept: input.accept ?? [] };
  const weighed = await weighAmendment(ctx, order, wish);
  if (!weighed.ok) return weighed;
  const amendment: AmendmentRecord = {
    ...sidesOf(weighed.value),
    id,
    orderId: order.id,
    state: 'proposed',
    wantedBy: input.by,
    changes: input.changes,
    lastErpLine: Math.max(0, ...earlier.map((each) => each.lastErpLine)),
    orderState: null,
    waiting: null,
    commandId: null,
    conversationId: input.conversationId ?? null,
    requestedBy: auditedBy(ctx.actor),
    requestedAt: ctx.now(),
    decidedBy: null,
  };
  return ok(await actOnVerdict(ctx, order, amendment, weighed.value));
}

async function openForAmendment(
  ctx: Ctx,
  input: Pick<AmendmentInput, 'orderId' | 'version' | 'by'>,
): Promise<Result<{ order: Order; earlier: readonly AmendmentRecord[] }, Refusal<OrderRefusal>>> {
  const allowed = input.by === 'customer' ? isMachine(ctx.actor) : isMachine(ctx.actor) || mayWorkOrders(ctx.actor);
  if (!allowed) return refuse('forbidden');
  const order = await lockOrder(ctx, input.orderId);
  if (order === null) return refuse('not_found', { orderId: input.orderId });
  const earlier = await loadAmendments(ctx, order.id);
  const open = openOf(earlier);
  if (open !== null) return refuse('amendment_open', { amendmentId: open.id, state: open.state });
  if (input.version !== undefined && input.version !== order.version) return refuse('stale_version', { yours: input.version, current: order.version });
  return ok({ order, earlier });
}
