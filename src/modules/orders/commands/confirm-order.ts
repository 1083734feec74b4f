import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { OrderRefusal } from '../contract.ts';
import { decideOrder, type Confirmer, type Verdict } from '../domain/confirm.ts';
import { draftStates } from '../domain/order-machine.ts';
import type { Order } from '../domain/order.ts';
import { isMachine, mayReleaseCredit, mayWorkOrders } from '../policy.ts';
import { appendLife } from '../store/life-store.ts';
import { lockOrder, replaceLines } from '../store/order-store.ts';
import { loadPriceRequest } from '../store/price-request-store.ts';
import { sendGoodLines } from './send-good-lines.ts';
import { acceptOrder, examineOrder, heldBack, knowsShortage, parkOrder, settledAs, type ConfirmInput, type Examined, type Settled } from './settle-order.ts';
import { takeStock } from './take-stock.ts';

/**
 * Runs every check over the order and, when nothing stops it, accepts it: version kept, credit taken, `order.accepted`
 * published (the outbox writes the ERP command in this very transaction). Otherwise the order waits for whoever must act; where the customer
 * takes good lines alone, those go and the others wait as an order of their own.
 * Refused: `not_found`, `forbidden`, `stale_version`, `wrong_state`.
 */
export async function confirmOrder(ctx: Ctx, input: ConfirmInput): Promise<Result<Settled, Refusal<OrderRefusal>>> {
  const draft = await openDraft(ctx, input);
  if (!draft.ok) return draft;
  if (input.quietMs !== undefined) await appendLife(ctx, input.orderId, [{ kind: 'milestone', why: 'conversation_closed', facts: { quietMs: input.quietMs } }]);
  const confirmer = confirmerOf(ctx, input);
  const { seen, verdict } = await judgeOrder(ctx, draft.value, confirmer, input);
  if (verdict.kind === 'waits') {
    const parted = await sendGoodLines(ctx, seen, confirmer, input);
    if (parted !== null) return ok(parted);
  }
  await replaceLines(ctx, seen.order);
  return ok(settledAs(verdict.kind === 'accepted' ? await acceptOrder(ctx, seen, confirmer, input) : await parkOrder(ctx, seen, verdict)));
}

/** Examines, decides and, for an order that may go, takes its stock; when somebody was faster with the stock, it is decided anew. */
async function judgeOrder(ctx: Ctx, draft: Order, confirmer: Confirmer, input: ConfirmInput): Promise<{ readonly seen: Examined; readonly verdict: Verdict }> {
  const repeatMeant = input.repeatMeant ?? null;
  const seen = await examineOrder(ctx, draft, repeatMeant);
  if (confirmer.by === 'machine' && (await hasOpenOffer(ctx, draft.id))) return { seen, verdict: heldBack({ by: 'desk', why: 'price_offer' }, false) };
  const decided = decideOrder(seen.order, seen.results, confirmer);
  if (decided.kind === 'waits') return { seen, verdict: decided };
  if (input.hold !== undefined) return { seen, verdict: heldBack(input.hold, confirmer.mayAsk) };
  if (await takeStock(ctx, seen.order, seen.facts.items, knowsShortage(seen))) return { seen, verdict: decided };
  const again = await examineOrder(ctx, draft, repeatMeant);
  const verdict = decideOrder(again.order, again.results, confirmer);
  return { seen: again, verdict: verdict.kind === 'waits' ? verdict : heldBack({ by: 'desk', why: 'stock_taken' }, false) };
}

/** Our price is before the customer, who has said neither yes nor no: whatever else comes meanwhile, the machine books nothing. */
const hasOpenOffer = async (ctx: Ctx, orderId: string): Promise<boolean> => (await loadPriceRequest(ctx, orderId))?.state === 'offered';

async function openDraft(ctx: Ctx, input: ConfirmInput): Promise<Result<Order, Refusal<OrderRefusal>>> {
  if (!isMachine(ctx.actor) && !mayWorkOrders(ctx.actor)) return refuse('forbidden');
  const order = await lockOrder(ctx, input.orderId);
  if (order === null) return refuse('not_found', { orderId: input.orderId });
  if (input.version !== undefined && input.version !== order.version) return refuse('stale_version', { yours: input.version, current: order.version });
  return draftStates.has(order.state) ? ok(order) : refuse('wrong_state', { state: order.state });
}

const confirmerOf = (ctx: Ctx, input: ConfirmInput): Confirmer => ({
  by: isMachine(ctx.actor) ? 'machine' : 'person',
  accept: input.accept ?? [],
  mayReleaseCredit: mayReleaseCredit(ctx.actor),
  mayAsk: input.mayAsk ?? false,
});
