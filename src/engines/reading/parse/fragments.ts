import { dimensionOf, unitClassOf } from '../catalogue/describe.ts';
import { atomsOf, measures, type Atom, type WordSense } from './atoms.ts';
import { has, isMark, type Piece } from './pieces.ts';
import { segmentsOf, votesOf, type Segment } from './segment.ts';

/** One thing asked for: the customer's words with a figure and unit, before anything is looked up. */
export interface RawLine {
  readonly phrase: readonly Piece[];
  readonly quantity: Piece | null;
  readonly unit: Piece | null;
  /** The figure measures ("25 kg"): a quantity or a size, which only the item can tell. */
  readonly measured: boolean;
  /** A second figure that must agree: "25 ctn (600 nos)". */
  readonly check: { readonly value: number; readonly unit: Piece } | null;
  /** The words are known to name an item, even when they are only figures ("8x50"). */
  readonly named: boolean;
  /** Words that nothing knows stand beside. */
  readonly noisy: boolean;
  /** The figures could be read in another way that is nearly as likely. */
  readonly unclear: boolean;
  /** Words without a quantity stand beside, which may say more of this line. */
  readonly leftover: boolean;
  readonly excluded: readonly Piece[];
  readonly from: number;
  readonly to: number;
}

const isCut = (piece: Piece): boolean => isMark(piece, ',', ';', '|', '&', '+', '=');
const sentenceEnd = (pieces: readonly Piece[], at: number): boolean => isMark(pieces[at], '.', '!', '?') && !(pieces[at + 1]?.glued ?? false);

const changing = ['double', 'half', 'remove', 'not', 'cancel', 'set', 'more', 'less'];

/** "but double the butter" is a new thing to do; "but ready cut" says more of the same item. */
function changesSomething(pieces: readonly Piece[], from: number, to: number): boolean {
  for (const piece of pieces.slice(from, to)) {
    if (isCut(piece)) return false;
    if (piece.role === null && (piece.kind === 'number' || has(piece, ...changing))) return true;
    if (piece.role === 'place' || piece.role === 'date') return true;
  }
  return false;
}

/** A row of a pasted table: its bars part columns, not items. */
function isRowBar(pieces: readonly Piece[], at: number, start: number, to: number): boolean {
  return isMark(pieces[at], '|') && pieces.slice(start, to).filter((piece) => isMark(piece, '|')).length > 1;
}

/** Is a fragment cut at this piece? */
function cutsAt(pieces: readonly Piece[], at: number, start: number, to: number, sense: WordSense): boolean {
  const piece = pieces[at] as Piece;
  if (isCut(piece) || sentenceEnd(pieces, at)) return !isRowBar(pieces, at, start, to);
  if (piece.kind !== 'word' || piece.role !== null || at <= start || sense.item(piece)) return false;
  return has(piece, 'and') || (has(piece, 'but') && changesSomething(pieces, at + 1, to));
}

/** Cuts pieces at commas, "and" and sentence ends. Parentheses stay with what they explain. */
export function cut(pieces: readonly Piece[], from: number, to: number, sense: WordSense): [number, number][] {
  const out: [number, number][] = [];
  let start = from;
  for (let i = from; i < to; i += 1) {
    if (!cutsAt(pieces, i, start, to, sense)) continue;
    if (i > start) out.push([start, i]);
    start = i + 1;
  }
  if (to > start) out.push([start, to]);
  return out;
}

const reasons = new Set(['for', 'because', 'since', 'bcoz', 'coz', 'due']);
const isFreeWord = (piece: Piece | undefined): piece is Piece => piece?.kind === 'word' && piece.role === null;

/** Where the words of a reason end: at the first item, unit or order word. */
function reasonEnd(pieces: readonly Piece[], from: number, to: number, sense: WordSense): number {
  let end = from;
  for (let piece = pieces[end]; end < to && isFreeWord(piece); piece = pieces[end]) {
    if (sense.item(piece) || has(piece, 'unit', 'lead')) break;
    end += 1;
  }
  return end;
}

/** "for the meeting", "because of the fair": why, not what. */
function markReasons(pieces: readonly Piece[], from: number, to: number, sense: WordSense): void {
  for (let i = from; i < to; i += 1) {
    if (!reasons.has(pieces[i]?.latin ?? '')) continue;
    const end = reasonEnd(pieces, i + 1, to, sense);
    const stop = pieces[end];
    if (end < to && stop?.kind === 'word' && sense.item(stop)) continue;
    for (const piece of pieces.slice(i, end)) if (!has(piece, 'not', 'remove', 'double', 'each')) piece.role = 'noise';
  }
}

/** "…so please send only four crates": what stands before the last "send", "need", "reduce" of the sentence is no item. */
function leadOf(pieces: readonly Piece[], from: number, to: number, sense: WordSense): number {
  const isGoods = (piece: Piece): boolean => isFreeWord(piece) && sense.item(piece);
  const isFigure = (piece: Piece): boolean => piece.kind === 'number' && piece.role === null;
  let lead = from;
  for (let i = from; i < to - 1; i += 1) {
    const piece = pieces[i] as Piece;
    if (!has(piece, 'lead') || piece.role !== null || sense.item(piece)) continue;
    const before = pieces.slice(lead, i);
    const ordered = before.some(isGoods) && before.some(isFigure);
    if (!ordered && pieces.slice(i + 1, to).some(isGoods)) lead = i + 1;
  }
  return lead;
}

