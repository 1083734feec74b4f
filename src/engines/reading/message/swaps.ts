import type { WordSense } from '../parse/atoms.ts';
import { has, isMark, type Piece } from '../parse/pieces.ts';

type Range = readonly [number, number];

/** One thing in place of another: the stretches of pieces that name what goes and what comes. */
export interface Swap {
  readonly out: Range;
  readonly into: Range;
}

interface Stretch {
  readonly pieces: readonly Piece[];
  readonly from: number;
  readonly to: number;
  readonly sense: WordSense;
}

/** Languages that put the word before what goes: "instead of sev", "بدل السيف". The others put it behind: "sev ki jagah". */
const leads = (piece: Piece, tag: string): boolean => piece.tags.some((hit) => hit.tag === tag && (hit.language === 'en' || hit.language === 'ar'));

const isFree = (piece: Piece | undefined): piece is Piece => piece !== undefined && piece.role === null;
const isItem = ({ pieces, sense }: Stretch, at: number): boolean => {
  const piece = pieces[at];
  return isFree(piece) && piece.kind === 'word' && sense.item(piece);
};
/** A word of an item, or one that means nothing else: what is wished for need not be in the catalogue. */
const isName = (stretch: Stretch, at: number): boolean => {
  const piece = stretch.pieces[at];
  return isItem(stretch, at) || (isFree(piece) && piece.kind === 'word' && piece.tags.length === 0);
};
const holdsItem = (stretch: Stretch, [from, to]: Range): boolean => indexIn(from, to, (at) => isItem(stretch, at)) >= 0;
const holdsName = (stretch: Stretch, [from, to]: Range): boolean => indexIn(from, to, (at) => isName(stretch, at)) >= 0;

function indexIn(from: number, to: number, test: (at: number) => boolean): number {
  for (let at = from; at < to; at += 1) if (test(at)) return at;
  return -1;
}

/** Both stretches must name something. */
const swapOf = (stretch: Stretch, out: Range, into: Range): Swap | null => (holdsName(stretch, out) && holdsName(stretch, into) ? { out, into } : null);

/** Where what goes ends and what comes begins, behind a word that leads: at a verb or comma, else at a figure, else where the words fit best. */
function boundary(stretch: Stretch, from: number): number {
  const { pieces, to } = stretch;
  const first = indexIn(from, to, (at) => isName(stretch, at));
  if (first < 0) return -1;
  const parts = (at: number): boolean =>
    isMark(pieces[at], ',', ';', '،') || (has(pieces[at], 'verb', 'lead', 'set', 'add', 'deliver') && !isItem(stretch, at));
  const cut = indexIn(first + 1, to, parts);
  if (cut > 0) return cut;
  const figure = indexIn(first + 1, to, (at) => pieces[at]?.kind === 'number' && isFree(pieces[at]) && !has(pieces[at + 1], 'wala'));
  return figure > 0 && holdsName(stretch, [figure, to]) && !isSize(stretch, figure) ? figure : bestCut(stretch, first);
}

/** A size belongs to the words before it: then the figure parts nothing. */
const isSize = ({ pieces }: Stretch, figure: number): boolean => pieces[figure + 1]?.glued === true && has(pieces[figure + 1], 'unit');

/** Two names side by side are parted where both halves name goods best. */
function bestCut(stretch: Stretch, first: number): number {
  const { pieces, to, sense } = stretch;
  let best = { at: -1, score: -Infinity };
  const score = (from: number, end: number): number =>
    sense.judge(
      pieces.slice(from, end).filter((piece) => piece.kind !== 'mark'),
      null,
    ).score;
  for (let at = first + 1; at < to && at <= first + 6; at += 1) {
    if (!isName(stretch, at)) continue;
    const sum = score(first, at) + score(at, to);
    if (sum > best.score) best = { at, score: sum };
  }
  return best.at;
}

