import { codeKey, type Catalogue } from '../catalogue/catalogue.ts';
import { linesIn, type RawLine } from '../parse/fragments.ts';
import { has, isMark, type Piece } from '../parse/pieces.ts';
import type { PlaceHit } from '../parse/places.ts';
import type { PriceHit } from '../parse/prices.ts';
import type { Clean } from '../text/clean.ts';
import type { Span } from '../types.ts';
import { changeOf, type Change } from './changes.ts';
import type { TurnContext } from './item-sense.ts';
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

/** Code written among the pieces of a fragment: letters and digits with marks between, known to the catalogue. */
function codeIn(text: string, start: number, end: number, catalogue: Catalogue, pieces: readonly Piece[]): string | null {
  for (const chunk of text
    .slice(start, end)
    .split(/[\s,;()|]+/)
    .slice(0, 60)) {
    if (chunk.length < 4 || chunk.length > 40 || !/\d/.test(chunk)) continue;
    const digitsOnly = /^\d+$/.test(chunk);
    const named = pieces.some((piece) => has(piece, 'sku'));
    if (digitsOnly && chunk.length < 6 && !named) continue;
    if (!digitsOnly && !/[A-Za-z]/.test(chunk)) continue;
    if (catalogue.byCode.has(codeKey(chunk))) return chunk;
  }
  return null;
}

/** Place of a list: named in the same line, else the heading above. */
function placeAt(places: readonly PlaceHit[], pieces: readonly Piece[], at: number): string | null {
  const lineFrom = pieces.findLastIndex((piece, i) => i < at && piece.kind === 'line');
  const lineTo = pieces.findIndex((piece, i) => i >= at && piece.kind === 'line');
  const inLine = places.filter((place) => place.from > lineFrom && (lineTo < 0 || place.from < lineTo));
  const near = inLine.findLast((place) => place.from <= at) ?? (new Set(inLine.map((place) => place.code)).size === 1 ? inLine[0] : undefined);
  if (near) return near.code;
  if (inLine.length > 0) return null;
  return places.findLast((place) => place.heading && place.from <= at)?.code ?? null;
}

/** Does the piece stand in quoted or forwarded text? */
export const inQuoted = (parts: readonly Part[], piece: Piece | undefined): boolean =>
  piece !== undefined && parts.some((part) => part.kind === 'quoted' && piece.start >= part.start && piece.start < part.end);

const anyHas = (pieces: readonly Piece[], ...tags: string[]): boolean => pieces.some((piece) => has(piece, ...tags));

/** A word of sameness alone, among other words, points to nothing. */
const pointsNowhere = (own: readonly Piece[]): boolean =>
  own.length > 4 && !anyHas(own, 'usual', 'rest') && !anyHas(own, 'last', 'order', 'kal', 'day', 'verb', 'set');

/** "same", "usual", "pichle jaisa" in a stretch of pieces. */
function repeatIn(own: readonly Piece[]): { base: 'last_order' | 'usual'; weekday: number | null } | null {
  if (anyHas(own, 'price', 'discount') || own.some((piece) => piece.role === 'price' || piece.figure === 'percent')) return null;
  const usual = own.some((piece) => has(piece, 'usual') && !has(piece, 'all'));
  if (!usual && (!anyHas(own, 'repeat') || pointsNowhere(own))) return null;
  const weekday = anyHas(own, 'last') ? own.flatMap((piece) => piece.tags).find((hit) => hit.tag === 'weekday') : undefined;
  return { base: usual ? 'usual' : 'last_order', weekday: weekday ? Number(weekday.arg) : null };
}

/** A correction with an old and a new figure: the words are the item, the new figure the quantity. */
function corrected(raws: readonly RawLine[], figure: Piece, pieces: readonly Piece[]): RawLine {
  const first = raws[0] as RawLine;
  const next = pieces[pieces.indexOf(figure) + 1];
  const unit = next && has(next, 'unit') && next.role === null ? next : (raws.find((raw) => raw.unit !== null)?.unit ?? null);
  const phrase = raws.flatMap((raw) => raw.phrase).filter((piece) => (piece.kind === 'word' || piece.figure === 'fraction') && piece !== unit);
  return { ...first, phrase, quantity: figure, unit, unitBefore: null, measured: false, check: null, to: (raws.at(-1) as RawLine).to };
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
}

