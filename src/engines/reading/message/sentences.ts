import { has, isMark, type Piece } from '../parse/pieces.ts';

/** What a sentence is about, when it is no order. */
export type SentenceKind = 'order' | 'inquiry' | 'complaint' | 'payment' | 'chitchat' | 'approval';

/** A sentence as a range of pieces, with what it is about. */
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

interface Signs {
  readonly figures: boolean;
  readonly question: boolean;
  readonly marked: boolean;
  readonly says: (...tags: string[]) => number;
}

const aboutMoney = (signs: Signs): boolean =>
  signs.says('payment') > 1 || (signs.says('payment') > 0 && !(signs.figures && signs.says('unit') > 0 && signs.says(...wishes) > 0));

const wishes = ['verb', 'add', 'set', 'condition'];

/** "if the rate is 9200 I will take 20": no order yet. */
const isOffer = (signs: Signs): boolean => signs.says('future') > 0 && (signs.says('price', 'if', 'discount') > 0 || signs.question || !signs.figures);

function isQuestion(signs: Signs): boolean {
  if (signs.question && signs.says('price', 'discount', 'avail') > 0 && signs.says('condition') === 0) return true;
  if (signs.question && !signs.figures) return true;
  if (signs.says('quote') > 0 && !signs.says('approve', 'order', 'refer')) return true;
  return signs.marked && signs.says('unit') === 0 && signs.says(...wishes) === 0;
}

/** What a sentence is about, the strongest sign first. */
const rules: readonly (readonly [SentenceKind, (signs: Signs) => boolean])[] = [
  ['order', (signs) => signs.says('cancel') > 0],
  ['complaint', (signs) => signs.says('complaint', 'late') > 0],
  ['payment', aboutMoney],
  ['inquiry', (signs) => isOffer(signs) || isQuestion(signs)],
  ['approval', (signs) => signs.says('approve') > 0 && signs.says('unit') === 0],
  ['inquiry', (signs) => signs.says('price') > 0 && !signs.figures && signs.says(...wishes) === 0],
  ['chitchat', (signs) => signs.says('talk') > 0 && !(signs.figures && signs.says('unit') > 0)],
];

const kindTags = ['complaint', 'payment', 'talk', 'discount', 'approve', 'future'];

function kindOf(all: readonly Piece[], item: (piece: Piece) => boolean): SentenceKind {
  const pieces = all.filter((piece) => piece.role !== 'noise' && !(item(piece) && has(piece, ...kindTags)));
  const signs: Signs = {
    figures: pieces.some((piece) => piece.kind === 'number' && piece.role === null && piece.figure !== 'money' && piece.figure !== 'percent'),
    question: asks(pieces),
    marked: isMark(pieces.at(-1), '?'),
    says: (...tags) => count(pieces, ...tags),
  };
  return rules.find(([, applies]) => applies(signs))?.[0] ?? 'order';
}

const listing = new Set(['following', 'below', 'items', 'under', 'list', 'material', 'materials']);

/** Does a sentence announce a list? A colon alone announces only what is asked about. */
const announces = (pieces: readonly Piece[], kind: SentenceKind): boolean =>
  (kind === 'inquiry' && isMark(pieces.at(-1), ':', '-')) || pieces.some((piece) => piece.latin.split(' ').some((word) => listing.has(word)));

/** A list without wishes of its own belongs to the sentence that announces it: "please quote for:" makes it a question. */
function inherit(sentences: readonly Sentence[], pieces: readonly Piece[]): Sentence[] {
  let kind: SentenceKind | null = null;
  return sentences.map((sentence) => {
    const own = pieces.slice(sentence.from, sentence.to);
    if (sentence.kind !== 'order') {
      kind = announces(own, sentence.kind) ? sentence.kind : kind;
      return sentence;
    }
    if (own.some((piece) => piece.role === null && has(piece, ...wishes, 'lead', 'deliver'))) kind = null;
    return kind === null ? sentence : { ...sentence, kind };
  });
}

/** Cuts a message into sentences and says what each is about. */
export function sentencesOf(pieces: readonly Piece[], item: (piece: Piece) => boolean): Sentence[] {
  const priced = count(pieces, 'discount', 'price') > 0;
  const sentences = bounds(pieces).map(([from, to]): Sentence => {
    const own = pieces.slice(from, to);
    const text = own.map((piece) => piece.latin).join(' ');
    const conditional = hangs.some((word) => text.includes(word)) && priced;
    return { from, to, kind: kindOf(own, item), conditional };
  });
  return inherit(sentences, pieces);
}
