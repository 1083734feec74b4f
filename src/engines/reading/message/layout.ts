import { has, isMark, type Piece } from '../parse/pieces.ts';
import type { Part } from './parts.ts';

/** A heading row ("Sr  Item  Ctn") of a list. */
export interface Table {
  readonly heading: number;
  /** Unit named in the heading. */
  readonly unit: Piece | null;
}

/** Kind of the part that each offset lies in; parts are in order, offsets are asked in order. */
function partReader(parts: readonly Part[]): (start: number) => Part['kind'] {
  let at = 0;
  return (start) => {
    while (at < parts.length - 1 && (parts[at]?.end ?? 0) <= start) at += 1;
    return parts[at]?.kind ?? 'body';
  };
}

/** Signatures, disclaimers, subjects and quoted text are no orders; quoted text is, when the writer points to it. */
export function markNoise(pieces: readonly Piece[], parts: readonly Part[], quotedCounts: boolean): void {
  const quotedRead = quotedCounts || !parts.some((part) => part.kind === 'body');
  const kindAt = partReader(parts);
  const named = namesOnly(pieces, parts);
  for (const piece of pieces) {
    const kind = kindAt(piece.start);
    const unread = kind === 'signature' || (kind === 'names' && named) || (kind === 'quoted' && (!quotedRead || isMark(piece, '>')));
    if (unread && piece.kind !== 'line') piece.role = 'noise';
  }
  markSerials(pieces);
  markItemNumbers(pieces);
  markPersons(pieces);
}

const tells = ['deliver', 'day', 'kal', 'weekday', 'month', 'unit', 'verb', 'cancel', 'remove', 'add', 'until', 'order', 'payment', 'complaint', 'question'];

/** Do the last lines of a mail say nothing but who writes? */
function namesOnly(pieces: readonly Piece[], parts: readonly Part[]): boolean {
  const own = parts.filter((part) => part.kind === 'names');
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return false;
  return !pieces.some((piece) => piece.start >= first.start && piece.start < last.end && has(piece, ...tells) && !has(piece, 'address', 'greet', 'filler'));
}

/** The subject of a mail may name the day and the place, never the goods. */
export function markSubject(pieces: readonly Piece[], parts: readonly Part[]): void {
  const subject = parts.find((part) => part.kind === 'subject');
  if (subject) for (const piece of pieces) if (piece.start < subject.end && piece.role === null && piece.kind !== 'line') piece.role = 'noise';
}

const lineStarts = (pieces: readonly Piece[]): number[] =>
  pieces.flatMap((piece, i) => (i === 0 || pieces[i - 1]?.kind === 'line' ? (piece.kind === 'line' ? [] : [i]) : []));

/** "1- item": a dash that touches the counter and not what follows. */
const isDashed = (pieces: readonly Piece[], at: number): boolean =>
  isMark(pieces[at + 1], '-') && pieces[at + 1]?.glued === true && pieces[at + 2]?.glued === false;

/** "1)" or "2. " at the start of a line. */
function isMarkedSerial(pieces: readonly Piece[], at: number): boolean {
  const after = pieces[at + 1];
  const beyond = pieces[at + 2];
  const dot = isMark(after, '.') && (beyond?.kind === 'word' || !beyond?.glued);
  return (isMark(after, ')', '|') || dot || isDashed(pieces, at)) && (pieces[at]?.value ?? 0) < 200;
}

/** "1) …", "2. …", or lines that count 1, 2, 3 and hold another figure: the counter is no quantity. */
function markSerials(pieces: readonly Piece[]): void {
  let next = 1;
  const counted: Piece[] = [];
  for (const start of lineStarts(pieces)) {
    const at = isMark(pieces[start], '-', '*', '(', '#') ? start + 1 : start;
    const piece = pieces[at];
    if (piece?.kind !== 'number' || piece.role !== null) continue;
    if (isMarkedSerial(pieces, at)) piece.role = 'serial';
    else if (piece.value === next && rowHasFigure(pieces, at + 1)) counted.push(piece);
    if (piece.value === next) next += 1;
  }
  if (counted.length >= 2) for (const piece of counted) piece.role = 'serial';
}

/** "item 2 of the above", "line 3: …": a position, not a quantity. */
function markItemNumbers(pieces: readonly Piece[]): void {
  pieces.forEach((piece, i) => {
    if (piece.kind !== 'number' || piece.role !== null || !has(pieces[i - 1], 'itemno')) return;
    const after = pieces[i + 1];
    const ends = after === undefined || after.kind !== 'word' || has(after, 'wala', 'set', 'remove', 'cancel', 'dest') || after.latin === 'of';
    if (ends && after?.kind !== 'number') piece.role = 'serial';
  });
}

/** A word, or a size that words follow: what stands behind a counter. */
function beginsRow(pieces: readonly Piece[], from: number): boolean {
  const piece = pieces[from];
  if (piece?.kind === 'word') return !has(piece, 'unit');
  return piece?.kind === 'number' && !(has(pieces[from + 1], 'unit') && pieces[from + 2]?.kind === 'line');
}

function rowHasFigure(pieces: readonly Piece[], from: number): boolean {
  if (!beginsRow(pieces, from)) return false;
  for (let i = from; i < pieces.length && pieces[i]?.kind !== 'line'; i += 1) if (pieces[i]?.kind === 'number') return true;
  return false;
}

/** "Sonu this side", "Anil here", "Joseph from Campus Canteen": a name is no item. */
function markPersons(pieces: readonly Piece[]): void {
  pieces.forEach((piece, i) => {
    if (!has(piece, 'person') || piece.latin === 'from') return;
    for (let at = i - 1; at >= Math.max(0, i - 3); at -= 1) {
      const before = pieces[at];
      if (before?.kind !== 'word' || before.role !== null || (before.tags.length > 0 && !has(before, 'greet', 'filler'))) break;
      before.role = 'person';
    }
    piece.role = 'person';
  });
}

const sayings = ['day', 'kal', 'weekday', 'order', 'last', 'usual', 'repeat', 'add', 'remove', 'cancel', 'set', 'rest', 'not'];

/** "Imran bhai: mango 40": who wants it, not what. */
export function markLabels(pieces: readonly Piece[], item: (piece: Piece) => boolean): void {
  for (const start of lineStarts(pieces)) {
    let end = start;
    while (pieces[end]?.kind === 'word' && end - start < 4) end += 1;
    if (end === start || !isMark(pieces[end], ':')) continue;
    const label = pieces.slice(start, end);
    if (label.some((piece) => item(piece) || piece.role !== null || has(piece, ...sayings))) continue;
    for (const piece of label) piece.role = 'person';
  }
}

/** Finds the heading row of a list; its words are no items. */
export function markTable(pieces: readonly Piece[]): Table {
  for (const start of lineStarts(pieces)) {
    let end = start;
    while (end < pieces.length && pieces[end]?.kind !== 'line') end += 1;
    const row = pieces.slice(start, end).filter((piece) => piece.kind !== 'mark' && piece.role === null);
    const words = row.filter((piece) => piece.kind === 'word');
    if (row.length < 2 || words.length !== row.length || row.length > 10) continue;
    const heads = words.filter((piece) => has(piece, 'header'));
    if (heads.length < 2 || heads.length < words.length * 0.7) continue;
    const last = words.findLast((piece) => has(piece, 'unit') && !['no', 'unit', 'units', 'qty', 'nos'].includes(piece.latin)) ?? null;
    for (const piece of row) piece.role = 'heading';
    return { heading: start, unit: last };
  }
  return { heading: -1, unit: null };
}
