import type { ReadingModel } from '../calibration/model.ts';
import { parseBusinessDate } from '../../../kernel/time.ts';
import type { TurnReading } from '../message/read-turn.ts';
import type { SentenceKind } from '../message/sentences.ts';
import { has } from '../parse/pieces.ts';
import type { PlaceBook } from '../parse/place-book.ts';
import type { Ask, Aspect, Conversation, Intent, ReaderOptions, Reading } from '../types.ts';
import { lineAsks } from './asks.ts';
import type { Draft, FoldContext } from './draft.ts';
import { finish, type Finished, type Finishing } from './finish.ts';

/** Everything that the end of a reading is drawn from. */
export interface Ending {
  readonly draft: Draft;
  readonly readings: readonly TurnReading[];
  readonly conversation: Conversation;
  readonly context: FoldContext;
  readonly options: ReaderOptions;
  readonly model: ReadingModel | null;
  readonly places: PlaceBook;
  readonly language: string;
  readonly asked: boolean;
  readonly answered: boolean;
}

const kindsOf = (readings: readonly TurnReading[]): Set<SentenceKind> =>
  new Set(readings.flatMap((reading) => reading.sentences.map((sentence) => sentence.kind)));
const says = (readings: readonly TurnReading[], ...tags: string[]): boolean =>
  readings.some((reading) => reading.pieces.some((piece) => piece.role !== 'noise' && has(piece, ...tags)));

/** An offer of ours is accepted. "Please find our confirmed PO" confirms nothing of ours: it orders. */
function accepts({ draft, readings }: Ending, kinds: ReadonlySet<SentenceKind>): boolean {
  const documents = readings.flatMap((reading) => reading.documents);
  const offered = documents.some((document) => document.offer || !document.purchaseOrder);
  return kinds.has('approval') && (offered || (documents.length > 0 && draft.lines.length === 0));
}

/** What a conversation without an order is about. */
function talkOf(readings: readonly TurnReading[], kinds: ReadonlySet<SentenceKind>): Intent {
  if (says(readings, 'misdial')) return 'chitchat';
  const talk = strongest(readings);
  if (talk !== null) return talk;
  if (kinds.has('inquiry')) return 'inquiry';
  return kinds.has('approval') || isBareYes(readings) ? 'approval_reply' : 'chitchat';
}

function intentOf(end: Ending): Intent {
  const { draft, readings } = end;
  const kinds = kindsOf(readings);
  if (draft.cancelled && draft.lines.length === 0) return 'cancel';
  if (accepts(end, kinds)) return 'approval_reply';
  if (draft.lines.length > 0 || draft.openAspects.has('ref')) return draft.base === 'amend' ? 'amend' : 'order';
  return talkOf(readings, kinds);
}

/** Complaint or payment, whichever the words speak of more. */
function strongest(readings: readonly TurnReading[]): 'complaint' | 'payment' | null {
  const kinds = kindsOf(readings);
  if (!kinds.has('complaint') && !kinds.has('payment')) return null;
  const count = (tag: string): number => readings.reduce((sum, reading) => sum + reading.pieces.filter((piece) => has(piece, tag)).length, 0);
  return kinds.has('complaint') && count('complaint') >= count('payment') ? 'complaint' : kinds.has('payment') ? 'payment' : 'complaint';
}

function isBareYes(readings: readonly TurnReading[]): boolean {
  const pieces = readings.flatMap((reading) => [...reading.pieces]).filter((piece) => piece.kind !== 'line');
  const words = pieces.filter((piece) => piece.kind === 'word');
  if (words.length === 0)
    return readings.some((reading) => /[\u{1F44D}\u{1F44C}\u{2705}]/u.test(reading.turn.text)) && pieces.every((piece) => piece.kind === 'mark');
  return (
    words.length <= 5 &&
    words.every((piece) => has(piece, 'yes', 'greet', 'filler', 'end', 'repeat', 'set', 'verb')) &&
    words.some((piece) => has(piece, 'yes') && !has(piece, 'greet'))
  );
}

