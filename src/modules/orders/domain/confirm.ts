import type { CheckResult } from '../contract.ts';
import { askedOf } from './grants.ts';
import type { Order, Waiting } from './order.ts';
import type { OrderEventName } from './order-machine.ts';

/** Who asks for the confirmation and what they may wave through. */
export interface Confirmer {
  readonly by: 'machine' | 'person';
  /** Codes of findings that the person has seen and takes responsibility for. */
  readonly accept: readonly string[];
  /** The person may release credit (sales head, owner). */
  readonly mayReleaseCredit: boolean;
  /** Another question to the customer is still allowed (at most two, then the desk). */
  readonly mayAsk: boolean;
}

/** What becomes of the order: accepted, or an event that says who must act, with the reason. */
export type Verdict = { readonly kind: 'accepted' } | { readonly kind: 'waits'; readonly event: OrderEventName; readonly waiting: Waiting };

/** An ERP cannot hold a line without these; nobody can wave them through. */
export const indispensable: ReadonlySet<string> = new Set(['V01', 'V04', 'V07', 'V08', 'V18', 'V32']);

/** Findings that only the case which they raised can settle; nobody waves them through on the order. */
export const settledByCase: ReadonlySet<string> = new Set(['V19', 'V20', 'V30']);

/** The findings that still stand in the way of this confirmer. */
export const openResults = (results: readonly CheckResult[], confirmer: Confirmer): readonly CheckResult[] =>
  results.filter((result) => isOpen(result, confirmer));

/** The findings that this confirmer lets pass although they would stop anybody else: what is counted for tuning. */
export const wavedThrough = (results: readonly CheckResult[], confirmer: Confirmer): readonly CheckResult[] =>
  results.filter((result) => confirmer.by === 'person' && objects(result) && confirmer.accept.includes(result.code) && !isOpen(result, confirmer));

/**
 * Decides on an order from the results of its checks: block, then desk, customer, approval, stock, credit; accepted when nothing is open.
 * Pure: same order, results and confirmer, same verdict.
 */
export function decideOrder(order: Order, results: readonly CheckResult[], confirmer: Confirmer): Verdict {
  const open = openResults(results, confirmer);
  const has = (outcome: CheckResult['outcome']): boolean => open.some((result) => result.outcome === outcome);
  if (open.some((result) => result.code === 'V14' && result.facts['answer'] === 'no')) return waits('find_duplicate', 'duplicate', open);
  if (has('block')) return waits('send_to_desk', 'needs_desk', open);
  if (has('desk')) return waits('send_to_desk', order.customer === null ? 'unknown_sender' : 'needs_desk', open);
  if (has('ask')) return confirmer.by === 'machine' && confirmer.mayAsk ? waits('ask', 'needs_customer', open) : waits('send_to_desk', 'needs_desk', open);
  if (has('approval')) return approvalOf(order, open);
  if (has('stock')) return waits('hold_stock', 'stock_decision', open);
  if (has('hold')) return waits('hold_credit', 'credit_hold', open, order);
  return { kind: 'accepted' };
}

/** A price is the approvers' matter, a frozen plan the planner's. Other checks that a company wants approved are let pass at the desk, by who may release credit. */
function approvalOf(order: Order, open: readonly CheckResult[]): Verdict {
  const asks = (...codes: readonly string[]): boolean => open.some((result) => result.outcome === 'approval' && codes.includes(result.code));
  if (asks('V19', 'V20')) return waits('hold_price', 'price_hold', open);
  return asks('V30') ? waits('hold_price', 'frozen_plan', open, order) : waits('send_to_desk', 'needs_desk', open);
}

const objects = (result: CheckResult): boolean => result.outcome !== 'pass' && result.outcome !== 'warn';

/** Whether a finding still stands in the way: neither fine, nor granted, nor accepted by somebody who may accept it. */
export function isOpen(result: CheckResult, confirmer: Confirmer): boolean {
  if (!objects(result)) return false;
  if (result.outcome === 'block' || indispensable.has(result.code)) return true;
  if (confirmer.by === 'machine' || !confirmer.accept.includes(result.code)) return true;
  if (result.outcome === 'approval') return settledByCase.has(result.code) || !confirmer.mayReleaseCredit;
  return result.outcome === 'hold' && !confirmer.mayReleaseCredit;
}

/** `asked`: the order whose content somebody must decide on. */
const waits = (event: OrderEventName, code: string, open: readonly CheckResult[], asked?: Order): Verdict => ({
  kind: 'waits',
  event,
  waiting: {
    code,
    facts: {
      checks: open.map(({ code: check, name, outcome, lineNo, facts }) => ({ code: check, name, outcome, lineNo, facts })),
      ...(asked === undefined ? {} : { asked: askedOf(asked) }),
    },
  },
});