function lineOf(segment: Segment, excluded: readonly Piece[], noisy: boolean): RawLine {
  const { atoms, phrase, amount, check, named, unclear, leftover } = segment;
  return {
    phrase,
    quantity: amount?.figure ?? null,
    unit: amount?.unit ?? null,
    measured: measures(amount?.unit ?? null),
    check,
    named,
    unclear,
    leftover,
    noisy,
    excluded,
    from: (atoms[0] as Atom).at,
    to: (atoms.at(-1) as Atom).end,
  };
}

/** A run too long to weigh: cut behind each figure, every line to be asked. */
function roughly(atoms: readonly Atom[]): Segment[] {
  const groups: Atom[][] = [[]];
  atoms.forEach((atom, i) => {
    groups.at(-1)?.push(atom);
    if (atom.kind !== 'words' && atoms[i + 1]?.kind === 'words') groups.push([]);
  });
  return groups
    .filter((group) => group.length > 0)
    .map((group) => {
      const figure = group.findLast((atom) => atom.kind === 'figure');
      const unit = group.findLast((atom) => atom.kind === 'unit');
      const phrase = group.filter((atom) => atom !== figure && atom !== unit).flatMap((atom) => atom.pieces);
      const amount = figure ? { figure: figure.pieces[0] as Piece, unit: unit?.pieces[0] ?? null } : null;
      return { atoms: group, phrase, amount, check: null, named: false, noise: false, unclear: true, leftover: false };
    });
}

/** "+1" for figures before their words, "−1" for figures after, summed over the fragments of a message. */
export function orientationOf(pieces: readonly Piece[], ranges: readonly (readonly [number, number])[], sense: WordSense): number {
  return ranges.reduce((votes, [from, to]) => votes + votesOf(segmentsOf(atomsOf(pieces, from, to, sense), sense, 0) ?? []), 0);
}

/** English and Arabic deny what follows, the others what stands before. */
const deniesNext = (piece: Piece): boolean =>
  piece.latin !== 'na' && piece.tags.some((hit) => hit.tag === 'not' && (hit.language === 'en' || hit.language === 'ar'));

/** "not 3/4", "not 6 mm": a size that is not meant counts for nothing. */
function dropDeniedSize(pieces: readonly Piece[], at: number): boolean {
  const denied = pieces[at + 1];
  const unit = pieces[at + 2];
  const measures = dimensionOf(unitClassOf(unit)) !== null;
  if (denied?.kind !== 'number' || (denied.figure !== 'fraction' && !measures)) return false;
  denied.role = 'noise';
  if (unit && measures) unit.role = 'noise';
  return true;
}

/** The word that a negation at this place denies. */
function deniedWord(pieces: readonly Piece[], at: number, sense: WordSense): Piece | null {
  const next = deniesNext(pieces[at] as Piece);
  const other = next ? pieces[at + 1] : pieces[at - 1];
  const corrects = !next && pieces[at + 1]?.kind === 'number';
  const named = other?.kind === 'word' && (sense.item(other) || has(other, 'big', 'small'));
  return named && !corrects ? other : null;
}

/** Words said to be not meant: "not bottle", "elaichi nahi". */
function excludedIn(pieces: readonly Piece[], from: number, to: number, sense: WordSense): Piece[] {
  const out: Piece[] = [];
  for (let i = from; i < to; i += 1) {
    const piece = pieces[i] as Piece;
    if (!has(piece, 'not') || piece.role !== null || (deniesNext(piece) && dropDeniedSize(pieces, i))) continue;
    const word = i > from ? deniedWord(pieces, i, sense) : null;
    if (word) out.push(word);
  }
  return out;
}

/** Nothing but particles: then a particle that is also an item's name ("dal 20") is the item. */
const lenient = (sense: WordSense): WordSense => ({ ...sense, item: (piece) => sense.item(piece) || (sense.anyItem(piece) && piece.latin.length > 2) });

/** Atoms of a fragment, without its reasons and what stands before its verb. */
function settledAtoms(pieces: readonly Piece[], from: number, to: number, sense: WordSense): Atom[] {
  markReasons(pieces, from, to, sense);
  const found = atomsOf(pieces, leadOf(pieces, from, to, sense), to, sense);
  return found.some((atom) => atom.kind === 'words') ? found : atomsOf(pieces, from, to, lenient(sense));
}

/** "20 of this or 10 of that": which of them must be asked. In Latin letters "or" is also how people write Hindi "and". */
const offersChoice = (pieces: readonly Piece[], from: number, to: number, sense: WordSense): boolean =>
  pieces
    .slice(from, to)
    .some(
      (piece) => piece.kind === 'word' && piece.role === null && piece.latin !== 'or' && has(piece, 'or') && !has(piece, 'and', 'wala') && !sense.item(piece),
    );

/** Reads one fragment as one or more lines. `orientation` of the whole message settles what the fragment leaves open. */
export function linesIn(pieces: readonly Piece[], from: number, to: number, sense: WordSense, orientation: number): RawLine[] {
  const figures = pieces.slice(from, to).some((piece) => piece.kind === 'number' && piece.role === null);
  const excluded = figures ? excludedIn(pieces, from, to, sense) : [];
  for (const piece of excluded) piece.role = 'noise';
  const atoms = settledAtoms(pieces, from, to, sense);
  if (atoms.length === 0) return [];
  const segments = segmentsOf(atoms, sense, orientation) ?? roughly(atoms);
  const either = segments.length > 1 && offersChoice(pieces, from, to, sense);
  // strange words behind a whole line are talk; before it they may be part of the name
  return segments.flatMap((segment, i) =>
    segment.noise ? [] : [lineOf(either ? { ...segment, unclear: true } : segment, excluded, segments[i - 1]?.noise ?? false)],
  );
}
