import { addDays, type BusinessDate } from '../../../../kernel/time.ts';
import { deliveryDays, earliestDay, isDeliveryDay, nextDeliveryDay, type DeliveryDays } from '../calendar.ts';
import { notKnown, ofOrder, passed, type Check } from './check.ts';

/** V16: the place to deliver to is one of the customer's own, when one was named, and goods go there on the day. Other days are offered. */
export const shipToKnown: Check = {
  code: 'V16',
  name: 'ship_to_known',
  own: ['ask', 'desk'],
  run: (order, { customer, rule, terms, today }) => {
    if (customer === null) return notKnown;
    if (order.shipTo !== null && !customer.shipTos.some((place) => place.code === order.shipTo)) return ofOrder('desk', { shipTo: order.shipTo });
    const days = deliveryDays(rule, terms);
    if (order.requestedDate === null || order.requestedDate < today || !days.known || isDeliveryDay(days, order.requestedDate)) return passed;
    return ofOrder('ask', { date: order.requestedDate, days: nextDays(days, order.requestedDate) });
  },
};

/** The delivery day before and after one that is none. */
function nextDays(days: DeliveryDays, date: BusinessDate): readonly BusinessDate[] {
  const first = nextDeliveryDay(days, date);
  const second = first === null ? null : nextDeliveryDay(days, addDays(first, 1));
  return [first, second].filter((day) => day !== null);
}

/** V17: the requested day is not over, and can still be met: cut-off, lead time, delivery days, holidays. */
export const datePossible: Check = {
  code: 'V17',
  name: 'date_possible',
  own: ['ask'],
  run: (order, { customer, now, today, rule, terms }) => {
    if (order.requestedDate === null || customer === null) return passed;
    if (order.requestedDate < today) return ofOrder('ask', { date: order.requestedDate, today });
    const days = deliveryDays(rule, terms);
    if (!days.known) return notKnown;
    const earliest = earliestDay(days, customer.zone, today, now);
    if (earliest !== null && order.requestedDate >= earliest) return passed;
    return ofOrder('ask', { date: order.requestedDate, ...(earliest === null ? {} : { earliest }) });
  },
};

/** V28: the route can carry one more order on that day. Shown to dispatch; it stops nothing. */
export const routeCapacity: Check = {
  code: 'V28',
  name: 'route_capacity',
  own: ['warn'],
  run: (order, { terms, routeOrders }) => {
    const route = terms.route;
    if (route === null || route.capacity === null || routeOrders === null) return notKnown;
    const facts = { route: route.name, date: order.requestedDate, orders: routeOrders + 1, capacity: route.capacity };
    return ofOrder(routeOrders + 1 > route.capacity ? 'warn' : 'pass', facts);
  },
};
