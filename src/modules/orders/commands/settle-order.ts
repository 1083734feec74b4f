import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { spendApproval } from '../../pricing/index.ts';
import type { CheckResult, OrderState } from '../contract.ts';
import type { OrderFacts } from '../domain/checks/check.ts';
import { runChecks } from '../domain/checks/index.ts';
import { wavedThrough, type Confirmer, type Verdict } from '../domain/confirm.ts';
import type { Order, Waiting } from '../domain/order.ts';
import { isMachine } from '../policy.ts';
import { keepResults, keepVersion } from '../store/life-store.ts';
import { loadLineIdsElsewhere, putOnRoute } from '../store/order-store.ts';
import { changeState } from './change-state.ts';
import { raiseHold } from './holds/raise-hold.ts';
import { loadFacts } from './load-facts.ts';
import { notePatterns } from './note-patterns.ts';
import { netOf } from './propose-order.ts';

/** The order to confirm, and what the confirmer brings along. */
export interface ConfirmInput {
  readonly orderId: string;
  /** The version that was looked at; left out only by the machine, which has just made it. */
  readonly version?: number;
  readonly accept?: readonly string[];
  /** Why, by code of an accepted check. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** The machine may still put a question to the customer. */
  readonly mayAsk?: boolean;
  readonly repeatMeant?: OrderFacts['repeatMeant'];
  /** Something outside the checks stands in the way even when every check passes: who must settle it, why, and of which lines (left out: of the whole order). */
  readonly hold?: { readonly by: 'customer' | 'desk'; readonly why: string; readonly lineIds?: readonly string[] };
  /** Set when a conversation has closed: how long the quiet window was. */
  readonly quietMs?: number;
}

/** What came of it. `waiting` is set unless the order is on its way to the ERP. */
export interface Settled {
  readonly orderId: string;
  readonly number: string;
  readonly state: OrderState;
  readonly waiting: Waiting | null;
  /** The lines that could not go along: a second order of the same conversation. */
  readonly rest?: Settled;
}

/** An order as it was priced and checked now. */
export interface Examined {
  readonly order: Order;
  readonly facts: OrderFacts;
  readonly results: readonly CheckResult[];
}

/** Prices an order and runs every check over it; saves nothing. */
export async function examineOrder(ctx: Ctx, draft: Order, repeatMeant: OrderFacts['repeatMeant']): Promise<Examined> {
  const { facts, lines } = await loadFacts(ctx, draft, repeatMeant);
  const order: Order = { ...draft, lines, netMinor: netOf(lines) };
  return { order, facts, results: runChecks(order, facts) };
}

/** Sends an examined order on its way: version kept, credit taken, `order.accepted` published. */
export async function acceptOrder(ctx: Ctx, { order, facts, results }: Examined, confirmer: Confirmer, input: ConfirmInput): Promise<Order> {
  const commandId = ctx.newId();
  const why = isMachine(ctx.actor) ? 'checks_passed' : 'confirmed_by_desk';
  const told = { accepted: input.accept ?? [], ...(input.reasons === undefined ? {} : { reasons: input.reasons }) };
  const accepted = await changeState(ctx, order, { event: 'accept', why, set: { commandId }, facts: told });
  if (accepted === null) return order;
  await keepVersion(ctx, accepted, why);
  await spendApprovals(ctx, accepted, facts);
  if (facts.terms.route !== null) await putOnRoute(ctx, accepted.id, facts.terms.route.code);
  const elsewhere = [...(await loadLineIdsElsewhere(ctx, accepted))];
  await ctx.publish({ type: 'order.accepted', subject: accepted.id, payload: { number: accepted.number, version: accepted.version, commandId, elsewhere } });
  await keepResults(ctx, accepted, results, sawOf(facts));
  await notePatterns(ctx, accepted, results, wavedThrough(results, confirmer), input.reasons ?? {});
  return accepted;
}

/** What people have let pass once is used up with the order that goes. */
async function spendApprovals(ctx: Ctx, order: Order, { quotes }: OrderFacts): Promise<void> {
  for (const line of order.lines) {
    const quote = quotes.get(line.lineId);
    if (quote === undefined || !('approvalId' in quote) || quote.approvalId === null) continue;
    await spendApproval(ctx, { approvalId: quote.approvalId, orderId: order.id, lineId: line.lineId });
  }
}

/** Lets an examined order wait for whoever must act; they are told. */
export async function parkOrder(ctx: Ctx, { order, facts, results }: Examined, verdict: Extract<Verdict, { kind: 'waits' }>): Promise<Order> {
  const waiting = await changeState(ctx, order, { event: verdict.event, why: verdict.waiting.code, waiting: verdict.waiting });
  if (waiting === null) return order;
  await keepResults(ctx, waiting, results, sawOf(facts));
  await notePatterns(ctx, waiting, results, [], {});
  const raised = await raiseHold(ctx, waiting, facts, results);
  if (raised !== waiting) return raised;
  const { code, facts: reasons } = verdict.waiting;
  const type = waiting.state === 'duplicate' ? 'order.ended' : 'order.held';
  await ctx.publish({ type, subject: waiting.id, payload: { number: waiting.number, state: waiting.state, refusal: code, reason: code, facts: reasons } });
  return waiting;
}

/** Whether what is short was found and let pass: then it is taken all the same. A check that was switched off has found it too. */
export const knowsShortage = ({ results }: Examined): boolean => results.some((result) => result.code === 'V25' && 'shortMilli' in result.facts);

/** The versions that a check run stood on. */
export const sawOf = (facts: OrderFacts): { mastersVersion: number; rulesVersion: number } => ({
  mastersVersion: facts.terms.mastersVersion,
  rulesVersion: facts.rulesVersion,
});

/** What a caller is told of an order. */
export const settledAs = (order: Order): Settled => ({ orderId: order.id, number: order.number, state: order.state, waiting: order.waiting });

/** The verdict on an order that something outside the checks holds back. */
export const heldBack = (hold: NonNullable<ConfirmInput['hold']>, mayAsk: boolean): Extract<Verdict, { kind: 'waits' }> => {
  const facts = { why: hold.why, checks: [] };
  return hold.by === 'customer' && mayAsk
    ? { kind: 'waits', event: 'ask', waiting: { code: 'needs_customer', facts } }
    : { kind: 'waits', event: 'send_to_desk', waiting: { code: 'needs_desk', facts } };
};
