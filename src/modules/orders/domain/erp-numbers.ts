import type { PricedLine } from './order.ts';

/** The next full ten above a number, as items of documents are counted. */
const nextTen = (last: number): number => (Math.floor(last / 10) + 1) * 10;

/** A line whose item of the ERP's document is known, and those of what goes along free with it. */
export type NumberedLine = PricedLine & { readonly erpLine: number };

/**
 * Gives every line its item number in the ERP's document, above `lastUsed`: lines count in tens, what goes along free with a line that is new follows it
 * (10, 11, 20), what is new on a line that stands takes the next ten. Numbers that are there already stay.
 */
export function numbered(lines: readonly PricedLine[], lastUsed = 0): { readonly lines: readonly NumberedLine[]; readonly last: number } {
  let last = Math.max(lastUsed, ...lines.flatMap(numbersOf));
  const given = lines.map((line): NumberedLine => {
    const isNew = line.erpLine === undefined;
    const erpLine = line.erpLine ?? nextTen(last);
    if (isNew) last = erpLine;
    if (line.free === undefined) return { ...line, erpLine };
    const free = line.free.map((good) => {
      if (good.erpLine !== undefined) return good;
      last = isNew ? last + 1 : nextTen(last);
      return { ...good, erpLine: last };
    });
    return { ...line, erpLine, free };
  });
  return { lines: given, last };
}

/** Every item number that a line has in the ERP's document. */
export const numbersOf = (line: PricedLine): readonly number[] => [
  ...(line.erpLine === undefined ? [] : [line.erpLine]),
  ...(line.free ?? []).flatMap((good) => good.erpLine ?? []),
];