/** The place for which the person who writes is known to order: his name stands at the beginning of the first message or ends the last. */
function writerPlace(end: Ending): string | null {
  const contacts = end.conversation.customer?.contacts ?? [];
  if (contacts.length === 0) return null;
  const first = end.readings[0]?.pieces.filter((piece) => piece.kind === 'word').slice(0, 4) ?? [];
  const last =
    end.readings
      .at(-1)
      ?.pieces.filter((piece) => piece.kind === 'word')
      .slice(-3) ?? [];
  const greeted = first.some((piece, i) => has(piece, 'greet') && !has(piece, 'person') && i === 0 && first[1] !== undefined);
  const named = (name: string): boolean =>
    (!greeted && first.slice(0, 2).some((piece) => piece.latin === name)) ||
    first.some((piece, i) => piece.latin === name && first.slice(i + 1).some((next) => has(next, 'person'))) ||
    last.at(-1)?.latin === name;
  const places = new Set(contacts.filter((contact) => named(contact.name.toLowerCase())).map((contact) => contact.shipTo));
  return places.size === 1 ? ([...places][0] ?? null) : null;
}

/** Ship-to of the whole order: the one place named; several places belong to their lines. */
function shipToOf(end: Ending): { shipTo: string | null; unclear: boolean } {
  const hits = end.readings.flatMap((reading) => reading.places);
  const codes = [...new Set(hits.map((place) => place.code))];
  const answered = end.draft.answers.findLast((answer) => answer.aspect === 'ship_to');
  if (answered) return { shipTo: answered.value, unclear: false };
  if (codes.length === 1) return { shipTo: codes[0] ?? null, unclear: false };
  const writers = writerPlace(end);
  if (codes.length === 0 && writers !== null) return { shipTo: writers, unclear: false };
  if (codes.length === 0)
    return { shipTo: null, unclear: end.readings.some((reading) => reading.bothPlaces) && end.places.count > 1 && end.draft.lines.length > 0 };
  const perLine = end.draft.lines.every((line) => line.place !== null);
  return { shipTo: null, unclear: !perLine && end.draft.lines.length > 0 };
}

function flagsOf(end: Ending, kinds: ReadonlySet<SentenceKind>, hasOrder: boolean): string[] {
  const flags = new Set(end.draft.flags);
  const { readings } = end;
  if (readings.some((reading) => reading.clean.tooLong)) flags.add('too_long');
  if (says(readings, 'command')) flags.add('commands_the_system');
  if (readings.some((reading) => reading.prices.length > 0) || says(readings, 'discount')) flags.add('asks_price');
  if (hasOrder) for (const kind of ['complaint', 'payment', 'inquiry'] as const) if (kinds.has(kind)) flags.add(`mixed_${kind}`);
  if (end.conversation.customer === null) flags.add('unknown_customer');
  return [...flags].sort();
}

function orderAsks(end: Ending, shipUnclear: boolean, hasOrder: boolean): Ask[] {
  const asks: Ask[] = [];
  const shipTos = end.conversation.customer?.shipTos ?? [];
  const ask = (aspect: Aspect, words: string, options: Ask['options'] = []): void => void asks.push({ aspect, lineId: null, words, options });
  if (shipUnclear) ask('ship_to', '', shipTos.slice(0, 5).map((place) => ({ label: place.names[0] ?? place.code, sku: null, quantityMilli: null, uom: null, value: place.code }))); // prettier-ignore
  const settledDate = end.draft.answers.some((answer) => answer.aspect === 'date');
  if (hasOrder && end.draft.date !== null && end.draft.date.problem !== null && !settledDate) ask('date', end.draft.date.problem);
  if (end.draft.openAspects.has('ref') || end.draft.cancelUnclear) ask('ref', '');
  return asks;
}

/** A question on which an ordered item hangs ("only if the scheme runs") leaves its price open. */
function markConditions(end: Ending): void {
  const conditional = end.readings.some((reading) => reading.sentences.some((sentence) => sentence.conditional));
  const last = end.draft.lines.at(-1);
  if (conditional && last) last.extraVetoes.add('price_condition');
}

/** A single order-wide place is not repeated on the lines. */
function dropSinglePlace(end: Ending, shipTo: string | null): void {
  if (shipTo !== null) for (const line of end.draft.lines) line.place = null;
}

const allAuto = (finished: readonly Finished[]): boolean => finished.every((one) => one.line.decision === 'auto');

function orderDisposition(finished: readonly Finished[], asks: readonly Ask[], end: Ending): Reading['disposition'] {
  const tooLong = end.draft.flags.has('too_long') || end.readings.some((reading) => reading.clean.tooLong);
  if (tooLong || finished.some((one) => one.line.decision === 'human')) return 'human';
  return asks.length === 0 && finished.length > 0 && allAuto(finished) ? 'auto' : 'clarify';
}

