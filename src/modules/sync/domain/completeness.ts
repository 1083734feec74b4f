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

/**
 * Why a reading must stop, or null. A list that is suddenly empty or a fifth shorter than last time is more often a broken filter or a
 * missing authorisation than the truth; a person looks first. At the end as many rows must have come as the ERP counted.
 */
export function incompleteness(count: ReadCount): ReadRefusal | null {
  const expected = count.total ?? (count.done ? count.seen : null);
  if (expected !== null && count.previous > 0) {
    if (expected === 0) return 'suddenly_empty';
    if (count.previous >= 10 && expected < count.previous * 0.8) return 'shrunk';
  }
  return count.done && count.total !== null && count.seen < count.total ? 'count_mismatch' : null;
}
