import { mergedFigure } from './figure.ts';
import { scriptOf } from '../text/latin.ts';
import { argOf, has, type Piece } from './pieces.ts';

/** Number words of all languages: "ek sau bees", "sade paach", "dhai darjan", "half dozen", "twenty five". */

const verbish = ['verb', 'set', 'add', 'remove'];
const numberTags = ['num', 'times', 'plushalf', 'plusquarter', 'minusquarter'];
const otherTags = ['unit', 'filler', 'wala', 'weekday', 'not', 'verb', 'greet', 'order', 'day'];

type Known = (latin: string) => boolean;
type Accepts = (at: number) => boolean;

/** A word in its own script is not mistaken for one of another language. */
const otherMeaning = (piece: Piece): boolean => has(piece, ...otherTags) || (has(piece, 'ambiguous') && scriptOf(piece.text) === 'latin');

/** Number words that are also other words ("do", "sat", "tin") count only where a number can stand. */
const isWeak = (piece: Piece, known: Known): boolean => piece.latin.length <= 2 || otherMeaning(piece) || known(piece.latin);

/** Does a weak multiplier ("sau", "so") stand after something to multiply? */
const multiplies = (before: Piece | undefined): boolean => before?.kind === 'number' || has(before, 'num');

/** Is there room for a number: not after a figure or a verb ("kar do")? */
function hasRoom(before: Piece | undefined, piece: Piece, after: Piece | undefined): boolean {
  // "340 teen peti", "75 ek darjan": with its unit behind it, the word counts what the figure measures.
  const counts = has(piece, 'num') && (has(after, 'unit') || Number(argOf(after, 'times')) === 12) && !has(after, 'ambiguous');
  if (before?.kind === 'number' && before.value > 0) return counts;
  return !has(before, ...verbish) || piece.latin === 'ek';
}

/** Beside a word that it may count. */
const isBeside = (before: Piece | undefined, after: Piece | undefined): boolean =>
  (before?.kind === 'word' || after?.kind === 'word') && !has(after, ...verbish, 'num');

/** Does a weak number word stand where a number can? */
function weakStands(pieces: readonly Piece[], at: number, eager: boolean): boolean {
  const piece = pieces[at] as Piece;
  const before = pieces[at - 1];
  const after = pieces[at + 1];
  if (has(piece, 'times') && multiplies(before)) return true;
  if (!hasRoom(before, piece, after)) return false;
  if (has(after, 'unit') && !has(after, 'ambiguous')) return true;
  if (!has(piece, 'num', 'plushalf', 'plusquarter', 'minusquarter')) return false;
  return has(after, 'times') || (eager && isBeside(before, after));
}

function isNumberWord(pieces: readonly Piece[], at: number, eager: boolean, known: Known): boolean {
  const piece = pieces[at];
  if (piece?.kind !== 'word' || !has(piece, ...numberTags)) return false;
  return !isWeak(piece, known) || weakStands(pieces, at, eager);
}

interface Sum {
  readonly value: number;
  readonly next: number;
  readonly dozen: boolean;
}

const timesOf = (piece: Piece | undefined): number => Number(argOf(piece, 'times') ?? Number.NaN);
const wordValue = (piece: Piece | undefined): number => Number(argOf(piece, 'num') ?? Number.NaN);
const dozenLike = (times: number): boolean => times === 12 || times === 144;

function quarterOf(piece: Piece | undefined): number {
  if (has(piece, 'plushalf')) return 0.5;
  if (has(piece, 'plusquarter')) return 0.25;
  return has(piece, 'minusquarter') ? -0.25 : 0;
}

/** "sade paach", "sava do", "paune teen"; "sava" and "paune" also alone, of one. */
function quarters(pieces: readonly Piece[], at: number): { value: number; next: number } | null {
  const quarter = quarterOf(pieces[at]);
  const base = pieces[at + 1];
  const number = base?.kind === 'number' ? base.value : wordValue(base);
  if (!Number.isNaN(number)) return { value: number + quarter, next: at + 2 };
  return quarter === 0.5 ? null : { value: 1 + quarter, next: at + 1 };
}

