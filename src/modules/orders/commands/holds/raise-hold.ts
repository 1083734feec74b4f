import { addMs } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { RaiseCase } from '../../../exceptions/contract.ts';
import type { CheckResult } from '../../contract.ts';
import type { OrderFacts } from '../../domain/checks/check.ts';
import type { Order } from '../../domain/order.ts';
import { holdKey } from '../../domain/price-request/offer.ts';
import { mustRaise } from './must-raise.ts';
import { raisePriceRequest } from '../price-request/raise-price-request.ts';

const minuteMs = 60_000;

type HoldKind = 'price_request' | 'credit_hold' | 'frozen_plan';

/** The kinds of cases that an order's own holds raise, by the code for which it waits. */
const kinds: Readonly<Record<string, HoldKind>> = { price_hold: 'price_request', credit_hold: 'credit_hold', frozen_plan: 'frozen_plan' };

/** The order waits for somebody's decision: that somebody is told, with what the decision needs. Codes that wait for no decision raise nothing. Gives the order as it waits then. */
export async function raiseHold(ctx: Ctx, order: Order, facts: OrderFacts, results: readonly CheckResult[]): Promise<Order> {
  const kind = kinds[order.waiting?.code ?? ''];
  if (kind === undefined || facts.customer === null) return order;
  if (kind === 'price_request') return raisePriceRequest(ctx, order, facts);
  const findings = results.filter((result) => result.outcome === (kind === 'credit_hold' ? 'hold' : 'approval'));
  await mustRaise(ctx, { ...holdCase(order, facts.customer.currency), kind, card: { orderNumber: order.number, findings }, ...ladders[kind](ctx, findings) });
  return order;
}

const holdCase = (order: Order, currency: string): Omit<RaiseCase, 'kind' | 'card' | 'audiences' | 'steps' | 'deadlineAt'> => ({
  key: holdKey(order.id),
  company: order.company,
  subject: { noun: 'order', id: order.id, label: order.number },
  customer: order.customer,
  amountMinor: order.netMinor,
  currency,
  requestedBy: order.customer === null ? 'system:orders' : `customer:${order.customer}`,
  choices: ['accept', 'decline', 'ask', 'forward'],
  personsNeeded: 1,
});

type Ladder = Pick<RaiseCase, 'audiences' | 'steps' | 'deadlineAt'>;

const factsOf = (findings: readonly CheckResult[]): Readonly<Record<string, unknown>> =>
  Object.assign({}, ...findings.map((each) => each.facts)) as Record<string, unknown>;

const ladders: Readonly<Record<Exclude<HoldKind, 'price_request'>, (ctx: Ctx, findings: readonly CheckResult[]) => Ladder>> = {
  credit_hold: (_ctx, findings) => ({
    audiences: [{ role: 'sales_head', question: 'release_credit', facts: { ...factsOf(findings) } }],
    steps: [
      { tier: 1, roles: ['sales_head'], afterMin: 0 },
      { tier: 2, roles: ['owner'], afterMin: 30 },
    ],
    // a payment frees it at any time; nobody's silence does
    deadlineAt: null,
  }),
  frozen_plan: (ctx, findings) => ({
    audiences: [{ role: 'planner', question: 'let_into_frozen_plan', facts: { ...factsOf(findings) } }],
    steps: [
      { tier: 1, roles: ['planner'], afterMin: 0 },
      { tier: 2, roles: ['sales_head', 'owner'], afterMin: 20 },
    ],
    deadlineAt: addMs(ctx.now(), 120 * minuteMs),
  }),
};
