import type { ReadingModel } from '../calibration/model.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Chooser } from '../match/choose.ts';
import { createJudge } from '../match/judge.ts';
import { itemSense } from '../message/item-sense.ts';
import { activeLanguages } from '../message/languages.ts';
import type { CustomerModel } from '../match/customer-model.ts';
import { replyLanguage } from '../message/language.ts';
import { readTurn, type TurnContext, type TurnReading } from '../message/read-turn.ts';
import type { Statement } from '../message/statement.ts';
import type { DateHit } from '../parse/dates.ts';
import { placeBook } from '../parse/place-book.ts';
import type { Piece } from '../parse/pieces.ts';
import type { Ask, Conversation, ReaderOptions, Reading } from '../types.ts';
import { takeAnswers } from './answers.ts';
import { applyFigure, applyStatement } from './apply.ts';
import { takeAmend, takeCancel, takeRepeats } from './bases.ts';
import { emptyDraft, saysSomething, type Draft, type DraftLine, type FoldContext } from './draft.ts';
import { changedSince, linesNow, markDoubtful, markUnheard } from './unheard.ts';
import { conclude } from './conclude.ts';

/** What a reader is made of. */
export interface ReaderParts {
  readonly catalogue: Catalogue;
  readonly lexicon: Lexicon;
  readonly chooser: Chooser;
  readonly options: ReaderOptions;
  readonly model: ReadingModel | null;
}

/** Is the day that of an earlier order that the turn speaks of? */
function tellsOrder(draft: Draft, reading: TurnReading, hit: DateHit): boolean {
  const pointed = reading.references.some((reference) => hit.from >= reference.from && hit.from < reference.to && (reference.firm || draft.base !== 'none'));
  return pointed || (draft.base === 'amend' && hit.date === reading.today);
}

/** "valid till 20 Nov" of an offer that is accepted. */
const ofOffer = (reading: TurnReading, hit: DateHit): boolean => {
  const near = reading.pieces.slice(Math.max(0, hit.from - 4), hit.from);
  return near.some((piece) => ['valid', 'validity', 'submission', 'expires', 'expiry'].includes(piece.latin));
};

function takeDates(draft: Draft, reading: TurnReading): void {
  const hits = reading.dates.filter(
    (hit) => !hit.negated && !hit.past && !hit.quoted && !ofOffer(reading, hit) && !sentenceOf(reading, hit.from) && !tellsOrder(draft, reading, hit),
  );
  const wanted = hits.filter((hit) => !hit.event);
  const pool = wanted.length > 0 ? wanted : hits;
  const chosen = pool.findLast((hit) => hit.delivery) ?? pool.at(-1);
  if (!chosen) return;
  const past = chosen.date !== null && chosen.date < reading.today;
  draft.date = { date: chosen.problem === null && !past ? chosen.date : null, problem: chosen.problem ?? (past ? 'past' : null) };
}

/** Is the piece in a sentence that is no order? */
const sentenceOf = (reading: TurnReading, at: number): boolean =>
  reading.sentences.some(
    (sentence) => at >= sentence.from && at < sentence.to && (sentence.kind === 'complaint' || sentence.kind === 'payment' || sentence.kind === 'chitchat'),
  );

/** Quoted lines come first: the writer's own words change them. */
const inOrder = (statements: readonly Statement[]): Statement[] => [
  ...statements.filter((statement) => statement.quoted),
  ...statements.filter((statement) => !statement.quoted),
];

/** Talk beside a complaint or payment is no order, whatever figures it holds. */
const talksElse = (reading: TurnReading): boolean => reading.sentences.some((sentence) => sentence.kind !== 'order' && sentence.kind !== 'approval');

const isSilent = (statement: Statement): boolean => !saysSomething(statement.raw) && statement.code === null;

/** A bare figure that belongs to an item named before. */
const givesFigure = (draft: Draft, statement: Statement): boolean =>
  statement.raw.quantity !== null && (statement.change.operation === 'add' || draft.mention !== null) && applyFigure(draft, statement);

/** A plain figure in an order that nothing could be made of: the line before it may not be all that was meant. */
const isLoose = (statement: Statement): boolean => !statement.each && !statement.logistic && statement.raw.quantity?.figure === 'plain';

/** A figure that may not be lost: beside an order taken over it may change one of its lines, else the line before it. */
function keepFigure(draft: Draft, statement: Statement, last: DraftLine | undefined, led: { changed: boolean; added: boolean; loose: boolean }): void {
  if (led.loose && isLoose(statement)) last?.extraVetoes.add('loose_figure');
  const lost = statement.raw.quantity !== null && !led.changed && !led.added && !statement.logistic;
  if (draft.base !== 'none' && lost) for (const line of draft.lines) line.extraVetoes.add('loose_figure');
}

