import { mergedFigure, type FigureFound } from './figure.ts';
import { isMark, type Piece } from './pieces.ts';

const currencies = new Set(
  'rs inr aed sar usd qar omr bhd kwd rupee rupees rupaye rupay rupaya rupya rupiya ruppees ruppee rupes rps riyal riyals ryal dirham dirhams dhs dh dhm'.split(
    ' ',
  ),
);
const percents = new Set(['percent', 'pct', 'fisadi', 'pratishat', 'takka']);

const isCurrency = (piece: Piece | undefined): boolean => (piece?.kind === 'word' && currencies.has(piece.latin)) || isMark(piece, '₹', '$', '€', '£');

/** `₹5`, `rs. 10`. */
function currencyFirst(pieces: readonly Piece[], at: number): FigureFound | null {
  const from = isMark(pieces[at + 1], '.') ? at + 2 : at + 1;
  const figure = pieces[from];
  return figure?.kind === 'number' ? { piece: mergedFigure(pieces, at, from + 1, figure.value, 'money'), next: from + 1 } : null;
}

/** `₹5`, `rs. 10`, `5/-`, `5 rupaye`, `50%`. */
export function moneyAt(pieces: readonly Piece[], at: number): FigureFound | null {
  const first = pieces[at];
  if (isCurrency(first)) return currencyFirst(pieces, at);
  if (first?.kind !== 'number') return null;
  const next = pieces[at + 1];
  const found = (to: number, figure: Piece['figure']): FigureFound => ({ piece: mergedFigure(pieces, at, to, first.value, figure), next: to });
  if (isMark(next, '%') || (next !== undefined && percents.has(next.latin))) return found(at + 2, 'percent');
  if (isMark(next, '/') && isMark(pieces[at + 2], '-')) return found(at + 3, 'money');
  return isCurrency(next) ? found(at + 2, 'money') : null;
}
