import { milliToText } from '../../../../kernel/quantity.ts';
import { dayText, fill, isolate, shown, totalLines, unitName, type TaxText } from './compose.ts';
import type { ReplyTexts } from './reply-texts.ts';
import { textsFor } from './texts.ts';

/** One side of a line in a change: how much of which item. */
export interface ChangeSide {
  readonly itemName: string;
  readonly quantityMilli: number;
  readonly uom: string;
  /** It goes along for nothing. */
  readonly free?: boolean;
}

/** A line that differs; null where it was not, or is no longer. */
export interface LineChangeText {
  readonly before: ChangeSide | null;
  readonly after: ChangeSide | null;
}

/** What a change of an order comes to, for the customer. Total and day as they are after it. */
export interface ChangeText {
  readonly number: string;
  readonly lines: readonly LineChangeText[];
  readonly cancelsAll: boolean;
  readonly netMinor: number | null;
  readonly currency: string | null;
  /** Null: not known, or none is raised. */
  readonly tax: TaxText | null;
  readonly dateBefore: string | null;
  readonly dateAfter: string | null;
}

const amountOf = (texts: ReplyTexts, side: ChangeSide): string => isolate(`${milliToText(side.quantityMilli)} ${unitName(texts, side.uom)}`);

function lineText(texts: ReplyTexts, { before, after }: LineChangeText): string {
  const place = (text: string, { itemName, free }: ChangeSide, values: Readonly<Record<string, string>> = {}): string => {
    const item = isolate(shown(itemName, 80));
    return fill(text, { item: free === true ? fill(texts.freeItem, { item }) : item, ...values });
  };
  if (before === null) return after === null ? '' : place(texts.lineAdded, after, { after: amountOf(texts, after) });
  if (after === null) return place(texts.lineGone, before, { before: amountOf(texts, before) });
  if (before.itemName === after.itemName) return place(texts.lineChanged, after, { before: amountOf(texts, before), after: amountOf(texts, after) });
  return [lineText(texts, { before, after: null }), lineText(texts, { before: null, after })].join('\n');
}

/** The lines that differ, one below the other. */
export const differenceText = (language: string, change: Pick<ChangeText, 'lines'>): string =>
  change.lines.map((line) => lineText(textsFor(language), line)).join('\n');

/** What stands below the lines: the day, where it moves, and the new total. */
function footOf(language: string, change: ChangeText): readonly string[] {
  const texts = textsFor(language);
  const { dateBefore, dateAfter, netMinor, tax, currency } = change;
  const day =
    dateAfter === null || dateAfter === dateBefore
      ? []
      : dateBefore === null
        ? [fill(texts.delivery, { date: dayText(language, dateAfter) })]
        : [fill(texts.dayChanged, { before: dayText(language, dateBefore), after: dayText(language, dateAfter) })];
  return [...day, ...totalLines(texts, netMinor, tax, currency)];
}

/** The one message when the ERP has the change: what was, what is, the new total and day. */
export function changedText(language: string, change: ChangeText): string {
  const texts = textsFor(language);
  const number = isolate(change.number);
  if (change.cancelsAll) return fill(texts.orderCancelled, { number });
  return [fill(texts.orderChanged, { number }), differenceText(language, change), ...footOf(language, change), texts.wrong]
    .filter((part) => part !== '')
    .join('\n');
}

/** What we want to change ourselves, put as a numbered question. */
export function agreeText(language: string, change: ChangeText): string {
  const texts = textsFor(language);
  const head = fill(texts.weMustChange, { number: isolate(change.number) });
  const options = [`1. ${texts.yes}`, `2. ${texts.no}`];
  return [head, differenceText(language, change), ...footOf(language, change), texts.agree, ...options, texts.answerByNumber]
    .filter((part) => part !== '')
    .join('\n');
}