/** "half dozen", "half inch", "aadha kilo". */
function parts(pieces: readonly Piece[], at: number): { value: number; next: number } | null {
  const fits = timesOf(pieces[at + 1]) === 12 || has(pieces[at + 1], 'unit');
  return fits ? { value: has(pieces[at], 'half') ? 0.5 : 0.25, next: at + 1 } : null;
}

/** The first figure or number word of a term. */
function startOf(pieces: readonly Piece[], at: number, ok: Accepts): { value: number; next: number } | null {
  const piece = pieces[at];
  if (piece?.kind === 'number') return { value: piece.value, next: at + 1 };
  if (quarterOf(piece) !== 0 && ok(at)) return quarters(pieces, at);
  if (has(piece, 'half', 'quarter')) return parts(pieces, at);
  if (!ok(at)) return null;
  const value = wordValue(piece);
  return Number.isNaN(value) ? { value: 1, next: at } : { value, next: at + 1 };
}

/** One term: a figure or number word with the hundreds, thousands or dozens after it. */
function term(pieces: readonly Piece[], at: number, ok: Accepts): Sum | null {
  const start = startOf(pieces, at, ok);
  if (!start) return null;
  let { value, next } = start;
  let dozen = false;
  for (let times = timesOf(pieces[next]); !Number.isNaN(times); times = timesOf(pieces[next])) {
    if (next !== at && times !== 12 && !ok(next)) break;
    value *= times;
    dozen ||= dozenLike(times);
    next += 1;
  }
  return Number.isNaN(value) || next === at ? null : { value, next, dozen };
}

const scale = (value: number): number => (value % 1000 === 0 ? 1000 : value % 100 === 0 ? 100 : 10);
const addsTo = (total: Sum, more: Sum): boolean => more.value < total.value && total.value % 10 === 0 && more.value < scale(total.value);

/** "ek sau bees", "twenty five", "do hazaar paanch sau": terms of falling size add up. */
function sum(pieces: readonly Piece[], at: number, ok: Accepts): Sum | null {
  let total = term(pieces, at, ok);
  if (pieces[at]?.kind === 'number') return total;
  while (total !== null && !total.dozen) {
    const more: Sum | null = pieces[total.next]?.kind === 'word' ? term(pieces, total.next, ok) : null;
    if (!more || !addsTo(total, more)) break;
    total = { value: total.value + more.value, next: more.next, dozen: more.dozen };
  }
  return total;
}

/** Can a number begin at this piece? A written figure only when a multiplier or unit word follows. */
function begins(pieces: readonly Piece[], at: number, ok: Accepts): boolean {
  const piece = pieces[at];
  if (piece?.figure !== 'plain') return false;
  if (piece.kind === 'number') return has(pieces[at + 1], 'unit', 'times');
  return piece.kind === 'word' && (ok(at) || has(piece, 'half', 'quarter'));
}

/** Turns number words into number pieces. */
export function wordsToNumbers(pieces: readonly Piece[], known: Known): Piece[] {
  const eager = pieces.some((piece) => piece.kind === 'word' && has(piece, 'num') && !isWeak(piece, known));
  const ok: Accepts = (at) => isNumberWord(pieces, at, eager, known);
  const out: Piece[] = [];
  for (let i = 0; i < pieces.length;) {
    const piece = pieces[i] as Piece;
    const found = begins(pieces, i, ok) ? sum(pieces, i, ok) : null;
    const changed = found && !(piece.kind === 'number' && found.next === i + 1);
    out.push(changed ? mergedFigure(pieces, i, found.next, found.value, found.dozen ? 'dozen' : 'plain') : piece);
    i = changed ? found.next : i + 1;
  }
  return out;
}
