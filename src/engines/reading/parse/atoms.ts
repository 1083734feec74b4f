import { dimensionOf, unitClassOf } from '../catalogue/describe.ts';
import { has, type Piece } from './pieces.ts';

/** The building blocks of a fragment: runs of words, figures, unit words. */
export interface Atom {
  readonly kind: 'words' | 'figure' | 'unit';
  readonly at: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
  /** A figure that a word just before announces as the count ("qty 3", "عدد ٣"). */
  readonly announced: boolean;
}

/** A quantity as one reading has it. */
export interface Amount {
  readonly figure: Piece;
  readonly unit: Piece | null;
}

/** What a judge makes of words and a figure. */
export interface Judgement {
  /** Higher is likelier. */
  readonly score: number;
  /** Tells two readings apart. */
  readonly item: number | null;
  /** The unit of the quantity, as far as it is known. */
  readonly uom: string | null;
  /** The words are known to name the item: by code, or because this customer has called it so. */
  readonly named: boolean;
  /** The customer has said it in just these words before. */
  readonly said: boolean;
}

/** What the cutting needs to know about words. */
export interface WordSense {
  /** Known to the catalogue or to this customer's own words. */
  readonly item: (piece: Piece) => boolean;
  /** Known by name, even if it is a particle of the language as well. */
  readonly anyItem: (piece: Piece) => boolean;
  /** This customer has called an item just so. */
  readonly names: (pieces: readonly Piece[]) => boolean;
  /** Like nothing that the catalogue, the customer or the lexicon knows. */
  readonly strange: (piece: Piece) => boolean;
  /** How likely it is that these words name one item and that this is its quantity. */
  readonly judge: (phrase: readonly Piece[], amount: Amount | null, check?: { readonly value: number; readonly unit: Piece } | null) => Judgement;
  /** The judge has been asked as often as one conversation may ask. */
  readonly tired: () => boolean;
}

const bookable = new Set<Piece['figure']>(['plain', 'dozen', 'dual', 'range', 'times', 'plus', 'negative', 'fraction']);

/** Words that say nothing about the item. */
const particles =
  'filler ordinal greet verb set dest urgent wala order deliver daytime condition sorry yes header more less add remove repeat last usual all and person sku each end reason not instead double cancel until before clock dateword count late weekday lead question avail kal day no rest both to from if this next approve festival or ponum price discount command week talk place but docword numword itemno shipment thereto received info misdial'.split(
    ' ',
  );

/** Does a word stay in the phrase? Words with a role or without meaning do not. */
function keeps(piece: Piece, sense: WordSense): boolean {
  if (piece.kind !== 'word' || piece.role !== null) return false;
  return sense.item(piece) || has(piece, 'big', 'small', 'medium', 'half') || !has(piece, ...particles);
}

function addWords(atoms: Atom[], pieces: readonly Piece[], at: number, end: number): void {
  const last = atoms.at(-1);
  if (last?.kind === 'words') atoms[atoms.length - 1] = { ...last, end, pieces: [...last.pieces, ...pieces] };
  else atoms.push({ kind: 'words', at, end, pieces, announced: false });
}

/** A figure that can only describe the item ("5 wale", "₹10"). */
const describes = (figure: Piece, after: Piece | undefined): boolean =>
  has(after, 'wala') || figure.figure === 'money' || figure.figure === 'percent' || !bookable.has(figure.figure);

/** "ATF 4 balti": behind a figure that words stand before, the name of one item is the unit of another. */
const countsOther = (pieces: readonly Piece[], at: number): boolean =>
  pieces[at - 1]?.kind === 'number' && pieces[at - 2]?.kind === 'word' && pieces[at - 2]?.role === null;

/** A mark, or a word that is no particle of the language. */
const saysUnit = (piece: Piece, sense: WordSense): boolean => piece.kind !== 'word' || !has(piece, ...particles) || sense.item(piece);

/** A unit word, or `"` behind a figure. "25 qty 3": a word that announces the next figure is no unit. */
function isUnit(pieces: readonly Piece[], at: number, to: number, sense: WordSense): boolean {
  const piece = at < to ? pieces[at] : undefined;
  if (piece === undefined || piece.role !== null || unitClassOf(piece) === null || (sense.names([piece]) && !countsOther(pieces, at))) return false;
  const announces = has(piece, 'count') && pieces[at + 1]?.kind === 'number';
  return !announces && (pieces[at - 1]?.kind === 'number' || saysUnit(piece, sense));
}

/** Adds a figure and returns where reading goes on. */
function addFigure(atoms: Atom[], pieces: readonly Piece[], at: number, to: number, sense: WordSense): number {
  const figure = pieces[at] as Piece;
  const next = isUnit(pieces, at + 1, to, sense) ? pieces[at + 1] : undefined;
  const end = next ? at + 2 : at + 1;
  if (describes(figure, pieces[end])) {
    addWords(atoms, pieces.slice(at, end), at, end);
    return end;
  }
  atoms.push({ kind: 'figure', at, end: at + 1, pieces: [figure], announced: has(pieces[at - 1], 'count') });
  return at + 1;
}

/** The atoms of a stretch of pieces. */
export function atomsOf(pieces: readonly Piece[], from: number, to: number, sense: WordSense): Atom[] {
  const atoms: Atom[] = [];
  for (let i = from; i < to;) {
    const piece = pieces[i] as Piece;
    if (piece.kind === 'number' && piece.role === null) {
      i = addFigure(atoms, pieces, i, to, sense);
      continue;
    }
    if (isUnit(pieces, i, to, sense)) atoms.push({ kind: 'unit', at: i, end: i + 1, pieces: [piece], announced: false });
    else if (keeps(piece, sense)) addWords(atoms, [piece], i, i + 1);
    i += 1;
  }
  return atoms;
}

/** Does the unit measure (kg, mm) rather than count? */
export const measures = (unit: Piece | null): boolean => unit !== null && dimensionOf(unitClassOf(unit)) !== null;
