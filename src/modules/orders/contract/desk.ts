import { z } from 'zod';
import { deskPersonSchema } from './order.ts';

/** GET /api/orders: what the queue shows. */
export const orderSorts = ['urgency', 'newest'] as const;
export const snoozeFilters = ['hide', 'only', 'all'] as const;
export const orderQuerySchema = z.object({
  /** States, comma-separated. */
  state: z.string().max(400).optional(),
  q: z.string().max(100).optional(),
  customer: z.string().max(40).optional(),
  /** `me`, `nobody`, or a person's id. */
  assigned: z.string().max(80).optional(),
  snoozed: z.enum(snoozeFilters).default('hide'),
  sort: z.enum(orderSorts).default('newest'),
  /** Of these orders alone, comma-separated, and of those that woke since `woken_since`: what a screen reads again when they changed. */
  ids: z.string().max(8_000).optional(),
  woken_since: z.iso.datetime({ offset: true }).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** POST /api/orders/{id}/assign. `was` is whom the clerk saw it with. */
export const assignOrderSchema = z.object({ to: z.string().max(80).nullable(), was: z.string().max(80).nullable() });
export type AssignOrder = z.infer<typeof assignOrderSchema>;
/** POST /api/orders/bulk-assign: each order on its own. */
export const bulkAssignSchema = z.object({
  orders: z
    .array(assignOrderSchema.extend({ id: z.uuid() }))
    .min(1)
    .max(200),
});
export type BulkAssign = z.infer<typeof bulkAssignSchema>;
export const assignOutcomeSchema = z.object({
  id: z.string(),
  /** `refused` and `failed` left the order with whom it was. */
  outcome: z.enum(['assigned', 'refused', 'failed']),
  code: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
});
export type AssignOutcome = z.infer<typeof assignOutcomeSchema>;
export const assignOutcomesSchema = z.object({ outcomes: z.array(assignOutcomeSchema) });

/** POST /api/orders/{id}/notes. The id comes from the screen, so that a note that is sent twice is one. */
export const addNoteSchema = z.object({ id: z.uuid(), text: z.string().trim().min(1).max(2000) });
export type AddNote = z.infer<typeof addNoteSchema>;
/** POST /api/orders/{id}/snooze: until a time, or (null) until something changes. */
export const snoozeOrderSchema = z.object({ version: z.int(), until: z.iso.datetime({ offset: true }).nullable() });
export type SnoozeOrder = z.infer<typeof snoozeOrderSchema>;
/** POST /api/orders/{id}/presence */
export const presenceSchema = z.object({ lookers: z.array(deskPersonSchema) });
/** POST /api/orders/{id}/reopen: takes back a rejection. */
export const reopenOrderSchema = z.object({ version: z.int() });
/** GET /api/orders-desk/people: whom an order can be given to. */
export const deskPeopleSchema = z.object({ people: z.array(deskPersonSchema) });

/** POST /api/orders/bulk-confirm: each order on its own, with what became of it. */
export const bulkConfirmSchema = z.object({
  orders: z
    .array(z.object({ id: z.uuid(), version: z.int() }))
    .min(1)
    .max(200),
});
export type BulkConfirm = z.infer<typeof bulkConfirmSchema>;
export const bulkOutcomeSchema = z.object({
  id: z.string(),
  number: z.string().nullable(),
  /** `refused` and `failed` left the order as it was. */
  outcome: z.enum(['accepted', 'waiting', 'refused', 'failed']),
  code: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
});
export type BulkOutcome = z.infer<typeof bulkOutcomeSchema>;
export const bulkOutcomesSchema = z.object({ outcomes: z.array(bulkOutcomeSchema) });
export type BulkOutcomes = z.infer<typeof bulkOutcomesSchema>;
