import { extendPrice } from '../../../../kernel/quantity.ts';
import type { Item } from '../../../masters/contract.ts';
import type { LineQuote, PriceGap } from '../../../pricing/contract.ts';
import type { Order } from '../order.ts';
import { eachLine, notKnown, ofOrder, passed, type Check, type Finding, type OrderFacts } from './check.ts';

const isPriced = (quote: LineQuote | PriceGap | undefined): quote is LineQuote => quote !== undefined && 'unitMinor' in quote;

/** V11: the order is worth its way. Says what is missing. */
export const orderMinimum: Check = {
  code: 'V11',
  name: 'order_minimum',
  own: ['ask'],
  run: (order, { rule }) => {
    if (rule.minimumMinor === null || order.netMinor === null) return notKnown;
    if (order.netMinor >= rule.minimumMinor) return passed;
    return ofOrder('ask', { minimumMinor: rule.minimumMinor, netMinor: order.netMinor, missingMinor: rule.minimumMinor - order.netMinor });
  },
};

/** V18: a price is on file and valid today for each line; an order is never posted without. */
export const pricePresent: Check = {
  code: 'V18',
  name: 'price_present',
  own: ['desk'],
  run: (order, { quotes }) =>
    eachLine(order, (line) => {
      const quote = quotes.get(line.lineId);
      return quote === undefined || isPriced(quote) ? null : { outcome: 'desk', facts: { gap: quote.code, sku: quote.sku, uom: quote.uom } };
    }),
};

/** V19: the price that the customer names is ours, within tolerance. Ours stands; somebody with authority may give theirs. */
export const askedPrice: Check = {
  code: 'V19',
  name: 'asked_price',
  own: ['approval'],
  run: (order, { quotes }) =>
    eachLine(order, (line) => {
      const quote = quotes.get(line.lineId);
      if (!isPriced(quote) || quote.verdict !== 'asks_less') return null;
      return {
        outcome: 'approval',
        facts: { sku: quote.sku, uom: quote.uom, askedMinor: line.askedMinor ?? null, unitMinor: quote.unitMinor, currency: quote.currency },
      };
    }),
};

/** V20: what a line brings after all discounts holds against its floor. Below cost nobody lets it pass in passing. */
export const floorHeld: Check = {
  code: 'V20',
  name: 'floor_held',
  own: ['approval', 'block'],
  run: (order, { quotes }) =>
    eachLine(order, (line) => {
      const quote = quotes.get(line.lineId);
      if (!isPriced(quote) || quote.verdict === 'ok' || quote.verdict === 'asks_less' || quote.verdict === 'approved') return null;
      const facts = { sku: quote.sku, uom: quote.uom, verdict: quote.verdict, discountShare: quote.discountBp / 10_000, floor: quote.floor?.code ?? null };
      return { outcome: quote.verdict === 'below_cost' ? 'block' : 'approval', facts: { ...facts, ...amounts(quote) } };
    }),
};

/** Net-net and floor as whole minor units, for the sentence only: the decision is the quote's own, exact. */
const amounts = (quote: LineQuote): Record<string, unknown> => ({
  netNetMinor: Math.round(Number(quote.netNet)),
  floorMinor: quote.floor === null ? null : Math.round(Number(quote.floor.minor)),
  currency: quote.currency,
});

/** V21: schemes are computed by us, never taken from the customer's word: what goes along for free is shown. Goods that no ERP could hold block: the scheme is wrong. */
export const schemesApplied: Check = {
  code: 'V21',
  name: 'schemes_applied',
  own: ['warn', 'desk', 'block'],
  run: (order, { quotes, items }) => {
    const found = order.lines.flatMap((line, index): readonly Finding[] => {
      const quote = quotes.get(line.lineId);
      if (!isPriced(quote)) return [];
      return quote.free.map((gift) => {
        const facts = { sku: quote.sku, freeSku: gift.sku, freeMilli: gift.quantityMilli, uom: gift.uom, scheme: gift.scheme };
        const wrong = wrongGift(gift, items.get(gift.sku));
        return wrong === null
          ? { outcome: 'warn', lineNo: index + 1, facts }
          : { outcome: wrong.outcome, lineNo: index + 1, facts: { ...facts, fault: wrong.fault } };
      });
    });
    return found.length === 0 ? passed : found;
  },
};

