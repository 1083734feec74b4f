import { describe, fullKeyOf, joined, keyOf, type Description } from '../catalogue/describe.ts';
import { has, type Piece } from '../parse/pieces.ts';
import type { RawLine } from '../parse/fragments.ts';
import type { Statement } from '../message/statement.ts';
import { choose } from '../match/choose.ts';
import { findUnit } from '../match/units.ts';
import { refine } from './refine.ts';
import { sellsIn, substitute } from './substitute.ts';
import { describePhrase, lineLike, lineOf, saysSomething, targetsOf, type Draft, type DraftLine, type FoldContext, type Target } from './draft.ts';

/** Applies what one statement says to the order so far. */

const isChange = (statement: Statement): boolean => statement.change.operation !== 'add' || statement.change.old !== null;

/** The quantity that a line stands at, in thousandths of its unit, for "two less" and "double". */
function standing(line: DraftLine, context: FoldContext): { milli: number; uom: string } | null {
  if (line.fixed) return line.fixed;
  if (!line.figure || line.choice.item === null || !(line.figure.value > 0)) return null;
  const unit = findUnit(
    context.catalogue,
    line.choice.item,
    { figure: line.figure, unit: line.unit, aliasUom: line.choice.uom },
    context.model,
    context.lexicon,
  );
  return unit.uom === null ? null : { milli: Math.round(line.figure.value * unit.factor * 1000), uom: unit.uom };
}

function note(line: DraftLine, statement: Statement): void {
  line.spans = [...line.spans, statement.span];
  line.turn = statement.turn;
}

/** "4 dozen", then "no, 3": the new figure counts dozens too. */
const inDozens = (old: Piece | null, figure: Piece, statement: Statement): Piece =>
  old?.figure === 'dozen' && old.value % 12 === 0 && figure.figure === 'plain' && statement.raw.unit === null
    ? { ...figure, figure: 'dozen', value: figure.value * 12 }
    : figure;

function setFigure(line: DraftLine, statement: Statement, context: FoldContext): void {
  const figure = statement.change.figure ?? statement.raw.quantity;
  if (!figure) return;
  const before = standing(line, context);
  line.figure = inDozens(line.figure, figure, statement);
  line.fixed = null;
  if (statement.raw.unit) line.unit = statement.raw.unit;
  line.check = statement.raw.check;
  if (line.figure === figure && !statement.raw.unit && before && !line.unit && line.choice.item !== null && figure.value > 0 && figure.figure === 'plain')
    line.fixed = { milli: Math.round(figure.value * 1000), uom: before.uom };
  note(line, statement);
}

function shift(line: DraftLine, statement: Statement, sign: number, context: FoldContext): void {
  const figure = statement.raw.quantity ?? statement.change.figure;
  const before = standing(line, context);
  if (!figure || !before) {
    line.extraVetoes.add('unclear_change');
    return;
  }
  const milli = before.milli + sign * Math.round(figure.value * 1000);
  note(line, statement);
  line.fixed = { milli, uom: before.uom };
  if (milli <= 0) line.extraVetoes.add('unclear_change');
}

function scaleBy(line: DraftLine, statement: Statement, factor: number, context: FoldContext): void {
  const before = standing(line, context);
  if (!before) return;
  line.fixed = { milli: before.milli * factor, uom: before.uom };
  note(line, statement);
}

function remove(draft: Draft, line: DraftLine, statement: Statement, context: FoldContext): void {
  const figure = statement.raw.quantity;
  const before = standing(line, context);
  const partly = figure && before && figure.value * 1000 < before.milli;
  if (partly) {
    line.extraVetoes.add('unclear_change');
    note(line, statement);
    return;
  }
  draft.lines.splice(draft.lines.indexOf(line), 1);
  if (statement.change.denies) draft.lifted = { line, turn: statement.turn };
}

function operate(draft: Draft, line: DraftLine, statement: Statement, context: FoldContext): void {
  const { operation } = statement.change;
  if (operation === 'remove') remove(draft, line, statement, context);
  else if (operation === 'less') shift(line, statement, -1, context);
  else if (operation === 'more') shift(line, statement, 1, context);
  else if (operation === 'double') scaleBy(line, statement, 2, context);
  else if (operation === 'triple') scaleBy(line, statement, 3, context);
  else if (operation === 'half') scaleBy(line, statement, 0.5, context);
  else setFigure(line, statement, context);
}

function byOrdinal(draft: Draft, ordinal: number | null): DraftLine | undefined {
  if (ordinal === null) return undefined;
  return ordinal === -1 ? draft.lines.at(-1) : draft.lines[ordinal - 1];
}

