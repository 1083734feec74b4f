import { dimensionOf, unitClassOf } from '../catalogue/describe.ts';
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

type Atom =
  | { readonly kind: 'words'; readonly at: number; readonly end: number; readonly pieces: Piece[] }
  | {
      readonly kind: 'count' | 'measure';
      readonly at: number;
      readonly end: number;
      readonly figure: Piece;
      readonly unit: Piece | null;
      readonly loose: boolean;
    };

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
const isCut = (piece: Piece): boolean => isMark(piece, ',', ';', '|', '&', '+', '=') || (piece.kind === 'mark' && piece.text === '\n');
const sentenceEnd = (pieces: readonly Piece[], at: number): boolean => isMark(pieces[at], '.', '!', '?') && !(pieces[at + 1]?.glued ?? false);

/** "but double the butter" is a new thing to do; "but ready cut" says more of the same item. */
function changesSomething(pieces: readonly Piece[], from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) {
    const piece = pieces[i] as Piece;
    if (isCut(piece)) return false;
    if (piece.role === null && (piece.kind === 'number' || has(piece, 'double', 'half', 'remove', 'not', 'cancel', 'set', 'more', 'less'))) return true;
    if (piece.role === 'place' || piece.role === 'date') return true;
  }
  return false;
}

/** Cuts pieces at commas, "and" and sentence ends. Parentheses stay with what they explain. */
export function cut(pieces: readonly Piece[], from: number, to: number, sense: WordSense): [number, number][] {
  const out: [number, number][] = [];
  let start = from;
  for (let i = from; i < to; i += 1) {
    const piece = pieces[i] as Piece;
    const boundary =
      isCut(piece) || sentenceEnd(pieces, i) || (has(piece, 'and', 'but') && piece.kind === 'word' && piece.role === null && i > start && !sense.item(piece));
    if (!boundary || (has(piece, 'but') && !has(piece, 'and') && !changesSomething(pieces, i + 1, to))) continue;
    if (i > start) out.push([start, i]);
    start = i + 1;
  }
  if (to > start) out.push([start, to]);
  return out;
}

/** Does a word stay in the phrase? Words with a role or without meaning do not. */
function keeps(piece: Piece, sense: WordSense): boolean {
  if (piece.kind !== 'word' || piece.role !== null) return false;
  if (sense.item(piece)) return true;
  if (has(piece, 'big', 'small', 'medium', 'half')) return true;
  if (has(piece, 'filler', 'ordinal', 'greet', 'verb', 'set', 'dest', 'urgent', 'wala', 'order', 'deliver', 'daytime', 'condition', 'sorry', 'yes', 'header', 'more', 'less', 'add', 'remove', 'repeat', 'last', 'usual', 'all', 'and', 'person', 'sku', 'each', 'end', 'reason', 'not', 'instead', 'double', 'cancel', 'until', 'before', 'clock', 'dateword', 'count', 'late', 'weekday', 'lead', 'question', 'avail', 'kal', 'day', 'no', 'rest', 'both', 'to', 'from', 'if', 'this', 'next', 'approve', 'festival', 'or', 'ponum', 'price', 'discount', 'command', 'week', 'talk', 'place')) return false; // prettier-ignore
  return true;
}

const reasons = new Set(['for', 'because', 'since', 'bcoz', 'coz', 'due']);

/** "for the meeting", "because of the fair": why, not what. */
function markReasons(pieces: readonly Piece[], from: number, to: number, sense: WordSense): void {
  for (let i = from; i < to; i += 1) {
    if (!reasons.has(pieces[i]?.latin ?? '')) continue;
    let end = i + 1;
    while (end < to && pieces[end]?.kind === 'word' && pieces[end]?.role === null && !sense.item(pieces[end] as Piece) && !has(pieces[end], 'unit', 'lead'))
      end += 1;
    const goods = end < to && pieces[end]?.kind === 'word' && sense.item(pieces[end] as Piece);
    if (!goods) for (const piece of pieces.slice(i, end)) if (!has(piece, 'not', 'remove', 'double', 'each')) piece.role = 'noise';
  }
}

function atomsOf(pieces: readonly Piece[], from: number, to: number, sense: WordSense): Atom[] {
  const atoms: Atom[] = [];
  for (let i = from; i < to; i += 1) {
    const piece = pieces[i] as Piece;
    if (piece.role !== null) continue;
    if (piece.kind === 'number') {
      const next = i + 1 < to && pieces[i + 1]?.role === null ? pieces[i + 1] : undefined;
      const leads = has(next, 'count') && pieces[i + 2]?.kind === 'number';
      const unit = unitClassOf(next) !== null && !leads ? (next as Piece) : null;
      const end = unit ? i + 2 : i + 1;
      const attribute =
        has(pieces[end], 'wala') ||
        piece.figure === 'money' ||
        piece.figure === 'percent' ||
        !bookable.has(piece.figure) ||
        (piece.figure === 'fraction' && unit === null);
      if (attribute) addWords(atoms, pieces.slice(i, end), i, end);
      else if (leads) addWords(atoms, [piece], i, i + 1);
      else {
        const measures = dimensionOf(unitClassOf(unit ?? undefined)) !== null;
        atoms.push({ kind: measures ? 'measure' : 'count', at: i, end, figure: piece, unit, loose: unit === null });
      }
      i = end - 1;
    } else if (keeps(piece, sense)) addWords(atoms, [piece], i, i + 1);
  }
  return atoms;
}

