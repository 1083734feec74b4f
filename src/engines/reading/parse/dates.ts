import { addDays, parseBusinessDate, weekdayOf, type BusinessDate } from '../../../kernel/time.ts';
import { argOf, has, isMark, type Piece } from './pieces.ts';

/** A day that a message names. */
export interface DateHit {
  readonly from: number;
  readonly to: number;
  readonly date: BusinessDate | null;
  /** Why it must be asked: a day that does not exist or is gone, a weekday that contradicts its date, a feast, "next week". */
  readonly problem: 'past' | 'conflict' | 'festival' | 'vague' | null;
  /** "not tomorrow". */
  readonly negated: boolean;
  /** The day of the customer's feast, not of the delivery. */
  readonly event: boolean;
  /** Said together with delivery words. */
  readonly delivery: boolean;
  /** A day that has been: "yesterday's order". */
  readonly past: boolean;
  /** In quoted text: the day of the old order. */
  readonly quoted?: boolean;
}

interface Named {
  readonly next: number;
  readonly date: BusinessDate | null;
  readonly weekday: number | null;
  readonly past: boolean;
  readonly problem: DateHit['problem'];
}

const two = (value: number): string => String(value).padStart(2, '0');
const ends = new Set(['st', 'nd', 'rd', 'th']);
const pastWords = new Set([
  'tha', 'thi', 'the', 'aaya', 'aayi', 'aya', 'mila', 'mili', 'bheja', 'diya', 'kiya', 'gaya', 'hota', 'hoti', 'hote', 'aala', 'aali', 'aale', 'dila',
  'hatu', 'hati', 'avyu', 'avyo', 'malya', 'malyu', 'wala', 'wali', 'vala', 'jaisa', 'jaise', 'sarkhach', 'sarkha', 'sarkhe', 'cha', 'chi', 'che', 'chya',
]); // prettier-ignore

/** A day of the calendar closest after `today` (up to about ten months ahead); null when there is no such day. */
function dayMonth(day: number, month: number, year: number | null, today: BusinessDate): BusinessDate | null {
  const current = Number(today.slice(0, 4));
  const years = year === null ? [current, current + 1] : [year < 100 ? 2000 + year : year];
  const dates = years.map((value) => parseBusinessDate(`${value}-${two(month)}-${two(day)}`)).filter((date) => date !== null);
  if (year === null && dates[0] && dates[0] < today && monthsBehind(dates[0], today) < 2) return dates[0];
  return dates.find((date) => date >= today) ?? dates[0] ?? null;
}

const monthsBehind = (date: BusinessDate, today: BusinessDate): number =>
  (Number(today.slice(0, 4)) - Number(date.slice(0, 4))) * 12 + Number(today.slice(5, 7)) - Number(date.slice(5, 7));

/** "the 28th": this month, or the next when it is gone by. */
function dayOnly(day: number, today: BusinessDate): BusinessDate | null {
  const month = today.slice(0, 8);
  const here = parseBusinessDate(`${month}${two(day)}`);
  if (here && here >= today) return here;
  const later = addDays(`${month}01` as BusinessDate, 32).slice(0, 8);
  return parseBusinessDate(`${later}${two(day)}`) ?? here;
}

const isDay = (piece: Piece | undefined): piece is Piece => piece?.kind === 'number' && Number.isInteger(piece.value) && piece.value >= 1 && piece.value <= 31;
const named = (next: number, date: BusinessDate | null, today: BusinessDate): Named => ({
  next,
  date,
  weekday: null,
  past: false,
  problem: date === null || date < today ? 'past' : null,
});

function afterOrdinal(pieces: readonly Piece[], at: number): number {
  const piece = pieces[at];
  return piece?.kind === 'word' && piece.glued && ends.has(piece.latin) ? at + 1 : at;
}