/** Applies one statement; true when it changed a line that stood, or left something out. */
function applyOne(draft: Draft, statement: Statement, context: FoldContext, careful: boolean): boolean {
  const before = linesNow(draft);
  const silent = isSilent(statement);
  if (silent && givesFigure(draft, statement)) return false;
  const last = draft.lines.at(-1);
  const taken = applyStatement(draft, statement, context, careful);
  const changed = changedSince(draft, before);
  keepFigure(draft, statement, last, { changed, added: draft.lines.length !== before.size, loose: !taken && silent && !careful });
  return changed || statement.raw.excluded.length > 0;
}

function applyTurn(draft: Draft, reading: TurnReading, context: FoldContext, item: (piece: Piece) => boolean): void {
  // What an order that cannot be found would become is not known.
  if (draft.base === 'amend' && draft.openAspects.has('ref') && draft.lines.length === 0) return;
  const careful = talksElse(reading);
  const standing = linesNow(draft);
  const heard = new Set(inOrder(reading.statements).filter((statement) => applyOne(draft, statement, context, careful)));
  markUnheard(draft, reading, heard, standing, context, item);
  priceForAll(draft, reading);
}

/** A price or discount said by itself is about the line before it, or about all lines. */
function priceForAll(draft: Draft, reading: TurnReading): void {
  const used = new Set(reading.statements.map((statement) => statement.price?.asked));
  for (const price of reading.prices) {
    draft.flags.add('asks_price');
    if (used.has(price.asked) && draft.lines.some((line) => line.price?.asked === price.asked)) continue;
    if (price.asked.startsWith('-')) for (const line of draft.lines) line.price ??= price;
    else {
      const told = reading.statements.findLast((statement) => statement.raw.from < price.from && statement.raw.quantity !== null);
      const line = draft.lines.find((one) => told !== undefined && one.spans.includes(told.span)) ?? (draft.lines.length === 1 ? draft.lines[0] : undefined);
      if (line) line.price ??= price;
    }
  }
}

const marathiWords = new Set(['udya', 'pathva', 'nako', 'kara', 'ani', 'ahe', 'aahe', 'sarkhach', 'madhe', 'kalchi', 'kalchya', 'taka', 'chya']);

function speaksMarathi(conversation: Conversation): boolean {
  const text = conversation.turns.map((turn) => (turn.kind === 'said' ? turn.text : '')).join(' ').slice(0, 4000).toLowerCase(); // prettier-ignore
  const words = text.split(/[^\p{L}\p{M}]+/u);
  const own = words.filter((word) => marathiWords.has(word) || ['उद्या', 'पाठवा', 'आणि', 'आहे', 'नको', 'करा'].includes(word)).length;
  return own > 0 || (conversation.customer?.language ?? '').startsWith('mr');
}

/** Folds the turns of a conversation, in order, into one reading. */
export function readConversation(conversation: Conversation, parts: ReaderParts, model: CustomerModel): Reading {
  const places = placeBook(conversation.customer, parts.lexicon);
  const known = { catalogue: parts.catalogue, lexicon: parts.lexicon, chooser: parts.chooser, model };
  const context: FoldContext = { ...known, judge: createJudge(known) };
  const texts = conversation.turns.map((turn) => (turn.kind === 'said' ? turn.text.slice(0, 3000) : ''));
  const turnContext: TurnContext = {
    catalogue: parts.catalogue,
    lexicon: parts.lexicon,
    model,
    places,
    zone: conversation.zone,
    marathi: speaksMarathi(conversation),
    active: activeLanguages(texts, conversation.customer?.language ?? null, parts.lexicon, (latin) => parts.catalogue.wordNumbers.has(latin)),
    judge: context.judge,
  };
  const draft = emptyDraft();
  const readings: TurnReading[] = [];
  let pending: Ask[] = [];
  let asked = false;
  let answered = false;
  conversation.turns.forEach((turn, index) => {
    if (turn.kind === 'asked') {
      pending = [...pending, ...turn.asks];
      asked = true;
      return;
    }
    const reading = readTurn(turn, index, turnContext);
    readings.push(reading);
    const answers = pending.length > 0 ? takeAnswers(draft, reading, pending, context) : { taken: false, whole: false };
    answered = answers.taken;
    if (answers.whole) return;
    const past = { model, conversation, context };
    takeRepeats(draft, reading, past);
    takeAmend(draft, reading, past);
    takeCancel(draft, reading, past);
    applyTurn(draft, reading, context, itemSense(turnContext).item);
    takeDates(draft, reading);
  });
  for (const line of draft.denied) line.extraVetoes.add('unclear_change');
  markDoubtful(draft, context);
  const text = readings.map((reading) => reading.clean.text).join('\n').slice(0, 8000); // prettier-ignore
  const language = replyLanguage(text, readings.flatMap((reading) => [...reading.pieces]), conversation.customer?.language ?? null); // prettier-ignore
  return conclude({ draft, readings, conversation, context, options: parts.options, model: parts.model, places, language, asked, answered });
}