/** "…so please send only four crates": what stands before the last "send", "need", "reduce" of the sentence is no item. */
function leadOf(pieces: readonly Piece[], from: number, to: number, sense: WordSense): number {
  let lead = from;
  for (let i = from; i < to - 1; i += 1) {
    const piece = pieces[i] as Piece;
    if (!has(piece, 'lead') || piece.role !== null || sense.item(piece)) continue;
    const after = pieces.slice(i + 1, to);
    const goods = after.some((other) => other.kind === 'word' && other.role === null && sense.item(other));
    const before = pieces.slice(lead, i).some((other) => other.kind === 'word' && other.role === null && sense.item(other));
    const figure = pieces.slice(lead, i).some((other) => other.kind === 'number' && other.role === null);
    if (goods && !(before && figure)) lead = i + 1;
  }
  return lead;
}

function addWords(atoms: Atom[], pieces: Piece[], at: number, end: number): void {
  const last = atoms.at(-1);
  if (last?.kind === 'words') atoms[atoms.length - 1] = { kind: 'words', at: last.at, end, pieces: [...last.pieces, ...pieces] };
  else atoms.push({ kind: 'words', at, end, pieces: [...pieces] });
}

const piecesOfAtom = (atom: Atom): Piece[] => (atom.kind === 'words' ? atom.pieces : atom.unit ? [atom.figure, atom.unit] : [atom.figure]);

/** Among figures side by side, one is the quantity: the one with a counting unit, else the last. The others describe or check. */
function pickQuantity(atoms: readonly Atom[]): { quantity: Atom | null; check: RawLine['check'] } {
  const counts = atoms.filter((atom) => atom.kind === 'count');
  const withUnit = counts.filter((atom) => atom.kind === 'count' && (atom.unit !== null || atom.figure.figure === 'dozen' || atom.figure.figure === 'dual'));
  const measures = atoms.filter((atom) => atom.kind === 'measure');
  const quantity = withUnit[0] ?? counts.at(-1) ?? (measures.length > 0 ? (measures.at(-1) as Atom) : null);
  const second = withUnit[1];
  const check = second?.kind === 'count' && second.unit ? { value: second.figure.value, unit: second.unit } : null;
  return { quantity, check };
}

function lineOf(atoms: readonly Atom[], excluded: readonly Piece[]): RawLine {
  const { quantity, check } = pickQuantity(atoms);
  const rest = atoms.filter((atom) => atom !== quantity && !(check && atom.kind === 'count' && atom.unit === check.unit));
  const phrase = rest.flatMap(piecesOfAtom);
  const first = atoms[0] as Atom;
  const last = atoms.at(-1) as Atom;
  const figure = quantity && quantity.kind !== 'words' ? quantity : null;
  const index = atoms.indexOf(quantity as Atom);
  const beforeAtom = figure?.loose && index > 0 ? atoms[index - 1] : undefined;
  const before = beforeAtom?.kind === 'words' ? beforeAtom.pieces.at(-1) : undefined;
  const unitBefore = before && has(before, 'unit') ? before : null;
  return {
    phrase,
    quantity: figure?.figure ?? null,
    unit: figure?.unit ?? null,
    unitBefore,
    measured: figure !== null && dimensionOf(unitClassOf(figure.unit ?? undefined)) !== null,
    check,
    excluded,
    from: first.at,
    to: last.end,
  };
}

const shapeOf = (atoms: readonly Atom[]): string => atoms.map((atom) => (atom.kind === 'words' ? 'W' : atom.kind === 'count' ? 'Q' : 'm')).join('');

