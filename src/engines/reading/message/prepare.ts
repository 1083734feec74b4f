import { businessDateIn, instantFromMs, msOf, type BusinessDate, type Instant } from '../../../kernel/time.ts';
import type { WordSense } from '../parse/atoms.ts';
import { findDates, markTimes, type DateHit } from '../parse/dates.ts';
import { readNumbers } from '../parse/numbers.ts';
import { has, type Piece } from '../parse/pieces.ts';
import { findPlaces, type PlaceHit } from '../parse/places.ts';
import { tagPieces } from '../parse/tagging.ts';
import { clean, type Clean } from '../text/clean.ts';
import { remembered } from '../text/memory.ts';
import { tokenise } from '../text/tokens.ts';
import type { Turn } from '../types.ts';
import { documentNumbers, markNumbers, type DocumentHit } from './documents.ts';
import { markCodes } from './codes.ts';
import { orderPrefix } from './references.ts';
import { itemSense, markNames, type TurnContext } from './item-sense.ts';
import { markLabels, markNoise, markSubject, markTable, type Table } from './layout.ts';
import { partsOf, pointsBelow, type Part } from './parts.ts';

/** A turn of the customer. */
export type SaidTurn = Extract<Turn, { kind: 'said' }>;

/** A turn read up to its pieces. */
export interface Prepared {
  readonly turn: SaidTurn;
  readonly documents: readonly DocumentHit[];
  readonly parts: readonly Part[];
  readonly source: Clean;
  readonly pieces: readonly Piece[];
  readonly sense: WordSense;
  readonly table: Table;
  readonly dates: readonly DateHit[];
  readonly places: readonly PlaceHit[];
  readonly today: BusinessDate;
}

/** The writer's day. Offsets of zones are whole quarters of an hour, so one look-up serves a quarter. */
const dayOfQuarter = remembered((key) => {
  const [zone = 'UTC', ms = '0'] = key.split('|');
  return businessDateIn(zone, instantFromMs(Number(ms)));
}, 500);
const dayOf = (zone: string, at: Instant): BusinessDate => dayOfQuarter(`${zone}|${Math.floor(msOf(at) / 900_000) * 900_000}`);

const isIn = (parts: readonly Part[], at: number, kind: Part['kind']): boolean => parts.some((part) => part.kind === kind && at >= part.start && at < part.end);

/** Does the writer accept an offer that stands in the quoted text? Then that text is what is ordered. */
function acceptsBelow(pieces: readonly Piece[], parts: readonly Part[], documents: readonly DocumentHit[]): boolean {
  const approves = pieces.some((piece) => has(piece, 'approve') && (isIn(parts, piece.start, 'body') || isIn(parts, piece.start, 'names')));
  const quoted = documents.filter((hit) => hit.offer && isIn(parts, hit.at, 'quoted'));
  return approves && quoted.some((hit) => documents.some((other) => other.number === hit.number && !isIn(parts, other.at, 'quoted')));
}

/** "Kindly repeat the same for Marina": what stands below is what is meant, unless another order is named. */
function repeatsBelow(pieces: readonly Piece[], parts: readonly Part[]): boolean {
  const own = pieces.filter((piece) => isIn(parts, piece.start, 'body'));
  const quoted = pieces.filter((piece) => isIn(parts, piece.start, 'quoted'));
  const repeats = own.some((piece) => has(piece, 'repeat')) && !own.some((piece) => has(piece, 'usual', 'last'));
  return repeats && quoted.filter((piece) => piece.kind === 'number').length >= 2 && quoted.some((piece) => has(piece, 'unit'));
}

const least = new Set(['min', 'minimum', 'moq', 'max', 'maximum', 'upto', 'atleast', 'kam se kam']);

/** "min 10 cans" is a condition of an offer, "valid till 20 Nov" its end. */
function markLeast(pieces: readonly Piece[]): void {
  pieces.forEach((piece, i) => {
    if (!least.has(piece.latin) || pieces[i + 1]?.kind !== 'number') return;
    for (const part of pieces.slice(i, has(pieces[i + 2], 'unit') ? i + 3 : i + 2)) part.role ??= 'noise';
  });
}

/** Reads a turn up to its pieces: everything that has a role is marked, so that what is left is order text. */
export function prepare(turn: SaidTurn, context: TurnContext): Prepared {
  const source = clean(turn.text);
  const sense = itemSense(context);
  const known = (latin: string): boolean =>
    context.catalogue.wordNumbers.has(latin) || context.model.ownLatin.has(latin) || (latin.length >= 4 && context.catalogue.byCode.has(latin.toUpperCase()));
  const words = tagPieces(tokenise(source.text, known, context.lexicon), context.lexicon, known, context.active);
  const tagged = markCodes(markNames(words, context), source.text, context.catalogue);
  const today = dayOf(context.zone, turn.at);
  const parts = partsOf(source.text);
  const documents = documentNumbers(source.text, {
    catalogue: context.catalogue,
    prefix: orderPrefix(context.model),
    isUnit: (latin) => context.lexicon.tags.get(latin)?.some((hit) => hit.tag === 'unit') ?? false,
  });
  markNoise(tagged, parts, pointsBelow(source.text, parts) || acceptsBelow(tagged, parts, documents) || repeatsBelow(tagged, parts));
  markLeast(tagged);
  markTimes(tagged);
  findDates(tagged, today, context.marathi);
  markNumbers(tagged, documents);
  const pieces = readNumbers(tagged, known);
  for (const piece of pieces) if (piece.role === 'date') piece.role = null;
  const dates = findDates(pieces, today, context.marathi);
  const places = findPlaces(pieces, context.places, sense.item);
  markSubject(pieces, parts);
  markLabels(pieces, sense.item);
  return { turn, documents, parts, source, pieces, sense, table: markTable(pieces), dates, places, today };
}
