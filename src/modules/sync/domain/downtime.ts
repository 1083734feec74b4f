import type { BusinessDate, Instant } from '../../../kernel/time.ts';
import { addDays, addMs, businessDateIn, minuteOfDayIn, weekdayOf } from '../../../kernel/time.ts';

/** When an ERP is known to be away: every week (`toMin` before `fromMin`: past midnight), minutes of the day on the wall clock of `zone`. */
export interface DownWindow {
  /** 0 is Sunday; the day on which the window begins. */
  readonly weekdays: readonly number[];
  readonly fromMin: number;
  readonly toMin: number;
  readonly zone: string;
}

/** A planned downtime, once. */
export interface PlannedDowntime {
  readonly from: Instant;
  readonly until: Instant;
}

const dayMin = 1_440;

/** Until when the ERP is known to be away, null when it should be there. Of several windows the one that ends last counts. */
export function downUntil(windows: readonly DownWindow[], planned: readonly PlannedDowntime[], now: Instant): Instant | null {
  const ends = [
    ...planned.filter((one) => one.from <= now && now < one.until).map((one) => one.until),
    ...windows.flatMap((window) => {
      const left = minutesLeft(window, now);
      return left === null ? [] : [addMs(now, left * 60_000)];
    }),
  ];
  return ends.toSorted().at(-1) ?? null;
}

function minutesLeft({ weekdays, fromMin, toMin, zone }: DownWindow, now: Instant): number | null {
  const minute = minuteOfDayIn(zone, now);
  const today = businessDateIn(zone, now);
  const begins = (day: BusinessDate): boolean => weekdays.includes(weekdayOf(day));
  if (fromMin < toMin) return begins(today) && minute >= fromMin && minute < toMin ? toMin - minute : null;
  if (begins(today) && minute >= fromMin) return dayMin - minute + toMin;
  return begins(addDays(today, -1)) && minute < toMin ? toMin - minute : null;
}
