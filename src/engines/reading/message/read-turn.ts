import type { BusinessDate } from '../../../kernel/time.ts';
import type { DateHit } from '../parse/dates.ts';
import { cut, orientationOf } from '../parse/fragments.ts';
import { has, type Piece } from '../parse/pieces.ts';
import { namesUnknownPlace, type PlaceHit } from '../parse/places.ts';
import { findPrices, type PriceHit } from '../parse/prices.ts';
import type { Clean } from '../text/clean.ts';
import type { DocumentHit } from './documents.ts';
import { gatherFragment, inQuoted, inSubject, type Fragment, type Gathering } from './gather.ts';
import { packsOf, type TurnContext } from './item-sense.ts';
import type { Table } from './layout.ts';
import { findReferences, type OrderReference } from './references.ts';
import { prepare, type Prepared, type SaidTurn } from './prepare.ts';
import { rowsOf, type Row } from './rows.ts';
import { opensSwap } from './swaps.ts';
import { sentencesOf, subjectKind, type Sentence } from './sentences.ts';
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
  /** Orders placed before that it speaks of ("in my last order", "kal ke order me"). */
  readonly references: readonly OrderReference[];
  readonly dates: readonly DateHit[];
  readonly places: readonly PlaceHit[];
  readonly unknownPlace: boolean;
  /** "for both towers": several places without their names. */
  readonly bothPlaces: boolean;
  readonly prices: readonly PriceHit[];
  readonly documents: readonly DocumentHit[];
  readonly today: BusinessDate;
}

const isOwn = (base: Prepared, hit: PlaceHit): boolean => {
  const piece = base.pieces[hit.from];
  return piece !== undefined && !inQuoted(base.parts, piece) && !inSubject(base.parts, piece);
};

/** The places that count: those of the writer's own text, else those of the subject or the quoted text. */
function placesOf(base: Prepared): PlaceHit[] {
  const own = base.places.filter((hit) => isOwn(base, hit));
  return own.length > 0 ? own : [...base.places];
}

/** A question without figures may name what the next sentence orders ("is X in? then send 2"). */
const mentionsOnly = (sentence: Sentence, pieces: readonly Piece[]): boolean =>
  sentence.kind === 'inquiry' && !pieces.slice(sentence.from, sentence.to).some((piece) => piece.kind === 'number');

type Range = Pick<Fragment, 'sentence' | 'from' | 'to' | 'raws'>;

/** A stretch that only says what goes ("instead of sev,") is read with the next one, which says what comes. */
function joined(ranges: readonly (readonly [number, number])[], pieces: readonly Piece[], sense: Prepared['sense']): (readonly [number, number])[] {
  const out: (readonly [number, number])[] = [];
  for (const range of ranges) {
    const last = out.at(-1);
    if (last !== undefined && opensSwap(pieces, ...last, sense)) out[out.length - 1] = [last[0], range[1]];
    else out.push(range);
  }
  return out;
}

/** The stretches of a sentence that are read one by one: a row of a list as a whole, else between commas. */
function rangesOf(sentence: Sentence, rows: readonly Row[], pieces: readonly Piece[], sense: Prepared['sense']): Range[] {
  const begun = rows.filter((row) => row.from >= sentence.from && row.from < sentence.to);
  if (begun.length > 0) return begun.map((row) => ({ sentence, from: row.from, to: row.to, raws: [row.raw] }));
  if (rows.some((row) => sentence.from >= row.from && sentence.from < row.to)) return [];
  return joined(cut(pieces, sentence.from, sentence.to, sense), pieces, sense).map(([from, to]) => ({ sentence, from, to, raws: null }));
}

/** Reads one turn on its own. */
export function readTurn(turn: SaidTurn, index: number, context: TurnContext): TurnReading {
  const base = prepare(turn, context);
  const { pieces, source, sense } = base;
  const prices = findPrices(pieces, { item: sense.item, pack: packsOf(context.catalogue) });
  const bothPlaces = pieces.some((piece) => piece.role !== 'noise' && has(piece, 'both'));
  const subject = pieces.filter((piece) => piece.kind !== 'line' && inSubject(base.parts, piece));
  const sentences = sentencesOf(pieces, sense.item, subject.length > 0 ? subjectKind(subject, sense.item) : null);
  const rows = rowsOf(pieces, source.text, base.table.heading, sense);
  const ranges = sentences
    .filter((sentence) => sentence.kind === 'order' || sentence.kind === 'approval' || mentionsOnly(sentence, pieces))
    .flatMap((sentence) => rangesOf(sentence, rows, pieces, sense));
  const orientation = orientationOf(pieces, ranges.filter((range) => range.raws === null).map(({ from, to }) => [from, to] as const), sense); // prettier-ignore
  const out: Gathering = { statements: [], repeats: [], cancelsAll: false };
  for (const range of ranges) gatherFragment({ base, index, orientation, prices, ...range }, out);
  return {
    turn,
    clean: source,
    pieces,
    sentences,
    statements: base.table.unit === null ? out.statements : out.statements.map((statement) => withTableUnit(statement, base.table)),
    repeats: out.repeats,
    cancelsAll: out.cancelsAll,
    references: findReferences(pieces, base.dates, base.documents, context.model, base.today, context.lexicon),
    dates: base.dates.map((hit) => ({
      ...hit,
      quoted: inQuoted(base.parts, pieces[hit.from]) && base.dates.some((other) => !inQuoted(base.parts, pieces[other.from])),
    })),
    places: placesOf(base),
    unknownPlace: namesUnknownPlace(pieces, sense.item),
    bothPlaces,
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
