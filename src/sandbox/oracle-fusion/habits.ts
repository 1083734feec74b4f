import { z } from 'zod';

const chance = z.number().min(0).max(1).default(0);

/** Everything that can be switched while the sandbox runs: bad habits of the cloud and its network, and how the company is set up. */
export const oracleHabitsSchema = z.strictObject({
  /** Each answer waits this long, from–to, in ms. */
  slowMs: z.tuple([z.int().min(0).max(120_000), z.int().min(0).max(120_000)]).default([0, 0]),
  /** 429 with Retry-After, before anything is done. */
  p429: chance,
  /** 503 with Retry-After, before anything is done. */
  p503: chance,
  retryAfterS: z.int().min(0).max(3600).default(1),
  /** Writes: done and kept, but the answer is 504. */
  p504AfterCommit: chance,
  /** Writes of sales orders: the answer is 504 at once, the work goes on and is done `lateMs` later. */
  p504Late: chance,
  lateMs: z.int().min(0).max(600_000).default(300),
  /** Writes: the connection is cut and nothing was done. */
  pDropBeforeCommit: chance,
  /** Writes: done and kept, then the connection is cut. */
  pDropAfterCommit: chance,
  /** Any call: 401, the token has expired. */
  p401: chance,
  /** Any call: 200 with the HTML page of the sign-in. */
  pLoginPage: chance,
  /** Reads: the body ends in the middle. */
  pTruncated: chance,
  /** Reads: JSON under `text/html`, as some proxies do. */
  pWrongType: chance,
  /** Any call: 302 to another host. */
  pRedirect: chance,
  /** A change answers 412 though its If-Match is right. */
  p412: chance,
  /** A write answers 400 JBO-26030: another user has the record. */
  pLocked: chance,
  /** A document is saved with another quantity or amount than was asked for, and the answer is a success all the same. */
  pOtherQuantity: chance,
  /** An inventory transaction that is processed online answers 408; its row stays staged and unprocessed. */
  p408Staged: chance,
  /** A sales order that is submitted stays a draft: 201 with StatusCode DOO_DRAFT. */
  pDraft: chance,
  /** Errors are plain text although framework version 4 was asked for. */
  plainErrors: z.boolean().default(false),
  /** Business units whose data the user may not see: their orders answer 404. */
  hiddenBusinessUnits: z.array(z.string()).default([]),
  /** Until this moment (ISO) every call answers 503, as in a planned downtime. */
  downUntil: z.iso.datetime().nullable().default(null),
  creditCheck: z.enum(['refuse', 'hold', 'off']).default('refuse'),
  missingPrice: z.enum(['zero', 'refuse']).default('zero'),
  /** Rows that are sent without a `limit`, and of an expanded child. */
  pageSize: z.int().min(1).max(500).default(25),
  /** The largest `limit` that is honoured. */
  maxLimit: z.int().min(1).max(10_000).default(500),
  /** The ERP's clock against the real one. */
  clockSkewMs: z.int().default(0),
  seed: z.int().default(1),
});
/** The habits of the Oracle sandbox. */
export type OracleHabits = z.infer<typeof oracleHabitsSchema>;