/** `28 nov`, `6th November 2026`, `nov 28`. */
function monthForm(pieces: readonly Piece[], at: number, today: BusinessDate): Named | null {
  const first = pieces[at];
  if (isDay(first)) {
    let next = afterOrdinal(pieces, at + 1);
    if (pieces[next]?.latin === 'of') next += 1;
    const month = Number(argOf(pieces[next], 'month') ?? 0);
    if (month === 0) return null;
    const year = pieces[next + 1]?.kind === 'number' && (pieces[next + 1]?.value ?? 0) > 2000 ? (pieces[next + 1]?.value ?? null) : null;
    return named(next + (year === null ? 1 : 2), dayMonth(first.value, month, year, today), today);
  }
  const month = Number(argOf(first, 'month') ?? 0);
  const day = pieces[at + 1];
  if (month === 0 || !isDay(day) || has(pieces[at + 2], 'unit')) return null;
  return named(afterOrdinal(pieces, at + 2), dayMonth(day.value, month, null, today), today);
}

/** `28th`, `12 tarikh`, `tarikh 12`. */
function dayForm(pieces: readonly Piece[], at: number, today: BusinessDate): Named | null {
  const first = pieces[at];
  if (isDay(first)) {
    const next = afterOrdinal(pieces, at + 1);
    if (next > at + 1) {
      if (['floor', 'gate', 'lane', 'street', 'cross', 'block', 'main'].includes(pieces[next]?.latin ?? '')) return null;
      return named(next, dayOnly(first.value, today), today);
    }
    return has(pieces[next], 'dateword') && !isDay(pieces[next + 1]) ? named(next + 1, dayOnly(first.value, today), today) : null;
  }
  if (!has(first, 'dateword') || !isDay(pieces[at + 1]) || has(pieces[at + 2], 'unit') || isMark(pieces[at + 2], '/')) return null;
  return named(at + 2, dayOnly(pieces[at + 1]?.value ?? 0, today), today);
}

/** `25/11`, `25-11-2026`, `2026-11-25`. Fractions, sizes and "10/12" without a date word around are left alone. */
function slashForm(pieces: readonly Piece[], at: number, today: BusinessDate): Named | null {
  const first = pieces[at];
  const sign = pieces[at + 1];
  const second = pieces[at + 2];
  if (first?.kind !== 'number' || second?.kind !== 'number' || !isMark(sign, '/', '-', '.') || !second.glued || !sign?.glued) return null;
  const third = isMark(pieces[at + 3], sign.text) && pieces[at + 4]?.kind === 'number' && pieces[at + 4]?.glued ? pieces[at + 4] : undefined;
  if (third && first.value > 2000) return named(at + 5, dayMonth(third.value, second.value, first.value, today), today);
  if (!isDay(first) || second.value < 1 || second.value > 12 || !Number.isInteger(second.value)) return null;
  if (third)
    return third.value > 2000 || (third.value > 20 && third.value < 60) ? named(at + 5, dayMonth(first.value, second.value, third.value, today), today) : null;
  if (sign.text !== '/' || has(pieces[at + 3], 'unit') || isMark(pieces[at + 3], '"')) return null;
  const context = has(pieces[at - 1], 'until', 'before', 'dest', 'dateword', 'deliver', 'weekday') || has(pieces[at + 3], 'until', 'dest', 'dateword');
  const alone = (at === 0 || pieces[at - 1]?.kind !== 'word') && pieces[at + 3]?.kind !== 'word';
  const fraction = first.value < second.value && [2, 3, 4, 8].includes(second.value);
  if (fraction || (!context && !(alone && first.value > 12) && first.value <= 12)) return null;
  return context || alone || first.value > 12 ? named(at + 3, dayMonth(first.value, second.value, null, today), today) : null;
}

