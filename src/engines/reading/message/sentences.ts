import { dimensionOf, unitClassOf } from '../catalogue/describe.ts';
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
  /** A wish is spoken out; "hai" alone is none. */
  readonly wished: boolean;
  /** A figure that counts goods, not one that measures them. */
  readonly counted: boolean;
  /** A day is named. */
  readonly dated: boolean;
  /** It names goods. */
  readonly items: boolean;
  /** "if you give it at 68 I take 100": what is taken hangs on something. */
  readonly hanging: boolean;
  readonly question: boolean;
  readonly marked: boolean;
  readonly says: (...tags: string[]) => number;
}

const aboutMoney = (signs: Signs): boolean =>
  signs.says('payment') > 1 || (signs.says('payment') > 0 && !(signs.figures && signs.says('unit') > 0 && signs.says(...wishes) > 0));

const wishes = ['verb', 'add', 'set', 'condition'];

/** "if the rate is 9200 I will take 20": no order yet. */
const isOffer = (signs: Signs): boolean =>
  signs.says('future') > 0 && (signs.says('price', 'if', 'discount') > 0 || signs.question || signs.hanging || (!signs.figures && signs.items));

/** Goods that came, with figures and without a wish: a report of what is wrong with them. */
const isReport = (signs: Signs): boolean =>
  signs.says('received') > 0 && signs.figures && !signs.wished && !signs.question && signs.says('condition', 'if') === 0;

/** Certificates, pictures, numbers to call: papers are asked for, not goods. */
const asksInfo = (signs: Signs): boolean =>
  signs.says('info') > 0 && signs.says('info') >= signs.says('complaint', 'late') && signs.says('received') === 0 && !signs.counted;

function isQuestion(signs: Signs): boolean {
  if (signs.question && signs.says('price', 'discount', 'avail') > 0 && signs.says('condition') === 0) return true;
  if (signs.question && !signs.figures) return true;
  if (signs.says('quote') > 0 && !signs.says('approve', 'order', 'refer')) return true;
  return signs.marked && signs.says('unit') === 0 && signs.says(...wishes) === 0;
}

/** What a sentence is about, the strongest sign first. */
const rules: readonly (readonly [SentenceKind, (signs: Signs) => boolean])[] = [
  ['chitchat', (signs) => signs.says('misdial') > 0 && !(signs.figures && signs.says('unit') > 0)],
  ['order', (signs) => signs.says('cancel') > 0],
  ['inquiry', asksInfo],
  ['complaint', (signs) => signs.says('complaint', 'late') > 0 || isReport(signs)],
  ['payment', aboutMoney],
  ['inquiry', (signs) => isOffer(signs) || isQuestion(signs)],
  ['approval', (signs) => signs.says('approve') > 0 && signs.says('unit') === 0],
  ['inquiry', (signs) => signs.says('price') > 0 && !signs.figures && signs.says(...wishes) === 0],
  [
    'chitchat',
    (signs) =>
      ((signs.says('talk') > 0 && !(signs.wished && signs.dated)) || (signs.says('future') > 0 && !signs.dated)) &&
      !(signs.figures && (signs.says('unit') > 0 || (signs.items && signs.wished))),
  ],
];

const kindTags = ['complaint', 'payment', 'talk', 'discount', 'approve', 'future', 'received', 'info', 'misdial'];

const copulas = new Set(['hai', 'hain', 'he', 'ho', 'है', 'हैं']);

/** "… to 100 peti utha lunga": a condition before what would be taken. */
function hangsOn(pieces: readonly Piece[]): boolean {
  const taken = pieces.findIndex((piece) => has(piece, 'future'));
  return taken > 0 && pieces.slice(0, taken).some((piece) => ['to', 'toh', 'tar'].includes(piece.latin));
}

