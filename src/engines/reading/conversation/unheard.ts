import { describe } from '../catalogue/describe.ts';
import type { TurnReading } from '../message/read-turn.ts';
import type { Statement } from '../message/statement.ts';
import { has, isMark, type Piece } from '../parse/pieces.ts';
import { targetsOf, type Draft, type DraftLine, type FoldContext } from './draft.ts';

/**
 * The net under all corrections: words that deny, replace or take away and that changed nothing. What they meant must be asked;
 * an order beside them is never booked as if they had not been said.
 */

const changeWords = ['not', 'remove', 'instead', 'sorry'];
/** What a bare "no, wait" is made of. */
const interjections = new Set(['not', 'no', 'remove', 'instead', 'sorry', 'filler', 'verb', 'greet', 'end', 'lead']);
/** Words that deny in one language and only bind in another (Gujarati "na": of). */
const endings = new Set(['na']);

/** What a line stands at, to see whether a statement changed it. */
const stateOf = (line: DraftLine): string =>
  [line.choice.item, line.figure?.start, line.figure?.value, line.fixed?.milli, line.unit?.latin, line.place, line.extraVetoes.size].join('|');

/** Remembers the lines of an order as they stand. */
export const linesNow = (draft: Draft): ReadonlyMap<string, string> => new Map(draft.lines.map((line) => [line.id, stateOf(line)]));

/** Did a line that stood before change or go? */
export function changedSince(draft: Draft, before: ReadonlyMap<string, string>): boolean {
  const now = linesNow(draft);
  return [...before].some(([id, state]) => now.get(id) !== state);
}

const bounds = (piece: Piece | undefined): boolean => piece === undefined || piece.kind === 'line' || isMark(piece, ',', ';', '.', '!', '?', '،');

/** The stretch between marks that a piece stands in. */
function stretchOf(pieces: readonly Piece[], at: number): { from: number; to: number } {
  let from = at;
  while (from > 0 && !bounds(pieces[from - 1])) from -= 1;
  let to = at + 1;
  while (to < pieces.length && !bounds(pieces[to])) to += 1;
  return { from, to };
}

const orderly = new Set(['order', 'approval']);

/** Does the word speak of the order, and not of a day, a place, a complaint or a thing that the catalogue calls so? */
function isAboutOrder(reading: TurnReading, at: number, item: (piece: Piece) => boolean): boolean {
  const piece = reading.pieces[at];
  if (!piece || piece.role !== null || piece.kind !== 'word' || !has(piece, ...changeWords) || item(piece) || endings.has(piece.latin)) return false;
  const sentence = reading.sentences.find((one) => at >= one.from && at < one.to);
  return sentence === undefined || orderly.has(sentence.kind);
}

/** A stretch of words where a change was said and none was made. `bare`: "no, wait": it names nothing, what it means may still come. */
interface Unheard {
  readonly from: number;
  readonly to: number;
  readonly bare: boolean;
}

/** `heard` are the statements that changed something or left something out. */
function unheardIn(reading: TurnReading, heard: ReadonlySet<Statement>, item: (piece: Piece) => boolean): Unheard[] {
  const out: Unheard[] = [];
  reading.pieces.forEach((_piece, at) => {
    if (!isAboutOrder(reading, at, item)) return;
    const { from, to } = stretchOf(reading.pieces, at);
    const own = reading.pieces.slice(from, to);
    const settled = own.some((piece) => piece.role === 'date' || piece.role === 'place' || piece.role === 'price');
    const answered = [...heard].some(({ raw, replaces }) => [raw, replaces].some((said) => said !== null && said.from < to && said.to > from));
    const telling = own.some((piece) => piece.kind === 'number' || item(piece) || has(piece, 'rest', 'all', 'repeat'));
    const bare =
      !telling && own.filter((piece) => piece.kind === 'word').length <= 2 && own.every((piece) => piece.tags.every((hit) => interjections.has(hit.tag)));
    if (!settled && !answered && (telling || bare)) out.push({ from, to, bare });
  });
  return out;
}

/** Marks the lines that an unheard change may be about: those that its words name, else all that stood before it. A bare "no" waits for what follows. */
export function markUnheard(
  draft: Draft,
  reading: TurnReading,
  heard: ReadonlySet<Statement>,
  before: ReadonlyMap<string, string>,
  context: FoldContext,
  item: (piece: Piece) => boolean,
): void {
  if (heard.size > 0) draft.denied.clear();
  for (const { from, to, bare } of unheardIn(reading, heard, item)) {
    if (bare) {
      if (heard.size === 0) for (const line of draft.lines) draft.denied.add(line);
      continue;
    }
    const said = describe(reading.pieces.slice(from, to).filter((piece) => !has(piece, ...changeWords)), context.lexicon); // prettier-ignore
    const named = said.words.some((word) => !word.weak) || said.sizes.length > 0 ? targetsOf(draft, said, null, context, true).map(({ line }) => line) : [];
    const standing = draft.lines.filter((line) => before.has(line.id));
    const meant = named.length > 0 ? named : standing.length > 0 ? standing : draft.lines;
    for (const line of meant) line.extraVetoes.add('unclear_change');
  }
}

/** Beside an order taken over, a line of this conversation that is not clear may be a change of one taken over: both are asked. */
export function markDoubtful(draft: Draft, context: FoldContext): void {
  if (draft.base === 'none') return;
  const taken = { ...draft, lines: draft.lines.filter((line) => line.repeated) };
  for (const line of draft.lines) {
    const unclear = line.choice.item === null || line.choice.vetoes.length > 0 || line.extraVetoes.size > 0;
    if (line.repeated || !unclear) continue;
    for (const target of targetsOf(taken, line.phrase, null, context, true)) target.line.extraVetoes.add('unclear_change');
  }
}
