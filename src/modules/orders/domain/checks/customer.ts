import { passed, type Check } from './check.ts';

/** V01: the sender belongs to exactly one ERP account. Never guessed. */
export const customerKnown: Check = {
  code: 'V01',
  name: 'customer_known',
  run: (order, facts) => (facts.customer === null ? [{ outcome: 'desk', lineNo: null, facts: { sender: order.sender, customer: order.customer } }] : passed),
};

/** V02: the account may order at all. */
export const customerActive: Check = {
  code: 'V02',
  name: 'customer_active',
  run: (_order, { customer }) =>
    customer?.blocked ? [{ outcome: 'block', lineNo: null, facts: { customer: customer.code, reason: customer.blockReason ?? '' } }] : passed,
};

/** V16: the place to deliver to is one of the customer's own, when one was named. */
export const shipToKnown: Check = {
  code: 'V16',
  name: 'ship_to_known',
  run: (order, { customer }) =>
    order.shipTo !== null && customer !== null && !customer.shipTos.some((place) => place.code === order.shipTo)
      ? [{ outcome: 'desk', lineNo: null, facts: { shipTo: order.shipTo } }]
      : passed,
};
