import { currencyDigits, scaledToText } from '../../../../kernel/money.ts';
import { milliToText } from '../../../../kernel/quantity.ts';
import type { Ask } from '../../../../engines/reading/index.ts';
import type { ReplyTexts } from './reply-texts.ts';
import { textsFor } from './texts.ts';

/** A line as a reply names it: the customer's words, and what we call it. */
export interface ReplyLine {
  readonly words: string;
  readonly itemName: string;
  readonly quantityMilli: number;
  readonly uom: string;
  /** It goes along for nothing. */
  readonly free?: boolean;
}

/** What a confirmation says. `number` is the ERP's. */
export interface Confirmation {
  readonly number: string;
  readonly lines: readonly ReplyLine[];
  readonly netMinor: number | null;
  readonly currency: string | null;
  /** Null: not known, or none is raised. */
  readonly tax: TaxText | null;
  readonly requestedDate: string | null;
}

/** The tax on an order, and what is to be paid with it, in minor units. */
export interface TaxText {
  readonly taxMinor: number;
  readonly grossMinor: number;
}

/** The tax of an order as a reply names it; null when it is not known, or there is none. */
export const taxText = (sums: { readonly taxMinor: number | null; readonly grossMinor: number | null } | null): TaxText | null =>
  sums?.taxMinor && sums.grossMinor !== null ? { taxMinor: sums.taxMinor, grossMinor: sums.grossMinor } : null;

/** Puts values into `{name}` places; values are never read as places themselves. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);

/** Isolates a run of another direction (first-strong), so that a Latin code inside Arabic does not turn the line around. */
export const isolate = (text: string): string => `\u2068${text}\u2069`;

/** What a unit is called in a language; its code where it has no name. */
export const unitName = (texts: ReplyTexts, uom: string): string => texts.units[uom] ?? uom;

const lineText = (texts: ReplyTexts, line: ReplyLine): string => {
  const name = isolate(line.itemName);
  const ours = `${milliToText(line.quantityMilli)} ${unitName(texts, line.uom)} · ${line.free === true ? fill(texts.freeItem, { item: name }) : name}`;
  return line.words === '' ? `• ${ours}` : `• ${isolate(shown(line.words, 60))} → ${ours}`;
};

/** The customer's own words, safe to send back: one line, no control characters, cut. */
export function shown(text: string, longest: number): string {
  const flat = text
    .replace(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return flat.length <= longest ? flat : `${[...flat].slice(0, longest - 1).join('')}…`;
}

/** Lines of the order, as one message's body. */
export const linesText = (language: string, lines: readonly ReplyLine[]): string => lines.map((line) => lineText(textsFor(language), line)).join('\n');

/** The one message that a customer gets when the ERP has the order: number, lines in their words and ours, total, day. */
export function confirmationText(language: string, confirmation: Confirmation): string {
  const texts = textsFor(language);
  const { netMinor, currency, tax, requestedDate } = confirmation;
  const parts = [fill(texts.confirmed, { number: isolate(confirmation.number) }), linesText(language, confirmation.lines)];
  parts.push(...totalLines(texts, netMinor, tax, currency));
  if (requestedDate !== null) parts.push(fill(texts.delivery, { date: dayText(language, requestedDate) }));
  parts.push(texts.wrong);
  return parts.join('\n');
}

/** The total before tax, and below it the tax and what is to be paid. */
export function totalLines(texts: ReplyTexts, netMinor: number | null, tax: TaxText | null, currency: string | null): readonly string[] {
  if (netMinor === null || currency === null) return [];
  const amount = (minor: number): string => isolate(amountText(minor, currency));
  const net = fill(texts.total, { amount: amount(netMinor) });
  return tax === null ? [net] : [net, fill(texts.withTax, { tax: amount(tax.taxMinor), gross: amount(tax.grossMinor) })];
}

/** ₹1,26,000.00 as India writes it; other currencies in thousands, with their code. */
export function amountText(minor: number, currency: string): string {
  const text = scaledToText(Math.abs(minor), currencyDigits(currency), true);
  const [whole = '0', fraction] = text.split('.');
  const grouped = currency === 'INR' ? whole.replace(/\B(?=(\d{2})*\d{3}$)/g, ',') : whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const figure = `${minor < 0 ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
  return currency === 'INR' ? `₹${figure}` : `${currency} ${figure}`;
}

/** A day as people say it: weekday, day, month. */
export const dayText = (language: string, date: string): string =>
  new Intl.DateTimeFormat(language === 'hi-Latn' ? 'en-IN' : language === 'ar' ? 'ar-u-nu-latn-ca-gregory' : language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`));

/** All open questions as one message. Options are numbered through, so that "2" or "1 4" is an answer. */
export function questionText(language: string, asks: readonly Ask[]): string {
  const texts = textsFor(language);
  let number = 0;
  const blocks = asks.map((ask) => {
    const options = ask.options.map((option) => `${(number += 1)}. ${isolate(optionText(texts, option))}`);
    return [fill(sentenceFor(texts, ask), { words: isolate(shown(ask.words, 80)) }), ...options].join('\n');
  });
  return [texts.question, ...blocks, ...(number > 0 ? [texts.answerByNumber] : [])].join('\n');
}

function sentenceFor(texts: ReplyTexts, ask: Ask): string {
  switch (ask.aspect) {
    case 'quantity':
      return texts.quantity;
    case 'uom':
      return texts.unit;
    case 'date':
      return texts.date;
    case 'ship_to':
      return texts.shipTo;
    case 'discontinued':
      return texts.discontinued;
    case 'conflict':
      return ask.lineId === null ? texts.repeat : texts.item;
    case 'ref':
      return texts.reference;
    default:
      return ask.options.length === 0 ? texts.notHad : texts.item;
  }
}

function optionText(texts: ReplyTexts, option: Ask['options'][number]): string {
  if (option.value === 'yes') return texts.yes;
  if (option.value === 'no') return texts.no;
  if (option.sku === null && option.quantityMilli !== null)
    return `${milliToText(option.quantityMilli)}${option.uom === null ? '' : ` ${unitName(texts, option.uom)}`}`;
  if (option.sku === null && option.uom !== null) return unitName(texts, option.uom);
  return option.label;
}
