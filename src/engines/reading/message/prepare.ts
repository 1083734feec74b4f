import { businessDateIn, instantFromMs, msOf, type BusinessDate, type Instant } from '../../../kernel/time.ts';
import type { WordSense } from '../parse/atoms.ts';
import { findDates, markTimes, type DateHit } from '../parse/dates.ts';
import { readNumbers } from '../parse/numbers.ts';
import type { Piece } from '../parse/pieces.ts';
import { findPlaces, type PlaceHit } from '../parse/places.ts';
import { tagPieces } from '../parse/tagging.ts';
import { clean, type Clean } from '../text/clean.ts';
import { remembered } from '../text/memory.ts';
import { tokenise } from '../text/tokens.ts';
import type { Turn } from '../types.ts';
import { documentNumbers, markNumbers, type DocumentHit } from './documents.ts';
import { itemSense, type TurnContext } from './item-sense.ts';
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

/** Reads a turn up to its pieces: everything that has a role is marked, so that what is left is order text. */
export function prepare(turn: SaidTurn, context: TurnContext): Prepared {
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
  return { turn, documents, parts, source, pieces, sense, table: markTable(pieces), dates, places, today };
}
