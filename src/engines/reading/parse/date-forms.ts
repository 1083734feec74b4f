import { addDays, parseBusinessDate, weekdayOf, type BusinessDate } from '../../../kernel/time.ts';
import { argOf, has, isMark, type Piece } from './pieces.ts';

/** The ways in which people write a day: figures, months, ordinals, weekdays, "kal", "in two days". */

/** A day as one form names it. */
export interface Named {
  readonly next: number;
  readonly date: BusinessDate | null;
  readonly weekday: number | null;
  readonly past: boolean;
  readonly problem: 'past' | 'conflict' | 'festival' | 'vague' | null;
}

/** What a form needs to know besides the pieces. */
export interface Calendar {
  readonly today: BusinessDate;
  /** In Marathi `kal` is always yesterday. */
  readonly marathi: boolean;
}

type Form = (pieces: readonly Piece[], at: number, calendar: Calendar) => Named | null;

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

const named = (next: number, date: BusinessDate | null, { today }: Calendar): Named => ({
  next,
  date,
  weekday: null,
  past: false,
  problem: date === null || date < today ? 'past' : null,
});

const unclear = (next: number, problem: 'vague' | 'festival'): Named => ({ next, date: null, weekday: null, past: false, problem });

function afterOrdinal(pieces: readonly Piece[], at: number): number {
  const piece = pieces[at];
  return piece?.kind === 'word' && piece.glued && ends.has(piece.latin) ? at + 1 : at;
}

const monthOf = (piece: Piece | undefined): number => Number(argOf(piece, 'month') ?? 0);
const yearOf = (piece: Piece | undefined): number | null => (piece?.kind === 'number' && piece.value > 2000 && piece.value < 2100 ? piece.value : null);

const shortYearOf = (piece: Piece | undefined): number | null =>
  piece?.kind === 'number' && piece.glued && piece.value > 20 && piece.value < 60 ? piece.value : null;

/** The year behind a month, with or without a mark between them. */
function yearBehind(pieces: readonly Piece[], at: number, joined: boolean): { year: number | null; next: number } {
  const place = isMark(pieces[at], '-', '/', '.', ',') ? at + 1 : at;
  const year = yearOf(pieces[place]) ?? (joined && place > at ? shortYearOf(pieces[place]) : null);
  return { year, next: year === null ? at : place + 1 };
}

/** `28 nov`, `05-Nov-2026`, `6th of November 2026`. */
const dayThenMonth: Form = (pieces, at, calendar) => {
  const day = pieces[at];
  if (!isDay(day)) return null;
  const afterDay = afterOrdinal(pieces, at + 1);
  const joined = isMark(pieces[afterDay], '-', '/', '.') && pieces[afterDay + 1]?.glued === true;
  const place = joined || pieces[afterDay]?.latin === 'of' ? afterDay + 1 : afterDay;
  const month = monthOf(pieces[place]);
  if (month === 0) return null;
  const { year, next } = yearBehind(pieces, place + 1, joined);
  return named(next, dayMonth(day.value, month, year, calendar.today), calendar);
};

/** `nov 28`. */
const monthThenDay: Form = (pieces, at, calendar) => {
  const month = monthOf(pieces[at]);
  const day = pieces[at + 1];
  if (month === 0 || !isDay(day) || has(pieces[at + 2], 'unit')) return null;
  return named(afterOrdinal(pieces, at + 2), dayMonth(day.value, month, null, calendar.today), calendar);
};

const addressWords = new Set(['floor', 'gate', 'lane', 'street', 'cross', 'block', 'main']);

/** `28th`, `12 tarikh`. */
const ordinalDay: Form = (pieces, at, calendar) => {
  const day = pieces[at];
  if (!isDay(day)) return null;
  const next = afterOrdinal(pieces, at + 1);
  if (next > at + 1) return addressWords.has(pieces[next]?.latin ?? '') ? null : named(next, dayOnly(day.value, calendar.today), calendar);
  return has(pieces[next], 'dateword') && !isDay(pieces[next + 1]) ? named(next + 1, dayOnly(day.value, calendar.today), calendar) : null;
};

const isUntilBehind = (piece: Piece | undefined): boolean =>
  piece?.tags.some((hit) => hit.tag === 'until' && hit.language !== 'en' && hit.language !== 'ar') ?? false;

const standsAlone = (before: Piece | undefined): boolean =>
  before === undefined || before.kind === 'line' || isMark(before, '.', ',') || has(before, 'dateword', 'deliver');

