import { addDays, weekdayOf, type BusinessDate } from '../../../kernel/time.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { describe } from '../catalogue/describe.ts';
import { choose, type Chooser } from '../match/choose.ts';
import { candidatesOf } from '../match/evidence.ts';
import { unitOfItem } from '../match/units.ts';
import { activeLanguages } from '../message/languages.ts';
import type { CustomerModel } from '../match/customer-model.ts';
import { replyLanguage } from '../message/language.ts';
import { readTurn, type TurnContext, type TurnReading } from '../message/read-turn.ts';
import type { RepeatStatement, Statement } from '../message/statement.ts';
import { has, type Piece } from '../parse/pieces.ts';
import { placeBook } from '../parse/places.ts';
import type { Ask, Conversation, PastLine, ReaderOptions, Reading, UsualLine } from '../types.ts';
import { takeAnswers } from './answers.ts';
import { applyFigure, applyStatement } from './apply.ts';
import { describePhrase, emptyDraft, loadBase, saysSomething, targetsOf, type Draft, type FoldContext } from './draft.ts';
import { conclude } from './conclude.ts';

/** What a reader is made of. */
export interface ReaderParts {
  readonly catalogue: Catalogue;
  readonly lexicon: Lexicon;
  readonly chooser: Chooser;
  readonly options: ReaderOptions;
}

type BaseLines = readonly (PastLine | (UsualLine & { readonly words?: null }))[];

/** The order that a repeat or a change points to. */
function baseLines(base: 'last_order' | 'usual', weekday: number | null, today: BusinessDate, model: CustomerModel, conversation: Conversation): BaseLines {
  const usual = conversation.customer?.usual;
  if (base === 'usual' && usual && usual.length > 0) return usual;
  if (weekday !== null) {
    const back = (weekdayOf(today) - weekday + 7) % 7 || 7;
    const wanted = addDays(today, -back);
    const found =
      model.orders.find((order) => order[0]?.on === wanted) ?? model.orders.find((order) => order[0] !== undefined && weekdayOf(order[0].on) === weekday);
    if (found) return found;
  }
  return model.orders[0] ?? [];
}

function takeRepeats(draft: Draft, reading: TurnReading, model: CustomerModel, conversation: Conversation, context: FoldContext): void {
  const first = reading.repeats.find((repeat) => !repeat.trails);
  if (!first || draft.base !== 'none') return;
  if (first.rest && reading.aboutPast && reading.statements.some(isChanging)) return;
  if (reading.statements.some((statement) => statement.quoted)) {
    draft.base = 'repeat';
    return;
  }
  const lines = baseLines(first.base, first.weekday, reading.today, model, conversation);
  if (lines.length === 0 || first.vague) {
    draft.openAspects.add('ref');
    return;
  }
  draft.base = 'repeat';
  draft.refersTo = first.base;
  for (const place of repeatPlaces(first, reading)) loadBase(draft, lines, place, first.span, first.words, context);
}

/** One list for each place that the repeat is wished for ("for Kharadi and Wakad both"). */
function repeatPlaces(repeat: RepeatStatement, reading: TurnReading): (string | null)[] {
  if (repeat.place !== null) return [repeat.place];
  const both = reading.pieces.some((piece) => has(piece, 'both'));
  const codes = [...new Set(reading.places.map((place) => place.code))];
  return both && codes.length > 1 ? codes : [null];
}

const changing = new Set(['remove', 'less', 'more', 'double', 'half', 'triple']);
const isChanging = (statement: Statement): boolean => changing.has(statement.change.operation) || statement.change.old !== null;

/** A change with nothing to change in this conversation is about the newest order on file, if that has what is changed. */
function takeAmend(draft: Draft, reading: TurnReading, model: CustomerModel, conversation: Conversation, context: FoldContext): void {
  if (draft.base !== 'none' || draft.lines.length > 0 || reading.cancelsAll || draft.openAspects.has('ref')) return;
  const changes = reading.statements.filter((statement) => !statement.inquiry && saysSomething(statement.raw));
  const [first] = changes;
  if (!first || !(reading.aboutPast || changes.every(isChanging))) return;
  const lines = baseLines('last_order', null, reading.today, model, conversation);
  const trial = emptyDraft();
  loadBase(trial, lines, null, first.span, first.words, context);
  const found = changes.map((statement) => targetsOf(trial, describePhrase(statement.raw, context.lexicon).phrase, null, context).length > 0);
  const fits = reading.aboutPast ? found.some(Boolean) : found.every(Boolean);
  if (!fits) return;
  draft.base = 'amend';
  draft.refersTo = 'last_order';
  loadBase(draft, lines, null, first.span, first.words, context);
}