/** Where a run of several figures and words is cut: before each figure (leading) or after each figure (trailing). */
function splitRun(atoms: readonly Atom[], leading: boolean): Atom[][] {
  const groups: Atom[][] = [];
  let current: Atom[] = [];
  atoms.forEach((atom, i) => {
    const next = atoms[i + 1];
    if (leading && atom.kind === 'count' && current.some((other) => other.kind === 'words') && current.some((other) => other.kind === 'count')) {
      groups.push(current);
      current = [];
    }
    current.push(atom);
    if (!leading && atom.kind === 'count' && next?.kind === 'words' && current.some((other) => other.kind === 'words')) {
      groups.push(current);
      current = [];
    }
  });
  if (current.length > 0) groups.push(current);
  return groups;
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

/** Words said to be not meant: "not bottle", "elaichi nahi". */
function excludedIn(pieces: readonly Piece[], from: number, to: number, sense: WordSense): Piece[] {
  const out: Piece[] = [];
  for (let i = from; i < to; i += 1) {
    const piece = pieces[i] as Piece;
    if (!has(piece, 'not') || piece.role !== null) continue;
    const english = piece.tags.some((hit) => hit.tag === 'not' && hit.language === 'en') && piece.latin !== 'na';
    const other = english ? pieces[i + 1] : pieces[i - 1];
    const denied = pieces[i + 1];
    if (english && denied?.kind === 'number' && (denied.figure === 'fraction' || dimensionOf(unitClassOf(pieces[i + 2])) !== null)) {
      denied.role = 'noise';
      if (unitClassOf(pieces[i + 2]) !== null) (pieces[i + 2] as Piece).role = 'noise';
      continue;
    }
    const corrects = !english && pieces[i + 1]?.kind === 'number';
    if (other?.kind === 'word' && (sense.item(other) || has(other, 'big', 'small')) && i > from && !corrects) out.push(other);
  }
  return out;
}

/** Nothing but particles: then a particle that is also an item's name ("dal 20") is the item. */
const lenient = (sense: WordSense): WordSense => ({ ...sense, item: (piece) => sense.item(piece) || (sense.anyItem(piece) && piece.latin.length > 2) });

/** "paneer 200 kg curd 4": a measure between the words of two items is a quantity, when the first is sold by it. */
function promoteMeasures(atoms: Atom[], sense: WordSense): void {
  for (let i = 1; i < atoms.length - 1; i += 1) {
    const atom = atoms[i] as Atom;
    const before = atoms[i - 1] as Atom;
    const fresh = i === 1 || atoms[i - 2]?.kind === 'count';
    if (atom.kind !== 'measure' || before.kind !== 'words' || !fresh || atoms[i + 1]?.kind !== 'words' || !atom.unit) continue;
    if (sense.soldBy(before.pieces, atom.unit)) atoms[i] = { ...atom, kind: 'count' };
  }
}

/** "HDPE 63 pn10 2 roll": a bare figure that is a size of the item named before it, with a figure and unit to come, is no quantity. */
function demoteSizes(atoms: Atom[], sense: WordSense): void {
  for (let i = 1; i < atoms.length - 1; i += 1) {
    const atom = atoms[i] as Atom;
    const before = atoms[i - 1] as Atom;
    const next = atoms.slice(i + 1).find((other) => other.kind === 'count');
    if (atom.kind !== 'count' || !atom.loose || before.kind !== 'words' || atom.figure.value < 10 || next?.kind !== 'count' || next.loose) continue;
    if (!sense.sizedAs(before.pieces, atom.figure.value)) continue;
    const after = atoms[i + 1];
    const pieces = [...before.pieces, atom.figure, ...(after?.kind === 'words' ? after.pieces : [])];
    const end = after?.kind === 'words' ? after.end : atom.end;
    atoms.splice(i - 1, after?.kind === 'words' ? 3 : 2, { kind: 'words', at: before.at, end, pieces });
    i -= 1;
  }
}

/** Reads one fragment as one or more lines. `orientation` of the whole message settles what the fragment leaves open. */
export function linesIn(pieces: readonly Piece[], from: number, to: number, sense: WordSense, orientation: number): RawLine[] {
  const figures = pieces.slice(from, to).some((piece) => piece.kind === 'number' && piece.role === null);
  const excluded = figures ? excludedIn(pieces, from, to, sense) : [];
  for (const piece of excluded) piece.role = 'noise';
  markReasons(pieces, from, to, sense);
  const found = atomsOf(pieces, leadOf(pieces, from, to, sense), to, sense);
  const atoms = found.some((atom) => atom.kind === 'words') ? found : atomsOf(pieces, from, to, lenient(sense));
  if (atoms.length === 0) return [];
  promoteMeasures(atoms, sense);
  demoteSizes(atoms, sense);
  const shape = shapeOf(atoms).replaceAll('m', '');
  const counts = shape.replaceAll('W', '').length;
  const runs = shape.replace(/Q+/g, 'Q');
  if (counts < 2 || runs === 'WQ' || runs === 'QW' || runs === 'Q' || runs === 'QWQ') return [lineOf(atoms, excluded)];
  const leading = runs.startsWith('Q') && (runs.endsWith('W') || orientation >= 0) && !(runs.startsWith('W') && runs.endsWith('Q'));
  return splitRun(atoms, leading).map((group) => lineOf(group, excluded));
}
