import { z } from 'zod';

const chance = z.number().min(0).max(1).default(0);

/** Everything that can be switched while the sandbox runs: bad habits of the network and the ERP, and the company's own settings. */
export const foHabitsSchema = z.strictObject({
  /** Each answer waits this long, from–to, in ms. */
  slowMs: z.tuple([z.int().min(0).max(120_000), z.int().min(0).max(120_000)]).default([0, 0]),
  /** On-hand entities wait this long besides: they are worked out when asked for. */
  slowStockMs: z.int().min(0).max(120_000).default(0),
  /** 429 with Retry-After: resources are short, and this integration has a low priority. */
  p429: chance,
  /** 503 with Retry-After: the environment is being serviced. */
  p503: chance,
  retryAfterS: z.int().min(0).max(3600).default(1),
  /** Writes: done and kept, but a gateway answers 502. */
  p502AfterCommit: chance,
  /** Writes: done and kept, then an accident inside: 500 with words of no use. */
  p500AfterCommit: chance,
  /** Writes: the connection is cut and nothing was done. */
  pDropBeforeCommit: chance,
  /** Writes: done and kept, then the connection is cut. */
  pDropAfterCommit: chance,
  /** So many more writes are carried out; then every call is cut before it does anything: the caller dies between header and lines. Null: none is. */
  writesUntilCut: z.int().min(0).nullable().default(null),
  /** The token is refused though it has not ended. */
  p401Session: chance,
  /** A change answers 412 though its version is right. */
  p412: chance,
  /** A write answers that somebody else is changing the record. */
  pLocked: chance,
  /** A line or message is booked with another quantity than was asked for. */
  pOtherQuantity: chance,
  /** A refusal of the business comes with 500 instead of 400. */
  pRefusal500: chance,
  /** A message of the shop floor is taken with 200 and fails three times when it is processed. */
  pMessageFails: chance,
  /** How long a message waits for the message processor. */
  messageDelayMs: z.int().min(0).max(3_600_000).default(0),
  /** A read answers with a sign-in page. */
  pLoginPage: chance,
  /** A read is cut in the middle of its body. */
  pTruncated: chance,
  /** A JSON body is said to be text/plain, and is none. */
  pWrongType: chance,
  /** A next link names another host. */
  pForeignNextLink: chance,
  /** Until this moment (ISO) every call answers 503. */
  downUntil: z.iso.datetime().nullable().default(null),
  tokenMinutes: z.int().min(1).max(1440).default(60),
  /** `needed`: without `cross-company=true` only the user's own company is seen, whatever a filter says. */
  crossCompany: z.enum(['needed', 'ignored']).default('needed'),
  /** Parameter of accounts receivable: whether a new line is refused above the credit limit. */
  creditCheck: z.enum(['refuse', 'off']).default('refuse'),
  /** Number sequence of sales orders: whether the caller may give numbers. */
  manualNumbers: z.boolean().default(false),
  /** A discount agreement for everyone: percent that the ERP takes off each line by itself. */
  lineDiscountPercent: z.int().min(0).max(100).default(0),
  /** Periods are open from this day; null: from the month before the seed's day. */
  openFrom: z.iso.date().nullable().default(null),
  /** SQL Server tells no cases apart; switched off, look-ups by number are as fast as the ERP's indexes make them. */
  anyCase: z.boolean().default(false),
  /** Rows of one answer. */
  pageSize: z.int().min(1).max(10_000).default(10_000),
  /** The server's clock against ours, ms. */
  skewMs: z.int().min(-3_600_000).max(3_600_000).default(0),
  seed: z.int().default(1),
});
/** The habits of the Finance and Operations sandbox. */
export type FoHabits = z.infer<typeof foHabitsSchema>;
