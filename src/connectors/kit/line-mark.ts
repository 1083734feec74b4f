/** What a line of an ERP's document says of itself behind the customer's words, in ERPs that have no field for it. */
export interface LineMark {
  /** Our number of the line. */
  readonly lineNo: number;
  /** Our number of the line with which it goes along free; null: it is bought. */
  readonly freeWith: number | null;
}

const pattern = / ?\(line (\d{1,9})(?:, free with (\d{1,9}))?\)$/;

const markText = ({ lineNo, freeWith }: LineMark): string => (freeWith === null ? `(line ${lineNo})` : `(line ${lineNo}, free with ${freeWith})`);

/**
 * The customer's words, and behind them what the line's place does not say: that it goes along free, or a number that is not `byPlace` (null: nobody
 * knows the place yet). Words that look like a mark get one, so that they are not read as theirs. At most `limit` characters; words are cut, marks not.
 */
export function markedText(words: string, mark: LineMark, byPlace: number | null, limit: number): string {
  const suffix = byPlace === mark.lineNo && mark.freeWith === null && !pattern.test(words) ? '' : markText(mark);
  const room = suffix === '' ? limit : limit - suffix.length - 1;
  const cut = [...words].slice(0, room).join('').trimEnd();
  return [cut, suffix].filter((part) => part !== '').join(' ');
}

/** The mark of a line's text; null for one that has none. */
export function markOf(text: string): LineMark | null {
  const found = pattern.exec(text);
  return found === null ? null : { lineNo: Number(found[1]), freeWith: found[2] === undefined ? null : Number(found[2]) };
}

/** The customer's words of a line's text, without our mark. */
export const unmarkedWords = (text: string): string => text.replace(pattern, '');

/** The number that a line has by its place behind one with the number `last`: lines count in tens. */
export const nextNumber = (last: number): number => (Math.floor(last / 10) + 1) * 10;
