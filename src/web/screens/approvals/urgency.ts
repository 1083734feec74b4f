import type { CaseRow } from '../../../modules/exceptions/contract.ts';

const never = Number.MAX_SAFE_INTEGER;
const dueOf = (row: CaseRow): number => (row.deadlineAt === null ? never : Date.parse(row.deadlineAt));

/** The most urgent first: what lapses soonest, then what asks a higher tier, then the larger amount, then the older one. */
export function urgentFirst(rows: readonly CaseRow[]): readonly CaseRow[] {
  return rows.toSorted(
    (a, b) =>
      dueOf(a) - dueOf(b) || b.tier - a.tier || (b.amountMinor ?? 0) - (a.amountMinor ?? 0) || a.raisedAt.localeCompare(b.raisedAt) || a.id.localeCompare(b.id),
  );
}
