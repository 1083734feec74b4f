import type { WireRecord } from '../../kit/odata/codec.ts';
import { ErpReadError } from '../../kit/read-error.ts';

/** Rows of a set that an environment may lack, for what is good to know: none where there is no such set. Other failures are thrown. */
export async function optional(rows: Promise<readonly WireRecord[]>): Promise<readonly WireRecord[]> {
  return (await orNull(rows)) ?? [];
}

/** The same, where it counts whether the set is there: null without it. */
export const orNull = (rows: Promise<readonly WireRecord[]>): Promise<readonly WireRecord[] | null> =>
  rows.catch((error: unknown) => {
    if (error instanceof ErpReadError && error.failure.kind === 'rejected' && error.failure.code === '404') return null;
    throw error;
  });
