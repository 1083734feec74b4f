import { currencyDigits, minorToText } from '../../../kernel/money.ts';
import { milliToText } from '../../../kernel/quantity.ts';

export const languages = ['en', 'hi', 'ar'] as const;
export type Language = (typeof languages)[number];

/** Reading direction of a language. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

/** The nearest language that the desk is complete in; English for any other. */
export function nearestLanguage(tag: string | null | undefined): Language {
  const base = (tag ?? '').toLowerCase().split('-')[0];
  return languages.find((language) => language === base) ?? 'en';
}

/** How one language writes numbers, money, dates and durations. Digits are Latin everywhere: codes and amounts must compare at a glance. */
export interface Formats {
  readonly language: Language;
  /** Minor units with the currency's sign; rupees are grouped in lakh and crore. */
  money(minor: number, currency: string): string;
  /** Short money for tight places: ₹4.87L. */
  moneyShort(minor: number, currency: string): string;
  /** Thousandths as a number, without a unit. */
  quantity(milli: number): string;
  number(value: number): string;
  /** 0…1 as a whole percentage. */
  percent(share: number): string;
  /** 0…1 as a percentage with a decimal where it is small: 0.4 %, 12 %. */
  rate(share: number): string;
  /** Basis points as a percentage with at most two decimals: 1271 → 12.71 %. */
  basisPoints(bp: number): string;
  /** Time of day of an instant, in the reader's zone. */
  time(instant: string): string;
  timeWithSeconds(instant: string): string;
  /** Day and time of an instant. */
  moment(instant: string): string;
  /** The day of an instant, with its year. */
  date(instant: string): string;
  /** `YYYY-MM-DD` as weekday, day and month; never shifted by a zone. */
  day(date: string): string;
  /** `YYYY-MM-DD` as day and month. */
  dayMonth(date: string): string;
  /** `YYYY-MM` as month and year. */
  month(month: string): string;
  /** A weekday by its number, 0 = Sunday. */
  weekday(day: number): string;
  /** Milliseconds in the two largest units that matter: 340ms, 42s, 3m 5s, 1h 12m. */
  duration(ms: number): string;
  list(values: readonly string[]): string;
}

const tags: Readonly<Record<Language, string>> = { en: 'en-IN', hi: 'hi-IN-u-nu-latn', ar: 'ar-SA-u-ca-gregory-nu-latn' };
// English outside India groups by thousands; rupees are grouped in lakh whatever the reader's language family.
const moneyTag = (language: Language, currency: string): string => (language === 'en' && currency !== 'INR' ? 'en-GB' : tags[language]);

const made = new Map<Language, Formats>();

/** The formats of a language, made once. */
export function formatsFor(language: Language): Formats {
  const known = made.get(language);
  if (known) return known;
  const fresh = makeFormats(language);
  made.set(language, fresh);
  return fresh;
}

function makeFormats(language: Language): Formats {
  const tag = tags[language];
  const numbers = new Map<string, Intl.NumberFormat>();
  const numberFormat = (locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = `${locale}${JSON.stringify(options)}`;
    const found = numbers.get(key) ?? new Intl.NumberFormat(locale, options);
    numbers.set(key, found);
    return found;
  };
  const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const seconds = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const dayMonth = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short' });
  const fullDate = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric' });
  const plainDay = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const weekdayName = new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' });
  const plainMonth = new Intl.DateTimeFormat(tag, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const unit = (value: number, name: string): string => numberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'narrow' }).format(value);
  return {
    language,
    money: (minor, currency) => formatDecimal(numberFormat(moneyTag(language, currency), moneyOptions(currency)), minorToText(minor, currency)),
    moneyShort: (minor, currency) =>
      formatDecimal(
        numberFormat(moneyTag(language, currency), { style: 'currency', currency, notation: 'compact', maximumFractionDigits: 2 }),
        minorToText(minor, currency),
      ),
    quantity: (milli) => formatDecimal(numberFormat(tag, { maximumFractionDigits: 3 }), milliToText(milli)),
    number: (value) => numberFormat(tag, {}).format(value),
    percent: (share) => numberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }).format(share),
    rate: (share) => numberFormat(tag, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(share),
    basisPoints: (bp) => numberFormat(tag, { style: 'percent', maximumFractionDigits: 2 }).format(bp / 10_000),
    time: (instant) => formatDate(clock, instant),
    timeWithSeconds: (instant) => formatDate(seconds, instant),
    moment: (instant) => `${formatDate(dayMonth, instant)}, ${formatDate(clock, instant)}`,
    date: (instant) => formatDate(fullDate, instant),
    dayMonth: (date) => formatDate(plainDay, `${date}T00:00:00Z`),
    month: (month) => formatDate(plainMonth, `${month}-15T00:00:00Z`),
    weekday: (day) => formatDate(weekdayName, `2026-11-${String(15 + day)}T00:00:00Z`),
    day: (date) => formatDate(weekday, `${date}T00:00:00Z`),
    duration: (ms) =>
      durationParts(ms)
        .map(([value, name]) => unit(value, name))
        .join(' '),
    list: (values) => new Intl.ListFormat(tag, { style: 'short', type: 'conjunction' }).format(values),
  };
}

function moneyOptions(currency: string): Intl.NumberFormatOptions {
  const digits = currencyDigits(currency);
  return { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits };
}

// Intl takes exact decimal text; going through a float would lose paise of very large sums.
const formatDecimal = (format: Intl.NumberFormat, decimal: string): string => format.format(decimal as `${number}`);

function formatDate(format: Intl.DateTimeFormat, instant: string): string {
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? instant : format.format(ms);
}

type Part = readonly [number, string];

/** The largest unit and, below a day of minutes, the next one: what a person compares at a glance. */
export function durationParts(ms: number): readonly Part[] {
  const whole = Math.max(0, Math.round(ms));
  if (whole < 1000) return [[whole, 'millisecond']];
  const total = Math.floor(whole / 1000);
  if (total < 10) return [[Math.round(whole / 100) / 10, 'second']];
  if (total < 60) return [[total, 'second']];
  const steps: readonly (readonly [number, string, number, string])[] = [
    [86_400, 'day', 3600, 'hour'],
    [3600, 'hour', 60, 'minute'],
    [60, 'minute', 1, 'second'],
  ];
  const step = steps.find(([size]) => total >= size) ?? ([60, 'minute', 1, 'second'] as const);
  const large = Math.floor(total / step[0]);
  const small = Math.floor((total % step[0]) / step[2]);
  return small === 0
    ? [[large, step[1]]]
    : [
        [large, step[1]],
        [small, step[3]],
      ];
}
