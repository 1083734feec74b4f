import { markedText, markOf, unmarkedWords, type LineMark } from '../../kit/line-mark.ts';
import { intOf } from '../../kit/odata4/codec.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';

/** UTF-16 units that a line's second description holds. */
const maxText = 50;

/** Our number of a line by its place in a new document: Business Central numbers its lines in steps of 10,000, we in tens. */
export const placeNumber = (index: number): number => (index + 1) * 10;

/**
 * The second description of a line: the customer's words, and behind them what its place does not say (a number out of place, goods that go along
 * free). `byPlace`: the number that its place gives it; null: Business Central finds it a place. A character is never cut in half.
 */
export function lineText(words: string, mark: LineMark, byPlace: number | null): string {
  let limit = maxText;
  let text = markedText(words, mark, byPlace, limit);
  // the kit counts characters, Business Central their UTF-16 units
  while (text.length > maxText) {
    limit -= 1;
    text = markedText(words, mark, byPlace, limit);
  }
  return text;
}

/** What a line says of itself behind the words; null for one that says nothing. */
export const lineMark = (row: WireRecord): LineMark | null => markOf(textOf(row, 'description2'));

/** The customer's words of a line; null without any. */
export const lineWords = (row: WireRecord): string | null => unmarkedWords(textOf(row, 'description2')) || null;

/** Our number of a line: its mark's, else its sequence's in tens; a line in between keeps its own number. Posted lines keep both. */
export function lineNoOf(row: WireRecord): number {
  const sequence = intOf(row, 'sequence') ?? 0;
  return lineMark(row)?.lineNo ?? (sequence % 1_000 === 0 ? sequence / 1_000 : sequence);
}
