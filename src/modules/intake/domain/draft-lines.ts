import type { ReadLine, Reading } from '../../../engines/reading/index.ts';
import { currencyDigits } from '../../../kernel/money.ts';
import type { DraftLine } from '../../orders/contract.ts';

/**
 * Reading lines as order lines. Without a known customer nothing is certain enough to be booked by itself. A price that the customer names is
 * kept as a wish, in their currency.
 */
export const draftLines = (reading: Reading, customerKnown: boolean, currency: string | null = null): readonly DraftLine[] =>
  reading.lines.map((line) => {
    const asked = askedMinor(line.pricePerUom ?? line.priceAsked, currency);
    const wish = customerKnown && asked !== null && isPriceWish(line);
    return { ...lineOf(line, customerKnown), ...(wish ? { decision: 'auto' as const, vetoes: [], open: [] } : {}), askedMinor: asked };
  });

const lineOf = (line: ReadLine, customerKnown: boolean): DraftLine => ({
  lineId: line.id,
  words: line.words,
  spans: line.spans.map((span) => ({ turn: span.turn, start: span.start, end: span.end })),
  sku: line.sku,
  quantityMilli: line.quantityMilli,
  uom: line.uom,
  decision: customerKnown ? line.decision : line.decision === 'auto' ? 'human' : line.decision,
  p: line.p,
  via: line.via,
  vetoes: line.vetoes,
  open: line.open,
  rivals: line.rivals,
  why: line.why,
});

/** Nothing but the price that the customer names stands against a line: the price is what somebody must settle, not the reading. */
export const isPriceWish = (line: ReadLine): boolean =>
  line.priceAsked !== null &&
  line.sku !== null &&
  line.quantityMilli !== null &&
  line.uom !== null &&
  line.vetoes.length > 0 &&
  line.vetoes.every((veto) => veto === 'price_below');

/** A price in words as minor units, to the nearest one; null when none was named, or it is no possible price. */
function askedMinor(price: string | null, currency: string | null): number | null {
  if (price === null || currency === null || !(Number(price) > 0)) return null;
  const minor = Math.round(Number(price) * 10 ** currencyDigits(currency));
  return Number.isSafeInteger(minor) && minor > 0 ? minor : null;
}

/** Whether the conversation orders something by itself, however unsure. A change to an order that stands elsewhere does not. */
export const hasOrder = (reading: Pick<Reading, 'lines' | 'intent'>): boolean => reading.lines.length > 0 && reading.intent === 'order';