function kindOf(all: readonly Piece[], item: (piece: Piece) => boolean): SentenceKind {
  const pieces = all.filter((piece) => piece.role !== 'noise' && !(item(piece) && has(piece, ...kindTags)));
  const signs: Signs = {
    wished: pieces.some((piece) => has(piece, 'verb', 'add', 'set', 'lead', 'condition') && !copulas.has(piece.latin) && !has(piece, 'order')),
    hanging: hangsOn(pieces),
    counted: pieces.some(
      (piece, i) => piece.kind === 'number' && piece.role === null && unitClassOf(pieces[i + 1]) !== null && dimensionOf(unitClassOf(pieces[i + 1])) === null,
    ),
    dated: pieces.some((piece) => piece.role === 'date'),
    items: pieces.some((piece) => piece.role === null && item(piece)),
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

const isWish = (piece: Piece): boolean => piece.role === null && has(piece, ...wishes, 'lead', 'deliver') && !copulas.has(piece.latin);

/** A list without wishes of its own belongs to the sentence that announces it: "please quote for:" makes it a question. */
function inherit(sentences: readonly Sentence[], pieces: readonly Piece[], subject: SentenceKind | null): Sentence[] {
  let kind = subject;
  let asked = false;
  return sentences.map((sentence) => {
    const own = pieces.slice(sentence.from, sentence.to);
    const goesOn =
      asked &&
      sentence.kind === 'order' &&
      has(
        own.find((piece) => piece.kind !== 'mark'),
        'and',
      ) &&
      !own.some(isWish);
    asked = sentence.kind === 'inquiry' || goesOn;
    if (goesOn) return { ...sentence, kind: 'inquiry' };
    if (sentence.kind !== 'order') {
      kind = announces(own, sentence.kind) ? sentence.kind : kind;
      return sentence;
    }
    if (own.some(isWish)) kind = null;
    return kind === null ? sentence : { ...sentence, kind };
  });
}

const joints = (piece: Piece | undefined): boolean =>
  isMark(piece, ',', ';') || has(piece, 'and', 'but') || (piece?.kind === 'word' && ['to', 'so', 'toh', 'tar', 'hence', 'lekin'].includes(piece.latin));

const isTrouble = (piece: Piece): boolean => piece.role !== 'noise' && has(piece, 'complaint', 'late', 'payment', 'received');
const replaces = (piece: Piece): boolean => has(piece, 'instead') || /^(?:replac|exchang|badal|badl)/.test(piece.latin);

/** Does a stretch order goods in so many words: an item, a figure and a wish? */
function orders(pieces: readonly Piece[], item: (piece: Piece) => boolean): boolean {
  const figure = pieces.some((piece) => piece.kind === 'number' && piece.role === null && piece.figure !== 'money' && piece.figure !== 'percent');
  const wish = pieces.some((piece) => isWish(piece) || (piece.role === null && has(piece, 'urgent')));
  return figure && wish && pieces.some((piece) => piece.role === null && item(piece));
}

/** The stretch that speaks of trouble: from its first word, back to the joint or figure before it, up to the joint behind its last. */
function troubleIn(pieces: readonly Piece[], from: number, to: number): { start: number; end: number } {
  const trouble = pieces.slice(from, to).flatMap((piece, i) => (isTrouble(piece) ? [from + i] : []));
  const last = trouble.at(-1) ?? from;
  let start = trouble[0] ?? from;
  const ends = (piece: Piece | undefined): boolean => joints(piece) || piece?.kind === 'number' || has(piece, 'unit');
  while (start > from && !ends(pieces[start - 1])) start -= 1;
  let end = last + 1;
  while (end < to && !joints(pieces[end])) end += 1;
  return { start, end };
}

/** A sentence of trouble that goes on to order something else is two: the trouble and the order. Goods in place of bad ones are no order. */
function divide(sentence: Sentence, pieces: readonly Piece[], item: (piece: Piece) => boolean): Sentence[] {
  if (sentence.kind !== 'complaint' && sentence.kind !== 'payment') return [sentence];
  const { from, to } = sentence;
  const { start, end } = troubleIn(pieces, from, to);
  const named = new Set(pieces.slice(start, end).filter(item).map((piece) => piece.fold)); // prettier-ignore
  const isOrder = (a: number, b: number): boolean => {
    const part = pieces.slice(a, b);
    return orders(part, item) && !part.some((piece) => replaces(piece) || (item(piece) && named.has(piece.fold)));
  };
  const before = isOrder(from, start);
  const after = end < to && isOrder(end, to);
  const order = (a: number, b: number): Sentence => ({ from: a, to: b, kind: 'order', conditional: false });
  const middle: Sentence = { ...sentence, from: before ? start : from, to: after ? end : to };
  return [...(before ? [order(from, start)] : []), middle, ...(after ? [order(end + 1, to)] : [])];
}

/** What the subject of a mail is about, when that is no order. */
export function subjectKind(subject: readonly Piece[], item: (piece: Piece) => boolean): SentenceKind | null {
  const kind = kindOf(subject.map((piece) => ({ ...piece, role: null })), item); // prettier-ignore
  const says = (...tags: string[]): boolean => subject.some((piece) => has(piece, ...tags));
  if (says('order', 'ponum') && kind !== 'complaint') return null;
  return kind === 'complaint' || kind === 'payment' || (kind === 'inquiry' && says('quote', 'info', 'price')) ? kind : null;
}

/** Cuts a message into sentences and says what each is about. `subject`: what the subject of the mail is about. */
export function sentencesOf(pieces: readonly Piece[], item: (piece: Piece) => boolean, subject: SentenceKind | null = null): Sentence[] {
  const priced = count(pieces, 'discount', 'price') > 0;
  const sentences = bounds(pieces).map(([from, to]): Sentence => {
    const own = pieces.slice(from, to);
    const text = own.map((piece) => piece.latin).join(' ');
    const conditional = hangs.some((word) => text.includes(word)) && priced;
    return { from, to, kind: kindOf(own, item), conditional };
  });
  return inherit(sentences.flatMap((sentence) => divide(sentence, pieces, item)), pieces, subject); // prettier-ignore
}
