import { milliToText } from '../../../../kernel/quantity.ts';
import { scaledToText } from '../../../../kernel/money.ts';
import type { CasePage, PriceCard } from '../../../exceptions/contract.ts';
import { amountText, fill, isolate, shown } from '../replies/compose.ts';
import { caseTextsFor } from './texts.ts';

/** What a colleague reads of a case on the phone. */
export interface CaseMessage {
  readonly language: string;
  /** The deadline as the person reads clocks; null: there is none. */
  readonly deadline: string | null;
  readonly link: string;
  readonly isReminder: boolean;
}

/** More lines than this are only counted. */
const mostLines = 4;

const percent = (bp: number): string => scaledToText(bp, 2);

/** Who asks for what, line by line: quantity, price, discount and margin. Without a price card only the subject and the amount. */
export function requestLines(page: CasePage, card: PriceCard | null, language: string): readonly string[] {
  const texts = caseTextsFor(language);
  const asks = fill(texts.asks, {
    number: isolate(page.number),
    who: isolate(shown(page.requestedByName, 40)),
    subject: isolate(shown(page.subject.label, 40)),
    customer: isolate(shown(card?.customer.name ?? page.customer ?? '-', 60)),
  });
  if (card === null) return page.amountMinor === null || page.currency === null ? [asks] : [asks, isolate(amountText(page.amountMinor, page.currency))];
  const open = card.lines.filter((line) => !line.settled);
  const lines = open.slice(0, mostLines).map((line) => {
    const price = isolate(amountText(line.askedUnitMinor, card.currency));
    const asked = fill(texts.line, {
      quantity: milliToText(line.quantityMilli),
      uom: line.uom,
      sku: isolate(line.sku),
      price,
      discount: percent(line.askedDiscountBp),
    });
    return line.marginAskBp === null ? asked : `${asked}, ${fill(texts.margin, { margin: percent(line.marginAskBp) })}`;
  });
  const more = open.length > mostLines ? [fill(texts.more, { count: String(open.length - mostLines) })] : [];
  return [asks, ...lines, ...more, fill(texts.given, { amount: isolate(amountText(card.givenMinor, card.currency)) })];
}

/** The whole message: the request in short, until when, and the link to everything else. */
export function caseMessageText(page: CasePage, card: PriceCard | null, message: CaseMessage): string {
  const texts = caseTextsFor(message.language);
  return [
    ...(message.isReminder ? [texts.reminder] : []),
    ...requestLines(page, card, message.language),
    ...(message.deadline === null ? [] : [fill(texts.deadline, { deadline: message.deadline })]),
    fill(texts.open, { link: message.link }),
    texts.words,
  ].join('\n');
}
