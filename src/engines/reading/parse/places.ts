import { has, isMark, type Piece } from './pieces.ts';
import { codeOf, genericPlaces, isSpecificPlace, numberedPlace, ownsWord, type PlaceBook } from './place-book.ts';

/** A ship-to that a message names. */
export interface PlaceHit {
  readonly from: number;
  readonly to: number;
  readonly code: string;
  /** It heads a list: "Akurdi: milk 8" or a line of its own. */
  readonly heading: boolean;
}

const lineStart = (pieces: readonly Piece[], at: number): boolean => {
  let i = at - 1;
  while (
    isMark(pieces[i], '-', '*', '(', ')', '#') ||
    pieces[i]?.role === 'serial' ||
    (pieces[i]?.kind === 'word' && has(pieces[i], 'dest', 'filler') && pieces[i - 1]?.kind !== 'word')
  )
    i -= 1;
  return i < 0 || pieces[i]?.kind === 'line';
};

const lineEnd = (pieces: readonly Piece[], at: number): boolean => {
  let i = at;
  while (isMark(pieces[i], '-', '*', ')', '(', '.')) i += 1;
  return i >= pieces.length || pieces[i]?.kind === 'line';
};

/** "Magarpatta counter pe alag se bhejna:" heads a list too. */
function endsWithColon(pieces: readonly Piece[], from: number): boolean {
  const end = pieces.findIndex((piece, i) => i >= from && piece.kind === 'line');
  const last = end < 0 ? pieces.length - 1 : end - 1;
  return isMark(pieces[last], ':') && !pieces.slice(from, last).some((piece) => piece.kind === 'number');
}

const articles = new Set(['al', 'el', 'the', 'our', 'my', 'at', 'ال']);

/** Articles and place words in front of a name belong to it ("al quoz", "mustawda al quoz"). */
function placeStart(pieces: readonly Piece[], at: number): number {
  let start = at;
  while (start > 0) {
    const before = pieces[start - 1];
    const belongs = before?.kind === 'word' && before.role === null && (articles.has(before.latin) || has(before, 'place') || genericPlaces.has(before.fold));
    if (!belongs) break;
    start -= 1;
  }
  return start;
}

interface PlaceRun {
  readonly from: number;
  readonly to: number;
  readonly specific: boolean;
}

/** The stretch of pieces that names one place: everything around it that its name or address holds too. */
function placeRun(pieces: readonly Piece[], at: number, code: string, book: PlaceBook): PlaceRun {
  let to = at + 1;
  let specific = isSpecificPlace(pieces[at], book);
  while (codeOf(pieces[to], book) === code || ownsWord(pieces[to], code, book) || (specific && isPlaceTail(pieces[to]))) {
    specific ||= codeOf(pieces[to], book) === code && isSpecificPlace(pieces[to], book);
    to += 1;
  }
  let from = at;
  while (specific && from > 0 && pieces[from - 1]?.kind === 'word' && ownsWord(pieces[from - 1], code, book)) from -= 1;
  return { from: placeStart(pieces, from), to, specific };
}

/** Does the stretch head a list: at the start of a line, before a colon or alone? */
function isHeading(pieces: readonly Piece[], run: PlaceRun): boolean {
  if (!lineStart(pieces, run.from)) return false;
  const next = pieces[run.to];
  const colon = isMark(next, ':') || (isMark(next, '-') && !next?.glued) || (next?.kind === 'word' && isMark(pieces[run.to + 1], ':'));
  const bracket = isMark(next, '(') && pieces.slice(run.to, run.to + 6).some((piece) => isMark(piece, ':'));
  return colon || bracket || lineEnd(pieces, run.to) || endsWithColon(pieces, run.to);
}

/** Do the words around say that a place is meant ("to", "pe", "deliver")? */
const isAimedAt = (pieces: readonly Piece[], run: PlaceRun): boolean =>
  pieces.slice(run.from, run.to).some((piece) => has(piece, 'place') && piece.latin.includes(' ')) ||
  has(pieces[run.to], 'dest') ||
  has(pieces[run.from - 1], 'dest', 'deliver') ||
  has(pieces[run.from - 2], 'dest', 'deliver');

/** Is a word that may name a place meant as one here? */
function isMeant(pieces: readonly Piece[], at: number, run: PlaceRun, heading: boolean, isItemWord: (piece: Piece) => boolean): boolean {
  const piece = pieces[at] as Piece;
  if (!run.specific && fresh.has(pieces[run.from - 1]?.latin ?? '')) return false;
  if (heading || isAimedAt(pieces, run)) return true;
  if (!run.specific && (vaguePlaces.has(piece.latin) || has(piece, 'place'))) return false;
  return !isItemWord(piece) || pieces[at + 1]?.kind !== 'number';
}

const fresh = new Set(['new', 'naya', 'nayi', 'nava', 'navi', 'navin', 'jadid', 'another', 'other']);

/** Is the place named only to be ruled out ("not the shop", "gate pe nahi")? */
function isDenied(pieces: readonly Piece[], run: Pick<PlaceRun, 'from' | 'to'>): boolean {
  const leads = (piece: Piece | undefined): boolean =>
    piece?.tags.some((hit) => hit.tag === 'not' && (hit.language === 'en' || hit.language === 'ar')) ?? false;
  const follows = (piece: Piece | undefined): boolean => piece?.tags.some((hit) => ['not', 'remove'].includes(hit.tag) && hit.language !== 'en' && hit.language !== 'ar') ?? false; // prettier-ignore
  const after = has(pieces[run.to], 'dest') ? pieces[run.to + 1] : pieces[run.to];
  return leads(pieces[run.from - 1]) || (follows(after) && !leads(after));
}

