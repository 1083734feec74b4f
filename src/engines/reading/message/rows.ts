import { unitClassOf } from '../catalogue/describe.ts';
import { atomsOf, measures, type WordSense } from '../parse/atoms.ts';
import type { RawLine } from '../parse/fragments.ts';
import { has, isMark, type Piece } from '../parse/pieces.ts';

/** Rows of a list laid out in columns: the blanks, bars and dashes say what is the item and what the quantity. */

/** A row of a list, read as one line. */
export interface Row {
  readonly from: number;
  readonly to: number;
  readonly raw: RawLine;
}

interface Cell {
  readonly from: number;
  readonly to: number;
}

interface Line extends Cell {
  readonly cells: readonly Cell[];
  /** Cut at wide gaps and bars only, as columns under a heading are. */
  readonly columns: readonly Cell[];
  /** A counter stands before the first cell. */
  readonly counted: boolean;
}

const wide = 2;

/** Where one column ends and the next begins: two blanks or more, a bar, or a dash that stands free. */
function parts(pieces: readonly Piece[], at: number, text: string): boolean {
  const before = pieces[at - 1];
  const piece = pieces[at];
  if (!before || !piece) return false;
  return isMark(before, '|') || isMark(piece, '|') || piece.start - before.end >= wide || /\t/.test(text.slice(before.end, piece.start));
}

const isSplit = (pieces: readonly Piece[], at: number): boolean => {
  const piece = pieces[at];
  const free = piece !== undefined && !piece.glued && pieces[at + 1]?.glued === false;
  return (isMark(piece, '-', '=') && free) || (isMark(piece, ':') && at > 0);
};

function cellsOf(pieces: readonly Piece[], from: number, to: number, text: string, atDashes = true): Cell[] {
  const cells: Cell[] = [];
  let start = from;
  const close = (end: number): void => {
    if (end > start && !pieces.slice(start, end).every((piece) => isMark(piece, '|'))) cells.push({ from: start, to: end });
  };
  for (let i = from + 1; i < to; i += 1) {
    if (parts(pieces, i, text)) {
      close(i);
      start = i;
    } else if (atDashes && isSplit(pieces, i)) {
      close(i);
      start = i + 1;
    }
  }
  close(to);
  return cells;
}

function linesOf(pieces: readonly Piece[], text: string): Line[] {
  const out: Line[] = [];
  let start = 0;
  for (let i = 0; i <= pieces.length; i += 1) {
    if (i < pieces.length && pieces[i]?.kind !== 'line') continue;
    let from = start;
    while (from < i && (pieces[from]?.role === 'serial' || isMark(pieces[from], '-', '*', '.', ')', '#', '|', '('))) from += 1;
    const counted = pieces.slice(start, from).some((piece) => piece.role === 'serial');
    if (i > from) out.push({ from, to: i, cells: cellsOf(pieces, from, i, text), columns: cellsOf(pieces, from, i, text, false), counted });
    start = i + 1;
  }
  return out;
}

interface Found {
  readonly figure: Piece;
  readonly unit: Piece | null;
}

const plainFigures = new Set<Piece['figure']>(['plain', 'dozen', 'dual', 'range', 'fraction']);
const isFigure = (piece: Piece | undefined): piece is Piece => piece?.kind === 'number' && piece.role === null && plainFigures.has(piece.figure);

/** A cell that holds a quantity and nothing else: "20 lengths", "عدد ٥", "كرتون ٢", "20". */
function amountIn(pieces: readonly Piece[], cell: Cell): Found | null {
  const own = pieces.slice(cell.from, cell.to).filter((piece) => !(piece.kind === 'mark' && ['.', ',', ')', '(', '|'].includes(piece.text)));
  const told = own.filter((piece) => !(has(piece, 'count') && own.length > 1));
  const [a, b, c] = told;
  if (c !== undefined || a === undefined) return null;
  if (b === undefined) return isFigure(a) ? { figure: a, unit: null } : null;
  if (isFigure(a) && unitClassOf(b) !== null && b.role === null) return { figure: a, unit: b };
  return isFigure(b) && unitClassOf(a) !== null && a.role === null && a.kind === 'word' ? { figure: b, unit: a } : null;
}

const unitIn = (pieces: readonly Piece[], cell: Cell | undefined): Piece | null => {
  const own = cell ? pieces.slice(cell.from, cell.to).filter((piece) => piece.kind === 'word') : [];
  return own.length === 1 && unitClassOf(own[0]) !== null ? (own[0] ?? null) : null;
};

const isPrice = (pieces: readonly Piece[], cell: Cell): boolean =>
  pieces.slice(cell.from, cell.to).some((piece) => piece.role === 'price' || piece.figure === 'money' || piece.figure === 'percent' || isMark(piece, '@'));

interface Columns {
  readonly count: number;
  readonly quantity: number;
  readonly unit: number;
  readonly serial: number;
  readonly dropped: ReadonlySet<number>;
}

const serialHeads = new Set(['sr', 'sno', 's', 'sl', 'line', 'no', 'id', 'srno', 'slno', 'pos', 'm', 'رقم']);

