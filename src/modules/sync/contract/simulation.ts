import { z } from 'zod';

/** What an ERP said when an order was tried in it without being written. Decimal texts in the order's currency. */
export const simulationAnswerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('simulated'),
    currency: z.string(),
    lines: z.array(
      z.object({ lineNo: z.int(), unitPrice: z.string().nullable(), ownPrice: z.string().nullable(), net: z.string(), tax: z.string().nullable() }),
    ),
    creditStatus: z.enum(['fine', 'blocked']).nullable(),
    warnings: z.array(z.string()),
  }),
  /** In the ERP's own words. */
  z.object({ kind: z.literal('refused'), code: z.string(), text: z.string() }),
  /** It did not answer, or not in time. */
  z.object({ kind: z.literal('not_known'), why: z.string() }),
]);
export type SimulationAnswer = z.infer<typeof simulationAnswerSchema>;

/** GET /api/sync/orders/{id}/simulation. `can` false: no ERP is connected that can try an order. */
export const simulationSchema = z.object({
  can: z.boolean(),
  /** The version of the order that the answer, or the question under way, is about; null: never asked. */
  orderVersion: z.int().nullable(),
  answeredAt: z.string().nullable(),
  answer: simulationAnswerSchema.nullable(),
});
export type Simulation = z.infer<typeof simulationSchema>;
