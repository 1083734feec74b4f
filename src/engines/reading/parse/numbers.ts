import { argOf, has, isMark, type Piece } from './pieces.ts';

/** Reads number words, fractions, ranges and products: after this every figure of the message is one number piece. */

const verbish = ['verb', 'set', 'add', 'remove'];
const isUnitLike = (piece: Piece | undefined): boolean => has(piece, 'unit', 'times');

/** Number words that are also other words ("do", "sat", "tin") count only where a number can stand. */
function isWeak(piece: Piece, known: (latin: string) => boolean): boolean {
  return piece.latin.length <= 2 || has(piece, 'ambiguous', 'unit', 'filler', 'wala', 'weekday', 'not', 'verb', 'greet', 'order', 'day') || known(piece.latin);
}

function numberWord(pieces: readonly Piece[], at: number, eager: boolean, known: (latin: string) => boolean): boolean {
  const piece = pieces[at];
  if (!piece || piece.kind !== 'word' || !has(piece, 'num', 'times', 'plushalf', 'plusquarter', 'minusquarter')) return false;
  if (!isWeak(piece, known)) return true;
  const before = pieces[at - 1];
  const after = pieces[at + 1];
  if (before?.kind === 'number' && before.value > 0 && !has(piece, 'times')) return false;
  if (has(piece, 'times') && (before?.kind === 'number' || has(before, 'num'))) return true;
  if (has(before, ...verbish) && piece.latin !== 'ek') return false;
  if (has(after, 'unit') && !has(after, 'ambiguous')) return true;
  if (has(after, 'times') && has(piece, 'num', 'plushalf', 'plusquarter', 'minusquarter')) return true;
  if (has(piece, 'times') && !has(piece, 'num')) return false;
  return eager && !has(after, ...verbish, 'num') && (before?.kind === 'word' || after?.kind === 'word');
}

interface Sum {
  readonly value: number;
  readonly next: number;
  readonly dozen: boolean;
}

const timesOf = (piece: Piece | undefined): number => Number(argOf(piece, 'times') ?? Number.NaN);

/** One term: a figure or number word with the hundreds, thousands or dozens after it. */
function term(pieces: readonly Piece[], at: number, ok: (at: number) => boolean): Sum | null {
  const piece = pieces[at];
  if (!piece) return null;
  let value: number;
  let next = at + 1;
  const quarter = has(piece, 'plushalf') ? 0.5 : has(piece, 'plusquarter') ? 0.25 : has(piece, 'minusquarter') ? -0.25 : 0;
  if (piece.kind === 'number') value = piece.value;
  else if (quarter !== 0 && ok(at)) {
    const base = pieces[next];
    const number = base?.kind === 'number' ? base.value : Number(argOf(base, 'num') ?? Number.NaN);
    if (!Number.isNaN(number)) {
      value = number + quarter;
      next += 1;
    } else if (quarter !== 0.5) value = 1 + quarter;
    else return null;
  } else if (has(piece, 'half', 'quarter') && (timesOf(pieces[next]) === 12 || has(pieces[next], 'unit'))) value = has(piece, 'half') ? 0.5 : 0.25;
  else if (ok(at)) value = Number(argOf(piece, 'num') ?? (has(piece, 'times') ? 1 : Number.NaN));
  else return null;
  if (piece.kind === 'word' && has(piece, 'times') && !has(piece, 'num')) next = at;
  let dozen = false;
  while (pieces[next]?.kind === 'word' && !Number.isNaN(timesOf(pieces[next])) && (next === at || ok(next) || timesOf(pieces[next]) === 12)) {
    const times = timesOf(pieces[next]);
    value *= times;
    dozen ||= times === 12 || times === 144;
    next += 1;
  }
  return Number.isNaN(value) || next === at ? null : { value, next, dozen };
}

/** "ek sau bees", "twenty five", "do hazaar paanch sau": terms of falling size add up. */
function sum(pieces: readonly Piece[], at: number, ok: (at: number) => boolean): Sum | null {
  let total = term(pieces, at, ok);
  if (!total) return null;
  if (pieces[at]?.kind === 'number') return total;
  for (;;) {
    const more: Sum | null = pieces[total.next]?.kind === 'word' ? term(pieces, total.next, ok) : null;
    const fits = more && more.value < total.value && total.value % 10 === 0 && more.value < scale(total.value);
    if (!more || !fits || total.dozen) return total;
    total = { value: total.value + more.value, next: more.next, dozen: more.dozen };
  }
}

