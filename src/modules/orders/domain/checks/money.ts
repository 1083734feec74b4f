import { eachLine, passed, type Check } from './check.ts';

/** V18: a price is on file and valid today for each line; an order is never posted without. */
export const pricePresent: Check = {
  code: 'V18',
  name: 'price_present',
  run: (order, { quotes }) =>
    eachLine(order, (line) => {
      const quote = quotes.get(line.lineId);
      return quote === undefined || 'unitMinor' in quote ? null : { outcome: 'desk', facts: { gap: quote.code, sku: quote.sku, uom: quote.uom } };
    }),
};

/** V22: receivables + open orders + this order within the limit. Says the amount that would free it. */
export const credit: Check = {
  code: 'V22',
  name: 'credit',
  run: (order, { customer }) => {
    if (customer === null || customer.creditLimitMinor === null || order.netMinor === null) return passed;
    const before = customer.receivablesMinor + customer.openOrdersMinor;
    const after = before + order.netMinor;
    const facts = { limitMinor: customer.creditLimitMinor, beforeMinor: before, afterMinor: after, currency: customer.currency, asOf: customer.creditAsOf };
    if (after <= customer.creditLimitMinor) return [{ outcome: 'pass', lineNo: null, facts }];
    return [{ outcome: 'hold', lineNo: null, facts: { ...facts, overMinor: after - customer.creditLimitMinor } }];
  },
};

/** V32: line nets add up to the order's net. A failure is our own defect. */
export const totalsReadd: Check = {
  code: 'V32',
  name: 'totals_readd',
  run: (order) => {
    const sum = order.lines.reduce((total, line) => total + (line.netMinor ?? 0), 0);
    return order.netMinor === null || sum === order.netMinor
      ? passed
      : [{ outcome: 'block', lineNo: null, facts: { sumMinor: sum, netMinor: order.netMinor } }];
  },
};
