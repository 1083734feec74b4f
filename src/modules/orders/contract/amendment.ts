import { z } from 'zod';
import { orderLineSchema } from './order.ts';

/** What a customer or clerk wants changed in an order that the ERP holds. One amendment may hold several. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add'), sku: z.string(), quantityMilli: z.int().positive(), uom: z.string(), words: z.string().default('') }),
  z.object({ kind: z.literal('quantity'), lineId: z.string(), quantityMilli: z.int().positive() }),
  z.object({ kind: z.literal('substitute'), lineId: z.string(), sku: z.string(), uom: z.string().optional() }),
  z.object({ kind: z.literal('cancel_line'), lineId: z.string() }),
  z.object({ kind: z.literal('date'), requestedDate: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
  z.object({ kind: z.literal('cancel_all') }),
]);
export type Change = z.infer<typeof changeSchema>;

export const amendmentStates = ['proposed', 'needs_desk', 'needs_planner', 'sending', 'unknown', 'applied', 'refused', 'withdrawn'] as const;
export type AmendmentState = (typeof amendmentStates)[number];

/** An amendment with what it changes, line by line, before and after. */
export const amendmentSchema = z.object({
  id: z.string(),
  orderId: z.string(),
  state: z.enum(amendmentStates),
  changes: z.array(changeSchema),
  before: z.array(orderLineSchema),
  after: z.array(orderLineSchema),
  netBeforeMinor: z.int().nullable(),
  netAfterMinor: z.int().nullable(),
  dateBefore: z.string().nullable(),
  dateAfter: z.string().nullable(),
  requestedBy: z.string(),
  at: z.string(),
  /** Why it waits or was refused: a code and facts. */
  waiting: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable(),
  commandId: z.string().nullable(),
  wantedBy: z.enum(['customer', 'desk', 'us']),
});
export type Amendment = z.infer<typeof amendmentSchema>;

/** POST /api/orders/{id}/amendments (and …/preview). `us`: our own wish, which the customer must accept first. */
export const requestAmendmentSchema = z.object({
  version: z.int(),
  changes: z.array(changeSchema).min(1).max(200),
  wantedBy: z.enum(['desk', 'us']).default('desk'),
  /** Codes of findings that the clerk has seen and accepts. */
  accept: z.array(z.string()).default([]),
});
export type RequestAmendment = z.infer<typeof requestAmendmentSchema>;
/** POST /api/orders/{id}/amendments/{amendmentId}/confirm, /withdraw */
export const confirmAmendmentSchema = z.object({ accept: z.array(z.string()).default([]) });
export const amendmentListSchema = z.object({ rows: z.array(amendmentSchema) });
export type AmendmentList = z.infer<typeof amendmentListSchema>;
