import { addDays, weekdayOf, type BusinessDate } from '../../../kernel/time.ts';
import { dayAt, type Calendar, type Named } from './date-forms.ts';
import { has, isMark, type Piece } from './pieces.ts';

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

const leads = (piece: Piece | undefined, ...tags: string[]): boolean =>
  piece?.tags.some((hit) => tags.includes(hit.tag) && (hit.language === 'en' || hit.language === 'ar')) ?? false;
const follows = (piece: Piece | undefined, ...tags: string[]): boolean =>
  piece?.tags.some((hit) => tags.includes(hit.tag) && hit.language !== 'en' && hit.language !== 'ar') ?? false;

const copulas = new Set(['hai', 'hain', 'is', 'ahe', 'aahe', 'chhe', 'che', 'aanu', 'aan']);

/** "kal jumma hai": says what day it is, not when to come. */
const isTold = (pieces: readonly Piece[], to: number): boolean => copulas.has(pieces[to]?.latin ?? '') && !has(pieces[to + 1], 'verb', 'deliver', 'question');

/** "aaj hi bhej dena": the wish stands behind a particle. */
const wishedAfter = (pieces: readonly Piece[], to: number): boolean =>
  pieces[to]?.kind === 'word' && has(pieces[to], 'filler', 'daytime', 'dest') && has(pieces[to + 1], 'verb', 'deliver', 'until');

/** "before Saturday", "Saturday pehla". */
function isBefore(pieces: readonly Piece[], from: number, to: number): boolean {
  const left = pieces[from - 1];
  return follows(pieces[to], 'before') || leads(left, 'before') || (has(left, 'filler') && leads(pieces[from - 2], 'before'));
}

function surroundings(pieces: readonly Piece[], from: number, to: number): Pick<DateHit, 'negated' | 'event' | 'delivery'> {
  const left = [pieces[from - 1], pieces[from - 2], pieces[from - 3]];
  const right = pieces[to];
  const negated = follows(right, 'not', 'remove') || (leads(left[0], 'not') && !has(left[0], 'dest'));
  const event = has(left[0], 'reason') || left.some((piece) => has(piece, 'wedding')) || isTold(pieces, to);
  const delivery =
    left.some((piece) => has(piece, 'deliver', 'until')) || has(right, 'until', 'deliver', 'verb') || wishedAfter(pieces, to) || isBefore(pieces, from, to);
  return { negated, event, delivery };
}

/** The day that begins here, with the weekday or date beside it. */
function wholeDayAt(pieces: readonly Piece[], at: number, calendar: Calendar): Named | null {
  const found = pieces[at]?.role === null ? dayAt(pieces, at, calendar) : null;
  if (!found || found.past) return found;
  const second = dayAt(pieces, skipsTo(pieces, found.next), calendar);
  return second && (found.weekday === null) !== (second.weekday === null) ? combine(found, second) : found;
}

/** Finds the days that a message names and gives their pieces the role `date`. `today` is the writer's day. */
export function findDates(pieces: readonly Piece[], today: BusinessDate, marathi: boolean): DateHit[] {
  const hits: DateHit[] = [];
  for (let i = 0; i < pieces.length;) {
    const found = wholeDayAt(pieces, i, { today, marathi });
    if (!found) {
      i += 1;
      continue;
    }
    const { next, problem, past } = found;
    const date = found.date !== null && !past && isBefore(pieces, i, next) ? addDays(found.date, -1) : found.date;
    hits.push({ from: i, to: next, date, problem, past, ...surroundings(pieces, i, next) });
    for (const piece of pieces.slice(i, next)) piece.role = 'date';
    i = next;
  }
  return hits;
}

const isHour = (piece: Piece | undefined): piece is Piece => piece?.kind === 'number' && piece.value <= 24;

/** Gives clock times ("7 am", "5 baje", "before 9:30") the role `time`, so that their figures are no quantities. */
export function markTimes(pieces: readonly Piece[]): void {
  pieces.forEach((piece, i) => {
    const before = pieces[i - 1];
    const after = pieces[i + 1];
    if (has(piece, 'clock')) {
      if (isHour(before)) before.role = piece.role = 'time';
      else if (isHour(after) && piece.latin.length > 2) after.role = piece.role = 'time';
    }
    const minutes = pieces[i + 2];
    if (isHour(piece) && isMark(after, ':') && minutes?.kind === 'number' && minutes.glued) {
      for (const part of pieces.slice(i, i + 3)) part.role = 'time';
    }
  });
}
