import { z } from 'zod';
import { priceStepSchema } from '../pricing/contract.ts';
import type { LinePrice } from './contract.ts';
import type { PricedLine } from './domain/order.ts';

const priceTraceSchema = z.object({
  listMinor: z.int().nullable(),
  steps: z.array(priceStepSchema),
  /** Of one unit, decimal texts of minor units; for those who may see margins. */
  floor: z.string().nullable(),
  cost: z.string().nullable(),
  marginBp: z.int().nullable(),
});
/** What is kept with a line of how its price came about. */
export type PriceTrace = z.infer<typeof priceTraceSchema>;

/** Lines priced by an older version keep the steps alone. */
const keptSchema = z.union([
  priceTraceSchema,
  z.array(priceStepSchema).transform((steps): PriceTrace => ({ listMinor: null, steps, floor: null, cost: null, marginBp: null })),
]);

/** The price of a line for a reader; null when it has none, or when what was kept cannot be read. Floor and cost only with `seesMargins`. */
export function linePriceOf(line: PricedLine, seesMargins: boolean): LinePrice | null {
  const kept = keptSchema.safeParse(line.priceTrace);
  if (!kept.success) return null;
  const { listMinor, steps, floor, cost, marginBp } = kept.data;
  return { listMinor, askedMinor: line.askedMinor ?? null, steps, ...(seesMargins ? { margin: { floor, cost, marginBp } } : {}) };
}
