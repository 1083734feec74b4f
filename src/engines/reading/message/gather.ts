import { codeOf } from '../match/judge.ts';
import { linesIn, type RawLine } from '../parse/fragments.ts';
import type { WordSense } from '../parse/atoms.ts';
import { has, isMark, type Piece } from '../parse/pieces.ts';
import { genericPlaces } from '../parse/place-book.ts';
import type { PlaceHit } from '../parse/places.ts';
import type { PriceHit } from '../parse/prices.ts';
import type { Clean } from '../text/clean.ts';
import type { Span } from '../types.ts';
import { changeOf, type Change } from './changes.ts';
import { swapIn } from './swaps.ts';
import type { Part } from './parts.ts';
import type { Prepared } from './prepare.ts';
import type { Sentence } from './sentences.ts';
import type { RepeatStatement, Statement } from './statement.ts';

/** Original offsets of a stretch of the cleaned text. */
const spanOf = (source: Clean, turn: string, from: number, to: number): Span => ({
  turn,
  start: source.starts[from] ?? 0,
  end: source.ends[Math.max(from, to - 1)] ?? 0,
});

function pieceSpan(reading: { clean: Clean; turn: string }, pieces: readonly Piece[], from: number, to: number): { span: Span; start: number; end: number } {
  const start = pieces[from]?.start ?? 0;
  const end = pieces[Math.max(from, to - 1)]?.end ?? start;
  return { span: spanOf(reading.clean, reading.turn, start, end), start, end };
}

/** The customer's words of a phrase: the text from its first to its last piece, the figure left out where it stands outside. */
function phraseWords(raw: RawLine, text: string): string {
  const solid = raw.phrase;
  const first = solid[0];
  const last = solid.at(-1);
  if (!first || !last) return '';
  const start = Math.min(...solid.map((piece) => piece.start));
  const end = Math.max(...solid.map((piece) => piece.end));
  const whole = text.slice(start, end);
  const inside = raw.quantity && raw.quantity.start >= start && raw.quantity.end <= end;
  return (inside ? solid.map((piece) => text.slice(piece.start, piece.end)).join(' ') : whole).replace(/\s+/g, ' ').trim();
}

const knownLines = new WeakMap<readonly Piece[], Int32Array>();

/** Number of the line of each piece; counted once a text. */
function lineNumbers(pieces: readonly Piece[]): Int32Array {
  const ready = knownLines.get(pieces);
  if (ready) return ready;
  const numbers = new Int32Array(pieces.length + 1);
  pieces.forEach((piece, i) => void (numbers[i + 1] = (numbers[i] ?? 0) + (piece.kind === 'line' ? 1 : 0)));
  knownLines.set(pieces, numbers);
  return numbers;
}

/** Place of a list: named in the same line, else the heading above. */
function placeAt(places: readonly PlaceHit[], pieces: readonly Piece[], at: number): string | null {
  if (places.length === 0) return null;
  const lines = lineNumbers(pieces);
  const inLine = places.filter((place) => lines[place.from] === lines[at]);
  const near = inLine.findLast((place) => place.from <= at) ?? (new Set(inLine.map((place) => place.code)).size === 1 ? inLine[0] : undefined);
  if (near) return near.code;
  if (inLine.length > 0) return null;
  return places.findLast((place) => place.heading && place.from <= at)?.code ?? null;
}

/** Does the piece stand in quoted or forwarded text? */
export const inQuoted = (parts: readonly Part[], piece: Piece | undefined): boolean =>
  piece !== undefined && parts.some((part) => part.kind === 'quoted' && piece.start >= part.start && piece.start < part.end);

const anyHas = (pieces: readonly Piece[], ...tags: string[]): boolean => pieces.some((piece) => has(piece, ...tags));

/** Does the piece stand in the subject of a mail? */
export const inSubject = (parts: readonly Part[], piece: Piece): boolean => parts.some((part) => part.kind === 'subject' && piece.start < part.end);

/** A word of sameness alone, among other words, points to nothing. */
const pointsNowhere = (own: readonly Piece[]): boolean =>
  own.length > 4 &&
  !own.some((piece) => piece.role === 'reference') &&
  !anyHas(own, 'usual', 'rest') &&
  !anyHas(own, 'last', 'order', 'kal', 'day', 'verb', 'set');

