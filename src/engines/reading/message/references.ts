import { addDays, weekdayOf, type BusinessDate } from '../../../kernel/time.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { CustomerModel } from '../match/customer-model.ts';
import type { DateHit } from '../parse/dates.ts';
import { argOf, has, isMark, type Piece } from '../parse/pieces.ts';
import { scriptOf } from '../text/latin.ts';
import type { PastLine } from '../types.ts';
import type { DocumentHit } from './documents.ts';

/** A mention of an order that stands already: "yesterday's order", "طلبية الجمعة", "order GF-51872". */
export interface OrderReference {
  readonly from: number;
  readonly to: number;
  /** newest: the last one; day: that of a day; named: by its number; vague: by a month or a feast. */
  readonly kind: 'newest' | 'day' | 'named' | 'vague';
  readonly date: BusinessDate | null;
  readonly number: string | null;
  /** It can mean nothing else; "Saturday order" can also be one for Saturday. */
  readonly firm: boolean;
}

/** The order that a reference points to, as it stands on file. */
export interface FoundOrder {
  readonly lines: readonly PastLine[];
  /** `last_order` or the number by which the order is known. */
  readonly refersTo: string;
}

interface Reach {
  readonly from: number;
  readonly to: number;
}

const ends = (piece: Piece | undefined): boolean =>
  piece === undefined || piece.kind === 'line' || isMark(piece, '.', ',', ';', ':', '!', '?', '-') || (piece.kind === 'number' && piece.role === null);

/** The pieces around an order word that can say which order it is. */
function reachOf(pieces: readonly Piece[], at: number): Reach {
  let from = at;
  while (from > 0 && at - from < 5 && !ends(pieces[from - 1])) from -= 1;
  let to = at + 1;
  while (to < pieces.length && to - at < 6 && !ends(pieces[to])) to += 1;
  return { from, to };
}

const backwards = (weekday: number, today: BusinessDate): BusinessDate => addDays(today, -((weekdayOf(today) - weekday + 7) % 7 || 7));

/** Words between a day and its order that bind them ("kal ka order", "order of Friday"); "order for Friday" does not. */
const isBond = (piece: Piece): boolean => !has(piece, 'deliver', 'until', 'before', 'verb', 'to') && !(has(piece, 'dest') && !has(piece, 'wala', 'from'));

/** Does the day belong to the order word: right before it, or bound to it from behind? */
function belongs(pieces: readonly Piece[], order: number, hit: DateHit): boolean {
  if (hit.to <= order) return order - hit.to <= 2 && pieces.slice(hit.to, order).every(isBond);
  const between = pieces.slice(order + 1, hit.from);
  if (between.length === 0) return scriptOf(pieces[order]?.text ?? '') === 'arabic';
  const wala = between.some((piece) => has(piece, 'wala', 'from') || piece.latin === 'of' || piece.latin === 'dated');
  return between.length <= 3 && wala && between.every((piece) => isBond(piece) || piece.latin === 'of');
}

/** The day of the past that a date near an order word means; null when it looks ahead. */
function dayBehind(pieces: readonly Piece[], hit: DateHit, today: BusinessDate): { date: BusinessDate; firm: boolean } | null {
  if (hit.date === null) return null;
  if (hit.past) return { date: hit.date, firm: true };
  const weekday = pieces.slice(hit.from, hit.to).map((piece) => argOf(piece, 'weekday')).find((arg) => arg !== null); // prettier-ignore
  if (weekday !== undefined && weekday !== null) return { date: backwards(Number(weekday), today), firm: false };
  if (hit.date === today) return { date: today, firm: false };
  return hit.date < today ? { date: hit.date, firm: true } : null;
}

/** "last", "pichla", "الاخيرة". */
const isLast = (piece: Piece): boolean => has(piece, 'last') || argOf(piece, 'ordinal') === '-1';

/** "this morning's order": today. */
const todaysWords = new Set(['todays', "today's"]);
const isThisMorning = (pieces: readonly Piece[], reach: Reach): boolean =>
  pieces.slice(reach.from, reach.to).some((piece) => todaysWords.has(piece.latin)) ||
  pieces
    .slice(reach.from, reach.to)
    .some((piece, i, own) => has(piece, 'this') && (has(own[i + 1], 'daytime') || (own[i + 1]?.latin.startsWith('morning') ?? false)));

function atOrderWord(pieces: readonly Piece[], at: number, dates: readonly DateHit[], today: BusinessDate): OrderReference | null {
  const reach = reachOf(pieces, at);
  const near = pieces.slice(reach.from, reach.to);
  const plain = { number: null, from: reach.from, to: reach.to };
  for (const hit of dates) {
    if (hit.from < reach.from || hit.from >= reach.to || !(hit.past || belongs(pieces, at, hit))) continue;
    const day = dayBehind(pieces, hit, today);
    if (day) return { ...plain, kind: 'day', ...day, from: Math.min(at, hit.from), to: Math.max(at + 1, hit.to) };
  }
  if (isThisMorning(pieces, reach)) return { ...plain, kind: 'day', date: today, firm: true };
  const monthly = pieces.slice(Math.max(0, at - 2), at).some((piece) => has(piece, 'month') && piece.role === null);
  if (monthly) return { ...plain, kind: 'vague', date: null, firm: false, from: at - 1, to: at + 1 };
  const last = near.some((piece, i) => isLast(piece) && piece.role === null && Math.abs(reach.from + i - at) <= 3);
  return last ? { ...plain, kind: 'newest', date: null, firm: true } : null;
}

