import type { CheckResult } from '../../../modules/orders/contract.ts';

/** Which sentence tells a finding: that of what the check found, also where a setting takes it more or less strictly; of prices, that of the verdict. */
export function variantOf(check: Pick<CheckResult, 'name' | 'outcome' | 'facts'>): string {
  const { verdict, own } = check.facts;
  if (check.name === 'floor_held' && typeof verdict === 'string') return verdict;
  return typeof own === 'string' ? own : check.outcome;
}
