import { markedText, markOf, unmarkedWords, type LineMark } from '../../kit/line-mark.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { intOf } from '../../kit/odata4/codec.ts';
import type { B1Settings } from '../settings.ts';

/** Characters that a row's free text holds. */
const textLength = 100;

/** Our number of a row by its place in the document: tens, as orders of ours have them. */
const placeNumber = (lineNum: number): number => (lineNum + 1) * 10;

/** Free text of a row: the customer's words and our mark where one is needed. `lineNum` null: the row has no place yet. */
export function freeTextOf(words: string, mark: LineMark, lineNum: number | null, settings: B1Settings): string {
  const byPlace = settings.lineField === null ? (lineNum === null ? null : placeNumber(lineNum)) : mark.lineNo;
  return markedText(words, mark, byPlace, textLength);
}

/** The mark of a row; null for one that has none. */
export const rowMarkOf = (row: WireRecord): LineMark | null => markOf(textOf(row, 'FreeText'));

/** The customer's words of a row, without our mark. */
export const wordsOf = (row: WireRecord): string => unmarkedWords(textOf(row, 'FreeText'));

/** Our number of a row: the user field's, its mark's, or its place in tens as orders of ours have it. */
export function lineNoOf(row: WireRecord, settings: B1Settings): number {
  const own = settings.lineField === null ? null : intOf(row, settings.lineField);
  return own !== null && own > 0 ? own : (rowMarkOf(row)?.lineNo ?? placeNumber(intOf(row, 'LineNum') ?? 0));
}

/** Our number of the order's row that a row was drawn from: Business One copies its text. */
export const baseLineNoOf = (row: WireRecord, settings: B1Settings): number => lineNoOf({ ...row, LineNum: row['BaseLine'] }, settings);