const attributes = ['shipment', 'place', 'price', 'discount', 'address', 'day', 'week', 'person'];

const articles = new Set(['el', 'al', 'il', 'the', 'a', 'to']);

/** "same site", "our regular transport": sameness of something else than the order. */
function qualifiesOther(own: readonly Piece[], sense: WordSense): boolean {
  const at = own.findIndex((piece) => piece.role === null && has(piece, 'repeat', 'usual'));
  const next = own.slice(at + 1).find((piece) => !articles.has(piece.latin));
  if (at < 0 || next?.kind !== 'word' || next.latin.length < 3 || next.role === 'place') return false;
  const plain =
    next.role === null &&
    next.tags.length === 0 &&
    !sense.item(next) &&
    !own.slice(own.indexOf(next) + 1).some((piece) => has(piece, 'order', 'verb', 'repeat'));
  return has(next, ...attributes) || genericPlaces.has(next.fold) || plain;
}

/** "Faisal again.": the writer is back, nothing is repeated. */
const greetsAgain = (own: readonly Piece[]): boolean =>
  own.every((piece) => !has(piece, 'repeat') || piece.latin === 'again') && !anyHas(own, 'order', 'last', 'verb', 'add', 'rest', 'all', 'deliver');

/** "same", "usual", "pichle jaisa" in a stretch of pieces. */
function repeatIn(own: readonly Piece[], sense: WordSense): { base: 'last_order' | 'usual'; named: boolean } | null {
  if (anyHas(own, 'price', 'discount') || own.some((piece) => piece.role === 'price' || piece.figure === 'percent')) return null;
  const usual = own.some((piece) => has(piece, 'usual') && !has(piece, 'all'));
  if (!usual && (!anyHas(own, 'repeat') || pointsNowhere(own))) return null;
  if (qualifiesOther(own, sense) || (!usual && greetsAgain(own))) return null;
  return { base: usual ? 'usual' : 'last_order', named: anyHas(own, 'order', 'last', 'rest') };
}

/** A correction with an old and a new figure: the words are the item, the new figure the quantity. */
function corrected(raws: readonly RawLine[], figure: Piece, pieces: readonly Piece[]): RawLine {
  const first = raws[0] as RawLine;
  const next = pieces[pieces.indexOf(figure) + 1];
  const unit = next && has(next, 'unit') && next.role === null ? next : (raws.find((raw) => raw.unit !== null && raw.unit.kind !== 'number')?.unit ?? null);
  const phrase = raws.flatMap((raw) => raw.phrase).filter((piece) => (piece.kind === 'word' || piece.figure === 'fraction') && piece !== unit);
  return { ...first, phrase, quantity: figure, unit, measured: false, check: null, to: (raws.at(-1) as RawLine).to };
}

/** Everything that the fragments of a turn say. */
export interface Gathering {
  readonly statements: Statement[];
  readonly repeats: RepeatStatement[];
  cancelsAll: boolean;
}

/** A stretch of a sentence, ready to be read. */
export interface Fragment {
  readonly base: Prepared;
  readonly index: number;
  readonly sentence: Sentence;
  readonly from: number;
  readonly to: number;
  readonly orientation: number;
  readonly prices: readonly PriceHit[];
  /** What a row of a list says, already read; null for running text. */
  readonly raws: readonly RawLine[] | null;
}

/** "item 2": the position of a line in a document. */
function itemNumber(pieces: readonly Piece[], from: number, to: number): number | null {
  for (let i = from + 1; i < to; i += 1) if (pieces[i]?.role === 'serial' && has(pieces[i - 1], 'itemno')) return pieces[i]?.value ?? null;
  return null;
}

/** A question orders and changes nothing. */
function changeIn({ base, from, to, sentence }: Fragment): Change {
  const told = { ...changeOf(base.pieces.slice(from, to).filter((piece) => piece.role === null || piece.role === 'price')) };
  const numbered = itemNumber(base.pieces, from, to);
  if (numbered !== null) return { ...told, ordinal: numbered };
  return sentence.kind === 'inquiry' ? { ...told, operation: 'add', figure: null, old: null } : told;
}