/** `in 2 days`, `2 din me`, `month end`, `next week`. */
function spanForm(pieces: readonly Piece[], at: number, today: BusinessDate): Named | null {
  const first = pieces[at];
  const days = ['days', 'day', 'din', 'divas', 'ayam', 'naal', 'divasam'].includes(pieces[at + 1]?.latin ?? '');
  if (first?.kind === 'number' && days && first.value <= 31) {
    const within =
      has(pieces[at - 1], 'until', 'dest') || ['in', 'within', 'after'].includes(pieces[at - 1]?.latin ?? '') || has(pieces[at + 2], 'dest', 'until');
    return within ? named(at + 2, addDays(today, Math.round(first.value)), today) : null;
  }
  if (has(first, 'next', 'this') && has(pieces[at + 1], 'week')) return { next: at + 2, date: null, weekday: null, past: false, problem: 'vague' };
  if (first?.latin === 'month' && pieces[at + 1]?.latin === 'end') return { next: at + 2, date: null, weekday: null, past: false, problem: 'vague' };
  if (has(first, 'festival') && (has(pieces[at - 1], 'before', 'until') || has(pieces[at + 1], 'before', 'until')))
    return { next: at + 1, date: null, weekday: null, past: false, problem: 'festival' };
  return null;
}

const weakDays = new Set(['sun', 'sat', 'mon', 'mangal', 'budh', 'peer', 'sani', 'shani', 'velli', 'wed', 'juma', 'hafta', 'thingal', 'sevvai', 'pyr', 'ahd']);

function weekdayForm(pieces: readonly Piece[], at: number, today: BusinessDate): Named | null {
  const piece = pieces[at];
  const weekday = argOf(piece, 'weekday');
  if (weekday === null || !piece) return null;
  if (weakDays.has(piece.latin)) {
    const before = pieces[at - 1];
    const after = pieces[at + 1];
    const context =
      has(before, 'dest', 'until', 'before', 'next', 'this', 'deliver') || has(before, 'filler', 'reason') || ['on', 'by'].includes(before?.latin ?? '');
    const tail = has(after, 'until', 'before', 'daytime', 'dest', 'not') || has(after, 'order');
    if ((!context && !tail) || piece.latin === 'hafta' || (after?.kind === 'number' && !isDay(after))) return null;
  }
  const ahead = (Number(weekday) - weekdayOf(today) + 7) % 7 || 7;
  if (has(pieces[at - 1], 'last') || has(pieces[at + 1], 'repeat'))
    return { next: at + 1, date: addDays(today, ahead - 7), weekday: null, past: true, problem: null };
  return { next: at + 1, date: addDays(today, ahead), weekday: Number(weekday), past: false, problem: null };
}

/** Hindi `kal` and `parso` look both ways: past when the sentence speaks of the past or of "kal wala". */
function looksBack(pieces: readonly Piece[], at: number): boolean {
  const after = pieces[at + 1];
  if (after && (pastWords.has(after.latin) || (has(after, 'wala', 'repeat', 'last') && !has(after, 'dest')))) return true;
  for (let i = at + 1; i < Math.min(at + 9, pieces.length); i += 1) {
    const piece = pieces[i];
    if (piece?.kind === 'line' || isMark(piece, '.', ',')) return false;
    if (i <= at + 3 && has(piece, 'order') && has(pieces[i - 1], 'wala', 'filler', 'dest')) return true;
    if (piece && ['tha', 'thi', 'aaya', 'aya', 'aayi', 'mila', 'mili', 'bheja', 'hota', 'hoti', 'hatu'].includes(piece.latin)) return true;
  }
  return false;
}

function dayWordForm(pieces: readonly Piece[], at: number, today: BusinessDate, marathi: boolean): Named | null {
  const piece = pieces[at];
  if (piece?.kind !== 'word') return null;
  const make = (days: number, past = days < 0): Named => ({ next: at + 1, date: addDays(today, days), weekday: null, past, problem: null });
  if (has(piece, 'kal')) return looksBack(pieces, at) || marathi ? make(-1) : make(1);
  if (has(piece, 'parso')) return looksBack(pieces, at) ? make(-2) : make(2);
  const day = argOf(piece, 'day');
  if (day === null) return null;
  return piece.latin === 'kal' && !marathi ? make(1) : make(Number(day));
}

function nameAt(pieces: readonly Piece[], at: number, today: BusinessDate, marathi: boolean): Named | null {
  return (
    slashForm(pieces, at, today) ??
    monthForm(pieces, at, today) ??
    dayForm(pieces, at, today) ??
    spanForm(pieces, at, today) ??
    dayWordForm(pieces, at, today, marathi) ??
    weekdayForm(pieces, at, today)
  );
}

