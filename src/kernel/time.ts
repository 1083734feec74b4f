/**
 * Two kinds of time that must never be mixed: an Instant (a moment, UTC) and a BusinessDate (a day on a plant's wall calendar).
 * Zones are IANA names; the zone rules come from the runtime's own Intl data.
 */
declare const instantBrand: unique symbol;
declare const dateBrand: unique symbol;

/** ISO 8601 in UTC with milliseconds, e.g. `2026-11-17T00:42:00.000Z`; sorts as text. */
export type Instant = string & { readonly [instantBrand]: true };
/** `YYYY-MM-DD` on the calendar of a plant or customer. */
export type BusinessDate = string & { readonly [dateBrand]: true };

/** Epoch milliseconds to Instant. */
export const instantFromMs = (ms: number): Instant => new Date(ms).toISOString() as Instant;

/** Instant to epoch milliseconds. */
export const msOf = (instant: Instant): number => Date.parse(instant);

/** `ms` later (earlier when negative). */
export const addMs = (instant: Instant, ms: number): Instant => instantFromMs(msOf(instant) + ms);

/** `later` minus `earlier` in milliseconds. */
export const msBetween = (earlier: Instant, later: Instant): number => msOf(later) - msOf(earlier);

/** Reads any ISO 8601 text with an offset; null when it is not one. */
export function parseInstant(text: string): Instant | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : instantFromMs(ms);
}

/** Reads `YYYY-MM-DD`; null when the text is not a day of the calendar. */
export function parseBusinessDate(text: string): BusinessDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text ? (text as BusinessDate) : null;
}

/** The calendar day at `instant` in `zone`. */
export function businessDateIn(zone: string, instant: Instant): BusinessDate {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(new Date(instant)) as BusinessDate;
}

/** The day `days` later on the calendar. */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as BusinessDate;
}

/** 0 = Sunday … 6 = Saturday. */
export const weekdayOf = (date: BusinessDate): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/** Minutes after midnight at `instant` in `zone`. */
export function minuteOfDayIn(zone: string, instant: Instant): number {
  const text = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}