/** `16 tak`, `16 સુધી`: a day of the month with the word for until behind it, when goods are to come by then. */
const dayUntil: Form = (pieces, at, calendar) => {
  const day = pieces[at];
  const word = pieces[at + 1];
  if (!isDay(day) || !isUntilBehind(word) || day.figure !== 'plain') return null;
  return standsAlone(pieces[at - 1]) && pieces[at + 2]?.kind !== 'number' ? named(at + 2, dayOnly(day.value, calendar.today), calendar) : null;
};

/** `tarikh 12`. */
const wordThenDay: Form = (pieces, at, calendar) => {
  const day = pieces[at + 1];
  if (!has(pieces[at], 'dateword') || !isDay(day) || has(pieces[at + 2], 'unit') || isMark(pieces[at + 2], '/')) return null;
  return named(at + 2, dayOnly(day.value, calendar.today), calendar);
};

const gluedNumber = (piece: Piece | undefined): piece is Piece => piece?.kind === 'number' && piece.glued;

/** Figures joined without blanks by one kind of mark. */
function markedFigures(pieces: readonly Piece[], at: number): { figures: number[]; sign: string } | null {
  const first = pieces[at];
  const sign = pieces[at + 1];
  if (first?.kind !== 'number' || sign === undefined || !isMark(sign, '/', '-', '.')) return null;
  const figures = [first.value];
  for (let i = at + 1; figures.length < 3; i += 2) {
    const mark = pieces[i];
    const figure = pieces[i + 1];
    if (!isMark(mark, sign.text) || !mark?.glued || !gluedNumber(figure)) break;
    figures.push(figure.value);
  }
  return figures.length > 1 ? { figures, sign: sign.text } : null;
}

const isMonth = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 12;

/** `25-11-2026`, `2026-11-25`, `25.11.26`. */
const fullDate: Form = (pieces, at, calendar) => {
  const [a = 0, b = 0, c] = markedFigures(pieces, at)?.figures ?? [];
  if (c === undefined) return null;
  if (a > 2000) return named(at + 5, dayMonth(c, b, a, calendar.today), calendar);
  const year = c > 2000 || (c > 20 && c < 60);
  return year && isDay(pieces[at]) && isMonth(b) ? named(at + 5, dayMonth(a, b, c, calendar.today), calendar) : null;
};

/** Is `10/12` meant as a day, not as a fraction, a size or a choice? */
function slashIsDate(pieces: readonly Piece[], at: number, day: number, month: number): boolean {
  const before = pieces[at - 1];
  const after = pieces[at + 3];
  const fraction = day < month && [2, 3, 4, 8].includes(month);
  if (fraction || has(after, 'unit') || isMark(after, '"')) return false;
  if (day > 12) return true;
  return has(before, 'until', 'before', 'dest', 'dateword', 'deliver', 'weekday') || has(after, 'until', 'dest', 'dateword');
}

/** `25/11`. */
const slashDate: Form = (pieces, at, calendar) => {
  const found = markedFigures(pieces, at);
  const [day = 0, month = 0, third] = found?.figures ?? [];
  if (found?.sign !== '/' || third !== undefined || !isDay(pieces[at]) || !isMonth(month)) return null;
  return slashIsDate(pieces, at, day, month) ? named(at + 3, dayMonth(day, month, null, calendar.today), calendar) : null;
};

const dayNouns = new Set(['days', 'day', 'din', 'divas', 'ayam', 'naal', 'divasam', 'ayyam']);
const withinWords = new Set(['in', 'within', 'after']);

/** `in 2 days`, `2 din me`. */
const daysAhead: Form = (pieces, at, calendar) => {
  const count = pieces[at];
  if (count?.kind !== 'number' || count.value > 31 || !dayNouns.has(pieces[at + 1]?.latin ?? '')) return null;
  const before = pieces[at - 1];
  const within = has(before, 'until', 'dest') || withinWords.has(before?.latin ?? '') || has(pieces[at + 2], 'dest', 'until');
  return within ? named(at + 2, addDays(calendar.today, Math.round(count.value)), calendar) : null;
};

/** "next week", "month end", "before Eid": a day that must be asked. */
const vagueDay: Form = (pieces, at) => {
  const piece = pieces[at];
  const next = pieces[at + 1];
  if (has(piece, 'next', 'this') && has(next, 'week')) return unclear(at + 2, 'vague');
  if (piece?.latin === 'month' && next?.latin === 'end') return unclear(at + 2, 'vague');
  const bounded = has(pieces[at - 1], 'before', 'until') || has(next, 'before', 'until');
  return has(piece, 'festival') && bounded ? unclear(at + 1, 'festival') : null;
};

