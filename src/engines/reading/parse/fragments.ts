import { dimensionOf, unitClassOf } from '../catalogue/describe.ts';
import { atomsOf, demoteSizes, piecesOfAtom, promoteMeasures, shapeOf, type Amount, type Atom, type WordSense } from './atoms.ts';
import { has, isMark, type Piece } from './pieces.ts';

/** One thing asked for: the customer's words with a figure and unit, before anything is looked up. */
export interface RawLine {
  readonly phrase: readonly Piece[];
  readonly quantity: Piece | null;
  readonly unit: Piece | null;
  /** A unit word just before the figure: "peti 40", but also "pouch 15" where it belongs to the item. */
  readonly unitBefore: Piece | null;
  /** The figure measures ("25 kg"): a quantity or a size, which only the item can tell. */
  readonly measured: boolean;
  /** A second figure that must agree: "25 ctn (600 nos)". */
  readonly check: { readonly value: number; readonly unit: Piece } | null;
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

const isAmount = (atom: Atom): atom is Amount => atom.kind !== 'words';
const saysUnit = (amount: Amount): boolean => amount.unit !== null || amount.figure.figure === 'dozen' || amount.figure.figure === 'dual';

/** Among figures side by side, one is the quantity: the one with a counting unit, else the last. The others describe or check. */
function pickQuantity(atoms: readonly Atom[]): { quantity: Amount | null; check: RawLine['check'] } {
  const amounts = atoms.filter(isAmount);
  const counts = amounts.filter((amount) => amount.kind === 'count');
  const [first, second] = counts.filter(saysUnit);
  const quantity = first ?? counts.at(-1) ?? amounts.at(-1) ?? null;
  return { quantity, check: second?.unit ? { value: second.figure.value, unit: second.unit } : null };
}

/** A unit word just before a figure that has none of its own. */
function unitBefore(atoms: readonly Atom[], quantity: Amount | null): Piece | null {
  if (!quantity?.loose) return null;
  const before = atoms[atoms.indexOf(quantity) - 1];
  const last = before?.kind === 'words' ? before.pieces.at(-1) : undefined;
  return last && has(last, 'unit') ? last : null;
}

function lineOf(atoms: readonly Atom[], excluded: readonly Piece[]): RawLine {
  const { quantity, check } = pickQuantity(atoms);
  const isCheck = (atom: Atom): boolean => check !== null && atom.kind === 'count' && atom.unit === check.unit;
  const unit = quantity?.unit ?? null;
  return {
    phrase: atoms.filter((atom) => atom !== quantity && !isCheck(atom)).flatMap(piecesOfAtom),
    quantity: quantity?.figure ?? null,
    unit,
    unitBefore: unitBefore(atoms, quantity),
    measured: unit !== null && dimensionOf(unitClassOf(unit)) !== null,
    check,
    excluded,
    from: (atoms[0] as Atom).at,
    to: (atoms.at(-1) as Atom).end,
  };
}

/** Where a run of several figures and words is cut: before each figure (leading) or after each figure (trailing). */
function splitRun(atoms: readonly Atom[], leading: boolean): Atom[][] {
  const groups: Atom[][] = [[]];
  const holds = (kind: Atom['kind']): boolean => groups.at(-1)?.some((atom) => atom.kind === kind) ?? false;
  atoms.forEach((atom, i) => {
    if (leading && atom.kind === 'count' && holds('words') && holds('count')) groups.push([]);
    groups.at(-1)?.push(atom);
    if (!leading && atom.kind === 'count' && atoms[i + 1]?.kind === 'words' && holds('words')) groups.push([]);
  });
  return groups.filter((group) => group.length > 0);
}

/** "+1" for figures before their words, "−1" for figures after; fragments with one of each vote. */
export function orientationOf(pieces: readonly Piece[], ranges: readonly (readonly [number, number])[], sense: WordSense): number {
  let votes = 0;
  for (const [from, to] of ranges) {
    const shape = shapeOf(atomsOf(pieces, from, to, sense)).replaceAll('m', '');
    if (shape === 'QW') votes += 1;
    if (shape === 'WQ') votes -= 1;
  }
  return votes;
}

/** English denies what follows, the others what stands before. */
const deniesNext = (piece: Piece): boolean => piece.latin !== 'na' && piece.tags.some((hit) => hit.tag === 'not' && hit.language === 'en');

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

/** Atoms of a fragment, with the figures that only describe told from those that count. */
function settledAtoms(pieces: readonly Piece[], from: number, to: number, sense: WordSense): Atom[] {
  markReasons(pieces, from, to, sense);
  const found = atomsOf(pieces, leadOf(pieces, from, to, sense), to, sense);
  const atoms = found.some((atom) => atom.kind === 'words') ? found : atomsOf(pieces, from, to, lenient(sense));
  promoteMeasures(atoms, sense);
  demoteSizes(atoms, sense);
  return atoms;
}

const single = new Set(['W', 'Q', 'WQ', 'QW', 'QWQ']);

/** Reads one fragment as one or more lines. `orientation` of the whole message settles what the fragment leaves open. */
export function linesIn(pieces: readonly Piece[], from: number, to: number, sense: WordSense, orientation: number): RawLine[] {
  const figures = pieces.slice(from, to).some((piece) => piece.kind === 'number' && piece.role === null);
  const excluded = figures ? excludedIn(pieces, from, to, sense) : [];
  for (const piece of excluded) piece.role = 'noise';
  const atoms = settledAtoms(pieces, from, to, sense);
  if (atoms.length === 0) return [];
  const shape = shapeOf(atoms).replaceAll('m', '');
  const runs = shape.replace(/Q+/g, 'Q');
  if (shape.replaceAll('W', '').length < 2 || single.has(runs)) return [lineOf(atoms, excluded)];
  const leading = runs.startsWith('Q') && (runs.endsWith('W') || orientation >= 0);
  return splitRun(atoms, leading).map((group) => lineOf(group, excluded));
}
