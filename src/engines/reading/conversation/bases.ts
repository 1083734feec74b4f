import type { BusinessDate } from '../../../kernel/time.ts';
import type { CustomerModel } from '../match/customer-model.ts';
import type { TurnReading } from '../message/read-turn.ts';
import { orderOf, type FoundOrder, type OrderReference } from '../message/references.ts';
import type { RepeatStatement, Statement } from '../message/statement.ts';
import { has } from '../parse/pieces.ts';
import type { Conversation, PastLine, UsualLine } from '../types.ts';
import { describePhrase, emptyDraft, lineOf, loadBase, saysSomething, targetsOf, type Draft, type FoldContext } from './draft.ts';

/** What a turn starts from: an earlier order that it repeats, changes or cancels. */

/** What earlier orders are looked up with. */
export interface Past {
  readonly model: CustomerModel;
  readonly conversation: Conversation;
  readonly context: FoldContext;
}

type BaseLines = readonly (PastLine | (UsualLine & { readonly words?: null }))[];

const lookUp = (reference: OrderReference, model: CustomerModel, today: BusinessDate): FoundOrder | null => orderOf(reference, model, today);

const newestOf = (model: CustomerModel): FoundOrder | null => (model.orders[0] ? { lines: model.orders[0], refersTo: 'last_order' } : null);

/** The order that a repeat points to; null when none on file is certainly meant. */
function repeatedOrder(repeat: RepeatStatement, reading: TurnReading, { model, conversation }: Past): { lines: BaseLines; refersTo: string } | null {
  const usual = conversation.customer?.usual;
  if (repeat.vague) return null;
  if (repeat.base === 'usual') {
    const lines = usual && usual.length > 0 ? usual : model.orders[0];
    return lines ? { lines, refersTo: 'usual' } : null;
  }
  const [reference] = reading.references;
  if (reference) return lookUp(reference, model, reading.today);
  const day = reading.dates.find((hit) => hit.past);
  if (!day || day.date === null) return newestOf(model);
  return lookUp({ kind: 'day', from: day.from, to: day.to, date: day.date, number: null, firm: true }, model, reading.today);
}

/** Talk of money or trouble in which "again" is no order ("present the cheque again on the 15th"). */
const talksOtherwise = (reading: TurnReading): boolean => reading.sentences.some((sentence) => sentence.kind !== 'order');

/** "Yes, fine, do that": agrees to something, repeats nothing. */
const onlyAgrees = (reading: TurnReading): boolean =>
  reading.statements.length === 0 &&
  has(
    reading.pieces.find((piece) => piece.kind === 'word'),
    'yes',
  ) &&
  !reading.pieces.some((piece) => has(piece, 'order', 'last'));

const isHollow = (repeat: RepeatStatement, reading: TurnReading): boolean =>
  repeat.base !== 'usual' && !repeat.named && reading.references.length === 0 && (talksOtherwise(reading) || onlyAgrees(reading));

/** Takes the lines of the order that a turn wants again. */
export function takeRepeats(draft: Draft, reading: TurnReading, past: Past): void {
  const first = reading.repeats.find((repeat) => !repeat.trails && !isHollow(repeat, reading));
  if (!first || draft.base !== 'none' || ofThisOrder(draft, first, reading)) return;
  if (first.rest && first.base !== 'usual' && reading.references.length > 0) return;
  if (reading.statements.some((statement) => statement.quoted)) draft.base = 'repeat';
  else loadRepeat(draft, first, reading, past);
}

/** "The same again" of what this conversation orders itself: how much of what must be asked. */
function ofThisOrder(draft: Draft, repeat: RepeatStatement, reading: TurnReading): boolean {
  const own = draft.lines.length > 0 && repeat.base !== 'usual' && !repeat.named && reading.references.length === 0;
  if (own && reading.statements.every((statement) => !saysSomething(statement.raw))) draft.openAspects.add('ref');
  return own;
}

function loadRepeat(draft: Draft, repeat: RepeatStatement, reading: TurnReading, past: Past): void {
  const found = repeatedOrder(repeat, reading, past);
  if (!found) {
    draft.openAspects.add('ref');
    return;
  }
  draft.base = 'repeat';
  draft.refersTo = found.refersTo;
  for (const place of repeatPlaces(repeat, reading)) loadBase(draft, found.lines, place, repeat.span, repeat.words, past.context);
}

/** One list for each place that the repeat is wished for ("for Kharadi and Wakad both"). */
function repeatPlaces(repeat: RepeatStatement, reading: TurnReading): readonly (string | null)[] {
  if (repeat.places.length > 0) return repeat.places;
  if (repeat.place !== null) return [repeat.place];
  const both = reading.pieces.some((piece) => has(piece, 'both'));
  const codes = [...new Set(reading.places.map((place) => place.code))];
  return both && codes.length > 1 ? codes : [null];
}

const changing = new Set(['remove', 'less', 'more', 'double', 'half', 'triple']);
const isChanging = (statement: Statement): boolean => changing.has(statement.change.operation) || statement.change.old !== null;

const wishesChange = (statement: Statement): boolean => isChanging(statement) || statement.change.operation === 'set' || statement.adds;

/** Does a statement change or add an item at all? Talk beside it does neither. */
function meansItem(statement: Statement, trial: Draft, { context }: Past): boolean {
  const { phrase } = describePhrase(statement.raw, context.lexicon);
  if (targetsOf(trial, phrase, null, context).length > 0 || statement.change.ordinal !== null) return true;
  const line = lineOf(statement.raw, statement.words, statement.span, statement.code, statement.turn, emptyDraft(), context);
  return line.figure !== null && line.choice.item !== null && line.choice.vetoes.every((veto) => veto !== 'unmatched_word');
}