function dispositionOf(intent: Intent, finished: readonly Finished[], asks: readonly Ask[], end: Ending): Reading['disposition'] {
  const ordered = intent === 'order' || intent === 'amend';
  if (end.conversation.customer === null) return ordered ? 'clarify' : 'human';
  if (ordered) return orderDisposition(finished, asks, end);
  if (intent === 'cancel') return end.draft.cancelUnclear ? 'clarify' : 'auto';
  const named = end.readings.some((reading) => reading.documents.length > 0);
  return intent === 'approval_reply' && named && allAuto(finished) ? 'auto' : 'human';
}

function referenceOf(end: Ending, intent: Intent): string | null {
  if (end.draft.refersTo !== null) return end.draft.refersTo;
  if (intent === 'order') return null;
  const named = end.readings.flatMap((reading) => reading.references).find((reference) => reference.kind === 'named')?.number ?? null;
  const documents = end.readings.flatMap((reading) => reading.documents);
  return intent === 'approval_reply' ? ((documents.find((document) => document.offer) ?? documents[0])?.number ?? null) : named;
}

/** Lines with their decisions; an approval accepts our own offer, so that its price is no wish. */
function finishedLines(end: Ending, intent: Intent): Finished[] {
  const { draft, readings, conversation, context, options } = end;
  const finishing: Finishing = {
    model: end.model,
    context,
    options,
    known: conversation.customer !== null,
    reason: says(readings, 'reason', 'festival'),
    prices: intent === 'approval_reply' ? undefined : conversation.customer?.prices,
  };
  return draft.lines.map((line) => finish(line, finishing));
}

function requestedDate(draft: Draft): Reading['requestedDate'] {
  const answered = draft.answers.findLast((answer) => answer.aspect === 'date')?.value;
  const date = answered === undefined ? null : parseBusinessDate(answered);
  return date ?? draft.date?.date ?? null;
}

/** What belongs to an order only; empty for everything else. */
function orderParts(end: Ending, intent: Intent): Pick<Reading, 'lines' | 'asks' | 'requestedDate' | 'shipTo' | 'disposition'> {
  const { draft, readings } = end;
  const hasOrder = intent === 'order' || intent === 'amend' || (intent === 'approval_reply' && draft.lines.length > 0);
  if (!hasOrder) {
    const asks = orderAsks(end, false, false);
    return { lines: [], asks, requestedDate: null, shipTo: null, disposition: dispositionOf(intent, [], asks, end) };
  }
  const { shipTo, unclear } = shipToOf(end);
  dropSinglePlace(end, shipTo);
  if (unclear) for (const line of draft.lines) if (line.place === null) line.extraVetoes.add('place_unclear');
  const finished = finishedLines(end, intent);
  const shipUnclear = unclear || readings.some((reading) => reading.unknownPlace);
  const asks = [...lineAsks(finished, end.context), ...orderAsks(end, shipUnclear, true)];
  const lines = finished.map((one) => one.line);
  return { lines, asks, requestedDate: requestedDate(draft), shipTo, disposition: dispositionOf(intent, finished, asks, end) };
}

/** Draws the conclusions of a conversation. */
export function conclude(end: Ending): Reading {
  const { draft, readings } = end;
  markConditions(end);
  const intent = intentOf(end);
  const parts = orderParts(end, intent);
  const last = readings.at(-1);
  const orders = readings.flatMap((reading) => reading.documents).filter((document) => document.purchaseOrder);
  return {
    intent,
    ...parts,
    poNumber: orders.at(-1)?.number ?? null,
    refersTo: referenceOf(end, intent),
    answers: draft.answers.map((answer) => ({ ...answer })),
    ended: last !== undefined && endsHere(last),
    language: end.language,
    flags: flagsOf(end, kindsOf(readings), parts.lines.length > 0 || intent === 'order' || intent === 'amend'),
  };
}

/** An end word closes the order when it is the last thing said. */
function endsHere(reading: TurnReading): boolean {
  const words = reading.pieces.filter((piece) => piece.kind === 'word' || piece.kind === 'number');
  const last = words.findLastIndex((piece) => has(piece, 'end') && piece.role === null);
  return last >= 0 && words.slice(last + 1).every((piece) => has(piece, 'greet', 'filler', 'verb', 'yes', 'end'));
}