/** The line that a change without words is about: the one spoken of last, when that is clear. */
const lastSpoken = (draft: Draft): DraftLine | undefined =>
  draft.lines.findLast((line) => !line.repeated) ?? (draft.lines.length === 1 ? draft.lines[0] : undefined);

const isScale = (piece: Piece): boolean => has(piece, 'double', 'triple', 'half');

/** The phrase of a change without the words that say what to do. */
function changePhrase(statement: Statement, context: FoldContext): Description {
  const { raw, change: told } = statement;
  const phrase = raw.phrase.filter((piece) => told.operation === 'set' || !isScale(piece));
  return describePhrase({ ...raw, phrase }, context.lexicon).phrase;
}

/** Two lines that the words mean equally: which one is asked. */
function isUnclear(first: Target, second: Target | undefined): second is Target {
  return second !== undefined && second.score > first.score - 0.15 && second.line.choice.item !== first.line.choice.item;
}

/** "no khoa": an item that the catalogue does not have is taken out again by the words it was asked with. */
function removeUnknown(draft: Draft, statement: Statement, phrase: Description): boolean {
  if (statement.change.operation !== 'remove') return false;
  const at = draft.lines.findIndex(
    (line) => line.choice.item === null && phrase.words.length > 0 && phrase.words.every((word) => line.phrase.words.some((own) => own.latin === word.latin)),
  );
  if (at >= 0) draft.lines.splice(at, 1);
  return at >= 0;
}

/** Changes the line that the words name. */
function changeNamed(draft: Draft, statement: Statement, phrase: Description, context: FoldContext): boolean {
  const targets = targetsOf(draft, phrase, statement.place, context, statement.change.operation === 'remove');
  const [first, second] = targets;
  if (!first) return removeUnknown(draft, statement, phrase);
  const named = targets.find(({ line }) => line.words.toLowerCase() === statement.words.toLowerCase());
  if (!named && isUnclear(first, second)) {
    for (const { line } of [first, second]) line.extraVetoes.add('unclear_change');
    return true;
  }
  operate(draft, (named ?? first).line, statement, context);
  return true;
}

/** Changes the line that a position or the talk so far points to. */
function changePointed(draft: Draft, statement: Statement, context: FoldContext): boolean {
  const line = byOrdinal(draft, statement.change.ordinal) ?? (saysSomething(statement.raw) ? undefined : lastSpoken(draft));
  if (line) operate(draft, line, statement, context);
  return line !== undefined;
}

function change(draft: Draft, statement: Statement, context: FoldContext): boolean {
  const phrase = changePhrase(statement, context);
  const wordy = saysSomething(statement.raw) && phrase.words.some((word) => !word.weak);
  if (!wordy && changePointed(draft, statement, context)) return true;
  return saysSomething(statement.raw) && changeNamed(draft, statement, phrase, context);
}

/** A second mention of an item: a correction when it says so or comes later with a correction word, on top when it says "and", else asked. */
function again(draft: Draft, old: DraftLine, line: DraftLine, statement: Statement, context: FoldContext): void {
  old.spans = [...old.spans, statement.span];
  if (statement.price !== null) old.price = statement.price;
  if (!line.figure) return;
  if (old.repeated || (old.quoted === true && !statement.quoted) || statement.corrects || old.figure === null) {
    setFigure(old, statement, context);
    return;
  }
  const sum = added(old, line, statement, context);
  if (sum === 'same') old.turn = line.turn;
  else if (sum !== null) old.fixed = sum;
  else {
    setFigure(old, statement, context);
    old.extraVetoes.add('said_twice');
  }
}

/** What two mentions come to: the same once more, or more on top; null when neither is clear. */
function added(old: DraftLine, line: DraftLine, statement: Statement, context: FoldContext): { milli: number; uom: string } | 'same' | null {
  const before = standing(old, context);
  const now = standing(line, context);
  if (!before || !now || before.uom !== now.uom) return null;
  if (before.milli === now.milli) return 'same';
  const onTop = statement.onTop && old.turn !== line.turn && statement.change.operation === 'add';
  return onTop ? { milli: before.milli + now.milli, uom: before.uom } : null;
}

/** Is a statement without a good match part of the order, or only talk with a figure in it? */
function isTalk(line: DraftLine, statement: Statement, careful: boolean): boolean {
  if (line.choice.item === null && (careful || (statement.logistic && statement.raw.unit === null))) return true;
  if (line.choice.item !== null && !line.choice.vetoes.includes('unmatched_word')) return false;
  if (statement.raw.unit !== null) return false;
  const words = statement.raw.phrase.filter((piece) => piece.kind === 'word');
  const strange = line.choice.item === null;
  return words.length > 5 || (strange && words.length > 3);
}