/** A weekday beside a date must be the same day: "Sunday 14 Nov" on a Saturday is asked. */
function combine(first: Named, second: Named): Named {
  const weekday = first.weekday ?? second.weekday;
  const dated = first.weekday === null ? first : second;
  const right = weekday === null || dated.date === null || weekdayOf(dated.date) === weekday;
  return { ...dated, next: second.next, problem: right ? dated.problem : 'conflict' };
}

const skipsTo = (pieces: readonly Piece[], at: number): number => {
  let next = at;
  while (isMark(pieces[next], ',', '(', ')') || ['the', 'date', 'ko'].includes(pieces[next]?.latin ?? '') || has(pieces[next], 'daytime')) next += 1;
  return next;
};

function surroundings(pieces: readonly Piece[], from: number, to: number): Pick<DateHit, 'negated' | 'event' | 'delivery'> & { before: boolean } {
  const left = [pieces[from - 1], pieces[from - 2], pieces[from - 3]];
  const right = pieces[to];
  const negated = has(right, 'not') || has(right, 'remove') || (left[0]?.latin === 'not' && !has(left[0], 'dest'));
  const leads = (piece: Piece | undefined): boolean =>
    piece?.tags.some((hit) => hit.tag === 'before' && (hit.language === 'en' || hit.language === 'ar')) ?? false;
  const foreign = (piece: Piece | undefined): boolean =>
    piece?.tags.some((hit) => hit.tag === 'before' && hit.language !== 'en' && hit.language !== 'ar') ?? false;
  const before = foreign(right) || leads(left[0]) || (has(left[0], 'filler') && leads(left[1]));
  const event = has(left[0], 'wedding', 'reason') || left.some((piece) => has(piece, 'wedding'));
  const delivery = left.some((piece) => has(piece, 'deliver', 'until')) || has(right, 'until', 'deliver', 'verb') || before;
  return { negated, before, event, delivery };
}

/** Finds the days that a message names and gives their pieces the role `date`. `today` is the writer's day. */
export function findDates(pieces: readonly Piece[], today: BusinessDate, marathi: boolean): DateHit[] {
  const hits: DateHit[] = [];
  for (let i = 0; i < pieces.length;) {
    let found = pieces[i]?.role === null ? nameAt(pieces, i, today, marathi) : null;
    if (!found) {
      i += 1;
      continue;
    }
    const beside = skipsTo(pieces, found.next);
    const second = nameAt(pieces, beside, today, marathi);
    if (second && (found.weekday === null) !== (second.weekday === null) && !found.past) found = combine(found, second);
    const around = surroundings(pieces, i, found.next);
    const date = found.date !== null && around.before && !found.past ? addDays(found.date, -1) : found.date;
    hits.push({
      from: i,
      to: found.next,
      date,
      problem: found.problem,
      past: found.past,
      negated: around.negated,
      event: around.event,
      delivery: around.delivery,
    });
    for (let at = i; at < found.next; at += 1) (pieces[at] as Piece).role = 'date';
    i = found.next;
  }
  return hits;
}

/** Gives clock times ("7 am", "5 baje", "before 9.30") the role `time`, so that their figures are no quantities. */
export function markTimes(pieces: readonly Piece[]): void {
  pieces.forEach((piece, i) => {
    if (has(piece, 'clock')) {
      const before = pieces[i - 1];
      const after = pieces[i + 1];
      if (before?.kind === 'number' && before.value <= 24) before.role = piece.role = 'time';
      else if (after?.kind === 'number' && after.value <= 24 && piece.latin.length > 2) after.role = piece.role = 'time';
    }
    if (piece.kind === 'number' && piece.value <= 24 && isMark(pieces[i + 1], ':') && pieces[i + 2]?.kind === 'number' && pieces[i + 2]?.glued) {
      for (const part of pieces.slice(i, i + 3)) part.role = 'time';
    }
  });
}
