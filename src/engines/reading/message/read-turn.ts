import type { BusinessDate } from '../../../kernel/time.ts';
import type { DateHit } from '../parse/dates.ts';
import { cut, orientationOf } from '../parse/fragments.ts';
import { has, type Piece } from '../parse/pieces.ts';
import { namesUnknownPlace, type PlaceHit } from '../parse/places.ts';
import { findPrices, type PriceHit } from '../parse/prices.ts';
import type { Clean } from '../text/clean.ts';
import type { DocumentHit } from './documents.ts';
import { gatherFragment, inQuoted, type Gathering } from './gather.ts';
import type { TurnContext } from './item-sense.ts';
import type { Table } from './layout.ts';
import { prepare, type Prepared, type SaidTurn } from './prepare.ts';
import { sentencesOf, type Sentence } from './sentences.ts';
import type { RepeatStatement, Statement } from './statement.ts';

export type { TurnContext } from './item-sense.ts';

/** What one turn says, before it is held against the catalogue. */
export interface TurnReading {
  readonly turn: SaidTurn;
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
}

/** "last order", "kal ke order me", "today's order": words of time close before the order. */
const pointsBack = (piece: Piece, distance: number): boolean =>
  has(piece, 'last') || ['todays', "today's"].includes(piece.latin) || (distance <= 3 && piece.role === 'date' && has(piece, 'kal', 'day'));

function isPastOrder(pieces: readonly Piece[], at: number): boolean {
  if (!has(pieces[at], 'order')) return false;
  const before = pieces.slice(Math.max(0, at - 4), at);
  return has(pieces[at + 1], 'last') || has(pieces[at + 2], 'last') || before.some((piece, i) => pointsBack(piece, before.length - i));
}

const loads = new Set(['gaadi', 'gadi', 'truck', 'load']);

/** "aaj ki gaadi me": the order that is being loaded. */
const isLoad = (pieces: readonly Piece[], at: number): boolean =>
  has(pieces[at], 'day', 'kal') && pieces.slice(at, at + 4).some((piece) => loads.has(piece.latin));

const pastOrder = (pieces: readonly Piece[]): boolean => pieces.some((_piece, i) => isPastOrder(pieces, i) || isLoad(pieces, i));

/** Does the writer give a day or place himself? Then that of the quoted text does not count. */
const ownPlaces = (base: Prepared): boolean => base.places.some((hit) => !inQuoted(base.parts, base.pieces[hit.from]));

/** A question without figures may name what the next sentence orders ("is X in? then send 2"). */
const mentionsOnly = (sentence: Sentence, pieces: readonly Piece[]): boolean =>
  sentence.kind === 'inquiry' && !pieces.slice(sentence.from, sentence.to).some((piece) => piece.kind === 'number');

/** Reads one turn on its own. */
export function readTurn(turn: SaidTurn, index: number, context: TurnContext): TurnReading {
  const base = prepare(turn, context);
  const { pieces, source, sense } = base;
  const prices = findPrices(pieces);
  const sentences = sentencesOf(pieces, sense.item);
  const ranges = sentences
    .filter((sentence) => sentence.kind === 'order' || sentence.kind === 'approval' || mentionsOnly(sentence, pieces))
    .map((sentence) => ({ sentence, parts: cut(pieces, sentence.from, sentence.to, sense) }));
  const orientation = orientationOf(pieces, ranges.flatMap((range) => range.parts), sense); // prettier-ignore
  const out: Gathering = { statements: [], repeats: [], cancelsAll: false };
  for (const { sentence, parts } of ranges)
    for (const [from, to] of parts) gatherFragment({ base, index, sentence, from, to, orientation, prices }, context, out);
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
  };
}

/** Rows of a table whose heading names the unit ("Ctn") take it from there. */
function withTableUnit(statement: Statement, table: Table): Statement {
  const { raw } = statement;
  return raw.unit === null && raw.quantity !== null && raw.from > table.heading ? { ...statement, raw: { ...raw, unit: table.unit } } : statement;
}
