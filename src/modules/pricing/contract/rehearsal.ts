import { z } from 'zod';

/** What rules that are not yet saved would have done to past orders. Money in minor units of `currency`. */

/** A floor or an approval policy over past sales: what it would have stopped. */
export const backTestSchema = z.object({
  test: z.literal('limit'),
  days: z.int(),
  lines: z.int(),
  orders: z.int(),
  blockedOrders: z.int(),
  blockedLines: z.int(),
  /** What those lines gave away under the rule. */
  amountMinor: z.int(),
  currency: z.string(),
  examples: z.array(z.object({ erpNumber: z.string(), customer: z.string(), sku: z.string(), on: z.string(), unit: z.string(), limit: z.string() })),
});
export type BackTest = z.infer<typeof backTestSchema>;

const pastOrder = z.object({ erpNumber: z.string(), customer: z.string(), customerName: z.string(), on: z.string() });

/**
 * A scheme over past orders, priced anew at the prices of their days beside the schemes and floors that stand now: once without the scheme, once with it.
 * What it gives is the difference, net-net.
 */
export const schemeTestSchema = z.object({
  test: z.literal('scheme'),
  days: z.int(),
  currency: z.string(),
  /** Orders of its customers with any of its items, and how many of them would have qualified. */
  orders: z.int(),
  qualifiedOrders: z.int(),
  qualifiedLines: z.int(),
  /** Lines without a price of their day: they count nowhere. */
  unpriced: z.int(),
  /** What the qualified lines would have brought without it, and what it would have given of that; less than nothing: it takes the place of a better one. */
  beforeMinor: z.int(),
  givenMinor: z.int(),
  /** Goods that would have gone along, the dearest first. */
  freeGoods: z.array(z.object({ sku: z.string(), name: z.string(), uom: z.string(), quantityMilli: z.int(), valueMinor: z.int() })),
  /** Orders and lines that hold against their floor without it and no longer with it. */
  underFloorOrders: z.int(),
  underFloorLines: z.int(),
  /** By month, in their order. */
  months: z.array(z.object({ month: z.string(), orders: z.int(), givenMinor: z.int() })),
  /** The orders to which it would have given most. */
  examples: z.array(pastOrder.extend({ givenMinor: z.int(), underFloor: z.boolean() })),
});
export type SchemeTest = z.infer<typeof schemeTestSchema>;

/** A tax over past lines: what they bore by the rules that stand now, and what they would have borne with this one in their midst. */
export const taxTestSchema = z.object({
  test: z.literal('tax'),
  days: z.int(),
  currency: z.string(),
  /** Orders of the country. */
  orders: z.int(),
  lines: z.int(),
  changedOrders: z.int(),
  changedLines: z.int(),
  /** Net of the lines whose rate changes, and their tax before and after. */
  netMinor: z.int(),
  beforeMinor: z.int(),
  afterMinor: z.int(),
  /** From one rate to another, the most money first. */
  changes: z.array(z.object({ fromBp: z.int(), toBp: z.int(), lines: z.int(), items: z.int(), netMinor: z.int(), differenceMinor: z.int() })),
  examples: z.array(pastOrder.extend({ sku: z.string(), netMinor: z.int(), fromBp: z.int(), toBp: z.int() })),
});
export type TaxTest = z.infer<typeof taxTestSchema>;

/** POST /api/pricing/back-test/{kind}: in the form of the kind. */
export const rehearsalSchema = z.discriminatedUnion('test', [backTestSchema, schemeTestSchema, taxTestSchema]);
export type RehearsalResult = z.infer<typeof rehearsalSchema>;
