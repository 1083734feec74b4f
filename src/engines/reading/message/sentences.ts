import { has, isMark, type Piece } from '../parse/pieces.ts';

/** What a sentence is about, when it is no order. */
export type SentenceKind = 'order' | 'inquiry' | 'complaint' | 'payment' | 'chitchat' | 'approval';

export interface Sentence {
  readonly from: number;
  readonly to: number;
  readonly kind: SentenceKind;
  /** A question about price or scheme on which the order hangs ("to hi daalna"). */
  readonly conditional: boolean;
}

const sentenceEnds = (pieces: readonly Piece[], at: number): boolean => isMark(pieces[at], '.', '!', '?') && !(pieces[at + 1]?.glued ?? false);

function bounds(pieces: readonly Piece[]): [number, number][] {
  const out: [number, number][] = [];
  let start = 0;
  pieces.forEach((piece, i) => {
    if (piece.kind !== 'line' && !sentenceEnds(pieces, i)) return;
    const end = piece.kind === 'line' ? i : i + 1;
    if (end > start) out.push([start, end]);
    start = i + 1;
  });
  if (pieces.length > start) out.push([start, pieces.length]);
  return out;
}

const count = (pieces: readonly Piece[], ...tags: string[]): number => pieces.filter((piece) => has(piece, ...tags)).length;

const hangs = ['to hi', 'tohi', 'only if', 'then only', 'warna', 'toh hi', 'tar ch', 'to j', 'otherwise'];

/** Words of asking that are not also words of telling. */
function asks(pieces: readonly Piece[]): boolean {
  return isMark(pieces.at(-1), '?') || pieces.some((piece) => has(piece, 'question'));
}

function kindOf(all: readonly Piece[], item: (piece: Piece) => boolean): SentenceKind {
  const pieces = all.filter((piece) => piece.role !== 'noise' && !(item(piece) && has(piece, 'complaint', 'payment', 'talk', 'discount', 'approve', 'future')));
  if (pieces.some((piece) => has(piece, 'cancel'))) return 'order';
  const figures = pieces.some((piece) => piece.kind === 'number' && piece.role === null && piece.figure !== 'money' && piece.figure !== 'percent');
  const units = count(pieces, 'unit');
  const wants = count(pieces, 'verb', 'add', 'set', 'condition');
  const complaint = count(pieces, 'complaint', 'late');
  const payment = count(pieces, 'payment');
  const question = asks(pieces);
  if (complaint > 0) return 'complaint';
  if (payment > 0 && !(figures && units > 0 && wants > 0 && payment < 2)) return 'payment';
  if (count(pieces, 'future') > 0 && (count(pieces, 'price', 'if', 'discount') > 0 || question || !figures)) return 'inquiry';
  if (question && count(pieces, 'price', 'discount', 'avail') > 0 && count(pieces, 'condition') === 0) return 'inquiry';
  if (question && !figures) return 'inquiry';
  if (question && isMark(pieces.at(-1), '?') && units === 0 && wants === 0) return 'inquiry';
  if (count(pieces, 'approve') > 0 && units === 0) return 'approval';
  if (count(pieces, 'price') > 0 && !figures && wants === 0) return 'inquiry';
  if (count(pieces, 'talk') > 0 && !(figures && units > 0)) return 'chitchat';
  return 'order';
}

/** Cuts a message into sentences and says what each is about. */
export function sentencesOf(pieces: readonly Piece[], item: (piece: Piece) => boolean): Sentence[] {
  const priced = count(pieces, 'discount', 'price') > 0;
  return bounds(pieces).map(([from, to]) => {
    const own = pieces.slice(from, to);
    const text = own.map((piece) => piece.latin).join(' ');
    const conditional = hangs.some((word) => text.includes(word)) && priced;
    return { from, to, kind: kindOf(own, item), conditional };
  });
}