/** "instead of sev send aloo", "send aloo instead of sev", "بدل السيف بطاطس". */
function byLeading(stretch: Stretch, at: number): Swap | null {
  const { from, to } = stretch;
  if (holdsName(stretch, [from, at])) return swapOf(stretch, [at + 1, to], [from, at]);
  const cut = boundary(stretch, at + 1);
  return cut < 0 ? null : swapOf(stretch, [at + 1, cut], [cut, to]);
}

/** "replace sev with aloo", "change sev to 20 ctn aloo", "غير السيف ل بطاطس". */
function byVerb(stretch: Stretch, at: number): Swap | null {
  const { pieces, from, to } = stretch;
  const first = indexIn(at + 1, to, (i) => isItem(stretch, i));
  const joint = first < 0 ? -1 : indexIn(first + 1, to, (i) => has(pieces[i], 'swapto') && isFree(pieces[i]));
  if (joint > 0) return swapOf(stretch, [at + 1, joint], [joint + 1, to]);
  const object = indexIn(from, at, (i) => has(pieces[i], 'swapof') && i > from);
  return object > 0 ? swapOf(stretch, [from, object], [object + 1, at]) : null;
}

/** "sev nahi aloo bhejo", "sev hata ke aloo": a denial between two names. */
function byDenial(stretch: Stretch, at: number): Swap | null {
  const { pieces, from, to } = stretch;
  const figures = indexIn(from, at, (i) => pieces[i]?.kind === 'number' && isFree(pieces[i]) && !has(pieces[i + 1], 'wala')) >= 0;
  const next = isItem(stretch, at + 1) || pieces[at + 1]?.kind === 'number';
  return !figures && next && holdsItem(stretch, [from, at]) && holdsItem(stretch, [at + 1, to]) ? swapOf(stretch, [from, at], [at + 1, to]) : null;
}

const conditional = ['if', 'avail', 'condition', 'question', 'or'];

/** Finds one thing put in place of another in a stretch of pieces; null where there is none, or it hangs on something. */
export function swapIn(pieces: readonly Piece[], from: number, to: number, sense: WordSense): Swap | null {
  const stretch: Stretch = { pieces, from, to, sense };
  const says = (at: number, ...tags: string[]): boolean => isFree(pieces[at]) && has(pieces[at], ...tags);
  if (indexIn(from, to, (at) => says(at, ...conditional) && !isItem(stretch, at)) >= 0) return null;
  for (let at = from; at < to; at += 1) {
    const piece = pieces[at];
    if (!isFree(piece) || piece.kind !== 'word' || isItem(stretch, at)) continue;
    const found = formAt(stretch, at, piece);
    if (found !== null) return found;
  }
  return null;
}

function formAt(stretch: Stretch, at: number, piece: Piece): Swap | null {
  const { from, to } = stretch;
  if (has(piece, 'swapby') && holdsName(stretch, [from, at])) return swapOf(stretch, [from, at], [at + 1, to]);
  const told = has(piece, 'swap') ? byVerb(stretch, at) : null;
  if (told !== null) return told;
  if (has(piece, 'instead')) return leads(piece, 'instead') ? byLeading(stretch, at) : swapOf(stretch, [from, at], [at + 1, to]);
  const denies = has(piece, 'not', 'remove') && !leads(piece, 'not') && !leads(piece, 'remove');
  return denies ? byDenial(stretch, at) : null;
}

/** "instead of sev, send aloo": what a leading word begins goes on behind the comma. */
export function opensSwap(pieces: readonly Piece[], from: number, to: number, sense: WordSense): boolean {
  const stretch: Stretch = { pieces, from, to, sense };
  const word = indexIn(from, to, (at) => isFree(pieces[at]) && leads(pieces[at] as Piece, 'instead'));
  return word >= 0 && !holdsName(stretch, [from, word]) && holdsName(stretch, [word + 1, to]) && swapIn(pieces, from, to, sense) === null;
}