const weakDays = new Set(['sun', 'sat', 'mon', 'mangal', 'budh', 'peer', 'sani', 'shani', 'velli', 'wed', 'juma', 'thingal', 'sevvai', 'pyr', 'ahd']);

/** Short names of days are other words as well ("sat", "sun", "mangal"): they need company. */
function weakDayStands(pieces: readonly Piece[], at: number): boolean {
  const before = pieces[at - 1];
  const after = pieces[at + 1];
  if (after?.kind === 'number' && !isDay(after)) return false;
  const context = has(before, 'dest', 'until', 'before', 'next', 'this', 'deliver', 'filler', 'reason');
  return context || has(after, 'until', 'before', 'daytime', 'dest', 'not', 'order');
}

/** `Friday`, `somvar`, `يوم الخميس`: the next one; the last one in "last Tuesday", "mangalwar jaisa". */
const weekdayForm: Form = (pieces, at, { today }) => {
  const piece = pieces[at];
  const weekday = argOf(piece, 'weekday');
  if (weekday === null || piece === undefined || piece.latin === 'hafta') return null;
  if (weakDays.has(piece.latin) && !weakDayStands(pieces, at)) return null;
  const ahead = (Number(weekday) - weekdayOf(today) + 7) % 7 || 7;
  const back = has(pieces[at - 1], 'last') || has(pieces[at + 1], 'repeat');
  if (back) return { next: at + 1, date: addDays(today, ahead === 7 ? -7 : ahead - 7), weekday: null, past: true, problem: null };
  return { next: at + 1, date: addDays(today, ahead), weekday: Number(weekday), past: false, problem: null };
};

const pastVerbs = new Set(['tha', 'thi', 'aaya', 'aya', 'aayi', 'mila', 'mili', 'bheja', 'hota', 'hoti', 'hatu']);

const pointsBack = (after: Piece | undefined): boolean =>
  after !== undefined && (pastWords.has(after.latin) || (has(after, 'wala', 'repeat', 'last') && !has(after, 'dest')));

const vehicles = /^(?:g[ao]+di|gari|truck|load|tempo|lorry|vandi)\b/;

/** "kal ki gaadi me": the truck that is to come. */
const isLoad = (pieces: readonly Piece[], at: number): boolean =>
  has(pieces[at + 1], 'wala') && (has(pieces[at + 2], 'shipment') || vehicles.test(pieces[at + 2]?.latin ?? ''));

/** Hindi `kal` and `parso` look both ways: past when the sentence speaks of the past or of "kal wala". */
function looksBack(pieces: readonly Piece[], at: number): boolean {
  if (pointsBack(pieces[at + 1]) && !isLoad(pieces, at)) return true;
  for (let i = at + 1; i < Math.min(at + 9, pieces.length); i += 1) {
    const piece = pieces[i] as Piece;
    if (piece.kind === 'line' || isMark(piece, '.', ',')) return false;
    if (i <= at + 3 && has(piece, 'order') && has(pieces[i - 1], 'wala', 'filler', 'dest')) return true;
    if (pastVerbs.has(piece.latin)) return true;
  }
  return false;
}

/** `aaj`, `udya`, `بكرة`, `kal`, `parso`. */
const dayWord: Form = (pieces, at, { today, marathi }) => {
  const piece = pieces[at];
  if (piece?.kind !== 'word') return null;
  const make = (days: number): Named => ({ next: at + 1, date: addDays(today, days), weekday: null, past: days < 0, problem: null });
  if (has(piece, 'kal')) return make(marathi || looksBack(pieces, at) ? -1 : 1);
  if (has(piece, 'parso')) return make(looksBack(pieces, at) ? -2 : 2);
  const day = argOf(piece, 'day');
  return day === null ? null : make(Number(day));
};

const forms: readonly Form[] = [fullDate, slashDate, dayThenMonth, monthThenDay, ordinalDay, dayUntil, wordThenDay, daysAhead, vagueDay, dayWord, weekdayForm];

/** The day that begins at a piece, if one does. */
export function dayAt(pieces: readonly Piece[], at: number, calendar: Calendar): Named | null {
  for (const form of forms) {
    const found = form(pieces, at, calendar);
    if (found) return found;
  }
  return null;
}