/** What the columns under a heading mean; null when the heading does not say where the quantity stands. */
function columnsOf(pieces: readonly Piece[], line: Line): Columns | null {
  const tagged = (cell: Cell, ...tags: string[]): boolean => pieces.slice(cell.from, cell.to).some((piece) => has(piece, ...tags));
  const latin = (cell: Cell): string => pieces.slice(cell.from, cell.to).map((piece) => piece.latin).join(' '); // prettier-ignore
  const at = (test: (cell: Cell) => boolean): number => line.cells.findIndex(test);
  const quantity = at((cell) => tagged(cell, 'count'));
  if (quantity < 0) return null;
  const unit = at((cell) => !tagged(cell, 'count') && /^(?:unit|units|uom|u o m|pack unit)$/.test(latin(cell)));
  const serial = line.cells[0] && serialHeads.has(latin(line.cells[0]).split(' ')[0] ?? '') ? 0 : -1;
  const dropped = new Set(
    line.cells.flatMap((cell, i) => (tagged(cell, 'price', 'discount') || /^(?:amount|total|value|hsn|gst|vat|remarks?)\b/.test(latin(cell)) ? [i] : [])),
  );
  return { count: line.cells.length, quantity, unit, serial, dropped };
}

/** The pieces that name the item, as they are read in running text. */
const phraseIn = (pieces: readonly Piece[], cells: readonly Cell[], sense: WordSense): Piece[] =>
  cells.flatMap((cell) => atomsOf(pieces, cell.from, cell.to, sense).flatMap((atom) => atom.pieces));

const namesItem = (phrase: readonly Piece[]): boolean => phrase.some((piece) => piece.kind === 'word' && piece.latin.length > 1);

function rowFrom(pieces: readonly Piece[], line: Line, described: readonly Cell[], found: Found, sense: WordSense): Row | null {
  const phrase = phraseIn(pieces, described, sense);
  if (!namesItem(phrase)) return null;
  const raw: RawLine = {
    phrase,
    quantity: found.figure,
    unit: found.unit,
    measured: measures(found.unit),
    check: null,
    unclear: false,
    named: false,
    noisy: false,
    leftover: false,
    excluded: [],
    from: line.from,
    to: line.to,
  };
  return { from: line.from, to: line.to, raw };
}

/** A row under a heading that says what each column is. */
function underHeading(pieces: readonly Piece[], line: Line, columns: Columns, sense: WordSense): Row | null {
  const skipped = columns.serial === 0 && line.counted ? 1 : 0;
  const cells = line.cells.length + skipped === columns.count ? line.cells : line.columns;
  if (cells.length + skipped !== columns.count) return null;
  const cell = cells[columns.quantity - skipped];
  const found = cell ? amountIn(pieces, cell) : null;
  if (!found) return null;
  const special = new Set([columns.quantity, columns.unit, columns.serial, ...columns.dropped]);
  const unit = found.unit ?? unitIn(pieces, cells[columns.unit - skipped]);
  return rowFrom(pieces, line, cells.filter((_cell, i) => !special.has(i + skipped)), { figure: found.figure, unit }, sense); // prettier-ignore
}

/** A row whose last column is a quantity, prices behind it left out. */
function endingInAmount(pieces: readonly Piece[], line: Line, sense: WordSense): Row | null {
  const cells = line.cells.filter((cell) => !isPrice(pieces, cell));
  const last = cells.at(-1);
  if (!last || cells.length < 2) return null;
  const unit = unitIn(pieces, last);
  const before = cells.at(-2);
  if (unit !== null && before && cells.length > 2) {
    const counted = amountIn(pieces, before);
    return counted && counted.unit === null ? rowFrom(pieces, line, cells.slice(0, -2), { figure: counted.figure, unit }, sense) : null;
  }
  const found = amountIn(pieces, last);
  return found ? rowFrom(pieces, line, cells.slice(0, -1), found, sense) : null;
}

const isTotal = (pieces: readonly Piece[], line: Line): boolean =>
  has(pieces[line.from], 'all', 'end') || ['total', 'grand', 'sum', 'subtotal'].includes(pieces[line.from]?.latin ?? '');

/** The serial numbers of rows ("1  1.5 sq mm wire", "10  GI pipe") when they count up from row to row. */
function markCounters(pieces: readonly Piece[], lines: readonly Line[]): void {
  const firsts = lines.map((line) => (line.cells.length > 2 && line.cells[0] && line.cells[0].to === line.from + 1 ? pieces[line.from] : undefined));
  const counted = firsts.filter((piece): piece is Piece => piece?.kind === 'number' && piece.role === null);
  const step = (counted[1]?.value ?? 0) - (counted[0]?.value ?? 0);
  if (counted.length < 2 || step <= 0 || !counted.every((piece, i) => piece.value === (counted[0]?.value ?? 0) + i * step)) return;
  if (counted[0]?.value !== step) return;
  for (const piece of counted) piece.role = 'serial';
}

/** "Wardha: 15W40 20L - 10, HL68 - 6": several things in one line, parted by commas. */
const isList = (pieces: readonly Piece[], line: Line): boolean =>
  line.cells.length > 2 && pieces.slice(line.from, line.to).some((piece) => isMark(piece, ',', ';', '،'));

/** Finds the rows of lists laid out in columns. A single line with a wide gap is none. */
export function rowsOf(pieces: readonly Piece[], text: string, heading: number, sense: WordSense): Row[] {
  const first = linesOf(pieces, text);
  markCounters(pieces, first);
  const lines = linesOf(pieces, text).filter((line) => pieces[line.from]?.role !== 'noise' && line.to - line.from < 60);
  const head = heading < 0 ? undefined : lines.find((line) => line.from <= heading && line.to > heading);
  const headed = head ? columnsOf(pieces, { ...head, cells: cellsOf(pieces, heading, head.to, text) }) : null;
  const rows = lines.flatMap((line) => {
    if (line === head || line.cells.length < 2 || isTotal(pieces, line) || pieces[line.from]?.role === 'heading' || isList(pieces, line)) return [];
    const row = (headed && line.from > heading ? underHeading(pieces, line, headed, sense) : null) ?? endingInAmount(pieces, line, sense);
    return row ? [row] : [];
  });
  return rows.length >= 2 ? rows : [];
}
