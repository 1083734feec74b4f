import { z } from 'zod';
import type { PriceCardLine } from '../../../exceptions/contract.ts';
import type { LineQuote } from '../../../pricing/contract.ts';

/** Prices that the customer may say yes to, by line: minor units of one unit, or null where our own price stands. */
export type Offer = Readonly<Record<string, number | null>>;

/** How far a price request has come. */
export const priceRequestStates = ['asked', 'approved', 'offered', 'agreed', 'refused_by_customer', 'expired', 'withdrawn'] as const;
export type PriceRequestState = (typeof priceRequestStates)[number];

/** What is kept of the price that somebody asks for an order. */
export interface PriceRequest {
  readonly orderId: string;
  readonly state: PriceRequestState;
  readonly requestedBy: string;
  /** A code: `customer_asked`, or the reason that a clerk gave. */
  readonly reason: string;
  readonly note: string;
  readonly caseId: string | null;
  /** Of the newest card: what a yes lets pass. */
  readonly lines: readonly PriceCardLine[];
  readonly offered: Offer;
  readonly agreed: Offer;
}

/** The price that counts as asked for a line: what the customer agreed to stands in the place of what they first asked. */
export const askedFor = (agreed: Offer, lineId: string, askedMinor: number | null): number | null => {
  const found = Object.hasOwn(agreed, lineId) ? agreed[lineId] : undefined;
  return found === undefined ? askedMinor : found;
};

/**
 * The counter-offer in a decision's terms, by line: `{ lines: [{ lineId, unitMinor }] }`, or `{ unitMinor }` where the request has one line.
 * Null when it is not one for these lines.
 */
export function counterOf(terms: Readonly<Record<string, unknown>>, lineIds: readonly string[]): Readonly<Record<string, number>> | null {
  const only = lineIds.length === 1 ? lineIds[0] : undefined;
  const given = terms['lines'] ?? [{ lineId: terms['lineId'] ?? only, unitMinor: terms['unitMinor'] }];
  const parsed = counterLines.safeParse(given);
  if (!parsed.success || parsed.data.some((line) => !lineIds.includes(line.lineId))) return null;
  return Object.fromEntries(parsed.data.map((line) => [line.lineId, line.unitMinor]));
}

const counterLines = z.array(z.object({ lineId: z.string(), unitMinor: z.int().positive() })).min(1);

/**
 * The lines that a counter-offer lets pass, at its prices. `quotes`: the order's lines as they stand now, at those prices. Null when one of them must not be
 * offered: it is below cost, under what was asked, over our own price, or the order's line is not the one any more that the approver has seen (another item, unit or quantity).
 */
export function counteredLines(
  lines: readonly PriceCardLine[],
  units: Readonly<Record<string, number>>,
  quotes: ReadonlyMap<string, LineQuote>,
): readonly PriceCardLine[] | null {
  const countered = lines.flatMap((line) => {
    const unit = units[line.lineId];
    if (unit === undefined) return [];
    const quote = quotes.get(line.lineId);
    if (quote === undefined || !sameGoods(line, quote) || quote.verdict === 'below_cost' || unit < line.askedUnitMinor || unit > line.ourUnitMinor)
      return [null];
    return [{ ...line, askedUnitMinor: unit, askedNetNet: quote.netNet }];
  });
  return countered.every((line) => line !== null) ? countered : null;
}

const sameGoods = (line: PriceCardLine, quote: LineQuote): boolean =>
  line.sku === quote.sku && line.uom === quote.uom && line.quantityMilli === quote.quantityMilli;

/** A price that somebody was asked for and did not give: nobody is asked again for it, or for less, that day. */
export type RefusedAsk = Pick<PriceCardLine, 'sku' | 'uom' | 'quantityMilli' | 'askedUnitMinor'>;

/** Whether all that is open was refused before: the same goods, no more of them, at that price or a lower one. */
export const wasRefused = (lines: readonly PriceCardLine[], refused: readonly RefusedAsk[]): boolean => {
  const open = lines.filter((line) => !line.settled);
  const covers = (line: PriceCardLine) => (ask: RefusedAsk) =>
    ask.sku === line.sku && ask.uom === line.uom && line.quantityMilli <= ask.quantityMilli && line.askedUnitMinor <= ask.askedUnitMinor;
  return open.length > 0 && open.every((line) => refused.some(covers(line)));
};

/** Under this key an order has at most one open case of each kind. */
export const holdKey = (orderId: string): string => `order:${orderId}`;