const possessives = new Set(['our', 'my', 'hamari', 'hamare', 'hamara', 'apni', 'apne', 'apna', 'meri', 'amchya', 'aamchya', 'amari']);

const isOurs = (piece: Piece | undefined): boolean => possessives.has(piece?.latin ?? '');

/** The pieces of the line in which a place stands. */
function lineAround(pieces: readonly Piece[], run: PlaceRun): readonly Piece[] {
  const line = pieces.findLastIndex((piece, i) => i < run.from && piece.kind === 'line');
  const end = pieces.findIndex((piece, i) => i >= run.to && piece.kind === 'line');
  return pieces.slice(line + 1, end < 0 ? pieces.length : end);
}

/** With one place on file, a message tells it only where something says that goods go there: aimed at, or said by itself at the end. */
function standsForPlace(pieces: readonly Piece[], run: PlaceRun, heading: boolean): boolean {
  const before = pieces[run.from - 1];
  if (!run.specific && (isOurs(before) || isOurs(pieces[run.from]))) return false;
  if (isAimedAt(pieces, run) || lineAround(pieces, run).some((piece) => has(piece, 'deliver') && piece.role === null)) return true;
  return run.specific && !heading && isMark(before, ',', '.') && pieces.slice(run.to).every((piece) => piece.kind === 'mark');
}

function markPlace(pieces: readonly Piece[], from: number, to: number, isItemWord: (piece: Piece) => boolean): void {
  for (let at = from; at < to; at += 1) (pieces[at] as Piece).role = 'place';
  const tail = pieces[to];
  if (tail && has(tail, 'dest', 'wala') && !isItemWord(tail)) tail.role = 'place';
}

function placeHitAt(pieces: readonly Piece[], at: number, book: PlaceBook, isItemWord: (piece: Piece) => boolean): { hit: PlaceHit; run: PlaceRun } | null {
  const counted = numberedPlace(pieces, at, book);
  if (counted && (has(pieces[counted.to], 'dest') || !pieces[at - 1] || !isItemWord(pieces[at - 1] as Piece))) {
    let { to } = counted;
    while (ownsWord(pieces[to], counted.code, book)) to += 1;
    const run = { from: placeStart(pieces, at), to, specific: true };
    return { run, hit: { from: run.from, to, code: counted.code, heading: isHeading(pieces, run) } };
  }
  const code = pieces[at]?.role === null ? codeOf(pieces[at], book) : null;
  if (code === null) return null;
  const run = placeRun(pieces, at, code, book);
  const heading = isHeading(pieces, run);
  const meant = isMeant(pieces, at, run, heading, isItemWord) && (book.count > 1 || standsForPlace(pieces, run, heading));
  return meant ? { run, hit: { from: run.from, to: run.to, code, heading } } : null;
}

/** Finds the customer's places in a message and gives their pieces the role `place`. */
export function findPlaces(pieces: readonly Piece[], book: PlaceBook, isItemWord: (piece: Piece) => boolean): PlaceHit[] {
  const hits: PlaceHit[] = [];
  for (let i = 0; i < pieces.length; i += 1) {
    const found = placeHitAt(pieces, i, book, isItemWord);
    if (!found) continue;
    const denied = isDenied(pieces, found.run);
    markPlace(pieces, found.run.from, found.run.to, isItemWord);
    if (!denied) hits.push(found.hit);
    i = found.run.to - 1;
  }
  return hits;
}

/** Words that name a place only when something says so: "our shop" is no address. */
const vaguePlaces = new Set([
  'shop', 'store', 'office', 'new', 'main', 'base', 'market', 'road', 'nagar', 'area', 'unit', 'hotel', 'dukan', 'dukaan', 'centre', 'center', 'site',
  'project', 'branch', 'street', 'plant', 'camp', 'gate', 'tower', 'block',
]); // prettier-ignore

const isPlaceTail = (piece: Piece | undefined): boolean =>
  piece?.kind === 'word' &&
  (genericPlaces.has(piece.fold) || has(piece, 'place') || ['dukan', 'dukanala', 'wali', 'wale', 'shop', 'godaun'].includes(piece.latin));

/** Does the message send the goods to a place that is not on file ("our new kitchen at Moshi")? */
export function namesUnknownPlace(pieces: readonly Piece[], isItemWord: (piece: Piece) => boolean): boolean {
  return pieces.some((piece, i) => {
    const send = has(piece, 'deliver') && ['to', 'at'].includes(pieces[i + 1]?.latin ?? '');
    const fresh = piece.latin === 'new' && genericPlaces.has(pieces[i + 1]?.fold ?? '');
    if (!send && !fresh) return false;
    const near = pieces.slice(i, i + 9);
    const stop = near.findIndex((other, at) => at > 0 && (other.kind === 'line' || isMark(other, '.')));
    const reach = stop < 0 ? near : near.slice(0, stop);
    if (reach.some((other) => other.role === 'place')) return false;
    return reach.some((other) => other.kind === 'word' && other.role === null && other.tags.length === 0 && other.latin.length > 3 && !isItemWord(other));
  });
}
