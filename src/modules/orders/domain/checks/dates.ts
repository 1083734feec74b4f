import { businessDateIn } from '../../../../kernel/time.ts';
import { passed, type Check } from './check.ts';

/** V17: the requested day is not over in the customer's own zone. */
export const datePossible: Check = {
  code: 'V17',
  name: 'date_possible',
  run: (order, { customer, now }) => {
    if (order.requestedDate === null || customer === null) return passed;
    const today = businessDateIn(customer.zone, now);
    return order.requestedDate < today ? [{ outcome: 'ask', lineNo: null, facts: { date: order.requestedDate, today } }] : passed;
  },
};
