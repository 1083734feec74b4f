import { z } from 'zod';

const chance = z.number().min(0).max(1).default(0);

/** Everything that can be switched while the sandbox runs: bad habits of the network, and the company's own settings. */
export const b1HabitsSchema = z.strictObject({
  /** Each answer waits this long, from–to, in ms. */
  slowMs: z.tuple([z.int().min(0).max(120_000), z.int().min(0).max(120_000)]).default([0, 0]),
  /** 429 with Retry-After from a proxy in front, before anything is done: the Service Layer itself has no limit. */
  p429: chance,
  /** 503 with Retry-After: all worker processes are busy. */
  p503: chance,
  retryAfterS: z.int().min(0).max(3600).default(1),
  /** Writes: done and kept, but the load balancer answers 502. */
  p502AfterCommit: chance,
  /** Writes: the connection is cut and nothing was done. */
  pDropBeforeCommit: chance,
  /** Writes: done and kept, then the connection is cut. */
  pDropAfterCommit: chance,
  /** The session has ended: 401 with code 301. */
  p401Session: chance,
  /** A change answers -2039 (modified by another user) though its ETag is right. */
  p412: chance,
  /** A write answers -2038: somebody has the record open. */
  pLocked: chance,
  /** A booking is saved with another quantity than was asked for, and the answer is 201 or 204 all the same. */
  pOtherQuantity: chance,
  /** A read answers with a sign-in page of a proxy. */
  pLoginPage: chance,
  /** A read is cut in the middle of its body. */
  pTruncated: chance,
  /** A JSON body is said to be text/plain. */
  pWrongType: chance,
  /** A next link names another host. */
  pForeignNextLink: chance,
  /** Until this moment (ISO) every call answers 503. */
  downUntil: z.iso.datetime().nullable().default(null),
  /** Minutes without a call after which a session ends. */
  sessionMinutes: z.int().min(1).max(1440).default(30),
  /** Sessions at once, as the licence has it; more are refused. */
  sessions: z.int().min(1).max(10_000).default(50),
  creditCheck: z.enum(['refuse', 'off']).default('refuse'),
  /** Company setting: a second document of a customer with the same NumAtCard is refused. */
  uniqueNumAtCard: z.boolean().default(false),
  /** Company setting: stock may not fall under zero. */
  blockNegativeStock: z.boolean().default(true),
  /** Posting is open from this day; null: from the month before the seed's day. */
  openFrom: z.iso.date().nullable().default(null),
  /** HANA tells upper and lower case apart unless the header asks otherwise. */
  caseSensitive: z.boolean().default(true),
  /** Rows of an answer that asks for no page size. */
  pageSize: z.int().min(1).max(10_000).default(20),
  /** The server's clock against ours, ms. */
  skewMs: z.int().min(-3_600_000).max(3_600_000).default(0),
  seed: z.int().default(1),
});
/** The habits of the Business One sandbox. */
export type B1Habits = z.infer<typeof b1HabitsSchema>;
