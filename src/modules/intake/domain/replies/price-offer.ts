import type { PriceOffer } from '../../../orders/contract.ts';
import { amountText, fill, isolate, shown } from './compose.ts';
import { textsFor } from './texts.ts';

/** Our price, line by line, with numbered answers. */
export function priceOfferText(language: string, offer: Pick<PriceOffer, 'kind' | 'currency' | 'lines'>): string {
  const texts = textsFor(language);
  const lines = offer.lines.map((line) => {
    const words = line.words === '' ? line.itemName : line.words;
    const price = `${amountText(line.unitMinor, offer.currency)} / ${texts.units[line.uom] ?? line.uom}`;
    return fill(texts.priceLine, { words: isolate(shown(words, 60)), price: isolate(price) });
  });
  const head = offer.kind === 'counter' ? texts.priceCounter : texts.priceDeclined;
  return [head, ...lines, texts.priceBook, `1. ${texts.yes}`, `2. ${texts.no}`, texts.answerByNumber].join('\n');
}