/** Figures in the same line before a word of sameness: then it only says "as always". */
function trailsList({ base, from, to }: Fragment): boolean {
  const lineFrom = base.pieces.findLastIndex((piece, i) => i < from && piece.kind === 'line') + 1;
  return base.pieces.slice(lineFrom, to).filter((piece) => piece.kind === 'number' && piece.role === null && piece.figure === 'plain').length >= 3;
}

/** The places that stand together behind the words of a repeat ("usual for Adajan and Varachha"). */
function placesBehind({ base, from, sentence }: Fragment): string[] {
  const hits = base.places.filter((hit) => hit.from >= from && hit.to <= sentence.to);
  const out: string[] = [];
  let end = hits[0]?.from ?? 0;
  for (const hit of hits) {
    const between = base.pieces.slice(end, hit.from);
    if (between.some((piece) => piece.kind === 'number' || (piece.kind === 'word' && piece.role === null && !has(piece, 'and', 'filler', 'dest')))) break;
    out.push(hit.code);
    end = hit.to;
  }
  const next = base.pieces
    .slice(end, sentence.to)
    .find((piece) => piece.kind === 'word' && piece.role === null && !has(piece, 'filler', 'dest', 'each', 'both'));
  // "… to the showroom, and for the store pipe 20": the last place heads a list of its own.
  const heads = next !== undefined && base.sense.item(next);
  return [...new Set(heads ? out.slice(0, -1) : out)];
}

function gatherRepeat(fragment: Fragment, solid: readonly RawLine[], place: string | null, out: Gathering): void {
  const { base, from, to, sentence } = fragment;
  const own = base.pieces.slice(from, to);
  const repeat = repeatIn(own, base.sense);
  // "standard elbow 20" asks for an elbow, not for the standing order.
  const plain = solid.length === 0 || anyHas(own, 'order', 'last', 'rest') || base.dates.some((hit) => hit.past && hit.from >= from && hit.to <= to);
  if (!repeat || solid.length > 1 || !plain) return;
  const whole = base.pieces.slice(sentence.from, sentence.to);
  const rest = anyHas(own, 'rest');
  const event =
    whole.some((piece) => has(piece, 'festival') || (has(piece, 'month') && piece.role === null)) &&
    whole.some((piece) => piece.role === null && has(piece, 'order', 'last', 'big'));
  const { span, start, end } = pieceSpan({ clean: base.source, turn: base.turn.id }, base.pieces, from, to);
  const words = base.source.text.slice(start, end).trim();
  out.repeats.push({
    ...repeat,
    place,
    places: placesBehind(fragment),
    span,
    words,
    rest,
    trails: !rest && trailsList(fragment),
    vague: event && repeat.base === 'last_order',
  });
}

/** "20 of the one or 10 of the other": figures on both sides of an "or". */
function offersChoice(own: readonly Piece[]): boolean {
  const at = own.findIndex((piece) => has(piece, 'or') && piece.role === null && !has(piece, 'ya', 'greet'));
  const counts = (piece: Piece): boolean => piece.kind === 'number' && piece.role === null && piece.figure !== 'fraction';
  return at > 0 && own.slice(0, at).some(counts) && own.slice(at).some(counts) && own.slice(at).some((piece) => piece.kind === 'word' && piece.role === null);
}

const logisticRoles = new Set(['date', 'time', 'place']);

interface SentenceFacts {
  readonly wished: boolean;
  readonly logistic: boolean;
}

const knownFacts = new WeakMap<Sentence, SentenceFacts>();

/** What a sentence says about all its fragments; looked at once, however many they are. */
function factsOf(base: Prepared, sentence: Sentence): SentenceFacts {
  const ready = knownFacts.get(sentence);
  if (ready) return ready;
  const whole = base.pieces.slice(sentence.from, sentence.to);
  const placed = whole.some((piece) => (piece.role !== null && logisticRoles.has(piece.role)) || has(piece, 'deliver'));
  const facts = {
    wished: anyHas(whole, 'verb', 'add', 'set', 'condition'),
    logistic: placed && !whole.some((piece) => piece.role === null && base.sense.item(piece)),
  };
  knownFacts.set(sentence, facts);
  return facts;
}

