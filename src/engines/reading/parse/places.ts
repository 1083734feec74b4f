import { fold } from '../text/fold.ts';
import { arabicKey } from '../catalogue/catalogue.ts';
import { latinOf, scriptOf } from '../text/latin.ts';
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
  /** Place names by their consonants, for Arabic spellings. */
  readonly arabic: ReadonlyMap<string, string>;
}

const genericWords = new Set(
  ['shop', 'store', 'godown', 'warehouse', 'factory', 'kitchen', 'counter', 'depot', 'office', 'branch', 'site', 'yard', 'hotel', 'main', 'base', 'new', 'unit', 'plant', 'camp', 'workshop', 'showroom', 'outlet', 'market', 'gala', 'mess', 'centre', 'center', 'dc', 'store', 'road', 'street', 'nagar', 'area', 'project'].map((word) => fold(word)),
); // prettier-ignore

/** Words that name a place only when something says so: "our shop" is no address. */
const vaguePlaces = new Set([
  'shop',
  'store',
  'office',
  'new',
  'main',
  'base',
  'market',
  'road',
  'nagar',
  'area',
  'unit',
  'hotel',
  'dukan',
  'dukaan',
  'centre',
  'center',
  'site',
  'project',
  'branch',
  'street',
  'plant',
  'camp',
]);

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

const particles = new Set(['the', 'and', 'for', 'near', 'opp', 'behind', 'new', 'old']);

/** Short names must be spelt as they are; longer ones may sound alike. */
const placeKey = (latin: string): string => (latin.length < 5 ? latin : fold(latin));

/** The words of a place's names, with how the same word is said in other languages. */
function* placeWords(names: readonly string[]): Generator<{ key: string; generic: boolean }> {
  for (const raw of names.flatMap((name) => name.split(/[^\p{L}\p{M}\p{N}]+/u))) {
    const latin = latinOf(raw);
    if (latin.length < 3 || /^\d+$/.test(latin) || particles.has(latin)) continue;
    const generic = genericWords.has(fold(latin));
    for (const word of [latin, ...(sameAs[latin] ?? [])]) yield { key: placeKey(word), generic };
  }
}

/** Learns the place words of a customer: those that only one of its ship-tos has. */
export function placeBook(customer: ReadingCustomer | null): PlaceBook {
  const shipTos = customer?.shipTos ?? [];
  const owners = new Map<string, Set<string>>();
  const generic = new Set<string>();
  for (const shipTo of shipTos) {
    for (const word of placeWords([...shipTo.names, shipTo.code])) {
      owners.set(word.key, (owners.get(word.key) ?? new Set()).add(shipTo.code));
      if (word.generic) generic.add(word.key);
    }
  }
  const words = new Map([...owners].flatMap(([word, codes]) => (codes.size === 1 ? [[word, [...codes][0] ?? ''] as const] : [])));
  const arabic = new Map([...words].filter(([word]) => !generic.has(word)).map(([word, code]) => [arabicKey(fold(word)), code]));
  return { words, generic, arabic, count: shipTos.length };
}

function codeOf(piece: Piece | undefined, book: PlaceBook): string | null {
  if (piece?.kind !== 'word' || has(piece, 'unit', 'day', 'kal', 'num', 'verb')) return null;
  const exact = book.words.get(placeKey(piece.latin));
  if (exact !== undefined) return exact;
  if (scriptOf(piece.text) === 'arabic') return arabicPlace(piece.latin, book);
  // Marathi, Gujarati and Malayalam bind the ending to the name: karadla, ratnagirila, sitilekku.
  for (const cut of [2, 1, 3, 4]) {
    if (piece.fold.length - cut < 4) continue;
    const stem = book.words.get(piece.fold.slice(0, -cut));
    if (stem !== undefined && !book.generic.has(piece.fold.slice(0, -cut))) return stem;
  }
  return null;
}

/** Arabic writes "the", "to" and "in" at the front of a place name, and no short vowels. */
function arabicPlace(latin: string, book: PlaceBook): string | null {
  for (const prefix of ['', 'al', 'll', 'bal', 'wal', 'l', 'b']) {
    if (!latin.startsWith(prefix)) continue;
    const key = arabicKey(fold(latin.slice(prefix.length)));
    const code = key.length >= 3 ? book.arabic.get(key) : undefined;
    if (code !== undefined) return code;
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

const articles = new Set(['al', 'el', 'the', 'our', 'my', 'at', 'ال']);

/** Articles and place words in front of a name belong to it ("al quoz", "mustawda al quoz"). */
function placeStart(pieces: readonly Piece[], at: number): number {
  let start = at;
  while (start > 0) {
    const before = pieces[start - 1];
    const belongs = before?.kind === 'word' && before.role === null && (articles.has(before.latin) || has(before, 'place') || genericWords.has(before.fold));
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

/** The stretch of pieces that names one place. */
function placeRun(pieces: readonly Piece[], at: number, code: string, book: PlaceBook): PlaceRun {
  const isSpecific = (piece: Piece | undefined): boolean => !book.generic.has(placeKey(piece?.latin ?? ''));
  let to = at + 1;
  let specific = isSpecific(pieces[at]);
  while (pieces[to]?.kind === 'word' && (codeOf(pieces[to], book) === code || (specific && isPlaceTail(pieces[to])))) {
    specific ||= isSpecific(pieces[to]);
    to += 1;
  }
  return { from: placeStart(pieces, at), to, specific };
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
  has(pieces[run.to], 'dest') || has(pieces[run.from - 1], 'dest', 'deliver') || has(pieces[run.from - 2], 'dest', 'deliver');

/** Is a word that may name a place meant as one here? */
function isMeant(pieces: readonly Piece[], at: number, run: PlaceRun, heading: boolean, isItemWord: (piece: Piece) => boolean): boolean {
  const piece = pieces[at] as Piece;
  if (!run.specific && fresh.has(pieces[run.from - 1]?.latin ?? '')) return false;
  if (heading || isAimedAt(pieces, run)) return true;
  if (!run.specific && vaguePlaces.has(piece.latin)) return false;
  return !isItemWord(piece) || pieces[at + 1]?.kind !== 'number';
}

const fresh = new Set(['new', 'naya', 'nayi', 'nava', 'navi', 'navin', 'jadid', 'another', 'other']);

/** Finds the customer's places in a message and gives their pieces the role `place`. */
export function findPlaces(pieces: readonly Piece[], book: PlaceBook, isItemWord: (piece: Piece) => boolean): PlaceHit[] {
  const hits: PlaceHit[] = [];
  for (let i = 0; i < pieces.length; i += 1) {
    const code = pieces[i]?.role === null ? codeOf(pieces[i], book) : null;
    if (code === null) continue;
    const run = placeRun(pieces, i, code, book);
    const heading = isHeading(pieces, run);
    if (!isMeant(pieces, i, run, heading, isItemWord)) continue;
    for (let at = run.from; at < run.to; at += 1) (pieces[at] as Piece).role = 'place';
    const tail = pieces[run.to];
    if (tail && has(tail, 'dest', 'wala') && !isItemWord(tail)) tail.role = 'place';
    hits.push({ from: run.from, to: run.to, code, heading });
    i = run.to - 1;
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