const scale = (value: number): number => (value % 1000 === 0 ? 1000 : value % 100 === 0 ? 100 : 10);

function merged(pieces: readonly Piece[], from: number, to: number, value: number, figure: Piece['figure'], parts: readonly number[] = []): Piece {
  const first = pieces[from] as Piece;
  const last = pieces[to - 1] as Piece;
  const text = pieces.slice(from, to).map((piece) => piece.text).join(' '); // prettier-ignore
  return { ...first, kind: 'number', text, latin: '', fold: '', tags: [], value, figure, parts, unit: null, end: last.end };
}

/** Number words to number pieces. */
function wordsToNumbers(pieces: readonly Piece[], known: (latin: string) => boolean): Piece[] {
  const strong = pieces.some((piece) => has(piece, 'num') && piece.kind === 'word' && !isWeak(piece, known));
  const ok = (at: number): boolean => numberWord(pieces, at, strong, known);
  const out: Piece[] = [];
  for (let i = 0; i < pieces.length;) {
    const piece = pieces[i] as Piece;
    const starts = (piece.kind === 'number' && isUnitLike(pieces[i + 1])) || (piece.kind === 'word' && (ok(i) || has(piece, 'half', 'quarter')));
    const found = starts && piece.figure === 'plain' ? sum(pieces, i, ok) : null;
    if (found && found.next > i && !(piece.kind === 'number' && found.next === i + 1)) {
      out.push(merged(pieces, i, found.next, found.value, found.dozen ? 'dozen' : 'plain'));
      i = found.next;
    } else {
      out.push(piece);
      i += 1;
    }
  }
  return out;
}

const small = (value: number): boolean => Number.isInteger(value) && value > 0 && value < 100;

/** `1/2`, `3/4`; also `1 1/2` and `1-1/2`. */
function fractionAt(pieces: readonly Piece[], at: number): { piece: Piece; next: number } | null {
  const top = pieces[at];
  const bottom = pieces[at + 2];
  if (top?.kind === 'number' && bottom?.kind === 'number' && isMark(pieces[at + 1], '/') && bottom.glued) {
    const right = [2, 3, 4, 8, 16, 32].includes(bottom.value) && top.value < bottom.value && small(top.value);
    if (right) return { piece: merged(pieces, at, at + 3, top.value / bottom.value, 'fraction'), next: at + 3 };
    return null;
  }
  if (top?.kind !== 'number' || !small(top.value) || top.figure !== 'plain') return null;
  const from = isMark(pieces[at + 1], '-', '.') && pieces[at + 2]?.glued ? at + 2 : at + 1;
  const rest = pieces[from]?.kind === 'number' ? fractionAt(pieces, from) : null;
  return rest ? { piece: merged(pieces, at, rest.next, top.value + rest.piece.value, 'fraction'), next: rest.next } : null;
}

const isTimes = (piece: Piece | undefined): boolean => isMark(piece, 'x', '*') || (piece?.kind === 'word' && piece.latin === 'x');

const joinedBy = (piece: Piece | undefined): Piece['figure'] | null => {
  if (isTimes(piece)) return 'times';
  if (isMark(piece, '+')) return 'plus';
  if (isMark(piece, '-', '/', '~') || has(piece, 'or') || piece?.latin === 'to') return 'range';
  return null;
};

/** `15-20`, `2 ya 3`, `24x10`, `20+5`: never one figure that may be booked. */
function compoundAt(pieces: readonly Piece[], at: number): { piece: Piece; next: number } | null {
  const first = pieces[at];
  const joiner = pieces[at + 1];
  const second = pieces[at + 2];
  if (first?.kind !== 'number' || second?.kind !== 'number' || first.figure === 'dual') return null;
  const figure = joinedBy(joiner);
  // "3/4 x 1/2" are two sizes, "20 x 3/4" a quantity and a size.
  if (figure === 'times' && (fractionAt(pieces, at) || fractionAt(pieces, at + 2) || isMark(pieces[at + 3], '"'))) return null;
  if (figure === null || (joiner?.kind === 'mark' && figure === 'range' && !(joiner.glued && second.glued))) return null;
  if (figure === 'plus' && has(pieces[at + 3], 'unit') === false && !second.glued && pieces[at + 3]?.kind === 'word') return null;
  let next = at + 3;
  const parts = [first.value, second.value];
  while (joinedBy(pieces[next]) === figure && pieces[next + 1]?.kind === 'number') {
    parts.push(pieces[next + 1]?.value ?? 0);
    next += 2;
  }
  return { piece: merged(pieces, at, next, Number.NaN, figure, parts), next };
}

