import { dimensionOf, unitClassOf } from '../catalogue/describe.ts';
import { has, type Piece } from './pieces.ts';

/** The building blocks of a fragment: runs of words, figures that count, figures that measure. */
export interface Words {
  readonly kind: 'words';
  readonly at: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
}

/** A figure with its unit. `loose`: no unit is written. */
export interface Amount {
  readonly kind: 'count' | 'measure';
  readonly at: number;
  readonly end: number;
  readonly figure: Piece;
  readonly unit: Piece | null;
  readonly loose: boolean;
}

/** A run of words or an amount. */
export type Atom = Words | Amount;

/** What the cutting needs to know about words. */
export interface WordSense {
  /** Known to the catalogue or to this customer's own words. */
  readonly item: (piece: Piece) => boolean;
  /** Known by name, even if it is a particle of the language as well. */
  readonly anyItem: (piece: Piece) => boolean;
  /** Is the item that these words mean sold by this unit (paneer by the kg)? */
  readonly soldBy: (words: readonly Piece[], unit: Piece) => boolean;
  /** Do items that these words name come in this size ("HDPE 63")? */
  readonly sizedAs: (words: readonly Piece[], value: number) => boolean;
}

const bookable = new Set<Piece['figure']>(['plain', 'dozen', 'dual', 'range', 'times', 'plus', 'negative', 'fraction']);

/** Words that say nothing about the item. */
const particles =
  'filler ordinal greet verb set dest urgent wala order deliver daytime condition sorry yes header more less add remove repeat last usual all and person sku each end reason not instead double cancel until before clock dateword count late weekday lead question avail kal day no rest both to from if this next approve festival or ponum price discount command week talk place'.split(
    ' ',
  );

/** Does a word stay in the phrase? Words with a role or without meaning do not. */
function keeps(piece: Piece, sense: WordSense): boolean {
  if (piece.kind !== 'word' || piece.role !== null) return false;
  return sense.item(piece) || has(piece, 'big', 'small', 'medium', 'half') || !has(piece, ...particles);
}

function addWords(atoms: Atom[], pieces: readonly Piece[], at: number, end: number): void {
  const last = atoms.at(-1);
  if (last?.kind === 'words') atoms[atoms.length - 1] = { kind: 'words', at: last.at, end, pieces: [...last.pieces, ...pieces] };
  else atoms.push({ kind: 'words', at, end, pieces });
}

/** A figure that describes the item ("5 wale", "₹10", "3/4 pipe") instead of counting it. */
function describes(figure: Piece, unit: Piece | null, after: Piece | undefined): boolean {
  if (has(after, 'wala') || figure.figure === 'money' || figure.figure === 'percent' || !bookable.has(figure.figure)) return true;
  return figure.figure === 'fraction' && unit === null;
}

/** The unit written behind a figure. "25 qty 3": a word that announces the next figure is no unit of this one. */
function unitBehind(pieces: readonly Piece[], at: number, to: number): { unit: Piece | null; announces: boolean } {
  const next = at + 1 < to ? pieces[at + 1] : undefined;
  if (next?.role !== null) return { unit: null, announces: false };
  const announces = has(next, 'count') && pieces[at + 2]?.kind === 'number';
  return { unit: unitClassOf(next) !== null && !announces ? next : null, announces };
}

/** Adds a figure and returns where reading goes on. */
function addFigure(atoms: Atom[], pieces: readonly Piece[], at: number, to: number): number {
  const figure = pieces[at] as Piece;
  const { unit, announces } = unitBehind(pieces, at, to);
  const end = unit ? at + 2 : at + 1;
  if (announces || describes(figure, unit, pieces[end])) {
    addWords(atoms, pieces.slice(at, end), at, end);
    return end;
  }
  const measures = unit !== null && dimensionOf(unitClassOf(unit)) !== null;
  atoms.push({ kind: measures ? 'measure' : 'count', at, end, figure, unit, loose: unit === null });
  return end;
}

/** The atoms of a stretch of pieces. */
export function atomsOf(pieces: readonly Piece[], from: number, to: number, sense: WordSense): Atom[] {
  const atoms: Atom[] = [];
  for (let i = from; i < to;) {
    const piece = pieces[i] as Piece;
    if (piece.kind === 'number' && piece.role === null) {
      i = addFigure(atoms, pieces, i, to);
      continue;
    }
    if (keeps(piece, sense)) addWords(atoms, [piece], i, i + 1);
    i += 1;
  }
  return atoms;
}

/** The pieces of an atom. */
export const piecesOfAtom = (atom: Atom): readonly Piece[] => (atom.kind === 'words' ? atom.pieces : atom.unit ? [atom.figure, atom.unit] : [atom.figure]);

/** Letters for the order of atoms: W words, Q counting figure, m measure. */
export const shapeOf = (atoms: readonly Atom[]): string => atoms.map((atom) => (atom.kind === 'words' ? 'W' : atom.kind === 'count' ? 'Q' : 'm')).join('');

/** "paneer 200 kg curd 4": a measure between the words of two items is a quantity, when the first is sold by it. */
export function promoteMeasures(atoms: Atom[], sense: WordSense): void {
  for (let i = 1; i < atoms.length - 1; i += 1) {
    const atom = atoms[i] as Atom;
    const before = atoms[i - 1] as Atom;
    const fresh = i === 1 || atoms[i - 2]?.kind === 'count';
    if (atom.kind !== 'measure' || before.kind !== 'words' || !fresh || atoms[i + 1]?.kind !== 'words') continue;
    if (atom.unit && sense.soldBy(before.pieces, atom.unit)) atoms[i] = { ...atom, kind: 'count' };
  }
}

/** Is this atom a bare size of the item named before it, with a figure and unit still to come? */
function isSize(atoms: readonly Atom[], at: number, sense: WordSense): boolean {
  const atom = atoms[at];
  const before = atoms[at - 1];
  if (atom?.kind !== 'count' || !atom.loose || atom.figure.value < 10 || before?.kind !== 'words') return false;
  const next = atoms.slice(at + 1).find((other) => other.kind === 'count');
  return next?.kind === 'count' && !next.loose && sense.sizedAs(before.pieces, atom.figure.value);
}

/** "HDPE 63 pn10 2 roll": a bare figure that is a size of the item named before it is no quantity. */
export function demoteSizes(atoms: Atom[], sense: WordSense): void {
  for (let i = 1; i < atoms.length - 1; i += 1) {
    if (!isSize(atoms, i, sense)) continue;
    const before = atoms[i - 1] as Words;
    const atom = atoms[i] as Amount;
    const after = atoms[i + 1];
    const joined = after?.kind === 'words' ? after : null;
    const pieces = [...before.pieces, atom.figure, ...(joined?.pieces ?? [])];
    atoms.splice(i - 1, joined ? 3 : 2, { kind: 'words', at: before.at, end: (joined ?? atom).end, pieces });
    i -= 1;
  }
}
