import { markOf, nextNumber } from '../../kit/line-mark.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import type { GoodsLine } from './voucher.ts';

/** Our numbers of the lines of a voucher. Tally has none: they count in tens, unless the description of a line says another one. */
export function lineNumbersOf(goods: readonly Pick<GoodsLine, 'words'>[]): readonly number[] {
  let last = 0;
  return goods.map(({ words }) => {
    last = markOf(words)?.lineNo ?? nextNumber(last);
    return last;
  });
}

/** Whether goods are given: some leave, and nothing of them is billed or charged. */
export const isFree = ({ measures, billed, amount }: Pick<GoodsLine, 'measures' | 'billed' | 'amount'>): boolean => {
  const isNone = (number: string | null): boolean => number !== null && normalDecimal(number) === '0';
  const told = measures.some((one) => !isNone(one.amount));
  return told && (isNone(amount) || (amount === null && billed.length > 0 && billed.every((one) => isNone(one.amount))));
};