/** "Double everything in yesterday's order". */
function scaleAll(draft: Draft, reading: TurnReading): void {
  const words = reading.pieces.filter((piece) => piece.role === null);
  if (!words.some((piece) => has(piece, 'all'))) return;
  const factor = words.some((piece) => has(piece, 'double')) ? 2 : words.some((piece) => has(piece, 'triple')) ? 3 : 1;
  for (const line of draft.lines) if (line.fixed) line.fixed = { ...line.fixed, milli: line.fixed.milli * factor };
}

function startAmend(draft: Draft, first: Statement, order: FoundOrder, { context }: Past): void {
  draft.base = 'amend';
  draft.refersTo = order.refersTo;
  loadBase(draft, order.lines, null, first.span, first.words, context);
}

/** "Yesterday's order: add 20 pipes": the order that is spoken of is changed. One that is not on file is asked for. */
function amendNamed(draft: Draft, reading: TurnReading, changes: readonly Statement[], past: Past): boolean {
  const reference = reading.references.find((one) => one.firm || changes.some(wishesChange) || reading.repeats.some((repeat) => repeat.rest));
  const [first] = changes;
  if (!reference || !first) return false;
  const order = lookUp(reference, past.model, reading.today);
  if (!order && !reference.firm) return false;
  const trial = emptyDraft();
  if (order) loadBase(trial, order.lines, null, first.span, first.words, past.context);
  if (!changes.some((statement) => meansItem(statement, trial, past))) return false;
  if (order) startAmend(draft, first, order, past);
  else {
    draft.base = 'amend';
    draft.openAspects.add('ref');
  }
  return true;
}

/**
 * A change with nothing to change in this conversation is about the newest order on file, if that has all that is changed. Where that order still
 * stands, more is a change of it: what it is told to be ("sev 50 kar do"), what comes on top, and what comes in the place of something.
 */
function amendNewest(draft: Draft, reading: TurnReading, changes: readonly Statement[], past: Past): void {
  const [first] = changes;
  const order = newestOf(past.model);
  // a message that goes on, or only denies, says nothing of an order that it does not mention
  const alone = past.conversation.turns.filter((turn) => turn.kind === 'said').length === 1;
  const stands = conversationStands(past);
  const figures = stands || changes.some((statement) => statement.raw.quantity !== null || statement.change.figure !== null);
  if (!first || !order || !alone || !figures) return;
  const trial = emptyDraft();
  loadBase(trial, order.lines, null, first.span, first.words, past.context);
  const holds = (raw: Statement['raw']): boolean => targetsOf(trial, describePhrase(raw, past.context.lexicon).phrase, null, past.context).length > 0;
  const denied = changes.some((statement) => statement.change.denies && holds(statement.raw));
  const changesIt = (statement: Statement): boolean => {
    if (statement.replaces !== null) return stands && holds(statement.replaces);
    if (isChanging(statement) || (stands && statement.change.operation === 'set')) return holds(statement.raw);
    return stands && (statement.adds || denied) && (holds(statement.raw) || meansItem(statement, trial, past));
  };
  if (changes.every(changesIt)) startAmend(draft, first, order, past);
}

/** Takes the lines of the standing order that a turn changes. */
export function takeAmend(draft: Draft, reading: TurnReading, past: Past): void {
  if (draft.base !== 'none' || draft.lines.length > 0 || reading.cancelsAll || draft.openAspects.has('ref')) return;
  const changes = reading.statements.filter((statement) => !statement.inquiry && (saysSomething(statement.raw) || statement.change.ordinal !== null));
  if (amendNamed(draft, reading, changes, past)) return;
  const [reference] = reading.references;
  const order = reference?.firm ? lookUp(reference, past.model, reading.today) : null;
  const scaled = reading.pieces.some((piece) => piece.role === null && has(piece, 'double', 'triple')) && reading.pieces.some((piece) => has(piece, 'all'));
  if (order && scaled) {
    draft.base = 'amend';
    draft.refersTo = order.refersTo;
    loadBase(draft, order.lines, null, { turn: reading.turn.id, start: 0, end: 1 }, '', past.context);
    scaleAll(draft, reading);
    return;
  }
  amendNewest(draft, reading, changes, past);
  if (changes.length === 0) amendDay(draft, reading, past);
}

/** A day of delivery and nothing else moves the order that stands. */
function amendDay(draft: Draft, reading: TurnReading, past: Past): void {
  const order = newestOf(past.model);
  if (past.conversation.standing !== true || order === null || draft.base !== 'none' || talksOtherwise(reading)) return;
  if (!reading.dates.some((hit) => hit.delivery && !hit.past && !hit.negated && hit.date !== null)) return;
  draft.base = 'amend';
  draft.refersTo = order.refersTo;
  loadBase(draft, order.lines, null, { turn: reading.turn.id, start: 0, end: 1 }, '', past.context);
}

const conversationStands = ({ conversation }: Past): boolean => conversation.standing === true;

/** Cancels the lines of this conversation, or the standing order that the turn speaks of. */
export function takeCancel(draft: Draft, reading: TurnReading, past: Past): void {
  if (!reading.cancelsAll) return;
  const own = draft.lines.length > 0;
  draft.lines.length = 0;
  draft.cancelled = true;
  const number = reading.documents[0]?.number ?? null;
  const [reference] = reading.references;
  const found = reference ? lookUp(reference, past.model, reading.today) : null;
  if (number !== null) draft.refersTo = number;
  else if (found) draft.refersTo = found.refersTo;
  else if (own || conversationStands(past)) draft.refersTo = 'last_order';
  else draft.cancelUnclear = true;
}
