import { businessDateIn, instantFromMs, msOf, type BusinessDate, type Instant } from '../../../kernel/time.ts';
import { codeKey, type Catalogue } from '../catalogue/catalogue.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { CustomerModel } from '../match/customer-model.ts';
import { findDates, markTimes, type DateHit } from '../parse/dates.ts';
import type { WordSense } from '../parse/atoms.ts';
import { cut, linesIn, orientationOf, type RawLine } from '../parse/fragments.ts';
import { readNumbers } from '../parse/numbers.ts';
import { tagPieces } from '../parse/tagging.ts';
import { has, isMark, type Piece } from '../parse/pieces.ts';
import { findPlaces, namesUnknownPlace, type PlaceBook, type PlaceHit } from '../parse/places.ts';
import { findPrices, type PriceHit } from '../parse/prices.ts';
import { clean, type Clean } from '../text/clean.ts';
import { remembered } from '../text/memory.ts';
import { tokenise } from '../text/tokens.ts';
import type { Span, Turn } from '../types.ts';
import { changeOf } from './changes.ts';
import { documentNumbers, markNumbers, type DocumentHit } from './documents.ts';
import { markLabels, markNoise, markSubject, markTable, type Table } from './layout.ts';
import { partsOf, pointsBelow, type Part } from './parts.ts';
import { sentencesOf, type Sentence } from './sentences.ts';
import type { RepeatStatement, Statement } from './statement.ts';

/** What one turn says, before it is held against the catalogue. */
export interface TurnReading {
  readonly turn: Extract<Turn, { kind: 'said' }>;
  readonly clean: Clean;
  readonly pieces: readonly Piece[];
  readonly sentences: readonly Sentence[];
  readonly statements: readonly Statement[];
  readonly repeats: readonly RepeatStatement[];
  /** "cancel all", "cancel the order". */
  readonly cancelsAll: boolean;
  /** It speaks of an order that was placed before ("in my last order", "kal ke order me"). */
  readonly aboutPast: boolean;
  readonly dates: readonly DateHit[];
  readonly places: readonly PlaceHit[];
  readonly unknownPlace: boolean;
  readonly prices: readonly PriceHit[];
  readonly documents: readonly DocumentHit[];
  readonly today: BusinessDate;
  /** Fragments with nothing but a figure, a yes, a no or a position: answers, if something was asked. */
  readonly bare: readonly { readonly pieces: readonly Piece[]; readonly span: Span }[];
}

/** What a turn is read with. */
export interface TurnContext {
  readonly catalogue: Catalogue;
  readonly lexicon: Lexicon;
  readonly model: CustomerModel;
  readonly places: PlaceBook;
  readonly zone: string;
  readonly marathi: boolean;
  /** Languages that have a say in this conversation. */
  readonly active: ReadonlySet<string>;
  /** Is the item that these words mean sold by this unit? */
  readonly soldBy: (words: readonly Piece[], unit: Piece) => boolean;
  /** Do items that these words name come in this size? */
  readonly sizedAs: (words: readonly Piece[], value: number) => boolean;
}

const tooPlain = ['filler', 'and', 'dest', 'not', 'to', 'from', 'set', 'verb', 'wala', 'or', 'no', 'yes', 'greet', 'num', 'order'];

/** Words that the catalogue or this customer uses for items. Particles never count, whatever a name holds. */
export function itemSense(context: TurnContext): WordSense {
  const { catalogue, model } = context;
  const inCatalogue = (latin: string): boolean => catalogue.wordNumbers.has(latin);
  const known = new Map<Piece, boolean>();
  const isItem = (piece: Piece): boolean => {
    if (piece.kind !== 'word' || piece.latin === '') return false;
    if (model.ownLatin.has(piece.latin) && !has(piece, 'filler', 'and', 'dest', 'verb', 'wala', 'set', 'not', 'to', 'from', 'greet', 'order')) return true;
    if (has(piece, ...tooPlain) && (piece.latin.length <= 3 || has(piece, 'filler', 'verb', 'wala', 'and', 'order', 'greet'))) return false;
    const parts = piece.latin.split(' ');
    if (parts.every((part) => inCatalogue(part) || model.ownLatin.has(part))) return true;
    if (piece.tags.length > 0 && !has(piece, 'unit', 'half')) return false;
    return (
      model.ownWords.has(piece.fold) ||
      catalogue.byFold.has(piece.fold) ||
      (context.lexicon.groups.get(piece.latin) ?? []).some((group) => catalogue.byGroup.has(group))
    );
  };
  return {
    soldBy: context.soldBy,
    sizedAs: context.sizedAs,
    anyItem: (piece) => piece.kind === 'word' && (inCatalogue(piece.latin) || model.ownLatin.has(piece.latin)),
    item: (piece) => {
      const ready = known.get(piece);
      if (ready !== undefined) return ready;
      const made = isItem(piece);
      known.set(piece, made);
      return made;
    },
  };
}

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

