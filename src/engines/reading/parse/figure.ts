import type { Piece } from './pieces.ts';

/** A figure made of several pieces, and where reading goes on. */
export interface FigureFound {
  readonly piece: Piece;
  readonly next: number;
}

/** One number piece in place of several pieces. */
export function mergedFigure(pieces: readonly Piece[], from: number, to: number, value: number, figure: Piece['figure'], parts: readonly number[] = []): Piece {
  const first = pieces[from] as Piece;
  const last = pieces[to - 1] as Piece;
  const text = pieces.slice(from, to).map((piece) => piece.text).join(' '); // prettier-ignore
  return { ...first, kind: 'number', text, latin: '', fold: '', tags: [], value, figure, parts, unit: null, end: last.end };
}
