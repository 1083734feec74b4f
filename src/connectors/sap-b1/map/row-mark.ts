import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { intOf } from '../../kit/odata4/codec.ts';
import type { B1Settings } from '../settings.ts';

/** What a row says of itself behind the customer's words. */
export interface RowMark {
  /** Our number of the row. */
  readonly lineNo: number;
  /** Our number of the row with which it goes along free; null: it is bought. */
  readonly freeWith: number | null;
}

/** Characters that a row's free text holds. */
const textLength = 100;
const pattern = / ?\(line (\d{1,9})(?:, free with (\d{1,9}))?\)$/;

/** Our number of a row by its place in the document: tens, as orders of ours have them. */
export const placeNumber = (lineNum: number): number => (lineNum + 1) * 10;

const markText = ({ lineNo, freeWith }: RowMark): string => (freeWith === null ? `(line ${lineNo})` : `(line ${lineNo}, free with ${freeWith})`);

/**
 * Free text of a row: the customer's words, and behind them what its place does not say (a number out of tens, or free goods). `lineNum` null: the
 * place is not known yet. Words that look like a mark get one, so that they are not read as theirs.
 */
export function freeTextOf(words: string, mark: RowMark, lineNum: number | null, settings: B1Settings): string {
  const byPlace = settings.lineField !== null || (lineNum !== null && placeNumber(lineNum) === mark.lineNo);
  const suffix = byPlace && mark.freeWith === null && !pattern.test(words) ? '' : markText(mark);
  const room = suffix === '' ? textLength : textLength - suffix.length - 1;
  return [[...words].slice(0, room).join(''), suffix].filter((part) => part !== '').join(' ');
}

/** The mark of a row; null for one that has none. */
export function markOf(row: WireRecord): RowMark | null {
  const found = pattern.exec(textOf(row, 'FreeText'));
  return found === null ? null : { lineNo: Number(found[1]), freeWith: found[2] === undefined ? null : Number(found[2]) };
}

/** The customer's words of a row, without our mark. */
export const wordsOf = (row: WireRecord): string => textOf(row, 'FreeText').replace(pattern, '');

/** Our number of a row: the user field's, its mark's, or its place in tens as orders of ours have it. */
export function lineNoOf(row: WireRecord, settings: B1Settings): number {
  const own = settings.lineField === null ? null : intOf(row, settings.lineField);
  return own !== null && own > 0 ? own : (markOf(row)?.lineNo ?? placeNumber(intOf(row, 'LineNum') ?? 0));
}

/** Our number of the order's row that a row was drawn from: Business One copies its text. */
export const baseLineNoOf = (row: WireRecord, settings: B1Settings): number => lineNoOf({ ...row, LineNum: row['BaseLine'] }, settings);
