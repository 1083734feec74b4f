import { z } from 'zod';

/** What lies where, as the ERP says it, and what open orders have taken of it. Quantities in thousandths of the item's base unit. */

export const stockStatuses = ['free', 'quality', 'blocked'] as const;
export type StockStatus = (typeof stockStatuses)[number];

/** One position of a snapshot. `lot` is empty where the item is not kept by lots. */
export const positionSchema = z.object({
  sku: z.string(),
  place: z.string(),
  lot: z.string(),
  status: z.enum(stockStatuses),
  baseMilli: z.int(),
  /** Last day of use of the lot. */
  expiresOn: z.string().nullable(),
});
export type Position = z.infer<typeof positionSchema>;

/** What one order line takes. */
export interface Reservation {
  /** Whose: e.g. `order:<id>`; replaced as a whole. */
  readonly owner: string;
  readonly lines: readonly { readonly sku: string; readonly place: string | null; readonly baseMilli: number; readonly neededOn: string | null }[];
}

/** What there is of an item: what is free for `owner` after everybody else's reservations. `asOf` null: stock of the item was never read. */
export interface Availability {
  readonly sku: string;
  readonly freeMilli: number;
  readonly heldMilli: number;
  readonly reservedMilli: number;
  /** Free lots with the days they last, longest first. */
  readonly lots: readonly { readonly lot: string; readonly baseMilli: number; readonly expiresOn: string | null }[];
  readonly asOf: string | null;
}

/** What could not be taken of an item: `shortMilli` of `askedMilli`, over all lines of the reservation. */
export interface Shortage {
  readonly sku: string;
  readonly askedMilli: number;
  readonly shortMilli: number;
}

/** How far a reservation may go. `allOrNothing`: refused when anything is short. `overbook`: takes what was asked although it is short. */
export interface ReserveOptions {
  readonly allOrNothing?: boolean;
  readonly overbook?: boolean;
}

/** What was taken, line by line as asked (0 where there was nothing), and what is short. */
export interface Reserved {
  readonly lines: Reservation['lines'];
  readonly short: readonly Shortage[];
}

/** `short`: facts `short`, the shortages · `suddenly_empty`: facts `place`, `previous`. */
export const stockRefusals = ['forbidden', 'not_found', 'short', 'suddenly_empty'] as const;
export type StockRefusal = (typeof stockRefusals)[number];

/** Events out. Subject is the SKU or `*`. */
export interface StockEvents {
  'stock.changed': { skus: readonly string[] };
}
