import type { CheckResult } from '../contract.ts';
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

/** Decides on an order from the results of its checks. Pure: same order, results and confirmer, same verdict. */
export function decideOrder(order: Order, results: readonly CheckResult[], confirmer: Confirmer): Verdict {
  const open = results.filter((result) => isOpen(result, confirmer));
  const withOutcome = (outcome: CheckResult['outcome']): readonly CheckResult[] => open.filter((result) => result.outcome === outcome);
  if (open.some((result) => result.code === 'V14' && result.facts['answer'] === 'no')) return waits('find_duplicate', 'duplicate', open);
  if (withOutcome('block').length > 0) return waits('send_to_desk', 'needs_desk', open);
  if (withOutcome('desk').length > 0) return waits('send_to_desk', order.customer === null ? 'unknown_sender' : 'needs_desk', open);
  if (withOutcome('ask').length > 0) {
    return confirmer.by === 'machine' && confirmer.mayAsk ? waits('ask', 'needs_customer', open) : waits('send_to_desk', 'needs_desk', open);
  }
  if (withOutcome('hold').length > 0) return waits('hold_credit', 'credit_hold', open);
  return { kind: 'accepted' };
}

/** Whether a finding still stands in the way: neither fine nor accepted by somebody who may accept it. */
export function isOpen(result: CheckResult, confirmer: Confirmer): boolean {
  if (result.outcome === 'pass' || result.outcome === 'warn') return false;
  if (confirmer.by === 'machine' || !confirmer.accept.includes(result.code)) return true;
  if (result.outcome === 'block' || indispensable.has(result.code)) return true;
  return result.outcome === 'hold' && !confirmer.mayReleaseCredit;
}

const waits = (event: OrderEventName, code: string, open: readonly CheckResult[]): Verdict => ({
  kind: 'waits',
  event,
  waiting: { code, facts: { checks: open.map(({ code: check, name, outcome, lineNo, facts }) => ({ code: check, name, outcome, lineNo, facts })) } },
});
