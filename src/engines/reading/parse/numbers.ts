import { has, isMark, isTimes, type Piece } from './pieces.ts';
import { moneyAt } from './money.ts';
import { mergedFigure, type FigureFound } from './figure.ts';
import { wordsToNumbers } from './number-words.ts';

/** Reads every figure of a message: after this each is one number piece that says whether it is one plain figure. */

const small = (value: number): boolean => Number.isInteger(value) && value > 0 && value < 100;
const denominators = new Set([2, 3, 4, 8, 16, 32]);

/** `1/2`, `3/4`. */
function plainFraction(pieces: readonly Piece[], at: number): FigureFound | null {
  const top = pieces[at];
  const bottom = pieces[at + 2];
  if (top?.kind !== 'number' || bottom?.kind !== 'number' || !isMark(pieces[at + 1], '/') || !bottom.glued) return null;
  const right = denominators.has(bottom.value) && top.value < bottom.value && small(top.value);
  return right ? { piece: mergedFigure(pieces, at, at + 3, top.value / bottom.value, 'fraction'), next: at + 3 } : null;
}

/** `1/2`, `3/4`; also `1 1/2` and `1-1/2`. */
function fractionAt(pieces: readonly Piece[], at: number): FigureFound | null {
  const plain = plainFraction(pieces, at);
  const whole = pieces[at];
  if (plain || whole?.kind !== 'number') return plain;
  if (!small(whole.value) || whole.figure !== 'plain' || isMark(pieces[at + 1], '/')) return null;
  const joined = isMark(pieces[at + 1], '-', '.') && pieces[at + 2]?.glued;
  const rest = plainFraction(pieces, joined ? at + 2 : at + 1);
  return rest ? { piece: mergedFigure(pieces, at, rest.next, whole.value + rest.piece.value, 'fraction'), next: rest.next } : null;
}

const joinedBy = (piece: Piece | undefined): Piece['figure'] | null => {
  if (isTimes(piece)) return 'times';
  if (isMark(piece, '+')) return 'plus';
  const range = isMark(piece, '-', '/', '~') || has(piece, 'or') || piece?.latin === 'to';
  return range ? 'range' : null;
};

/** "3/4 x 1/2" are two sizes, "20 x 3/4" a quantity and a size. */
const joinsSizes = (pieces: readonly Piece[], at: number): boolean =>
  fractionAt(pieces, at) !== null || fractionAt(pieces, at + 2) !== null || isMark(pieces[at + 3], '"');

/** "20+5 ctn" is a sum; "20+ sev" is a list. */
const isSum = (pieces: readonly Piece[], at: number): boolean =>
  pieces[at + 2]?.glued === true || pieces[at + 3]?.kind !== 'word' || has(pieces[at + 3], 'unit');

/** A range needs no blanks around its mark ("15-20", not "200 - 30"); words join as they are. */
const isRange = (joiner: Piece | undefined, second: Piece | undefined): boolean => joiner?.kind !== 'mark' || (joiner.glued && second?.glued === true);

/** Does the mark after this figure join it with the next into something that is not one figure? */
function joiningFigure(pieces: readonly Piece[], at: number): Piece['figure'] | null {
  const figure = joinedBy(pieces[at + 1]);
  if (figure === 'times') return joinsSizes(pieces, at) ? null : figure;
  if (figure === 'range') return isRange(pieces[at + 1], pieces[at + 2]) && !has(pieces[at - 1], 'from') && pieces[at - 1]?.latin !== 'from' ? figure : null;
  return figure !== null && isSum(pieces, at) ? figure : null;
}

/** `15-20`, `2 ya 3`, `24x10`, `20+5`: never one figure that may be booked. */
function compoundAt(pieces: readonly Piece[], at: number): FigureFound | null {
  const first = pieces[at];
  if (first?.kind !== 'number' || pieces[at + 2]?.kind !== 'number' || first.figure === 'dual') return null;
  const figure = joiningFigure(pieces, at);
  if (figure === null) return null;
  let next = at + 1;
  const parts = [first.value];
  while (joinedBy(pieces[next]) === figure && pieces[next + 1]?.kind === 'number') {
    parts.push(pieces[next + 1]?.value ?? 0);
    next += 2;
  }
  return { piece: mergedFigure(pieces, at, next, Number.NaN, figure, parts), next };
}

/** `-5` at the start of a word is a negative figure; `- 5` is a list dash. */
function negativeAt(pieces: readonly Piece[], at: number): FigureFound | null {
  const figure = pieces[at + 1];
  const sign = pieces[at];
  if (!isMark(sign, '-') || figure?.kind !== 'number' || !figure.glued || sign?.glued) return null;
  return { piece: mergedFigure(pieces, at, at + 2, -figure.value, 'negative'), next: at + 2 };
}

/** The `x50` of `M8x50` and `M8 x 50`: a second size, not a quantity. */
function secondSizeAt(pieces: readonly Piece[], at: number): FigureFound | null {
  const before = pieces[at - 1];
  const figure = pieces[at + 1];
  if (!isTimes(pieces[at]) || figure?.kind !== 'number' || before?.kind !== 'word' || !/^[a-z]{1,4}\d+$/.test(before.latin)) return null;
  const latin = `x${figure.value}`;
  return { piece: { ...mergedFigure(pieces, at, at + 2, Number.NaN, 'plain'), kind: 'word', text: latin, latin, fold: latin }, next: at + 2 };
}

/** "5 Ah" where the catalogue writes "5Ah": one word. */
function codeAt(pieces: readonly Piece[], at: number, known: (latin: string) => boolean): FigureFound | null {
  const figure = pieces[at];
  const letters = pieces[at + 1];
  if (figure?.kind !== 'number' || figure.figure !== 'plain' || letters?.kind !== 'word' || !/^[a-z]{1,3}$/.test(letters.latin)) return null;
  const latin = `${figure.value}${letters.latin}`;
  if (letters.role !== null || !known(latin)) return null;
  return {
    piece: { ...mergedFigure(pieces, at, at + 2, Number.NaN, 'plain'), kind: 'word', text: `${figure.text} ${letters.text}`, latin, fold: latin },
    next: at + 2,
  };
}

const forms = [negativeAt, secondSizeAt, moneyAt, fractionAt, compoundAt] as const;

function figureAt(pieces: readonly Piece[], at: number, known: (latin: string) => boolean): FigureFound | null {
  if (pieces[at]?.role !== null) return null;
  const code = codeAt(pieces, at, known);
  if (code) return code;
  for (const form of forms) {
    const found = form(pieces, at);
    if (found) return found;
  }
  return null;
}

/** Number pieces for all figures of a message. Pieces that already have a role (dates, times) are left alone. */
export function readNumbers(pieces: readonly Piece[], known: (latin: string) => boolean): Piece[] {
  const figures = wordsToNumbers(pieces, known);
  const out: Piece[] = [];
  for (let i = 0; i < figures.length;) {
    const found = figureAt(figures, i, known);
    out.push(found?.piece ?? (figures[i] as Piece));
    i = found?.next ?? i + 1;
  }
  // What is left of "50 x elbow" and "elbow x 50" only says that a quantity stands beside it.
  return out.filter((piece, i) => !isTimes(piece) || (out[i - 1]?.kind !== 'number' && out[i + 1]?.kind !== 'number'));
}