/** A question orders and changes nothing. */
function changeIn({ base, from, to, sentence }: Fragment): Change {
  const told = changeOf(base.pieces.slice(from, to).filter((piece) => piece.role === null || piece.role === 'price'));
  return sentence.kind === 'inquiry' ? { ...told, operation: 'add', figure: null, old: null } : told;
}

/** Figures in the same line before a word of sameness: then it only says "as always". */
function trailsList({ base, from, to }: Fragment): boolean {
  const lineFrom = base.pieces.findLastIndex((piece, i) => i < from && piece.kind === 'line') + 1;
  return base.pieces.slice(lineFrom, to).filter((piece) => piece.kind === 'number' && piece.role === null && piece.figure === 'plain').length >= 3;
}

function gatherRepeat(fragment: Fragment, solid: readonly RawLine[], place: string | null, out: Gathering): void {
  const { base, from, to, sentence } = fragment;
  const own = base.pieces.slice(from, to);
  const repeat = repeatIn(own);
  // "standard elbow 20" asks for an elbow, not for the standing order.
  const plain = solid.length === 0 || anyHas(own, 'order', 'last', 'rest') || base.dates.some((hit) => hit.past && hit.from >= from && hit.to <= to);
  if (!repeat || solid.length > 1 || !plain) return;
  const whole = base.pieces.slice(sentence.from, sentence.to);
  const rest = anyHas(own, 'rest');
  const event = anyHas(whole, 'festival') && whole.some((piece) => piece.role === null && has(piece, 'order', 'last', 'big'));
  const { span, start, end } = pieceSpan({ clean: base.source, turn: base.turn.id }, base.pieces, from, to);
  const words = base.source.text.slice(start, end).trim();
  out.repeats.push({ ...repeat, place, span, words, rest, trails: !rest && trailsList(fragment), vague: event && repeat.base === 'last_order' });
}

const logisticRoles = new Set(['date', 'time', 'place']);

/** What all lines of a fragment share. */
function sharedBy({ base, from, to, sentence }: Fragment): Pick<Statement, 'wished' | 'corrects' | 'inquiry' | 'each' | 'logistic' | 'swaps' | 'onTop'> {
  const own = base.pieces.slice(from, to);
  const whole = base.pieces.slice(sentence.from, sentence.to);
  const before = from > 0 ? base.pieces[from - 1] : undefined;
  const placed = whole.some((piece) => (piece.role !== null && logisticRoles.has(piece.role)) || has(piece, 'deliver'));
  return {
    wished: anyHas(whole, 'verb', 'add', 'set', 'condition'),
    corrects: anyHas(own, 'sorry', 'not', 'set', 'instead') || has(before, 'sorry'),
    inquiry: sentence.kind === 'inquiry',
    each: anyHas(own, 'each'),
    logistic: placed && !whole.some((piece) => piece.role === null && base.sense.item(piece)),
    swaps: anyHas(own, 'instead') && own.filter((piece) => piece.kind === 'number' && piece.role === null).length < 2,
    onTop: anyHas(own, 'and', 'add', 'more') || has(before, 'and') || isMark(before, '+'),
  };
}

/** Reads one fragment: lines, changes, repeats. */
export function gatherFragment(fragment: Fragment, context: TurnContext, out: Gathering): void {
  const { base, from, to } = fragment;
  const { pieces, source } = base;
  const own = pieces.slice(from, to);
  const change = changeIn(fragment);
  const cut = linesIn(pieces, from, to, base.sense, fragment.orientation);
  const raws = change.figure && cut.length > 0 ? [corrected(cut, change.figure, pieces)] : cut;
  const place = placeAt(base.places, pieces, from);
  const solid = raws.filter((raw) => raw.phrase.length > 0);
  if (anyHas(own, 'cancel') && solid.length === 0) out.cancelsAll = true;
  gatherRepeat(fragment, solid, place, out);
  const at = { clean: source, turn: base.turn.id };
  const { start, end } = pieceSpan(at, pieces, from, to);
  const shared = { ...sharedBy(fragment), change, place, turn: fragment.index };
  const code = codeIn(source.text, start, end, context.catalogue, own);
  const price = fragment.prices.find((hit) => hit.from >= from && hit.to <= to + 1)?.asked ?? null;
  for (const raw of raws) {
    const { span } = pieceSpan(at, pieces, raw.from, raw.to);
    out.statements.push({ ...shared, raw, words: phraseWords(raw, source.text), span, price, code, quoted: inQuoted(base.parts, pieces[raw.from]) });
  }
}
