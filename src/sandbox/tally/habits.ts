import { z } from 'zod';

const chance = z.number().min(0).max(1).default(0);

/** Everything that can be switched while the sandbox runs: what integrators saw Tally do, and what the network and a gateway before it do. */
export const tallyHabitsSchema = z.strictObject({
  /** Each answer waits this long, from–to, in ms. */
  slowMs: z.tuple([z.int().min(0).max(120_000), z.int().min(0).max(120_000)]).default([0, 0]),
  /** A dialog is open on the screen: the port listens, and nothing is answered until it is closed (false again). */
  hung: z.boolean().default(false),
  /** Imports: done and kept, but the answer never comes. */
  pHangAfterCommit: chance,
  /** Imports: the connection is cut and nothing was done. */
  pDropBeforeCommit: chance,
  /** Imports: done and kept, then the connection is cut. */
  pDropAfterCommit: chance,
  /** Imports: done and kept, but the gateway answers 504. */
  p504AfterCommit: chance,
  /** The gateway answers 429 or 503 with Retry-After, before anything is done. */
  p429: chance,
  p503: chance,
  retryAfterS: z.int().min(0).max(3600).default(1),
  /** The gateway answers with its sign-in page. */
  pLoginPage: chance,
  /** The answer ends in the middle. */
  pTruncated: chance,
  /** An import is refused because another user has the voucher open. */
  pLocked: chance,
  /** A voucher is saved with another quantity than was sent, and counted as if nothing were. */
  pOtherQuantity: chance,
  /** A refused import says nothing at all: all counters zero, no LINEERROR. */
  pSilentRefusal: chance,
  /** Whether ERRORS counts what LINEERROR complains of. Seen: it does not. */
  errorsAreCounted: z.boolean().default(false),
  /** Whether a cancellation that was made is counted. Seen: it is not. */
  cancelsAreCounted: z.boolean().default(false),
  /** Whether a REMOTEID that is known alters its voucher instead of making a second one. Reported both ways. */
  remoteIdAlters: z.boolean().default(true),
  /** Whether collections of vouchers give any. In one installation they gave nothing, and no error. */
  voucherCollections: z.boolean().default(true),
  /** In UTF-8, letters beyond Latin-1 (₹ too) become question marks. */
  questionMarks: z.boolean().default(false),
  creditCheck: z.enum(['refuse', 'off']).default('refuse'),
  negativeStock: z.enum(['allow', 'refuse']).default('allow'),
  /** Vouchers up to this day are refused. */
  closedUntil: z.iso.date().nullable().default(null),
  seed: z.int().default(1),
});
/** The habits of the Tally sandbox. */
export type TallyHabits = z.infer<typeof tallyHabitsSchema>;
