import type { Statement } from '../message/statement.ts';
import type { RawLine } from '../parse/fragments.ts';
import { describePhrase, lineLike, targetsOf, type Draft, type DraftLine, type FoldContext } from './draft.ts';

/** What a line stands at: thousandths of its unit. */
interface Amount {
  readonly milli: number;
  readonly uom: string;
}

/** What putting one thing in the place of another needs of the folding. */
export interface Substituting {
  readonly context: FoldContext;
  readonly standing: (line: DraftLine) => Amount | null;
  /** The line that the statement asks for by itself. */
  readonly asked: () => DraftLine;
  /** Sets the figure of a line to the one said. */
  readonly setFigure: (line: DraftLine) => void;
}

/** The one line that the words mean; `unclear`: several do. */
function replaced(draft: Draft, raw: RawLine, statement: Statement, context: FoldContext): DraftLine | 'unclear' | null {
  const { phrase } = describePhrase(raw, context.lexicon);
  const [first, second] = targetsOf(draft, phrase, statement.place, context);
  if (first === undefined) return null;
  const tied = second !== undefined && second.score > first.score - 0.15 && second.line.choice.item !== first.line.choice.item;
  return tied ? 'unclear' : first.line;
}

/** How much of a line goes: all of it, or the figure said where that is less; null when it is not clear. */
function goingOf(raw: RawLine, before: Amount): number | null {
  if (raw.quantity === null) return before.milli;
  const milli = raw.quantity.figure === 'plain' ? Math.round(raw.quantity.value * 1000) : Number.NaN;
  return milli > 0 && milli <= before.milli ? milli : null;
}

/** Whether the item of a line comes in a unit; what is not known yet may. */
export const sellsIn = (line: DraftLine, uom: string, context: FoldContext): boolean =>
  line.choice.item === null || (context.catalogue.items[line.choice.item]?.uoms.some((unit) => unit.uom === uom) ?? false);

/**
 * One thing in place of another: what goes leaves the order (or as much of it as was said), and what comes takes its place, in the quantity
 * said, else in that of what went. The same thing in another quantity is a change of its quantity; what is on the order already, or not clear, is
 * asked. False: nothing of the order is meant.
 */
export function substitute(draft: Draft, statement: Statement, work: Substituting): boolean {
  if (statement.replaces === null) return false;
  const old = replaced(draft, statement.replaces, statement, work.context);
  if (old === null) return false;
  const line = work.asked();
  const there = lineLike(draft, line);
  if (old === 'unclear') return doubt(draft, draft.lines, line, there);
  if (there === old) {
    if (statement.raw.quantity) work.setFigure(old);
    return true;
  }
  const before = work.standing(old);
  const going = before === null ? null : goingOf(statement.replaces, before);
  if (before === null || going === null || there !== undefined) return doubt(draft, there ? [old, there] : [old], line, there);
  exchange(draft, { old, line, before, going }, work.context);
  return true;
}

/** All lines that may be meant are asked. */
function doubt(draft: Draft, lines: readonly DraftLine[], line: DraftLine, there: DraftLine | undefined): true {
  for (const each of lines) each.extraVetoes.add('unclear_change');
  if (there === undefined) draft.lines.push(line);
  return true;
}

interface Exchange {
  readonly old: DraftLine;
  readonly line: DraftLine;
  readonly before: Amount;
  readonly going: number;
}

function exchange(draft: Draft, { old, line, before, going }: Exchange, context: FoldContext): void {
  line.place ??= old.place;
  // without a count, every figure that was said is a size
  if (line.figure === null) line.extraVetoes.delete('unclear_figures');
  if (line.figure === null && sellsIn(line, before.uom, context)) line.fixed = { milli: going, uom: before.uom };
  const at = draft.lines.indexOf(old);
  if (going < before.milli) {
    old.fixed = { milli: before.milli - going, uom: before.uom };
    old.spans = [...old.spans, ...line.spans];
    old.turn = line.turn;
    draft.lines.splice(at + 1, 0, line);
  } else draft.lines.splice(at, 1, line);
}
