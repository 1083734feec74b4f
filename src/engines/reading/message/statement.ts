import type { RawLine } from '../parse/fragments.ts';
import type { PriceHit } from '../parse/prices.ts';
import type { Span } from '../types.ts';
import type { Change } from './changes.ts';

/** One thing that a message says about the order. */
export interface Statement {
  readonly raw: RawLine;
  readonly change: Change;
  /** The customer's words for the item, as written. */
  readonly words: string;
  readonly span: Span;
  /** Ship-to whose list this stands in. */
  readonly place: string | null;
  readonly price: PriceHit | null;
  /** "send", "add": a wish is spoken out, so that a missing figure must be asked. */
  readonly wished: boolean;
  readonly code: string | null;
  readonly turn: number;
  /** A correction word stands with it ("sorry", "nahi"). */
  readonly corrects: boolean;
  /** "and", "also": comes on top of what was said before. */
  readonly onTop: boolean;
  /** "add", "also", "one more": says that it comes to an order that stands. */
  readonly adds: boolean;
  /** From quoted or forwarded text that the writer points to. */
  readonly quoted: boolean;
  /** From a question: names an item, orders nothing yet. */
  readonly inquiry: boolean;
  /** "150 nos each of": the figure counts for every item that follows. */
  readonly each: boolean;
  /** Day, time, place or delivery words stand in the same sentence. */
  readonly logistic: boolean;
  /** "20 of this or 10 of that". */
  readonly either: boolean;
  /** One thing in place of another, in words: which is which must be asked. */
  readonly swaps: boolean;
  /** What this comes in place of, where the words part the two. */
  readonly replaces: RawLine | null;
}

/** "Same as last time", "the usual", "like last Tuesday". */
export interface RepeatStatement {
  readonly base: 'last_order' | 'usual';
  /** It names what is to be repeated ("same order", "like last time"), not only "again". */
  readonly named: boolean;
  readonly place: string | null;
  /** All places for which it is wished, each for itself. */
  readonly places: readonly string[];
  readonly span: Span;
  readonly words: string;
  /** Lists with figures stand in the same line: the repeat only says "as always". */
  readonly trails: boolean;
  /** It points to an order by an event ("the one at Eid"), which no date tells. */
  readonly vague: boolean;
  /** "The rest as before". */
  readonly rest: boolean;
}