/** What all lines of a fragment share. */
function sharedBy({
  base,
  from,
  to,
  sentence,
}: Fragment): Pick<Statement, 'wished' | 'corrects' | 'inquiry' | 'each' | 'logistic' | 'swaps' | 'onTop' | 'adds' | 'either'> {
  const own = base.pieces.slice(from, to);
  const before = from > 0 ? base.pieces[from - 1] : undefined;
  const { wished, logistic } = factsOf(base, sentence);
  return {
    // "4O peti sev": a letter where a digit was meant still asks for something.
    wished: wished || (anyHas(own, 'unit') && own.some((piece) => /^(?=.*\d)(?=.*[oli])[\doli]+$/.test(piece.latin))),
    corrects: anyHas(own, 'sorry', 'not', 'set', 'instead', 'keep') || has(before, 'sorry'),
    inquiry: sentence.kind === 'inquiry',
    each: anyHas(own, 'each'),
    either: offersChoice(own),
    logistic,
    swaps: anyHas(own, 'instead') && own.filter((piece) => piece.kind === 'number' && piece.role === null).length < 2,
    adds: own.some((piece) => piece.role === null && has(piece, 'add', 'more') && !has(piece, 'and')),
    onTop: anyHas(own, 'and', 'add', 'more') || has(before, 'and') || isMark(before, '+'),
  };
}

const plainOrder: Change = { operation: 'add', figure: null, old: null, ordinal: null, denied: [], denies: false };

/** One thing in place of one other, each read for itself; null where there is no such thing, or more than two things are named. */
function swappedIn({ base, from, to, orientation, sentence, raws }: Fragment): { readonly out: RawLine; readonly into: readonly RawLine[] } | null {
  const swap = raws === null && sentence.kind !== 'inquiry' ? swapIn(base.pieces, from, to, base.sense) : null;
  if (swap === null) return null;
  const read = ([start, end]: readonly [number, number]): RawLine[] =>
    linesIn(base.pieces, start, end, base.sense, orientation).filter((raw) => raw.phrase.length > 0);
  const [out, into] = [read(swap.out), read(swap.into)];
  return out.length === 1 && into.length === 1 && out[0] !== undefined ? { out: out[0], into } : null;
}

/** The price behind a line and before the next one; a price before all lines, or one alone for what is ordered together, is everybody's. */
function priceOf(prices: readonly PriceHit[], raws: readonly RawLine[], at: number): PriceHit | null {
  const [from, to] = [raws[at]?.from ?? 0, raws[at + 1]?.from ?? Infinity];
  const own = prices.find((hit) => hit.to > from && hit.from < to);
  const [only] = prices;
  return own ?? (prices.length === 1 && only !== undefined ? only : null);
}

/** What a fragment asks for, as far as it is no swap. */
function rawsOf({ base, from, to, raws, orientation }: Fragment, change: Change): readonly RawLine[] {
  if (raws !== null) return raws;
  const cut = linesIn(base.pieces, from, to, base.sense, orientation);
  return change.figure && cut.length > 0 ? [corrected(cut, change.figure, base.pieces)] : cut;
}

/** Reads one fragment: lines, changes, repeats. */
export function gatherFragment(fragment: Fragment, out: Gathering): void {
  const { base, from, to } = fragment;
  const { pieces, source } = base;
  const own = pieces.slice(from, to);
  const change = changeIn(fragment);
  const swapped = swappedIn(fragment);
  const raws = swapped?.into ?? rawsOf(fragment, change);
  const place = placeAt(base.places, pieces, from);
  const solid = raws.filter((raw) => raw.phrase.length > 0);
  if (anyHas(own, 'cancel') && solid.length === 0) out.cancelsAll = true;
  gatherRepeat(fragment, solid, place, out);
  const at = { clean: source, turn: base.turn.id };
  const shared = {
    ...sharedBy(fragment),
    ...(swapped === null ? { change } : { change: plainOrder, swaps: true }),
    replaces: swapped?.out ?? null,
    place,
    turn: fragment.index,
  };
  const prices = fragment.prices.filter((hit) => hit.from >= from && hit.to <= to + 1);
  for (const [i, raw] of raws.entries()) {
    const { span } = pieceSpan(at, pieces, raw.from, raw.to);
    out.statements.push({
      ...shared,
      raw,
      words: phraseWords(raw, source.text),
      span,
      price: priceOf(prices, raws, i),
      code: codeOf(raw.phrase),
      quoted: inQuoted(base.parts, pieces[raw.from]),
    });
  }
}
