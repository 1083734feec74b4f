import { z } from 'zod';

/** What became of prices: leaks, creep and bypass. Money in minor units of `currency`, rates in basis points of the list price. */

/**
 * How a line came to its price: at list or above; a discount that goes by itself; one above that and nobody let it pass; under the floor of
 * its day and nobody let it pass; let pass by an approval.
 */
export const leakReasons = ['at_list', 'within_authority', 'over_authority', 'below_floor', 'approved'] as const;
export type LeakReason = (typeof leakReasons)[number];

/** A group of sold lines: what they would have brought at list, and what they brought. `leakBp` is of the list. */
export const leakRowSchema = z.object({
  key: z.string(),
  name: z.string(),
  lines: z.int(),
  listMinor: z.int(),
  netMinor: z.int(),
  leakMinor: z.int(),
  leakBp: z.int(),
});
export type LeakRow = z.infer<typeof leakRowSchema>;

/** GET /api/pricing/reports/leaks. `unpriced`: lines that have no list price of their day; they count nowhere. */
export const leakReportSchema = z.object({
  company: z.string(),
  currency: z.string(),
  from: z.string(),
  to: z.string(),
  lines: z.int(),
  unpriced: z.int(),
  listMinor: z.int(),
  netMinor: z.int(),
  /** Lines sold above the list are worth their list here: what they brought more is no leak of others. */
  leakMinor: z.int(),
  byCustomer: z.array(leakRowSchema),
  byItem: z.array(leakRowSchema),
  byReason: z.array(leakRowSchema),
  byMonth: z.array(leakRowSchema),
});
export type LeakReport = z.infer<typeof leakReportSchema>;

/** One customer over four quarters, oldest first. `bp` null: nothing bought. `risen`: newest against the oldest with sales, when by 2 points or more. */
export const creepRowSchema = z.object({
  customer: z.string(),
  name: z.string(),
  quarters: z.array(z.object({ from: z.string(), listMinor: z.int(), netMinor: z.int(), bp: z.int().nullable() })),
  riseBp: z.int().nullable(),
  alert: z.boolean(),
  /** What the rise has cost in the newest quarter. */
  costMinor: z.int(),
});
export type CreepRow = z.infer<typeof creepRowSchema>;

/** GET /api/pricing/reports/creep: alerts first, the dearest first. */
export const creepReportSchema = z.object({ company: z.string(), currency: z.string(), quarters: z.array(z.string()), rows: z.array(creepRowSchema) });
export type CreepReport = z.infer<typeof creepReportSchema>;

/** A line that was sold under the floor of its day without an approval. Prices of one `uom` as decimal texts of minor units. */
export const bypassRowSchema = z.object({
  erpNumber: z.string(),
  lineNo: z.int(),
  on: z.string(),
  customer: z.string(),
  customerName: z.string(),
  sku: z.string(),
  itemName: z.string(),
  uom: z.string(),
  quantityMilli: z.int(),
  unit: z.string(),
  floor: z.string(),
  floorCode: z.string(),
  /** The lowest price that anybody let pass for this customer and item by then, not low enough for this line; null: nobody ever did. */
  approved: z.string().nullable(),
  amountMinor: z.int(),
});
export type BypassRow = z.infer<typeof bypassRowSchema>;

/** GET /api/pricing/reports/bypass: months newest first; the lines of the asked month, the dearest first. */
export const bypassReportSchema = z.object({
  company: z.string(),
  currency: z.string(),
  month: z.string(),
  months: z.array(z.object({ month: z.string(), lines: z.int(), belowFloor: z.int(), approved: z.int(), bypassed: z.int(), amountMinor: z.int() })),
  rows: z.array(bypassRowSchema),
});
export type BypassReport = z.infer<typeof bypassReportSchema>;
