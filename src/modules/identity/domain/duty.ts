import { addDays, businessDateIn, minuteOfDayIn, weekdayOf, type Instant } from '../../../kernel/time.ts';

/** When a shift of the rota runs, on the wall clock of its zone. */
export interface ShiftTimes {
  readonly zone: string;
  readonly weekdays: readonly number[];
  readonly fromMin: number;
  readonly toMin: number;
}

/** True while the shift runs. One that ends at or before the minute at which it begins goes over midnight and belongs to the day of its beginning. */
export function isOnShift(shift: ShiftTimes, at: Instant): boolean {
  const today = businessDateIn(shift.zone, at);
  const minute = minuteOfDayIn(shift.zone, at);
  const has = (date: typeof today): boolean => shift.weekdays.includes(weekdayOf(date));
  if (shift.fromMin < shift.toMin) return has(today) && minute >= shift.fromMin && minute < shift.toMin;
  return (has(today) && minute >= shift.fromMin) || (has(addDays(today, -1)) && minute < shift.toMin);
}

/**
 * Who acts for `person`: they themselves while they are here, else their delegate, or the delegate's delegate, and so on.
 * Null when somebody in the chain has none, is switched off, or the chain comes back to itself.
 * `awayTo`: for everybody who is away now, their delegate or null.
 */
export function standInOf(person: string, awayTo: ReadonlyMap<string, string | null>, active: ReadonlySet<string>): string | null {
  const seen = new Set<string>();
  let one: string | null = person;
  while (one !== null && awayTo.has(one)) {
    if (seen.has(one)) return null;
    seen.add(one);
    one = awayTo.get(one) ?? null;
  }
  return one !== null && active.has(one) ? one : null;
}