function plausibleAlone(line: DraftLine): boolean {
  const evidence = line.choice.evidence;
  return evidence !== null && evidence.unmatched.length === 0 && (evidence.explained > 0.85 || line.choice.via === 'alias') && line.phrase.words.length <= 5;
}

/** "chakli badi wali" after "chakli 20": says more of a line that stands. */
function qualified(draft: Draft, line: DraftLine, statement: Statement, context: FoldContext): DraftLine | undefined {
  const relative = line.phrase.words.some((word) => word.relative !== null);
  const sized = line.phrase.sizes.length > 0 && line.choice.vetoes.length === 0;
  if ((!relative && !sized) || statement.inquiry) return undefined;
  const plain = { words: line.phrase.words.filter((word) => word.relative === null), sizes: [], figures: [] };
  return targetsOf(draft, plain, statement.place, context).find(({ line: other }) => other.turn !== statement.turn)?.line;
}

/** "sev nahi, aloo": the item that follows a denied one comes in its place and quantity. */
function inPlaceOfDenied(draft: Draft, line: DraftLine, statement: Statement, context: FoldContext): boolean {
  const { lifted } = draft;
  draft.lifted = null;
  const before = lifted?.turn === statement.turn && !statement.inquiry && line.choice.item !== null ? standing(lifted.line, context) : null;
  if (before === null || !sellsIn(line, before.uom, context)) return false;
  line.fixed = before;
  line.extraVetoes.delete('unclear_figures');
  draft.lines.push(line);
  return true;
}

/** Words without a figure: an item whose quantity must be asked, when the writer wishes for it; else it waits for a figure. */
function mention(draft: Draft, line: DraftLine, statement: Statement, context: FoldContext): void {
  if (inPlaceOfDenied(draft, line, statement, context) || refine(draft, line, statement, context) || !plausibleAlone(line)) return;
  const { each } = draft;
  if (each && each.turn === statement.turn) {
    line.figure = each.figure;
    line.unit = each.unit;
    draft.lines.push(line);
    return;
  }
  const family = qualified(draft, line, statement, context);
  if (family) {
    family.choice = line.choice;
    family.phrase = line.phrase;
    note(family, statement);
    return;
  }
  const old = lineLike(draft, line);
  if (old && !statement.inquiry) {
    if (statement.price !== null) old.price = statement.price;
    return;
  }
  if (statement.wished && !statement.inquiry) draft.lines.push(line);
  else draft.mention = line;
}

/** More lines than any chat order has. */
const mostLines = 300;

/** A figure for every item that follows ("150 nos each of"), said before any item. */
function noteEach(draft: Draft, statement: Statement): boolean {
  if (statement.each && statement.raw.quantity) draft.each = { figure: statement.raw.quantity, unit: statement.raw.unit, turn: statement.turn };
  return false;
}

const isNaming = (piece: Piece): boolean => piece.kind === 'word' && !has(piece, 'unit', 'wala', 'filler', 'half', 'big', 'small', 'medium');
const namesItem = (raw: RawLine): boolean => raw.phrase.some(isNaming);

const isWordy = (piece: Piece): boolean => piece.kind === 'word' && !has(piece, 'wala', 'filler', 'half', 'big', 'small', 'medium');

/** The customer has used these very words for an item before. */
const isKnownPhrase = (raw: RawLine, context: FoldContext): boolean => {
  const { phrase } = describePhrase(raw, context.lexicon);
  return context.model.keys.has(fullKeyOf(phrase)) || context.model.keys.has(keyOf(phrase));
};

/** "elbow 1/2 100, 3/4 50": a size alone is of the item named just before. */
function carried(draft: Draft, statement: Statement, context: FoldContext): RawLine {
  const { raw } = statement;
  const named = draft.named;
  const alone = raw.phrase.length > 0 && !raw.phrase.some(isWordy) && statement.code === null;
  if (!alone || named?.turn !== statement.turn || isKnownPhrase(raw, context)) return raw;
  const words = named.phrase.filter((piece) => isNaming(piece) && !/\d/.test(piece.latin));
  return { ...raw, phrase: [...words, ...raw.phrase] };
}

