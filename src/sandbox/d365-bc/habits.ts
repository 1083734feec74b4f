import { z } from 'zod';

const chance = z.number().min(0).max(1).default(0);

/** Everything that can be switched while the sandbox runs: bad habits of service and network, and the companies' own settings. */
export const bcHabitsSchema = z.strictObject({
  /** Each answer waits this long, from–to, in ms. */
  slowMs: z.tuple([z.int().min(0).max(120_000), z.int().min(0).max(120_000)]).default([0, 0]),
  /** 429, before anything is done. */
  p429: chance,
  /** 503: the request waited eight minutes in the queue and was not begun. */
  p503: chance,
  /** Seconds in Retry-After; null: the service says none. */
  retryAfterS: z.int().min(0).max(3600).nullable().default(1),
  /** Writes: done and kept, but the gateway gives up after ten minutes (504). */
  p504AfterCommit: chance,
  /** Writes: done and kept, but the operation ran into its eight minutes (408). */
  p408AfterCommit: chance,
  /** Writes: nothing was done, and 408 all the same. */
  p408BeforeCommit: chance,
  /** Writes: the connection is cut and nothing was done. */
  pDropBeforeCommit: chance,
  /** Writes: done and kept, then the connection is cut. */
  pDropAfterCommit: chance,
  /** The token is no longer taken: 401. */
  p401Token: chance,
  /** A change answers that another user has changed the record, though its version is right. */
  pChanged: chance,
  /** A write answers that another session holds the table's lock. */
  pLocked: chance,
  /** A booking is saved with another quantity or amount than was asked for, and the answer is a success all the same. */
  pOtherQuantity: chance,
  /** A read answers with a sign-in page of a proxy. */
  pLoginPage: chance,
  /** A read is cut in the middle of its body. */
  pTruncated: chance,
  /** A JSON body is said to be text/plain, and is none. */
  pWrongType: chance,
  /** A next link names another host. */
  pForeignNextLink: chance,
  /** A call is redirected to another host. */
  pRedirect: chance,
  /** Until this moment (ISO) every call answers 503. */
  downUntil: z.iso.datetime().nullable().default(null),
  /** Minutes that a token lasts. */
  tokenMinutes: z.number().min(0.001).max(1440).default(60),
  /** If-Match on changes and deletions: needed, or only looked at when sent. */
  ifMatch: z.enum(['required', 'honoured']).default('required'),
  /** The status of a stale version: 409 as documented, 412 as OData says it. */
  staleStatus: z.union([z.literal(409), z.literal(412)]).default(409),
  /** A batch forgets `Isolation: snapshot`: each of its requests holds on its own (servers before 17.1, code that commits). */
  batchForgetsIsolation: z.boolean().default(false),
  /** A line that is sent with a sequence is refused (seen since release 22). */
  sequenceBreaks: z.boolean().default(true),
  /** Requests of one user in five minutes; more are 429. */
  requestsIn5Min: z.int().min(1).default(6_000),
  /** Requests of one user at once; more are 429. */
  connections: z.int().min(1).default(100),
  /** Rows of one answer at most. */
  pageSize: z.int().min(1).max(20_000).default(20_000),
  /** Operations of one batch at most. */
  batchSize: z.int().min(1).max(100).default(100),
  /** Business Central itself only warns of credit; `refuse`: an extension of the company blocks. */
  creditCheck: z.enum(['refuse', 'off']).default('off'),
  /** Whether numbers of orders may be given by hand. */
  manualNumbers: z.boolean().default(false),
  /** Items that are kept by lots need a lot when they are posted, which the API cannot give. */
  lotTracking: z.boolean().default(true),
  /** Company setting "Prevent Negative Inventory". */
  blockNegativeStock: z.boolean().default(true),
  /** Posting is allowed from this day; null: from the month before the seed's day. */
  openFrom: z.iso.date().nullable().default(null),
  /** The service's clock against ours, ms. */
  skewMs: z.int().min(-3_600_000).max(3_600_000).default(0),
  seed: z.int().default(1),
});
/** The habits of the Business Central sandbox. */
export type BcHabits = z.infer<typeof bcHabitsSchema>;
