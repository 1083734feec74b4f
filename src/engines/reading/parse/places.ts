import { fold } from '../text/fold.ts';
import { latinOf } from '../text/latin.ts';
import type { ReadingCustomer } from '../types.ts';
import { has, isMark, type Piece } from './pieces.ts';

/** A ship-to that a message names. */
export interface PlaceHit {
  readonly from: number;
  readonly to: number;
  readonly code: string;
  /** It heads a list: "Akurdi: milk 8" or a line of its own. */
  readonly heading: boolean;
}

/** Words by which one customer's places are told apart. */
export interface PlaceBook {
  readonly words: ReadonlyMap<string, string>;
  readonly generic: ReadonlySet<string>;
  readonly count: number;
}

const genericWords = new Set(
  ['shop', 'store', 'godown', 'warehouse', 'factory', 'kitchen', 'counter', 'depot', 'office', 'branch', 'site', 'yard', 'hotel', 'main', 'base', 'new', 'unit', 'plant', 'camp', 'workshop', 'showroom', 'outlet', 'market', 'gala', 'mess', 'centre', 'center', 'dc', 'store', 'road', 'street', 'nagar', 'area', 'project'].map((word) => fold(word)),
); // prettier-ignore

/** Words that name a place only when something says so: "our shop" is no address. */
const vaguePlaces = new Set(['shop', 'store', 'office', 'new', 'main', 'base', 'market', 'road', 'nagar', 'area', 'unit', 'hotel', 'dukan', 'dukaan', 'centre', 'center', 'site', 'project', 'branch', 'street', 'plant', 'camp']);

/** The same place word in other languages. */
const sameAs: Readonly<Record<string, readonly string[]>> = {
  shop: ['dukan', 'dukaan', 'dukana', 'dukanala', 'dukan la', 'kada', 'kadai', 'mahal', 'm7al', 'mhl', 'dokan', 'shopil'],
  store: ['dukan', 'makhzan', 'mkhzn', 'store'],
  warehouse: ['godown', 'godaam', 'makhzan', 'mkhzn', 'mstwda', 'mostawda3', 'mustawda'],
  godown: ['godown', 'godaam', 'warehouse', 'gudaam', 'gudam'],
  factory: ['factory', 'karkhana', 'fektri', 'msna', 'masna3', 'faikttari', 'fekttri', 'phektri'],
  site: ['mwqa', 'maw8e3', 'mawqe3', 'site'],
  branch: ['fr', 'fare3', 'far3'],
  office: ['mktb', 'maktab', 'daftar'],
};

/** Short names must be spelt as they are; longer ones may sound alike. */
const placeKey = (latin: string): string => (latin.length < 5 ? latin : fold(latin));

/** Learns the place words of a customer: those that only one of its ship-tos has. */
export function placeBook(customer: ReadingCustomer | null): PlaceBook {
  const owners = new Map<string, Set<string>>();
  const generic = new Set<string>();
  for (const shipTo of customer?.shipTos ?? []) {
    for (const name of [...shipTo.names, shipTo.code]) {
      for (const raw of name.split(/[^\p{L}\p{M}\p{N}]+/u)) {
        const latin = latinOf(raw);
        if (latin.length < 2 || /^\d+$/.test(latin)) continue;
        for (const word of [latin, ...(sameAs[latin] ?? [])]) {
          const key = placeKey(word);
          owners.set(key, (owners.get(key) ?? new Set()).add(shipTo.code));
          if (genericWords.has(fold(latin))) generic.add(key);
        }
      }
    }
  }
  const words = new Map<string, string>();
  for (const [word, codes] of owners) if (codes.size === 1) words.set(word, [...codes][0] ?? '');
  return { words, generic, count: customer?.shipTos.length ?? 0 };
}

function codeOf(piece: Piece | undefined, book: PlaceBook): string | null {
  if (piece?.kind !== 'word' || has(piece, 'unit', 'day', 'kal', 'num', 'verb')) return null;
  const exact = book.words.get(placeKey(piece.latin));
  if (exact !== undefined) return exact;
  // Marathi, Gujarati and Malayalam bind the ending to the name: karadla, ratnagirila, sitilekku.
  for (const cut of [2, 1, 3, 4]) {
    if (piece.fold.length - cut < 4) continue;
    const stem = book.words.get(piece.fold.slice(0, -cut));
    if (stem !== undefined && !book.generic.has(piece.fold.slice(0, -cut))) return stem;
  }
  return null;
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

/** Finds the customer's places in a message and gives their pieces the role `place`. */
export function findPlaces(pieces: readonly Piece[], book: PlaceBook, isItemWord: (piece: Piece) => boolean): PlaceHit[] {
  const hits: PlaceHit[] = [];
  for (let i = 0; i < pieces.length; i += 1) {
    const code = pieces[i]?.role === null ? codeOf(pieces[i], book) : null;
    if (code === null) continue;
    let to = i + 1;
    let specific = !book.generic.has(placeKey(pieces[i]?.latin ?? ''));
    while (pieces[to]?.kind === 'word' && (codeOf(pieces[to], book) === code || (isPlaceTail(pieces[to]) && specific))) {
      specific ||= !book.generic.has(placeKey(pieces[to]?.latin ?? ''));
      to += 1;
    }
    const piece = pieces[i] as Piece;
    const colon = isMark(pieces[to], ':') || (isMark(pieces[to], '-') && lineStart(pieces, i) && !pieces[to]?.glued) || (isMark(pieces[to + 1], ':') && pieces[to]?.kind === 'word') || (isMark(pieces[to], '(') && pieces.slice(to, to + 6).some((piece) => isMark(piece, ':')));
    const heading = lineStart(pieces, i) && (colon || lineEnd(pieces, to) || endsWithColon(pieces, to));
    const around = has(pieces[to], 'dest') || has(pieces[i - 1], 'dest', 'deliver') || has(pieces[i - 2], 'dest', 'deliver');
    if (!specific && !heading && !around && vaguePlaces.has(piece.latin)) continue;
    if (isItemWord(piece) && !heading && !around && pieces[i + 1]?.kind === 'number') continue;
    for (let at = i; at < to; at += 1) (pieces[at] as Piece).role = 'place';
    if (has(pieces[to], 'dest', 'wala') && !isItemWord(pieces[to] as Piece)) (pieces[to] as Piece).role = 'place';
    hits.push({ from: i, to, code, heading });
    i = to - 1;
  }
  return hits;
}

const isPlaceTail = (piece: Piece | undefined): boolean =>
  piece?.kind === 'word' &&
  (genericWords.has(piece.fold) || has(piece, 'place') || ['dukan', 'dukanala', 'wali', 'wale', 'shop', 'godaun'].includes(piece.latin));

/** Does the message send the goods to a place that is not on file ("our new kitchen at Moshi")? */
export function namesUnknownPlace(pieces: readonly Piece[], isItemWord: (piece: Piece) => boolean): boolean {
  return pieces.some((piece, i) => {
    const send = has(piece, 'deliver') && ['to', 'at'].includes(pieces[i + 1]?.latin ?? '');
    const fresh = piece.latin === 'new' && genericWords.has(pieces[i + 1]?.fold ?? '');
    if (!send && !fresh) return false;
    const near = pieces.slice(i, i + 9);
    const stop = near.findIndex((other, at) => at > 0 && (other.kind === 'line' || isMark(other, '.')));
    const reach = stop < 0 ? near : near.slice(0, stop);
    if (reach.some((other) => other.role === 'place')) return false;
    return reach.some((other) => other.kind === 'word' && other.role === null && other.tags.length === 0 && other.latin.length > 3 && !isItemWord(other));
  });
}