/** Why goods that a scheme gives cannot go: not ours, not in this unit, not sold any more. */
function wrongGift(gift: LineQuote['free'][number], item: Item | undefined): { readonly outcome: 'desk' | 'block'; readonly fault: string } | null {
  if (item === undefined) return { outcome: 'block', fault: 'unknown_sku' };
  if (!item.uoms.some((unit) => unit.uom === gift.uom)) return { outcome: 'block', fault: 'unknown_uom' };
  return item.active ? null : { outcome: 'desk', fault: 'not_sold' };
}

/** V22: receivables + open orders + this order within the limit. Says the amount that would free it, and which lines would fit alone. */
export const credit: Check = {
  code: 'V22',
  name: 'credit',
  own: ['hold'],
  run: (order, { customer, unseenMinor }) => {
    if (customer === null || customer.creditLimitMinor === null || order.netMinor === null) return notKnown;
    const before = customer.receivablesMinor + customer.openOrdersMinor + unseenMinor;
    const after = before + order.netMinor;
    const facts = { limitMinor: customer.creditLimitMinor, beforeMinor: before, afterMinor: after, currency: customer.currency, asOf: customer.creditAsOf };
    if (after <= customer.creditLimitMinor) return ofOrder('pass', facts);
    const fitting = linesThatFit(order, customer.creditLimitMinor - before);
    return ofOrder('hold', { ...facts, overMinor: after - customer.creditLimitMinor, fittingLines: fitting.lineNos, fittingMinor: fitting.minor });
  },
};

/** The lines, in the customer's order, that the room left would still take. */
function linesThatFit(order: Order, roomMinor: number): { readonly lineNos: readonly number[]; readonly minor: number } {
  let minor = 0;
  const lineNos = order.lines.flatMap((line, index) => {
    const net = line.netMinor;
    if (net === null || minor + net > roomMinor) return [];
    minor += net;
    return [index + 1];
  });
  return { lineNos, minor };
}

/** V23: nothing is overdue for longer than the policy bears. */
export const overdue: Check = {
  code: 'V23',
  name: 'overdue',
  own: ['hold'],
  run: (_order, facts) => {
    const limit = facts.rule.overdueDays;
    const days = facts.terms.customer?.overdueDays ?? null;
    if (limit === null || days === null) return notKnown;
    return days > limit ? ofOrder('hold', { days, limit, overdueMinor: facts.terms.customer?.overdueMinor ?? null, ...currencyOf(facts) }) : passed;
  },
};

const currencyOf = ({ customer }: OrderFacts): Record<string, unknown> => (customer === null ? {} : { currency: customer.currency });

/** V32: each line's net is its price times its quantity, and the nets add up to the order's. A failure is our own defect. */
export const totalsReadd: Check = {
  code: 'V32',
  name: 'totals_readd',
  own: ['block'],
  run: (order) => {
    const sum = order.lines.reduce((total, line) => total + (line.netMinor ?? 0), 0);
    if (order.netMinor !== null && sum !== order.netMinor) return ofOrder('block', { sumMinor: sum, netMinor: order.netMinor });
    return eachLine(order, ({ priceMinor, quantityMilli, netMinor }) => {
      if (priceMinor === null || quantityMilli === null || netMinor === null) return null;
      const product = extendPrice(priceMinor, quantityMilli);
      return product === netMinor ? null : { outcome: 'block', facts: { sumMinor: product, netMinor } };
    });
  },
};