/** The writer's day. Offsets of zones are whole quarters of an hour, so one look-up serves a quarter. */
const dayOfQuarter = remembered((key) => {
  const [zone = 'UTC', ms = '0'] = key.split('|');
  return businessDateIn(zone, instantFromMs(Number(ms)));
}, 500);
const dayOf = (zone: string, at: Instant): BusinessDate => dayOfQuarter(`${zone}|${Math.floor(msOf(at) / 900_000) * 900_000}`);

function prepare(
  turn: TurnReading['turn'],
  context: TurnContext,
): {
  documents: DocumentHit[];
  parts: Part[];
  source: Clean;
  pieces: Piece[];
  sense: WordSense;
  table: Table;
  dates: DateHit[];
  places: PlaceHit[];
  today: BusinessDate;
} {
  const source = clean(turn.text);
  const sense = itemSense(context);
  const known = (latin: string): boolean =>
    context.catalogue.wordNumbers.has(latin) || context.model.ownLatin.has(latin) || (latin.length >= 4 && context.catalogue.byCode.has(latin.toUpperCase()));
  const tagged = tagPieces(tokenise(source.text, known, context.lexicon), context.lexicon, known, context.active);
  const today = dayOf(context.zone, turn.at);
  const parts = partsOf(source.text);
  markNoise(tagged, parts, pointsBelow(source.text, parts));
  markTimes(tagged);
  findDates(tagged, today, context.marathi);
  const documents = documentNumbers(source.text, context.catalogue);
  markNumbers(tagged, documents);
  const pieces = readNumbers(tagged, known);
  for (const piece of pieces) if (piece.role === 'date') piece.role = null;
  const dates = findDates(pieces, today, context.marathi);
  const places = findPlaces(pieces, context.places, sense.item);
  markSubject(pieces, parts);
  markLabels(pieces, sense.item);
  return { documents, parts, source, pieces, sense, table: markTable(pieces), dates, places, today };
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

/** "same", "usual", "pichle jaisa" in a stretch of pieces. */
function repeatIn(pieces: readonly Piece[], from: number, to: number): { base: 'last_order' | 'usual'; weekday: number | null } | null {
  const own = pieces.slice(from, to);
  if (own.some((piece) => piece.role === 'price' || piece.figure === 'percent' || has(piece, 'price', 'discount'))) return null;
  const usual = own.some((piece) => has(piece, 'usual') && !has(piece, 'all'));
  const repeat = own.some((piece) => has(piece, 'repeat'));
  const weekday = own.find((piece) => has(piece, 'weekday') && own.some((other) => has(other, 'last')));
  const rest = own.some((piece) => has(piece, 'rest')) && repeat;
  if (!usual && !repeat) return null;
  if (repeat && !usual && !rest && !own.some((piece) => has(piece, 'last', 'order', 'kal', 'day', 'verb', 'set')) && own.length > 4) return null;
  return { base: usual ? 'usual' : 'last_order', weekday: weekday ? Number(weekday.tags.find((hit) => hit.tag === 'weekday')?.arg) : null };
}

interface Gathering {
  readonly statements: Statement[];
  readonly repeats: RepeatStatement[];
  readonly bare: { pieces: readonly Piece[]; span: Span }[];
  cancelsAll: boolean;
}

const isBare = (pieces: readonly Piece[]): boolean =>
  pieces.every(
    (piece) =>
      piece.kind !== 'word' ||
      has(piece, 'yes', 'no', 'ordinal', 'unit', 'wala', 'filler', 'greet', 'big', 'small', 'num', 'verb', 'set', 'end') ||
      piece.role !== null,
  ) && pieces.some((piece) => piece.role === null && piece.kind !== 'mark');

/** A correction with an old and a new figure: the words are the item, the new figure the quantity. */
function corrected(raws: readonly RawLine[], figure: Piece, pieces: readonly Piece[]): RawLine {
  const first = raws[0] as RawLine;
  const next = pieces[pieces.indexOf(figure) + 1];
  const unit = next && has(next, 'unit') && next.role === null ? next : (raws.find((raw) => raw.unit !== null)?.unit ?? null);
  const phrase = raws.flatMap((raw) => raw.phrase).filter((piece) => (piece.kind === 'word' || piece.figure === 'fraction') && piece !== unit);
  return { ...first, phrase, quantity: figure, unit, unitBefore: null, measured: false, check: null, to: (raws.at(-1) as RawLine).to };
}

function gatherFragment(
  base: ReturnType<typeof prepare>,
  turn: TurnReading['turn'],
  index: number,
  sentence: Sentence,
  from: number,
  to: number,
  orientation: number,
  prices: readonly PriceHit[],
  context: TurnContext,
  out: Gathering,
): void {
  const { pieces, source, sense } = base;
  const own = pieces.slice(from, to);
  const told = changeOf(own.filter((piece) => piece.role === null || piece.role === 'price'));
  const change = sentence.kind === 'inquiry' ? { ...told, operation: 'add' as const, figure: null, old: null } : told;
  const cutRaws = linesIn(pieces, from, to, sense, orientation);
  const raws = change.figure && cutRaws.length > 0 ? [corrected(cutRaws, change.figure, pieces)] : cutRaws;
  const place = placeAt(base.places, pieces, from);
  const solid = raws.filter((raw) => raw.phrase.length > 0);
  const repeat = repeatIn(pieces, from, to);
  const { span, start, end } = pieceSpan({ clean: source, turn: turn.id }, pieces, from, to);
  if (own.some((piece) => has(piece, 'cancel')) && solid.length === 0) out.cancelsAll = true;
  const plainRepeat = solid.every((raw) => raw.quantity === null) || own.some((piece) => has(piece, 'order', 'last', 'rest') || piece.role === 'date');
  if (repeat && solid.length < 2 && plainRepeat) {
    const lineFrom = pieces.findLastIndex((piece, i) => i < from && piece.kind === 'line') + 1;
    const before = pieces.slice(lineFrom, to).filter((piece) => piece.kind === 'number' && piece.role === null && piece.figure === 'plain').length;
    const rest = own.some((piece) => has(piece, 'rest'));
    const sentencePieces = pieces.slice(sentence.from, sentence.to);
    const vague =
      sentencePieces.some((piece) => has(piece, 'festival')) &&
      sentencePieces.some((piece) => has(piece, 'order', 'last', 'big') && piece.role === null) &&
      repeat.base === 'last_order';
    out.repeats.push({ ...repeat, place, span, words: source.text.slice(start, end).trim(), trails: before >= 3 && !rest, vague, rest });
  }
  if (isBare(own)) out.bare.push({ pieces: own.filter((piece) => piece.role === null), span });
  const code = codeIn(source.text, start, end, context.catalogue, own);
  const price = prices.find((hit) => hit.from >= from && hit.to <= to + 1)?.asked ?? null;
  for (const raw of raws) {
    const at = pieceSpan({ clean: source, turn: turn.id }, pieces, raw.from, raw.to);
    const sentencePieces = pieces.slice(sentence.from, sentence.to);
    out.statements.push({
      raw,
      change,
      words: phraseWords(raw, source.text),
      span: at.span,
      place,
      price,
      wished: sentencePieces.some((piece) => has(piece, 'verb', 'add', 'set', 'condition')),
      code,
      turn: index,
      corrects: own.some((piece) => has(piece, 'sorry', 'not', 'set', 'instead')) || (has(pieces[from - 1], 'sorry') && from > 0),
      quoted: base.parts.some((part) => part.kind === 'quoted' && (pieces[raw.from]?.start ?? 0) >= part.start && (pieces[raw.from]?.start ?? 0) < part.end),
      inquiry: sentence.kind === 'inquiry',
      each: own.some((piece) => has(piece, 'each')),
      logistic:
        sentencePieces.some((piece) => piece.role === 'date' || piece.role === 'time' || piece.role === 'place' || has(piece, 'deliver')) &&
        !sentencePieces.some((piece) => piece.role === null && sense.item(piece)),
      onTop: own.some((piece) => has(piece, 'and', 'add', 'more')) || has(pieces[from - 1], 'and') || isMark(pieces[from - 1], '+'),
    });
  }
}

const pastOrder = (pieces: readonly Piece[]): boolean =>
  pieces.some((piece, i) => {
    if (!has(piece, 'order')) return false;
    if (has(pieces[i + 1], 'last') || has(pieces[i + 2], 'last')) return true;
    const before = pieces.slice(Math.max(0, i - 4), i);
    return before.some(
      (other, at) =>
        has(other, 'last') ||
        (has(other, 'kal', 'day') && other.role === 'date' && before.length - at <= 3) ||
        other.latin === 'todays' ||
        other.latin === "today's",
    );
  }) ||
  pieces.some(
    (piece, i) =>
      (has(piece, 'day') || has(piece, 'kal')) && pieces.slice(i, i + 4).some((other) => ['gaadi', 'gadi', 'gaadi me', 'truck', 'load'].includes(other.latin)),
  );

const inQuoted = (parts: readonly Part[], piece: Piece | undefined): boolean =>
  piece !== undefined && parts.some((part) => part.kind === 'quoted' && piece.start >= part.start && piece.start < part.end);

/** Does the writer give a day or place himself? Then that of the quoted text does not count. */
const ownPlaces = (base: ReturnType<typeof prepare>): boolean => base.places.some((hit) => !inQuoted(base.parts, base.pieces[hit.from]));

/** A question without figures may name what the next sentence orders ("is X in? then send 2"). */
const mentionsOnly = (sentence: Sentence, pieces: readonly Piece[]): boolean =>
  sentence.kind === 'inquiry' && !pieces.slice(sentence.from, sentence.to).some((piece) => piece.kind === 'number');

/** Reads one turn on its own. */
export function readTurn(turn: TurnReading['turn'], index: number, context: TurnContext): TurnReading {
  const base = prepare(turn, context);
  const { pieces, source, sense } = base;
  const prices = findPrices(pieces);
  const sentences = sentencesOf(pieces, sense.item);
  const ranges = sentences
    .filter((sentence) => sentence.kind === 'order' || sentence.kind === 'approval' || mentionsOnly(sentence, pieces))
    .map((sentence) => ({ sentence, parts: cut(pieces, sentence.from, sentence.to, sense) }));
  const orientation = orientationOf(pieces, ranges.flatMap((range) => range.parts), sense); // prettier-ignore
  const out: Gathering = { statements: [], repeats: [], bare: [], cancelsAll: false };
  for (const { sentence, parts } of ranges)
    for (const [from, to] of parts) gatherFragment(base, turn, index, sentence, from, to, orientation, prices, context, out);
  return {
    turn,
    clean: source,
    pieces,
    sentences,
    statements: base.table.unit === null ? out.statements : out.statements.map((statement) => withTableUnit(statement, base.table)),
    repeats: out.repeats,
    cancelsAll: out.cancelsAll,
    aboutPast: pastOrder(pieces),
    dates: base.dates.map((hit) => ({
      ...hit,
      quoted: inQuoted(base.parts, pieces[hit.from]) && base.dates.some((other) => !inQuoted(base.parts, pieces[other.from])),
    })),
    places: base.places.filter((hit) => !inQuoted(base.parts, pieces[hit.from]) || !ownPlaces(base)),
    unknownPlace: namesUnknownPlace(pieces, sense.item),
    prices,
    documents: base.documents,
    today: base.today,
    bare: out.bare,
  };
}

/** Rows of a table whose heading names the unit ("Ctn") take it from there. */
function withTableUnit(statement: Statement, table: Table): Statement {
  const { raw } = statement;
  return raw.unit === null && raw.quantity !== null && raw.from > table.heading ? { ...statement, raw: { ...raw, unit: table.unit } } : statement;
}
