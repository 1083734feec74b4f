import type { OrderLine } from '../../../modules/orders/contract.ts';

/** Whose learnt words decided a line: the customer's own, those of others, or nobody's. */
export function deciderOf(line: Pick<OrderLine, 'via' | 'why'>): 'customer' | 'others' | null {
  const codes = line.why.map((reason) => reason.code);
  if (codes.includes('words_of_others')) return 'others';
  return line.via === 'alias' || codes.includes('own_words') || codes.includes('own_words_split') ? 'customer' : null;
}

/** The other items that were near, nearest first, each once and never the line's own. */
export function rivalsOf(line: Pick<OrderLine, 'sku' | 'rivals'>): OrderLine['rivals'] {
  const bySku = new Map(line.rivals.toSorted((a, b) => a.p - b.p).map((rival) => [rival.sku, rival]));
  return [...bySku.values()].filter((rival) => rival.sku !== line.sku).toSorted((a, b) => b.p - a.p);
}
