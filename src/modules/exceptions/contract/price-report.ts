import { z } from 'zod';

/** What became of prices that were asked for, and what their approvers have let pass. Money in minor units of `currency`. */

/** How a price request ended; `open`: it has not. */
export const requestEnds = ['approved', 'countered', 'declined', 'expired', 'withdrawn', 'open'] as const;
export type RequestEnd = (typeof requestEnds)[number];

const counts = z.object({
  approved: z.int(),
  countered: z.int(),
  declined: z.int(),
  expired: z.int(),
  withdrawn: z.int(),
  open: z.int(),
});

/**
 * Requests added up. Money counts what was decided or lapsed: `askedMinor` is what was asked off list, `givenMinor` what is given off list after the decision
 * (our own price where nothing was let pass), `keptMinor` the difference: what asking somebody was worth. `underFloorMinor`: let pass under the floor.
 */
const sums = z.object({
  requests: z.int(),
  counts,
  listMinor: z.int(),
  askedMinor: z.int(),
  givenMinor: z.int(),
  keptMinor: z.int(),
  underFloorMinor: z.int(),
  /** Minutes from the request to the decision, of those that were decided; null: none was. */
  medianMin: z.int().nullable(),
  p90Min: z.int().nullable(),
});

/** One who asked, one customer, one item, one approver or one month, with the requests that count for it. */
export const requestRowSchema = sums.extend({ key: z.string(), name: z.string() });
export type RequestRow = z.infer<typeof requestRowSchema>;

/** GET /api/cases/reports/prices: asked against approved. Of an item only its own lines count; a request of two approvers counts for both. */
export const requestReportSchema = sums.extend({
  company: z.string(),
  currency: z.string(),
  from: z.string(),
  to: z.string(),
  byAsker: z.array(requestRowSchema),
  byCustomer: z.array(requestRowSchema),
  byItem: z.array(requestRowSchema),
  byApprover: z.array(requestRowSchema),
  byMonth: z.array(requestRowSchema),
});
export type RequestReport = z.infer<typeof requestReportSchema>;

/** What one approver has let pass in the present month, in the currency of the case that they look at. */
export const approverMonthSchema = z.object({
  month: z.string(),
  requests: z.int(),
  givenMinor: z.int(),
  underFloorMinor: z.int(),
});
export type ApproverMonth = z.infer<typeof approverMonthSchema>;
