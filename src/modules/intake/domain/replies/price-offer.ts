import { milliToText } from '../../../../kernel/quantity.ts';
import type { PriceOffer } from '../../../orders/contract.ts';
import { amountText, fill, isolate, shown, unitName } from './compose.ts';
import { textsFor } from './texts.ts';

/** Our price, line by line, with numbered answers. A price that is given for another quantity says for which: one question about both. */
export function priceOfferText(language: string, offer: Pick<PriceOffer, 'kind' | 'currency' | 'lines'>): string {
  const texts = textsFor(language);
  const lines = offer.lines.map((line) => {
    const words = isolate(shown(line.words === '' ? line.itemName : line.words, 60));
    const uom = unitName(texts, line.uom);
    const price = isolate(`${amountText(line.unitMinor, offer.currency)} / ${uom}`);
    if (line.quantityMilli === null) return fill(texts.priceLine, { words, price });
    return fill(texts.priceForQuantity, { words, price, quantity: isolate(`${milliToText(line.quantityMilli)} ${uom}`) });
  });
  const head = offer.kind === 'counter' ? texts.priceCounter : texts.priceDeclined;
  const question = offer.lines.some((line) => line.quantityMilli !== null) ? texts.priceBookQuantity : texts.priceBook;
  return [head, ...lines, question, `1. ${texts.yes}`, `2. ${texts.no}`, texts.answerByNumber].join('\n');
}
