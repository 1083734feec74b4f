import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { adjustOpenOrders } from '../../masters/index.ts';
import type { CheckResult, OrderRefusal, OrderState } from '../contract.ts';
import { runChecks } from '../domain/checks/index.ts';
import type { OrderFacts } from '../domain/checks/check.ts';
import { decideOrder, type Verdict } from '../domain/confirm.ts';
import { draftStates } from '../domain/order-machine.ts';
import type { Order, Waiting } from '../domain/order.ts';
import { isMachine, mayReleaseCredit, mayWorkOrders } from '../policy.ts';
import { appendLife, keepResults, keepVersion } from '../store/life-store.ts';
import { lockOrder, replaceLines } from '../store/order-store.ts';
import { changeState } from './change-state.ts';
import { loadFacts } from './load-facts.ts';
import { netOf } from './propose-order.ts';

/** The order to confirm, and what the confirmer brings along. */
export interface ConfirmInput {
  readonly orderId: string;
  /** The version that was looked at; left out only by the machine, which has just made it. */
  readonly version?: number;
  readonly accept?: readonly string[];
  /** The machine may still put a question to the customer. */
  readonly mayAsk?: boolean;
  readonly repeatMeant?: OrderFacts['repeatMeant'];
  /** Something outside the checks stands in the way even when every check passes: who must settle it, and why. */
  readonly hold?: { readonly by: 'customer' | 'desk'; readonly why: string };
  /** Set when a conversation has closed: how long the quiet window was. */
  readonly quietMs?: number;
}

/** What came of it. `waiting` is set unless the order is on its way to the ERP. */
export interface Settled {
  readonly orderId: string;
  readonly number: string;
  readonly state: OrderState;
  readonly waiting: Waiting | null;
}

/**
 * Runs every check over the order and, when nothing stops it, accepts it: version kept, credit taken, `order.accepted`
 * published (the outbox writes the ERP command in this very transaction). Otherwise the order waits for whoever must act.
 * Refused: `not_found`, `forbidden`, `stale_version`, `wrong_state`.
 */
export async function confirmOrder(ctx: Ctx, input: ConfirmInput): Promise<Result<Settled, Refusal<OrderRefusal>>> {
  const draft = await openDraft(ctx, input);
  if (!draft.ok) return draft;
  if (input.quietMs !== undefined) await appendLife(ctx, input.orderId, [{ kind: 'milestone', why: 'conversation_closed', facts: { quietMs: input.quietMs } }]);
  const { facts, lines } = await loadFacts(ctx, draft.value, input.repeatMeant ?? null);
  const order: Order = { ...draft.value, lines, netMinor: netOf(lines) };
  const results = runChecks(order, facts);
  const verdict = verdictOf(ctx, order, results, input);
  await replaceLines(ctx, order);
  const settled = verdict.kind === 'accepted' ? await accept(ctx, order, input) : await wait(ctx, order, verdict);
  await keepResults(ctx, settled, results, facts.mastersVersion);
  return ok({ orderId: settled.id, number: settled.number, state: settled.state, waiting: settled.waiting });
}

async function openDraft(ctx: Ctx, input: ConfirmInput): Promise<Result<Order, Refusal<OrderRefusal>>> {
  if (!isMachine(ctx.actor) && !mayWorkOrders(ctx.actor)) return refuse('forbidden');
  const order = await lockOrder(ctx, input.orderId);
  if (order === null) return refuse('not_found', { orderId: input.orderId });
  if (input.version !== undefined && input.version !== order.version) return refuse('stale_version', { yours: input.version, current: order.version });
  return draftStates.has(order.state) ? ok(order) : refuse('wrong_state', { state: order.state });
}

function verdictOf(ctx: Ctx, order: Order, results: readonly CheckResult[], input: ConfirmInput): Verdict {
  const verdict = decideOrder(order, results, {
    by: isMachine(ctx.actor) ? 'machine' : 'person',
    accept: input.accept ?? [],
    mayReleaseCredit: mayReleaseCredit(ctx.actor),
    mayAsk: input.mayAsk ?? false,
  });
  return verdict.kind === 'accepted' && input.hold !== undefined ? heldBack(input.hold, input.mayAsk ?? false) : verdict;
}

const heldBack = (hold: NonNullable<ConfirmInput['hold']>, mayAsk: boolean): Verdict => {
  const facts = { why: hold.why, checks: [] };
  return hold.by === 'customer' && mayAsk
    ? { kind: 'waits', event: 'ask', waiting: { code: 'needs_customer', facts } }
    : { kind: 'waits', event: 'send_to_desk', waiting: { code: 'needs_desk', facts } };
};

async function accept(ctx: Ctx, order: Order, input: ConfirmInput): Promise<Order> {
  const commandId = ctx.newId();
  const why = isMachine(ctx.actor) ? 'checks_passed' : 'confirmed_by_desk';
  const accepted = await changeState(ctx, order, { event: 'accept', why, set: { commandId }, facts: { accepted: input.accept ?? [] } });
  if (accepted === null) return order;
  await keepVersion(ctx, accepted, why);
  if (accepted.customer !== null && accepted.netMinor !== null) await adjustOpenOrders(ctx, accepted.customer, accepted.netMinor);
  await ctx.publish({ type: 'order.accepted', subject: accepted.id, payload: { number: accepted.number, version: accepted.version, commandId } });
  return accepted;
}

async function wait(ctx: Ctx, order: Order, verdict: Extract<Verdict, { kind: 'waits' }>): Promise<Order> {
  const waiting = await changeState(ctx, order, { event: verdict.event, why: verdict.waiting.code, waiting: verdict.waiting });
  if (waiting === null) return order;
  const { code, facts } = verdict.waiting;
  const type = waiting.state === 'duplicate' ? 'order.ended' : 'order.held';
  await ctx.publish({ type, subject: waiting.id, payload: { number: waiting.number, state: waiting.state, refusal: code, reason: code, facts } });
  return waiting;
}
