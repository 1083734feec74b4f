import { z } from 'zod';
import type { PriceCardLine } from '../../../exceptions/contract.ts';
import type { LineQuote } from '../../../pricing/contract.ts';
import type { DraftLine } from '../../contract.ts';
import { agreedVia } from '../draft.ts';

/** What a customer may say yes to for one line: a price of one unit in minor units (null: our own), for a quantity (null: as it was ordered). */
export interface OfferedLine {
  readonly unitMinor: number | null;
  readonly quantityMilli: number | null;
}

/** Our own price for what was ordered. */
export const ourOwn: OfferedLine = { unitMinor: null, quantityMilli: null };

/** What a customer may say yes to, by line. */
export type Offer = Readonly<Record<string, OfferedLine>>;

/** Prices that the customer has said yes to, by line; null: our own. */
export type Agreed = Readonly<Record<string, number | null>>;

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
  readonly agreed: Agreed;
}

/** The price that counts as asked for a line: what the customer agreed to stands in the place of what they first asked. */
export const askedFor = (agreed: Agreed, lineId: string, askedMinor: number | null): number | null => {
  const found = Object.hasOwn(agreed, lineId) ? agreed[lineId] : undefined;
  return found === undefined ? askedMinor : found;
};

/** A counter-offer for one line: so much for one unit, if so much is taken. */
export interface Counter {
  readonly unitMinor: number;
  readonly quantityMilli: number;
}

/** The counter-offers of a decision, by line. */
export type Counters = Readonly<Record<string, Counter>>;

/**
 * The counter-offer in a decision's terms, by line: `{ lines: [{ lineId, unitMinor, quantityMilli }] }`, or without `lines` where the request has one
 * line. What is left out is as it was asked: the price for another quantity, or the quantity for another price. Null when it is not one for these lines.
 */
export function counterOf(terms: Readonly<Record<string, unknown>>, lines: readonly PriceCardLine[]): Counters | null {
  const only = lines.length === 1 ? lines[0]?.lineId : undefined;
  const parsed = counterLines.safeParse(terms['lines'] ?? [{ ...terms, lineId: terms['lineId'] ?? only }]);
  if (!parsed.success) return null;
  const counters = parsed.data.flatMap(({ lineId, unitMinor, quantityMilli }) => {
    const line = lines.find((each) => each.lineId === lineId);
    return line === undefined ? [] : [[lineId, { unitMinor: unitMinor ?? line.askedUnitMinor, quantityMilli: quantityMilli ?? line.quantityMilli }] as const];
  });
  return counters.length === parsed.data.length ? Object.fromEntries(counters) : null;
}

const counterLines = z
  .array(
    z
      .object({ lineId: z.string(), unitMinor: z.int().positive().optional(), quantityMilli: z.int().positive().optional() })
      .refine((line) => line.unitMinor !== undefined || line.quantityMilli !== undefined),
  )
  .min(1);

/** Lines in the quantities of a counter-offer; those that it does not name are as they were. */
export const inQuantities = <L extends { readonly lineId: string; readonly quantityMilli: number | null }>(
  lines: readonly L[],
  counters: Readonly<Record<string, Pick<Counter, 'quantityMilli'>>>,
): readonly L[] => lines.map((line) => ({ ...line, quantityMilli: counters[line.lineId]?.quantityMilli ?? line.quantityMilli }));

/** Quotes of the order's lines as they stand now, in the quantities of the counter-offer: at its prices, and at ours. */
export interface CounterQuotes {
  readonly asked: ReadonlyMap<string, LineQuote>;
  readonly ours: ReadonlyMap<string, LineQuote>;
}

/**
 * The lines that a counter-offer lets pass, at its prices and in its quantities. Null when one of them must not be offered: it is below cost, under what
 * was asked, over our own price for that quantity, or not of the item and unit any more that the approver has seen. What nobody countered must be ordered
 * in the quantity that they have seen.
 */
export function counteredLines(
  lines: readonly PriceCardLine[],
  counters: Counters,
  quotes: CounterQuotes,
  ordered: ReadonlyMap<string, number | null>,
): readonly PriceCardLine[] | null {
  const countered = lines.flatMap((line) => {
    const counter = counters[line.lineId];
    if (counter === undefined) return [];
    const [asked, ours] = [quotes.asked.get(line.lineId), quotes.ours.get(line.lineId)];
    const sameGoods = asked?.sku === line.sku && asked.uom === line.uom && ordered.get(line.lineId) === line.quantityMilli;
    if (asked === undefined || ours === undefined || !sameGoods || asked.verdict === 'below_cost') return [null];
    const our = ourPrice(line, ours);
    if (counter.unitMinor < Math.min(line.askedUnitMinor, our) || counter.unitMinor > our) return [null];
    const { verdict, netNet: askedNetNet, discountBp: askedDiscountBp } = asked;
    return [{ ...line, quantityMilli: counter.quantityMilli, askedUnitMinor: counter.unitMinor, askedNetNet, askedDiscountBp, verdict }];
  });
  return countered.every((line) => line !== null) ? countered : null;
}

/** Our price of the card where the quantity is the same: the approver has seen it. */
const ourPrice = (line: PriceCardLine, ours: LineQuote): number => (ours.quantityMilli === line.quantityMilli ? line.ourUnitMinor : ours.unitMinor);

/** The prices of an offer. */
export const pricesOf = (offered: Offer): Agreed => Object.fromEntries(Object.entries(offered).map(([lineId, { unitMinor }]) => [lineId, unitMinor]));

/** Lines in the quantities of an offer that was taken; those whose quantity it does not change are the very same. */
export const takenLines = <L extends DraftLine>(lines: readonly L[], offered: Offer): readonly L[] =>
  lines.map((line) => {
    const quantityMilli = offered[line.lineId]?.quantityMilli ?? null;
    return quantityMilli === null || quantityMilli === line.quantityMilli ? line : { ...line, quantityMilli, via: agreedVia };
  });

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
