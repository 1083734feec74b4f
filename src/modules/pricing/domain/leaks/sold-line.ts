import type { ApprovalPolicy, Sale } from '../../contract.ts';
import { listOf, unitOf, type History } from '../back-test/history.ts';
import { lessBp, lessThan, multiply, ratio, rounded, type Ratio } from '../../../../kernel/ratio.ts';

/** A sold line against its list price. Amounts of the whole line, rounded once. */
export interface SoldLine {
  readonly sale: Sale;
  readonly unit: Ratio;
  readonly list: Ratio;
  readonly listMinor: number;
  /** List less what it brought; never below zero. */
  readonly leakMinor: number;
}

/** A sale against its list; null: no list price of its day is on file, or it is in another currency than the report. */
export function soldLine(history: History, sale: Sale): SoldLine | null {
  const unit = sale.currency === history.currency ? unitOf(sale) : null;
  const list = unit === null ? null : listOf(history, sale);
  if (unit === null || list === null) return null;
  const listMinor = rounded(multiply(list, ratio(sale.quantityMilli, 1000)));
  return { sale, unit, list, listMinor, leakMinor: Math.max(0, listMinor - sale.netMinor) };
}

/** Whether a line's discount goes by itself under a policy. */
export const goesByItself = (line: SoldLine, policy: ApprovalPolicy): boolean => !lessThan(line.unit, lessBp(line.list, policy.autoUpToBp));

/** A part of a whole in basis points, rounded down; zero of nothing. */
export const bpOf = (part: number, whole: number): number => (whole <= 0 ? 0 : Number((BigInt(part) * 10_000n) / BigInt(whole)));
