import type { TurnReading } from '../message/read-turn.ts';
import { describe, type Description } from '../catalogue/describe.ts';
import { weigh } from '../match/evidence.ts';
import { reason } from '../match/reason.ts';
import { unitOfItem } from '../match/units.ts';
import { has, type Piece } from '../parse/pieces.ts';
import type { Ask, AskOption } from '../types.ts';
import type { Draft, DraftLine, FoldContext } from './draft.ts';

/** Reads a turn as the answer to what was asked. */

const positive = (pieces: readonly Piece[]): Piece[] => pieces.filter((piece) => piece.role === null && piece.kind !== 'mark' && piece.kind !== 'line');
const thumbs = /[\u{1F44D}\u{1F44C}\u{2705}\u{1F64F}\u{2714}]/u;
const thumbsDown = /[\u{1F44E}\u{274C}]/u;

/** Yes or no, when the turn says nothing else of weight. */
export function yesNo(text: string, pieces: readonly Piece[]): 'yes' | 'no' | null {
  const words = positive(pieces);
  const heavy = words.filter((piece) => !has(piece, 'yes', 'no', 'greet', 'filler', 'verb', 'set', 'end', 'urgent', 'not'));
  if (heavy.length > 0) return null;
  if (words.length === 0) return thumbs.test(text) ? 'yes' : thumbsDown.test(text) ? 'no' : null;
  const first = words.find((piece) => has(piece, 'yes', 'no'));
  if (!first) return null;
  const yes = has(first, 'yes') && !(has(first, 'no') && !has(first, 'yes'));
  return yes ? 'yes' : 'no';
}

function byPosition(ask: Ask, value: number): AskOption | null {
  const place = value === -1 ? ask.options.length : value;
  return ask.options[place - 1] ?? null;
}

/** A bare figure: the quantity that was offered, else the number of an option. */
function byFigure(ask: Ask, figure: Piece): AskOption | null {
  if (figure.figure !== 'plain' && figure.figure !== 'dozen') return null;
  if (ask.aspect === 'quantity') {
    const same = ask.options.find((one) => one.quantityMilli === Math.round(figure.value * 1000));
    if (same) return same;
    if (ask.options.length === 0 || figure.value > ask.options.length)
      return { label: figure.text, sku: null, quantityMilli: Math.round(figure.value * 1000), uom: ask.options[0]?.uom ?? null, value: null };
  }
  return Number.isInteger(figure.value) ? byPosition(ask, figure.value) : null;
}

/** "chhota wala", "the big one": the option with the smallest or largest size. */
function byRelative(ask: Ask, pieces: readonly Piece[], context: FoldContext): AskOption | null {
  const big = pieces.some((piece) => has(piece, 'big'));
  const small = pieces.some((piece) => has(piece, 'small'));
  if (big === small) return null;
  const sized = ask.options.flatMap((one) => {
    const item = context.catalogue.bySku.get(one.sku ?? '');
    const size = item === undefined ? undefined : context.catalogue.sizes[item]?.[0]?.value;
    return size === undefined ? [] : [{ one, size }];
  });
  const sorted = sized.sort((a, b) => a.size - b.size);
  if (sorted.length < 2 || sorted[0]?.size === sorted[1]?.size) return null;
  return (big ? sorted.at(-1) : sorted[0])?.one ?? null;
}

/** The one option whose item or label the words fit. */
function byWords(ask: Ask, phrase: Description, pieces: readonly Piece[], context: FoldContext): AskOption | null {
  const unit = pieces.find((piece) => has(piece, 'unit'));
  const byUnit = ask.options.filter((one) => one.uom !== null && one.sku === null && unit !== undefined && fitsUnit(ask, one, unit, context));
  if (ask.aspect === 'uom' && byUnit.length === 1) return byUnit[0] ?? null;
  if (phrase.words.length === 0 && phrase.sizes.length === 0 && phrase.figures.length === 0) return null;
  const expansions = phrase.words.map((word) => context.chooser.expand(word, word.arabic));
  const scored = ask.options.flatMap((one) => {
    const item = context.catalogue.bySku.get(one.sku ?? '');
    if (item === undefined) return [];
    const evidence = weigh(context.catalogue, item, phrase, expansions, context.model, context.chooser.brands);
    const good = evidence.unmatched.length === 0 && evidence.size !== 'conflict' && evidence.size !== 'missing' && evidence.figuresMissed === 0;
    return good ? [{ one, score: evidence.weakHits + (evidence.packMissed ? -1 : 0) }] : [];
  });
  const most = Math.max(...scored.map((one) => one.score));
  const top = scored.filter((one) => one.score === most);
  return top.length === 1 && scored.length < Math.max(2, ask.options.length) ? (top[0]?.one ?? null) : null;
}

