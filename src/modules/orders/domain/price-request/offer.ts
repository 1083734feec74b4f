import type { PriceCardLine } from '../../../exceptions/contract.ts';

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

/** The counter-offer in a decision's terms: `{ unitMinor: { <lineId>: <minor> } }`; null when it is not one for these lines. */
export function counterOf(terms: Readonly<Record<string, unknown>>, lineIds: readonly string[]): Readonly<Record<string, number>> | null {
  const units = terms['unitMinor'];
  if (typeof units !== 'object' || units === null) return null;
  const entries = Object.entries(units);
  const fine = entries.every(([lineId, minor]) => lineIds.includes(lineId) && typeof minor === 'number' && Number.isSafeInteger(minor) && minor > 0);
  return fine && entries.length > 0 ? (Object.fromEntries(entries) as Record<string, number>) : null;
}

/** Under this key an order has at most one open case of each kind. */
export const holdKey = (orderId: string): string => `order:${orderId}`;
