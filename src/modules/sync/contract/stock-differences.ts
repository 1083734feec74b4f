import { z } from 'zod';

/** A command of ours that moves stock of a position. `milli`: by how much, in thousandths of the base unit. `counted`: it explains a part of the difference. */
export const stockMoveSchema = z.object({
  commandId: z.string(),
  kind: z.string(),
  reference: z.string(),
  state: z.string(),
  at: z.string(),
  milli: z.int(),
  counted: z.boolean(),
});
export type StockMove = z.infer<typeof stockMoveSchema>;

/** A position that is not now what it was when it was last read. Thousandths of the base unit. */
export const stockDifferenceSchema = z.object({
  sku: z.string(),
  place: z.string(),
  lot: z.string(),
  status: z.string(),
  readMilli: z.int(),
  nowMilli: z.int(),
  moves: z.array(stockMoveSchema),
  /** What no command of ours explains: somebody moved it in the ERP since it was last read, or a booking went astray. */
  unexplainedMilli: z.int(),
});
export type StockDifference = z.infer<typeof stockDifferenceSchema>;

/** Our stock against what the ERP says now. `readAt`: as of when ours was read; `nowAt`: when the ERP was asked. The largest unexplained come first, `listed` of `differing`. */
export const stockComparisonSchema = z.object({
  readAt: z.string().nullable(),
  nowAt: z.string(),
  positions: z.int(),
  differing: z.int(),
  unexplained: z.int(),
  differences: z.array(stockDifferenceSchema),
});
export type StockComparison = z.infer<typeof stockComparisonSchema>;