function fitsUnit(ask: Ask, one: AskOption, unit: Piece, context: FoldContext): boolean {
  if (unit.latin === (one.uom ?? '').toLowerCase()) return true;
  const items = ask.options.flatMap((other) => context.catalogue.bySku.get(other.sku ?? '') ?? []);
  const item = items[0] ?? context.catalogue.items.findIndex((entry) => entry.uoms.some((known) => known.uom === one.uom));
  return item >= 0 && unitOfItem(context.catalogue, item, unit, context.lexicon) === one.uom;
}

/** Yes and no pick an option that says so; a plain yes takes the only one there is. */
function byYesNo(ask: Ask, answer: 'yes' | 'no' | null): AskOption | null {
  const [only] = ask.options;
  const named = ask.options.find((one) => one.value !== null && one.value === answer);
  return named ?? (answer === 'yes' && ask.options.length === 1 && only ? only : null);
}

const particles = ['filler', 'wala', 'yes', 'greet', 'verb', 'set', 'end', 'sku'];

/** The only figure of an answer, when no item words stand beside it. */
function loneFigure(ask: Ask, own: readonly Piece[]): Piece | null {
  const figures = own.filter((piece) => piece.kind === 'number');
  const solid = own.filter((piece) => piece.kind === 'word' && !has(piece, ...particles));
  const plain = solid.length === 0 || (ask.aspect === 'quantity' && solid.every((piece) => has(piece, 'unit')));
  return figures.length === 1 && plain ? (figures[0] ?? null) : null;
}

/** The option that these pieces pick, null when they pick none or could pick several. */
export function optionOf(ask: Ask, pieces: readonly Piece[], text: string, context: FoldContext): AskOption | null {
  const own = positive(pieces);
  const said = byYesNo(ask, yesNo(text, pieces));
  if (said) return said;
  const ordinal = own.flatMap((piece) => piece.tags).find((hit) => hit.tag === 'ordinal');
  if (ordinal && !own.some((piece) => piece.kind === 'number')) return byPosition(ask, Number(ordinal.arg));
  const figure = loneFigure(ask, own);
  if (figure) return byFigure(ask, figure) ?? byWords(ask, describe(own, context.lexicon), own, context);
  const words = own.filter((piece) => !has(piece, 'yes', 'no'));
  return byRelative(ask, own, context) ?? byWords(ask, describe(words, context.lexicon), own, context);
}

const clearedBy: Readonly<Record<string, readonly string[]>> = {
  item: ['tie', 'unmatched_word', 'doubtful_spelling', 'size_conflict', 'conflict'],
  size: ['tie', 'size_conflict', 'unmatched_word', 'doubtful_spelling'],
  variant: ['tie', 'unmatched_word'],
  discontinued: ['inactive'],
  not_in_catalogue: ['not_in_catalogue', 'unmatched_word'],
  conflict: ['conflict', 'check_differs'],
  quantity: [
    'quantity_missing',
    'quantity_range',
    'quantity_product',
    'quantity_sum',
    'quantity_invalid',
    'unusual_quantity',
    'said_twice',
    'unclear_change',
    'loose_figure',
    'part_units',
    'check_differs',
  ],
  uom: ['unknown_uom', 'unit_unclear', 'unusual_quantity'],
  price: ['price_condition'],
};

