import type { ReadRefusal } from '../contract.ts';

/** How a reading stands against the last one and the ERP's own count. */
export interface ReadCount {
  /** Rows of the last complete reading; 0 when there was none. */
  readonly previous: number;
  /** The ERP's own count, where it has one. */
  readonly total: number | null;
  /** Rows that came so far. */
  readonly seen: number;
  /** The last page is in. */
  readonly done: boolean;
}

/** Lists shorter than this may shrink as they like: one of three is a third. */
const fewRecords = 10;
/** More than a fifth less is more often a broken filter or a missing authorisation than the truth. */
const believable = 0.8;

/**
 * Why a reading must stop, or null. A list that is suddenly empty or a fifth shorter than last time waits for a person.
 * At the end as many rows must have come as the ERP counted.
 */
export function incompleteness(count: ReadCount): ReadRefusal | null {
  const expected = count.total ?? (count.done ? count.seen : null);
  if (expected !== null && count.previous > 0) {
    if (expected === 0) return 'suddenly_empty';
    if (count.previous >= fewRecords && expected < count.previous * believable) return 'shrunk';
  }
  return count.done && count.total !== null && count.seen < count.total ? 'count_mismatch' : null;
}

/** Whether so many records can have vanished at once: `unseen` of `held` were not found any more. */
export function vanishing({ held, unseen }: { readonly held: number; readonly unseen: number }): ReadRefusal | null {
  if (unseen === 0) return null;
  if (unseen === held) return 'suddenly_empty';
  return held >= fewRecords && held - unseen < held * believable ? 'shrunk' : null;
}
