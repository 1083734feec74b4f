import { addDays, minuteOfDayIn, weekdayOf, type BusinessDate, type Instant } from '../../../kernel/time.ts';
import type { OrderTerms } from '../../masters/contract.ts';
import type { OrderRule } from '../contract.ts';

/** When goods can leave for one customer: the customer's rule over their route, the company's calendar over both. */
export interface DeliveryDays {
  /** Weekdays on which it can be delivered; null: any. */
  readonly weekdays: ReadonlySet<number> | null;
  readonly weekend: ReadonlySet<number>;
  readonly closed: ReadonlySet<string>;
  readonly shorter: ReadonlyMap<string, string>;
  /** Local time until which an order still counts for today; null: all day. */
  readonly cutOff: string | null;
  readonly leadDays: number;
  /** Somebody has said anything about days at all. */
  readonly known: boolean;
}

/** Joins rule, route and calendar. */
export function deliveryDays(rule: OrderRule, { route, holidays, weekend }: OrderTerms): DeliveryDays {
  const ofRoute = { days: route?.weekdays ?? [], cutOff: route?.cutOff ?? null, leadDays: route?.leadDays ?? null };
  const days = rule.deliveryDays ?? ofRoute.days;
  const cutOff = rule.cutOff ?? ofRoute.cutOff;
  const leadDays = rule.leadDays ?? ofRoute.leadDays;
  return {
    weekdays: days.length === 0 ? null : new Set(days),
    weekend: new Set(weekend ?? []),
    closed: new Set(holidays.filter((each) => each.closesAt === null).map((each) => each.day)),
    shorter: shorterDays(holidays),
    cutOff,
    leadDays: Number(leadDays),
    known: saysAnything(days[0], cutOff, leadDays, weekend, holidays[0]),
  };
}

const shorterDays = (holidays: OrderTerms['holidays']): ReadonlyMap<string, string> =>
  new Map(holidays.flatMap((each) => (each.closesAt === null ? [] : [[each.day, each.closesAt] as const])));

const saysAnything = (...said: readonly unknown[]): boolean => said.some((each) => each !== null && each !== undefined);

/** Whether anybody works on the day. */
export const isWorkday = (days: DeliveryDays, date: BusinessDate): boolean => !days.closed.has(date) && !days.weekend.has(weekdayOf(date));

/** Whether goods can be delivered on the day. A weekday that is named for delivery counts even on a weekend. */
export const isDeliveryDay = (days: DeliveryDays, date: BusinessDate): boolean =>
  !days.closed.has(date) && (days.weekdays === null ? !days.weekend.has(weekdayOf(date)) : days.weekdays.has(weekdayOf(date)));

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Nothing is looked for further than this: a calendar that never delivers must not hang. */
const horizonDays = 60;

/** The first delivery day on or after `from`; null when there is none within two months. */
export function nextDeliveryDay(days: DeliveryDays, from: BusinessDate): BusinessDate | null {
  for (let ahead = 0; ahead <= horizonDays; ahead += 1) {
    const date = addDays(from, ahead);
    if (isDeliveryDay(days, date)) return date;
  }
  return null;
}

/**
 * The earliest day on which an order placed at `now` can be delivered: after the cut-off (earlier on a short day) or on a day off it counts
 * for the next workday; then the lead time in workdays; then the next delivery day. Null: none within two months.
 */
export function earliestDay(days: DeliveryDays, zone: string, today: BusinessDate, now: Instant): BusinessDate | null {
  const cutOff = [days.cutOff, days.shorter.get(today) ?? null].flatMap((time) => (time === null ? [] : [minutes(time)]));
  const late = cutOff.some((minute) => minuteOfDayIn(zone, now) > minute);
  let start = late ? addDays(today, 1) : today;
  for (let ahead = 0; ahead < horizonDays && !isWorkday(days, start); ahead += 1) start = addDays(start, 1);
  for (let lead = days.leadDays, ahead = 0; lead > 0 && ahead < horizonDays; ahead += 1) {
    start = addDays(start, 1);
    if (isWorkday(days, start)) lead -= 1;
  }
  return nextDeliveryDay(days, start);
}