/** "kal wale me", "Friday wale mein": the order is only hinted at. */
function atDay(pieces: readonly Piece[], hit: DateHit, today: BusinessDate): OrderReference | null {
  const wala = pieces[hit.to];
  const after = pieces[hit.to + 1];
  if (!has(wala, 'wala') || !(has(after, 'dest', 'thereto') || ends(after)) || after?.role === 'place') return null;
  const day = dayBehind(pieces, hit, today);
  return day ? { kind: 'day', number: null, from: hit.from, to: hit.to + 1, date: day.date, firm: day.firm } : null;
}

const ofTags = (lexicon: Lexicon, word: string, tag: string): boolean => lexicon.tags.get(word)?.some((hit) => hit.tag === tag) ?? false;

/** The day that a word of a phrase names, in days from today. */
function dayIn(words: readonly string[], lexicon: Lexicon): number | null {
  for (const word of words.flatMap((one) => [one, one.replace(/s$/, '')])) {
    const day = lexicon.tags.get(word)?.find((hit) => (hit.tag === 'day' && Number(hit.arg) <= 0) || hit.tag === 'kal');
    if (day) return day.tag === 'kal' ? -1 : Number(day.arg);
  }
  return null;
}

/** "pichle order", "kal ka order", "kal wale me", "today's order": a phrase that says all of it. */
function inPhrase(pieces: readonly Piece[], at: number, today: BusinessDate, lexicon: Lexicon): OrderReference | null {
  const piece = pieces[at];
  if (!piece || !isFree(piece)) return null;
  const last = has(piece, 'last');
  const words = piece.latin.split(' ');
  const phrase = phraseOf(words, pieces[at + 1], lexicon);
  if (words.length === 1 && !(last && phrase.order)) return null;
  const whole = { number: null, from: at, to: at + 1 };
  const day = phrase.order || last ? dayIn(words, lexicon) : null;
  if (day !== null) return { ...whole, kind: 'day', date: addDays(today, day), firm: day < 0 };
  return last && (phrase.order || phrase.hint) ? { ...whole, kind: 'newest', date: null, firm: true } : null;
}

const isFree = (piece: Piece): boolean => piece.role === null || piece.role === 'date';

/** Does a phrase speak of an order, or hint at one ("kal wale me")? */
function phraseOf(words: readonly string[], after: Piece | undefined, lexicon: Lexicon): { order: boolean; hint: boolean } {
  const says = (...tags: string[]): boolean => words.some((word) => tags.some((tag) => ofTags(lexicon, word, tag)));
  return { order: has(after, 'order', 'ponum') || says('order', 'ponum'), hint: says('wala') && has(after, 'dest', 'thereto') };
}

const plainNumber = (number: string): string => number.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** The letters with which the numbers of this customer's orders begin. */
export const orderPrefix = (model: CustomerModel): string => /^[A-Za-z]+/.exec(model.orders[0]?.[0]?.orderRef ?? '')?.[0]?.toUpperCase() ?? '';

function byNumber(pieces: readonly Piece[], documents: readonly DocumentHit[], model: CustomerModel): OrderReference[] {
  const prefix = orderPrefix(model);
  const known = new Set(model.orders.map((order) => plainNumber(order[0]?.orderRef ?? '')));
  const length = plainNumber(model.orders[0]?.[0]?.orderRef ?? '').length;
  return documents.flatMap((hit): OrderReference[] => {
    const key = plainNumber(hit.number);
    const ours = known.has(key) || (prefix !== '' && !hit.offer && key.length === length && key.startsWith(prefix) && /^\d+$/.test(key.slice(prefix.length)));
    if (!ours) return [];
    const from = pieces.findIndex((piece) => piece.start >= hit.at);
    return from < 0 ? [] : [{ kind: 'named', number: hit.number, date: null, firm: true, from, to: from + 1 }];
  });
}

/** Finds the mentions of standing orders in a message. */
export function findReferences(
  pieces: readonly Piece[],
  dates: readonly DateHit[],
  documents: readonly DocumentHit[],
  model: CustomerModel,
  today: BusinessDate,
  lexicon: Lexicon,
): OrderReference[] {
  const out = byNumber(pieces, documents, model);
  pieces.forEach((piece, i) => {
    const ordering = piece.role === null && has(piece, 'order', 'ponum', 'shipment');
    const found = inPhrase(pieces, i, today, lexicon) ?? (ordering ? atOrderWord(pieces, i, dates, today) : null);
    if (found) out.push(found);
  });
  for (const hit of dates) {
    const found = atDay(pieces, hit, today);
    if (found) out.push(found);
  }
  return out;
}

const daysApart = (a: BusinessDate, b: BusinessDate): number => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;

/** The order of a reference; null when none on file is certainly the one meant. */
export function orderOf(reference: OrderReference, model: CustomerModel, today: BusinessDate): FoundOrder | null {
  const newest = model.orders[0];
  if (!newest || reference.kind === 'vague') return null;
  const found = (order: readonly PastLine[] | undefined): FoundOrder | null =>
    order ? { lines: order, refersTo: order === newest ? 'last_order' : (order[0]?.orderRef ?? 'last_order') } : null;
  if (reference.kind === 'named') {
    const order = model.orders.find((one) => plainNumber(one[0]?.orderRef ?? '') === plainNumber(reference.number ?? ''));
    return order ? { lines: order, refersTo: reference.number ?? '' } : null;
  }
  const { date } = reference;
  if (date === null) return found(newest);
  const exact = model.orders.find((one) => one[0]?.on === date);
  if (exact) return found(exact);
  // What was ordered in the evening is on file a day later, and "today's order" is the one being loaded.
  const on = newest[0]?.on;
  const close = on !== undefined && (date >= addDays(today, -2) ? daysApart(on, date) <= 2 : daysApart(on, date) <= 1);
  return close ? found(newest) : null;
}
