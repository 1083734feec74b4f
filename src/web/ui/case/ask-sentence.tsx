import type { ReactNode } from 'react';
import type { CasePage, PriceCard } from '../../../modules/exceptions/contract.ts';
import { isolated } from '../text/sentence.ts';
import { useWords } from '../use-words.ts';
import { openLines, priceCardOf } from './price-card.ts';

/** The ask in one sentence: who wants how much of what at which price, instead of ours. */
function useAskSentence(): (page: CasePage) => string {
  const { t, say, formats } = useWords();
  const ofPrice = (card: PriceCard): string => {
    const money = (minor: number): string => isolated(formats.money(minor, card.currency));
    const customer = isolated(card.customer.name);
    const [line, ...others] = openLines(card);
    if (line === undefined || others.length > 0) return t('approvals:ask.many', { customer, count: others.length + 1, given: money(card.givenMinor) });
    return t('approvals:ask.one', {
      customer,
      quantity: isolated(`${formats.quantity(line.quantityMilli)} ${line.uom}`),
      item: isolated(line.itemName),
      asked: money(line.askedUnitMinor),
      ours: money(line.ourUnitMinor),
      discount: isolated(formats.basisPoints(line.askedDiscountBp)),
    });
  };
  return (page) => {
    const card = priceCardOf(page);
    if (card !== null) return ofPrice(card);
    return t('approvals:ask.other', { kind: say('case_kind', page.kind), subject: isolated(page.subject.label) });
  };
}

/** The ask as a heading. */
export function AskSentence({ page }: { readonly page: CasePage }): ReactNode {
  const sentence = useAskSentence();
  return <>{sentence(page)}</>;
}
