import { z } from 'zod';

const chance = z.number().min(0).max(1).default(0);

/** Everything that can be switched while the sandbox runs: bad habits of the network, and the ERP's own settings. */
export const sapHabitsSchema = z.strictObject({
  /** Each answer waits this long, from–to, in ms. */
  slowMs: z.tuple([z.int().min(0).max(120_000), z.int().min(0).max(120_000)]).default([0, 0]),
  /** 429 with Retry-After, before anything is done. */
  p429: chance,
  /** 503 with Retry-After, before anything is done. */
  p503: chance,
  retryAfterS: z.int().min(0).max(3600).default(1),
  /** Writes: done and kept, but the answer is 504. */
  p504AfterCommit: chance,
  /** Writes: the connection is cut and nothing was done. */
  pDropBeforeCommit: chance,
  /** Writes: done and kept, then the connection is cut. */
  pDropAfterCommit: chance,
  /** The session ends: a write answers 403 `x-csrf-token: Required`. */
  p401Session: chance,
  /** A change answers 412 though its ETag is right. */
  p412: chance,
  /** A write answers 400 V1/042 or M3/897: another user has the document or the material. */
  pLocked: chance,
  /** A new or changed order, movement, delivery or confirmation is saved with another quantity than was asked for, and the answer is 201 or 204 all the same. */
  pOtherQuantity: chance,
  /** Until this moment (ISO) every call answers 503, as in a planned downtime. */
  downUntil: z.iso.datetime().nullable().default(null),
  /** Honour RequestID + RepeatabilityCreation. */
  repeatable: z.boolean().default(false),
  creditCheck: z.enum(['refuse', 'block', 'off']).default('refuse'),
  missingPrice: z.enum(['warn', 'refuse']).default('warn'),
  /** Rows the server sends at once; null: its usual sizes. */
  pageSize: z.int().min(1).max(10_000).nullable().default(null),
  /** First day on which goods may be posted; null: the month before this one is open still. */
  postingFrom: z.iso.date().nullable().default(null),
  /** The ERP's clock is that much ahead of ours. */
  skewMs: z.int().min(-3_600_000).max(3_600_000).default(0),
  /** Seconds for which an access token is good. */
  tokenSeconds: z.int().min(1).max(86_400).default(3_600),
  seed: z.int().default(1),
});
/** The habits of the SAP sandbox. */
export type SapHabits = z.infer<typeof sapHabitsSchema>;