/** Adds what a statement orders: a new line, more of an old one, or a mention that waits for its figure. */
function order(draft: Draft, statement: Statement, context: FoldContext, careful: boolean): boolean {
  const raw = carried(draft, statement, context);
  const line = orderedLine(draft, statement, raw, context);
  if (statement.quoted && line.choice.item === null) return true;
  if (namesItem(raw)) draft.named = { phrase: raw.phrase, turn: statement.turn };
  if (!line.figure) {
    mention(draft, line, statement, context);
    return true;
  }
  draft.lifted = null;
  if (statement.each && line.choice.item === null) return noteEach(draft, statement);
  const old = line.choice.vetoes.includes('tie') ? undefined : lineLike(draft, line);
  if (old) again(draft, old, line, statement, context);
  else if (!isTalk(line, statement, careful)) draft.lines.push(line);
  draft.mention = null;
  return true;
}

/** The line that a statement asks for by itself. */
function orderedLine(draft: Draft, statement: Statement, raw: RawLine, context: FoldContext): DraftLine {
  const line = lineOf(raw, statement.words, statement.span, statement.code, statement.turn, draft, context);
  line.quoted = statement.quoted;
  line.place = statement.place;
  line.price = statement.price;
  line.figure = statement.change.figure ?? line.figure;
  if (statement.swaps && statement.replaces === null) {
    line.extraVetoes.add('unclear_change');
    for (const target of targetsOf(draft, line.phrase, line.place, context, true)) target.line.extraVetoes.add('unclear_change');
  }
  if (statement.either) line.extraVetoes.add('either_or');
  return line;
}

/** One thing in place of another; what is said of nothing in the order is asked. */
function swap(draft: Draft, statement: Statement, context: FoldContext): boolean {
  const done = substitute(draft, statement, {
    context,
    standing: (line) => standing(line, context),
    asked: () => orderedLine(draft, statement, statement.raw, context),
    setFigure: (line) => setFigure(line, statement, context),
  });
  if (done || draft.lines.length === 0) return done;
  const line = orderedLine(draft, statement, statement.raw, context);
  line.extraVetoes.add('unclear_change');
  for (const each of draft.lines) each.extraVetoes.add('unclear_change');
  draft.lines.push(line);
  return true;
}

/** "… but rubber type, not u bolt", "the shampoo, not handwash": says more of the line just ordered. */
function qualify(draft: Draft, statement: Statement, context: FoldContext): boolean {
  const line = draft.lines.at(-1);
  const { denied } = statement.change;
  if (denied.length === 0 || !line || line.repeated || line.turn !== statement.turn || line.settled.has('answered')) return false;
  const positive = statement.raw.phrase.filter((piece) => !denied.includes(piece));
  const said = describe(positive, context.lexicon);
  const excluded = describe(denied.map((piece) => ({ ...piece, role: null })), context.lexicon).words; // prettier-ignore
  const phrase = joined(line.phrase, said);
  line.choice = choose({ phrase, excluded, code: null, fitsUnit: () => true }, context.chooser, context.model);
  line.phrase = phrase;
  note(line, statement);
  return true;
}

/** Applies one statement. Returns false when it said nothing about the order. */
export function applyStatement(draft: Draft, statement: Statement, context: FoldContext, careful: boolean): boolean {
  if (draft.lines.length >= mostLines) {
    draft.flags.add('too_long');
    return false;
  }
  if (statement.change.denied.length > 0 && qualify(draft, statement, context)) return true;
  if (statement.replaces !== null && swap(draft, statement, context)) return true;
  if (isChange(statement) && draft.lines.length > 0 && change(draft, statement, context)) return true;
  if (statement.change.operation === 'remove') return false;
  if (!saysSomething(statement.raw) && statement.code === null) return noteEach(draft, statement);
  return order(draft, statement, context, careful);
}

/** A figure said without words: the quantity of the item that was named last without one. */
export function applyFigure(draft: Draft, statement: Statement): boolean {
  if (!statement.raw.quantity || statement.each) return false;
  const waiting = draft.lines.findLast((line) => line.figure === null && line.fixed === null) ?? adopted(draft, statement);
  if (!waiting) return false;
  waiting.figure = statement.raw.quantity;
  waiting.unit = statement.raw.unit;
  waiting.spans = [...waiting.spans, statement.span];
  return true;
}

/** The item that was only named becomes a line, now that a figure is wished for. */
function adopted(draft: Draft, statement: Statement): DraftLine | null {
  const line = draft.mention;
  if (!line || !(statement.wished || statement.raw.unit !== null)) return null;
  draft.mention = null;
  draft.lines.push(line);
  return line;
}