/** Writes a chosen option into the line that was asked about. */
export function settle(line: DraftLine, ask: Ask, chosen: AskOption, context: FoldContext): void {
  const item = context.catalogue.bySku.get(chosen.sku ?? '');
  if (item !== undefined) {
    line.choice = { ...line.choice, item, p: 0.99, vetoes: [], rivals: [], uom: null, why: [reason('chosen_when_asked')] };
  }
  if (chosen.quantityMilli !== null) {
    const uom = chosen.uom ?? line.fixed?.uom ?? null;
    if (uom === null) line.figure = plainFigure(chosen.quantityMilli / 1000, line.figure);
    else line.fixed = { milli: chosen.quantityMilli, uom };
  } else if (chosen.uom !== null && line.figure) line.fixed = { milli: Math.round(line.figure.value * 1000), uom: chosen.uom };
  for (const veto of clearedBy[ask.aspect] ?? []) line.settled.add(veto);
  line.settled.add('answered');
}

function plainFigure(value: number, like: Piece | null): Piece {
  const base = like ?? { kind: 'number' as const, text: String(value), latin: '', fold: '', tags: [], start: 0, end: 0, glued: false, role: null, unit: null };
  return { ...base, kind: 'number', value, figure: 'plain', parts: [], unit: null };
}

/** An answer taken from a turn: what is left of the turn still counts as order text. */
export interface AnswersTaken {
  readonly taken: boolean;
  /** The turn was nothing but answers. */
  readonly whole: boolean;
}

function answerOrder(draft: Draft, ask: Ask, chosen: AskOption): void {
  if (chosen.value !== null) draft.answers.push({ aspect: ask.aspect, value: chosen.value, ...(ask.key === undefined ? {} : { key: ask.key }) });
}

function apply(draft: Draft, ask: Ask, chosen: AskOption, context: FoldContext): void {
  const line = ask.lineId === null ? undefined : draft.lines.find((one) => one.id === ask.lineId);
  if (line) settle(line, ask, chosen, context);
  else if (ask.lineId === null) answerOrder(draft, ask, chosen);
}

/** "No" to a successor or to the nearest item: the line is dropped. */
function decline(draft: Draft, ask: Ask): boolean {
  const line = draft.lines.find((one) => one.id === ask.lineId);
  if (!line || (ask.aspect !== 'discontinued' && ask.aspect !== 'not_in_catalogue')) return false;
  draft.lines.splice(draft.lines.indexOf(line), 1);
  return true;
}

/** Takes the answers in a turn to the asks that are pending. Several figures answer several asks in order. */
export function takeAnswers(draft: Draft, reading: TurnReading, pending: Ask[], context: FoldContext): AnswersTaken {
  const open = pending.filter((ask) => ask.lineId === null || draft.lines.some((line) => line.id === ask.lineId));
  const [only] = open;
  if (!only) return { taken: false, whole: false };
  const text = reading.clean.text;
  const pieces = positive(reading.pieces);
  const figures = pieces.filter((piece) => piece.kind === 'number');
  const words = pieces.filter((piece) => piece.kind === 'word' && !has(piece, 'filler', 'yes', 'and', 'greet', 'wala'));
  if (open.length > 1 && figures.length === open.length && words.length === 0) {
    open.forEach((ask, i) => {
      const chosen = figures[i] ? byFigure(ask, figures[i]) : null;
      if (chosen) apply(draft, ask, chosen, context);
    });
    pending.length = 0;
    return { taken: true, whole: true };
  }
  if (yesNo(text, reading.pieces) === 'no' && open.length === 1 && decline(draft, only)) {
    pending.length = 0;
    return { taken: true, whole: true };
  }
  return takeOne(draft, reading, pending, open, context);
}

function takeOne(draft: Draft, reading: TurnReading, pending: Ask[], open: readonly Ask[], context: FoldContext): AnswersTaken {
  let taken = false;
  for (const ask of open) {
    const chosen = optionOf(ask, reading.pieces, reading.clean.text, context);
    const fits = open.filter((other) => optionOf(other, reading.pieces, reading.clean.text, context) !== null);
    if (!chosen || (fits.length > 1 && fits[0] !== ask)) continue;
    apply(draft, ask, chosen, context);
    pending.splice(pending.indexOf(ask), 1);
    taken = true;
    break;
  }
  return { taken, whole: taken };
}
