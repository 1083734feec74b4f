import { z } from 'zod';

/** The price of one line and where it comes from. `minor` is the price of one `uom`. */
export const priceQuoteSchema = z.object({
  sku: z.string(),
  uom: z.string(),
  currency: z.string(),
  minor: z.int().positive(),
  netMinor: z.int(),
  trace: z.array(z.object({ rule: z.string(), source: z.string(), minor: z.int(), uom: z.string(), validFrom: z.string(), validTo: z.string() })),
});
export type PriceQuote = z.infer<typeof priceQuoteSchema>;

/** Why there is no price: `no_price` (none on file), `price_expired`, `unit_not_convertible`. */
export type PriceGap = { readonly code: 'no_price' | 'price_expired' | 'unit_not_convertible'; readonly sku: string; readonly uom: string };

/** The lines of one customer on one business day. */
export interface PriceRequest {
  readonly customer: string;
  readonly priceList: string;
  readonly currency: string;
  readonly on: string;
  readonly lines: readonly { readonly sku: string; readonly uom: string; readonly quantityMilli: number }[];
}

export const priceRecordSchema = z.object({
  sku: z.string(),
  priceList: z.string(),
  currency: z.string(),
  uom: z.string(),
  minor: z.int().positive(),
  validFrom: z.string(),
  validTo: z.string(),
});
export type PriceRecord = z.infer<typeof priceRecordSchema>;