const currency = new Set([
  'rs',
  'inr',
  'aed',
  'sar',
  'usd',
  'qar',
  'omr',
  'rupee',
  'rupees',
  'rupaye',
  'rupay',
  'rupaya',
  'rupya',
  'riyal',
  'dirham',
  'dhs',
  'dh',
  'dhm',
  'ryal',
  'rupiya',
]);
const isCurrency = (piece: Piece | undefined): boolean => (piece?.kind === 'word' && currency.has(piece.latin)) || isMark(piece, '₹', '$', '€', '£');

/** `₹5`, `rs. 10`, `5/-`, `5 rupaye`, `50%`, `-5`. */
function moneyAt(pieces: readonly Piece[], at: number): { piece: Piece; next: number } | null {
  const first = pieces[at];
  let from = at;
  if (isCurrency(first)) {
    from = at + 1;
    if (isMark(pieces[from], '.')) from += 1;
    const figure = pieces[from];
    return figure?.kind === 'number' ? { piece: merged(pieces, at, from + 1, figure.value, 'money'), next: from + 1 } : null;
  }
  if (first?.kind !== 'number') return null;
  if (isMark(pieces[at + 1], '%') || has(pieces[at + 1], 'percent') || ['percent', 'pct', 'fisadi', 'pratishat', 'takka'].includes(pieces[at + 1]?.latin ?? ''))
    return { piece: merged(pieces, at, at + 2, first.value, 'percent'), next: at + 2 };
  if (isMark(pieces[at + 1], '/') && isMark(pieces[at + 2], '-')) return { piece: merged(pieces, at, at + 3, first.value, 'money'), next: at + 3 };
  return isCurrency(pieces[at + 1]) ? { piece: merged(pieces, at, at + 2, first.value, 'money'), next: at + 2 } : null;
}

/** `-5` at the start of a word is a negative figure; `- 5` is a list dash. */
function negativeAt(pieces: readonly Piece[], at: number): { piece: Piece; next: number } | null {
  const figure = pieces[at + 1];
  const sign = pieces[at];
  if (!isMark(sign, '-') || figure?.kind !== 'number' || !figure.glued || sign?.glued) return null;
  return { piece: merged(pieces, at, at + 2, -figure.value, 'negative'), next: at + 2 };
}

/** The `x50` of `M8x50` and `M8 x 50`: a second size, not a quantity. */
function secondSizeAt(pieces: readonly Piece[], at: number): { piece: Piece; next: number } | null {
  const before = pieces[at - 1];
  const figure = pieces[at + 1];
  if (!isTimes(pieces[at]) || figure?.kind !== 'number' || before?.kind !== 'word' || !/^[a-z]{1,4}\d+$/.test(before.latin)) return null;
  const latin = `x${figure.value}`;
  return { piece: { ...merged(pieces, at, at + 2, Number.NaN, 'plain'), kind: 'word', text: latin, latin, fold: latin }, next: at + 2 };
}

/** Number pieces for all figures of a message. Pieces that already have a role (dates, times) are left alone. */
export function readNumbers(pieces: readonly Piece[], known: (latin: string) => boolean): Piece[] {
  const figures = wordsToNumbers(pieces, known);
  const out: Piece[] = [];
  for (let i = 0; i < figures.length;) {
    const free = figures[i]?.role === null;
    const found = free ? (negativeAt(figures, i) ?? secondSizeAt(figures, i) ?? moneyAt(figures, i) ?? fractionAt(figures, i) ?? compoundAt(figures, i)) : null;
    out.push(found?.piece ?? (figures[i] as Piece));
    i = found?.next ?? i + 1;
  }
  // What is left of "50 x elbow" and "elbow x 50" only says that a quantity stands beside it.
  return out.filter((piece, i) => !isTimes(piece) || (out[i - 1]?.kind !== 'number' && out[i + 1]?.kind !== 'number'));
}
