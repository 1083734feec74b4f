import { addDays, addMs, businessDateIn, instantFromMs, minuteOfDayIn, type BusinessDate, type Instant } from '../../../kernel/time.ts';

/** What is known of a customer's cut-off: local time `HH:MM` and days between order and delivery; null where nothing is. */
export interface CutOffRule {
  readonly cutOff: string | null;
  readonly leadDays: number | null;
}

/** What the cut-off of an order depends on. */
export interface Dated {
  readonly requestedDate: BusinessDate | null;
  readonly createdAt: Instant;
}

/**
 * Until when an order must be settled to go on its day. With a requested day: the cut-off of the day `leadDays` (at least the day
 * before, where nothing is known) ahead of it; the end of that day when no time is known. Without one: the first cut-off after the
 * order came. Null when neither day nor time is known.
 */
export function cutOffAt(order: Dated, zone: string, rule: CutOffRule): Instant | null {
  const time = rule.cutOff;
  if (order.requestedDate !== null) {
    const day = addDays(order.requestedDate, -(rule.leadDays ?? 1));
    return time === null ? instantIn(zone, addDays(day, 1), 0) : instantIn(zone, day, minutesOf(time));
  }
  if (time === null) return null;
  const today = businessDateIn(zone, order.createdAt);
  const late = minuteOfDayIn(zone, order.createdAt) >= minutesOf(time);
  return instantIn(zone, late ? addDays(today, 1) : today, minutesOf(time));
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const minuteMs = 60_000;
const asUtc = (date: string, minute: number): number => Date.parse(`${date}T00:00:00Z`) + minute * minuteMs;

/** The moment at which the clocks of a zone show that day and minute; a minute that summer time leaves out becomes the next one there is. */
export function instantIn(zone: string, date: BusinessDate, minute: number): Instant {
  const wanted = asUtc(date, minute);
  const shown = (at: Instant): number => asUtc(businessDateIn(zone, at), minuteOfDayIn(zone, at));
  const first = instantFromMs(wanted);
  const second = addMs(first, wanted - shown(first));
  return addMs(second, wanted - shown(second));
}