function takeCancel(draft: Draft, reading: TurnReading): void {
  if (!reading.cancelsAll) return;
  const own = draft.lines.length > 0;
  draft.lines.length = 0;
  draft.cancelled = true;
  const number = reading.documents[0]?.number ?? null;
  if (number !== null) draft.refersTo = number;
  else if (own || reading.aboutPast) draft.refersTo = 'last_order';
  else draft.cancelUnclear = true;
}

function takeDates(draft: Draft, reading: TurnReading): void {
  const hits = reading.dates.filter(
    (hit) => !hit.negated && !hit.past && !hit.quoted && !sentenceOf(reading, hit.from) && !(draft.base === 'amend' && hit.date === reading.today),
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

function applyTurn(draft: Draft, reading: TurnReading, context: FoldContext): void {
  const careful = talksElse(reading);
  for (const statement of inOrder(reading.statements)) {
    const silent = isSilent(statement);
    if (silent && givesFigure(draft, statement)) continue;
    const last = draft.lines.at(-1);
    const taken = applyStatement(draft, statement, context, careful);
    if (!taken && silent && !careful && isLoose(statement)) last?.extraVetoes.add('loose_figure');
  }
  priceForAll(draft, reading);
}

/** A price or discount said by itself is about the line before it, or about all lines. */
function priceForAll(draft: Draft, reading: TurnReading): void {
  const used = new Set(reading.statements.map((statement) => statement.price));
  for (const price of reading.prices) {
    draft.flags.add('asks_price');
    if (used.has(price.asked) && draft.lines.some((line) => line.price === price.asked)) continue;
    if (price.asked.startsWith('-')) for (const line of draft.lines) line.price ??= price.asked;
    else if (draft.lines.length === 1 && draft.lines[0]) draft.lines[0].price ??= price.asked;
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
  const places = placeBook(conversation.customer);
  const context: FoldContext = { catalogue: parts.catalogue, lexicon: parts.lexicon, chooser: parts.chooser, model };
  const texts = conversation.turns.map((turn) => (turn.kind === 'said' ? turn.text.slice(0, 3000) : ''));
  const soldBy = (words: readonly Piece[], unit: Piece): boolean => {
    const choice = choose({ phrase: describe(words, parts.lexicon), excluded: [], code: null, countingUnit: null, fitsUnit: () => true }, parts.chooser, model);
    return choice.item !== null && choice.vetoes.length === 0 && unitOfItem(parts.catalogue, choice.item, unit, parts.lexicon) !== null;
  };
  const sizedAs = (words: readonly Piece[], value: number): boolean => {
    const phrase = describe(words, parts.lexicon);
    const expansions = phrase.words.map((word) => parts.chooser.expand(word, word.arabic));
    return candidatesOf(parts.catalogue, { ...phrase, figures: [value] }, expansions).some((item) => (parts.catalogue.figures[item] ?? []).includes(value));
  };
  const turnContext: TurnContext = {
    catalogue: parts.catalogue,
    lexicon: parts.lexicon,
    model,
    places,
    zone: conversation.zone,
    marathi: speaksMarathi(conversation),
    active: activeLanguages(texts, conversation.customer?.language ?? null, parts.lexicon),
    soldBy,
    sizedAs,
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
    takeRepeats(draft, reading, model, conversation, context);
    takeAmend(draft, reading, model, conversation, context);
    takeCancel(draft, reading);
    applyTurn(draft, reading, context);
    takeDates(draft, reading);
  });
  const text = readings.map((reading) => reading.clean.text).join('\n').slice(0, 8000); // prettier-ignore
  const language = replyLanguage(text, readings.flatMap((reading) => [...reading.pieces]), conversation.customer?.language ?? null); // prettier-ignore
  return conclude({ draft, readings, conversation, context, options: parts.options, places, language, asked, answered });
}
