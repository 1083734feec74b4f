import { z } from 'zod';

const chance = z.number().min(0).max(1).default(0);

/** Everything that can be switched while the batch job runs: its bad habits, and the ERP's own settings. */
export const fileHabitsSchema = z.strictObject({
  /** The job does not run at all: files wait. */
  stopped: z.boolean().default(false),
  /** The job holds the folder: its lock file stays, nothing is taken or written. */
  locked: z.boolean().default(false),
  /** Files are taken and booked, but acknowledgements are kept back until this is switched off. */
  holdAcks: z.boolean().default(false),
  /** An acknowledgement file is first written without its end. */
  pTornAck: chance,
  /** The rows of an acknowledgement come twice. */
  pAckTwice: chance,
  /** A file of ours is thrown out unread. */
  pThrownOut: chance,
  /** A file is answered RETRY: a user has the document open, nothing was done. */
  pBusy: chance,
  /** Another quantity is booked than was asked for; the acknowledgement says which. */
  pOtherQuantity: chance,
  /** An export is half written when its manifest is there already; the next run completes it. */
  pHalfWritten: chance,
  /** The manifest counts another number of rows; the next run corrects it. */
  pWrongCount: chance,
  /** A row of an export stands there twice. */
  pDoubledRow: chance,
  /** Columns of an export stand in another order than last time. */
  pColumnOrder: chance,
  /** Rows of an export stand in another order than last time. */
  pRowOrder: chance,
  /** An export of UTF-8 is written in Windows-1252. */
  pWrongEncoding: chance,
  creditCheck: z.enum(['refuse', 'off']).default('refuse'),
  /** What is posted before this day is refused; null: the first of the company's month. */
  periodOpenFrom: z.iso.date().nullable().default(null),
  seed: z.int().default(1),
});
/** The habits of the file sandbox. */
export type FileHabits = z.infer<typeof fileHabitsSchema>;
